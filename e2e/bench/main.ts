import { startProduct } from '../run/product.ts';
import type { Product } from '../run/product.ts';
import { coldBench } from './cold.ts';
import { documentsBench } from './documents.ts';
import { engineBench } from './engine.ts';
import { lifecycleBench } from './lifecycle.ts';

/** Benches of the whole product, and of parts that need none. */
const ofProduct: Record<string, (product: Product) => Promise<object>> = { lifecycle: lifecycleBench, cold: coldBench };
const ofParts: Record<string, () => Promise<object>> = { engine: engineBench, documents: documentsBench };

async function onProduct(bench: (product: Product) => Promise<object>): Promise<object> {
  // The limit on writes is for people; a bench is one person doing the work of many.
  const product = await startProduct({ env: { WRITES_PER_MINUTE: '1000000' } });
  try {
    return await bench(product);
  } finally {
    await product.stop();
  }
}

const name = process.argv[2] ?? '';
const [part, whole] = [ofParts[name], ofProduct[name]];
if (!part && !whole) {
  const names = [...Object.keys(ofParts), ...Object.keys(ofProduct)].join(' | ');
  process.stderr.write(`usage: npm run bench -- ${names}   (CASES, CLIENTS and ROUNDS set the size)\n`);
  process.exit(2);
}
const result = part ? await part() : await onProduct(whole!);
process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
