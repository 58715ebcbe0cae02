import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { chromium } from '@playwright/test';

const fonts = 'fonts-noto-cjk';

/**
 * A Chromium for the tests: on this machine, else from Debian's packages as root, else fetched by Playwright. The headless shell is looked for
 * first: the same engine without windows, whose toolbars alone cost as much processor time as the pages (a context costs a tenth without them).
 */
export function findChromium(): string | undefined {
  const whole = inPath(['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']);
  const shell = process.env.CHROMIUM_PATH ?? inPath(['chromium-headless-shell']) ?? fromDebian(['chromium-headless-shell', fonts], !whole);
  if (shell ?? whole) return shell ?? whole;
  try {
    execFileSync('npx', ['playwright', 'install', 'chromium'], { stdio: 'ignore', timeout: 240_000 });
    if (existsSync(chromium.executablePath())) return undefined;
  } catch {
    // Not to be had from there; Debian has it too.
  }
  const installed = fromDebian(['chromium', fonts], true);
  if (!installed) throw new Error('No Chromium: install one (Debian: apt-get install chromium fonts-noto-cjk), then run the tests again.');
  return installed;
}

/** The first package's program, installed; undefined where that is not possible. `update`: its lists may be old or missing, and are fetched. */
function fromDebian(packages: [string, ...string[]], update: boolean): string | undefined {
  if (process.getuid?.() !== 0 || !inPath(['apt-get'])) return undefined;
  const install = ['install', '-y', '-qq', '-o', 'Acquire::Retries=1', '-o', 'Acquire::http::Timeout=20', ...packages];
  for (const args of update ? [install, ['update', '-qq'], install] : [install]) {
    try {
      execFileSync('apt-get', args, { stdio: 'ignore', timeout: 90_000 });
      const found = inPath([packages[0]]);
      if (found) return found;
    } catch {
      // Not with these lists, or not from here: the next way is tried.
    }
  }
  return undefined;
}

function inPath(names: string[]): string | undefined {
  for (const folder of (process.env.PATH ?? '').split(path.delimiter)) {
    for (const name of names) if (existsSync(path.join(folder, name))) return path.join(folder, name);
  }
  return undefined;
}
