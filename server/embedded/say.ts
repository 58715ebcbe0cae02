/** A line about what is being done now. */
export const say = (line: string): void => void process.stdout.write(`· ${line}\n`);

/** Says what is being done, does it, and says how long it took; a dot every five seconds shows that it goes on. */
export async function step<T>(line: string, work: () => Promise<T>): Promise<T> {
  process.stdout.write(`· ${line} `);
  const dots = setInterval(() => process.stdout.write('.'), 5000);
  const start = Date.now();
  try {
    const result = await work();
    process.stdout.write(`✓ ${((Date.now() - start) / 1000).toFixed(1)} s\n`);
    return result;
  } catch (error) {
    process.stdout.write('✗\n');
    throw error;
  } finally {
    clearInterval(dots);
  }
}
