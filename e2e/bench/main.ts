import { startProduct } from '../run/product.ts';
import type { Product } from '../run/product.ts';
import { coldBench } from './cold.ts';
import { lifecycleBench } from './lifecycle.ts';

const benches: Record<string, (product: Product) => Promise<object>> = { lifecycle: lifecycleBench, cold: coldBench };

const name = process.argv[2] ?? '';
const bench = benches[name];
if (!bench) {
  process.stderr.write(`usage: npm run bench -- ${Object.keys(benches).join(' | ')}   (CASES and CLIENTS set the size)\n`);
  process.exit(2);
}
// The limit on writes is for people; a bench is one person doing the work of many.
const product = await startProduct({ env: { WRITES_PER_MINUTE: '1000000' } });
try {
  process.stdout.write(`${JSON.stringify(await bench(product), null, 2)}\n`);
} finally {
  await product.stop();
}
