import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * Readers of PDF that are none of ours: pyHanko verifies signatures, PDFium reads text and draws as Chrome does, qpdf the structure, ZXing
 * the QR codes.
 */
const requirements = ['pyhanko>=0.29,<1', 'pypdfium2>=4.30,<6', 'pikepdf>=9,<11', 'zxing-cpp>=2.2,<3', 'pillow>=10,<13'];

/** Fetches them once, for this Python, into a folder below `cache`; gives the folder for PYTHONPATH. */
export async function findPdfTools(cache: string): Promise<string> {
  const { stdout: version } = await run('python3', ['-c', 'import sys; print(sys.version, sys.platform)']);
  const name = createHash('sha256')
    .update(`${requirements.join(' ')} ${version}`)
    .digest('hex')
    .slice(0, 12);
  const folder = path.join(cache, `pdf-tools-${name}`);
  if (existsSync(folder)) return folder;
  await mkdir(cache, { recursive: true });
  const making = await mkdtemp(`${folder}-`);
  try {
    const args = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--target', making, ...requirements];
    await run('python3', args, { timeout: 170_000 });
    // Another run may have been faster.
    if (!existsSync(folder)) await rename(making, folder);
  } finally {
    await rm(making, { recursive: true, force: true });
  }
  return folder;
}
