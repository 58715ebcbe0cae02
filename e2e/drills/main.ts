import { crashDrill } from './crash.ts';

const drills: Record<string, () => Promise<boolean>> = { crash: crashDrill };

const name = process.argv[2] ?? '';
const drill = drills[name];
if (!drill) {
  process.stderr.write(`usage: npm run drill -- ${Object.keys(drills).join(' | ')}\n`);
  process.exit(2);
}
process.exit((await drill()) ? 0 : 1);
