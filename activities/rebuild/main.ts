import { connect } from '../../schema/db/connect.ts';
import { FactsSource } from '../record/facts-source.ts';
import { compareAll } from './compare.ts';
import type { Difference } from './compare.ts';

/**
 * `npm run --silent ledger [-- --repair]` on DATABASE_URL: checks every chain, folds every ledger and compares it with
 * the projection. Prints one JSON object; exits 1 when anything differed and was not repaired.
 */
async function main(): Promise<void> {
  const url = process.env.DATABASE_URL;
  if (!url) throw new Error('DATABASE_URL is not set');
  const repair = process.argv.includes('--repair');
  const { db, close } = connect(url, { max: 2, applicationName: 'approval-ledger' });
  const found: Difference[] = [];
  let checked = 0;
  try {
    for await (const { differences } of compareAll(db, new FactsSource(), repair)) {
      checked++;
      found.push(...differences);
    }
  } finally {
    await close();
  }
  process.stdout.write(`${JSON.stringify({ cases: checked, repaired: repair, differences: found }, null, 2)}\n`);
  const isLeft = found.some(({ column }) => !repair || column === 'chain');
  process.exitCode = isLeft ? 1 : 0;
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(2);
});
