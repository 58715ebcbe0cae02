// `npm start`: installs what is missing, then starts the whole product with everything embedded.
import { checkNode, installDependencies } from './install.mjs';

checkNode();
const began = Date.now();
await installDependencies((line) => process.stdout.write(`· ${line}\n`));
const { register } = await import('tsx/esm/api');
register();
const { startProduct } = await import('./supervisor.ts');
await startProduct(began);
