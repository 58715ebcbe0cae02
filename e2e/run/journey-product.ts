import { startProduct } from './product.ts';

/** Before the journeys: one whole product; its address goes to the tests in PRODUCT_URL, its data folder in PRODUCT_DATA. */
export default async function setup(): Promise<() => Promise<void>> {
  if (process.env.PRODUCT_URL) return async () => {};
  const product = await startProduct();
  process.env.PRODUCT_URL = product.url;
  process.env.PRODUCT_DATA = product.dataDir;
  return () => product.stop();
}
