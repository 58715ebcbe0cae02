/** CPU time of this process in ms, its compiler and collector included; what else the machine does is not. */
export const cpuMs = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

export function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** To so many significant digits. */
export const rounded = (value: number, digits = 3): number => Number(value.toPrecision(digits));
