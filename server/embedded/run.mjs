// `npm run api`, `npm run worker`: one part alone, from the environment, for a real deployment.
import { checkNode, installDependencies } from './install.mjs';

checkNode();
await installDependencies((line) => process.stderr.write(`· ${line}\n`));
const { register } = await import('tsx/esm/api');
register();
await import(new URL(process.argv[2], new URL('../../', import.meta.url)).href);
