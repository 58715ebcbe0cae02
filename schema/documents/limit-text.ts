import type { Limit } from '../contracts/values.ts';

/** A limit as papers state it: `20个工作日`, `30日`. */
export const limitText = ({ n, unit }: Limit): string => `${n}${unit === 'workday' ? '个工作日' : '日'}`;
