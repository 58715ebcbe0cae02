import { useState } from 'react';
import { z } from 'zod';
import { Answers } from '../../../schema/forms/form.ts';

const Kept = z.object({ version: z.literal(1), answers: Answers });

function read(key: string): Answers | null {
  try {
    return Kept.parse(JSON.parse(localStorage.getItem(key) ?? 'null')).answers;
  } catch {
    return null;
  }
}

/** Answers being corrected, kept on this device until they are submitted. `restored` tells that an earlier visit's were found. */
export function useKeptAnswers(key: string, initial: Answers) {
  const [found] = useState(() => read(key));
  const [answers, setAnswers] = useState(found ?? initial);
  const change = (name: string, value: unknown): void => {
    const next = { ...answers, [name]: value };
    if (value === undefined) delete next[name];
    setAnswers(next);
    try {
      localStorage.setItem(key, JSON.stringify({ version: 1, answers: next }));
    } catch {
      // Full or forbidden storage: the page itself still holds the answers.
    }
  };
  return { answers, change, restored: found !== null, forget: () => localStorage.removeItem(key) };
}
