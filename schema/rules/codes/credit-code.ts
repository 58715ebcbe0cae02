/** Unified social credit code, 18 characters (GB 32100-2015). */
const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/** The 18th character for the first 17, or null when one of them is not of the alphabet. */
export function creditCodeCheck(first17: string): string | null {
  if (first17.length !== 17) return null;
  let sum = 0;
  for (let at = 0; at < 17; at++) {
    const value = alphabet.indexOf(first17[at]!);
    if (value < 0) return null;
    sum += value * weights[at]!;
  }
  return alphabet[(31 - (sum % 31)) % 31]!;
}

/** Whether a code is 18 characters with the right check character. Some early codes are legal and fail: the caller may allow an override. */
export const isCreditCode = (code: string): boolean => code.length === 18 && creditCodeCheck(code.slice(0, 17)) === code[17];
