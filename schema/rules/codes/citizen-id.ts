const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const checks = '10X98765432';

/** Whether a citizen identity number has 18 places, a real birth date and the right check digit (GB 11643-1999). */
export function isCitizenId(id: string): boolean {
  if (!/^\d{17}[\dX]$/.test(id)) return false;
  const born = `${id.slice(6, 10)}-${id.slice(10, 12)}-${id.slice(12, 14)}`;
  const ms = Date.parse(`${born}T00:00:00Z`);
  if (Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== born) return false;
  let sum = 0;
  for (let at = 0; at < 17; at++) sum += Number(id[at]) * weights[at]!;
  return checks[sum % 11] === id[17];
}
