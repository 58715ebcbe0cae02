import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { chromium } from '@playwright/test';

/** A Chromium for the tests: on this machine, else fetched by Playwright, else from Debian's packages as root. */
export function findChromium(): string | undefined {
  const known = found();
  if (known) return known;
  try {
    execFileSync('npx', ['playwright', 'install', 'chromium'], { stdio: 'ignore', timeout: 240_000 });
    if (existsSync(chromium.executablePath())) return undefined;
  } catch {
    // Not to be had from there; Debian has it too.
  }
  if (process.getuid?.() === 0) {
    execFileSync('apt-get', ['update', '-qq'], { stdio: 'ignore' });
    execFileSync('apt-get', ['install', '-y', '-qq', 'chromium', 'fonts-noto-cjk'], { stdio: 'ignore' });
  }
  const installed = found();
  if (!installed) throw new Error('No Chromium: install one (Debian: apt-get install chromium fonts-noto-cjk), then run the tests again.');
  return installed;
}

function found(): string | undefined {
  const asked = process.env.CHROMIUM_PATH;
  if (asked) return asked;
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
  for (const folder of (process.env.PATH ?? '').split(path.delimiter)) {
    for (const name of names) if (existsSync(path.join(folder, name))) return path.join(folder, name);
  }
  return undefined;
}
