import { z } from 'zod';
import type { ItemGuide, Material } from '../catalog/item.ts';

/** 容缺后补 `follow`: the paper itself comes later, before the decision. 告知承诺 `commit`: the applicant's word stands for it, and is checked afterwards. */
export const PromiseKind = z.enum(['follow', 'commit']);
export type PromiseKind = z.infer<typeof PromiseKind>;

/** `open`: to be handed in; `handedIn`: to be looked at; `kept`: confirmed. That one is overdue follows from its day. */
export const PromiseState = z.enum(['open', 'handedIn', 'kept']);
export type PromiseState = z.infer<typeof PromiseState>;

/** Days before its day at which the applicant is reminded of a promise. */
export const remindDays = 3;

/** 国办发〔2020〕42号: what bears on these is never granted on a promise instead of proof. */
export const Risk = z.enum(['nationalSecurity', 'stateSecrets', 'publicSafety', 'highRisk']);

/** What is wrong with the promises that an item allows, sentence by sentence; an item with any is not published. */
export function promiseProblems({ id, risk, materials }: Pick<ItemGuide, 'id' | 'risk' | 'materials'>): string[] {
  const promised = materials.filter(({ promise }) => promise !== null);
  const of = ({ code }: Material): string => `${id}: ${code}`;
  return [
    ...materials
      .filter(({ necessity, promise }) => necessity === 'mayFollow' && promise?.kind !== 'follow')
      .map((one) => `${of(one)} may follow later and does not say by when`),
    ...promised
      .filter(({ necessity, promise }) => promise?.kind === 'follow' && necessity !== 'mayFollow')
      .map((one) => `${of(one)} is promised for later and is not one that may follow`),
    ...promised
      .filter(({ promise }) => risk !== null && promise?.kind === 'commit')
      .map((one) => `${of(one)}: no promise stands for proof where the risk is ${risk}`),
    ...(promised.length > 0 && !materials.some(({ necessity, promise }) => necessity === 'required' && promise === null)
      ? [`${id}: some material must be there at once`]
      : []),
  ];
}

/** A material that has to be handed in or promised. */
export const isNeeded = ({ necessity, promise }: Pick<Material, 'necessity' | 'promise'>): boolean =>
  necessity === 'required' || promise !== null;

interface Standing {
  kind: PromiseKind;
  state: PromiseState;
  dueAt: Date;
}

export const isOverdue = ({ state, dueAt }: Standing, now: Date): boolean => state === 'open' && dueAt < now;

/**
 * Why nothing can be granted yet; a key under `reasons`. What was to follow has to be there (Licensing Law art. 34, 38: the decision rests
 * on a complete file); a promise that stands for proof only when its day has passed in vain.
 */
export function grantBlock(promises: readonly Standing[], now: Date): 'promiseOverdue' | 'promiseOpen' | null {
  const left = promises.filter(({ state }) => state !== 'kept');
  if (left.some((one) => isOverdue(one, now))) return 'promiseOverdue';
  return left.some(({ kind }) => kind === 'follow') ? 'promiseOpen' : null;
}
