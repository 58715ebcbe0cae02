import { useRef } from 'react';

interface Box {
  element: HTMLTextAreaElement | HTMLInputElement;
  change: (text: string) => void;
}

/** Remembers the text box that was used last, so that a field can be put in at its cursor. */
export function useInsertion() {
  const last = useRef<Box | null>(null);
  return {
    /** For a text box's `onFocus`. */
    remember: (element: Box['element'], change: Box['change']) => {
      last.current = { element, change };
    },
    insert: (words: string) => {
      const box = last.current;
      if (!box || !box.element.isConnected) return;
      const { element, change } = box;
      const start = element.selectionStart ?? element.value.length;
      const end = element.selectionEnd ?? start;
      change(element.value.slice(0, start) + words + element.value.slice(end));
      // After the new text is in the box.
      requestAnimationFrame(() => {
        element.focus();
        element.setSelectionRange(start + words.length, start + words.length);
      });
    },
  };
}
export type Insertion = ReturnType<typeof useInsertion>;
