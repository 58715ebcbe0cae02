import type { Level } from '../../contracts/values.ts';
import { isCreditCode } from './credit-code.ts';

const levelDigit: Record<Level, string> = { national: '1', province: '2', city: '3', county: '4' };

/** 基本编码: region 2, type 2, department 2, main item 3, sub-item 3; a main item with sub-items ends in Y. */
export const isBasicCode = (code: string): boolean => /^\d{11}[\dY]$/.test(code);

/** 实施编码, 31: the body's credit code, its level, the basic code. Throws a RangeError when a part is not valid. */
export function implementationCode(creditCode: string, level: Level, basicCode: string): string {
  if (!isCreditCode(creditCode)) throw new RangeError(`not a credit code: ${creditCode}`);
  if (!isBasicCode(basicCode)) throw new RangeError(`not a basic code: ${basicCode}`);
  return creditCode + levelDigit[level] + basicCode;
}

/** 办件编码, 43: implementation code 31, day `YYYYMMDD`, the day's sequence from 1. Throws a RangeError past 9999 in a day. */
export function caseNumber(implementation: string, day: string, sequence: number): string {
  if (!/^[0-9A-Z]{31}$/.test(implementation) || !/^\d{8}$/.test(day)) throw new RangeError('not an implementation code and a day');
  if (!Number.isInteger(sequence) || sequence < 1 || sequence > 9999) throw new RangeError(`no case number for sequence ${sequence}`);
  return implementation + day + String(sequence).padStart(4, '0');
}
