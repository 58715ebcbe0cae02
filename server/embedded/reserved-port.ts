import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const folder = path.join(os.tmpdir(), `approval-ports-${os.userInfo().uid}`);

const fileOf = (port: number): string => path.join(folder, String(port));

/**
 * Keeps a port for this process among the starts on this machine: between choosing a port and listening on it seconds pass,
 * in which another start would find it free and then speak with our parts as if they were its own. False when it is kept
 * by another process that lives.
 */
export function reservePort(port: number): boolean {
  mkdirSync(folder, { recursive: true });
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      writeFileSync(fileOf(port), String(process.pid), { flag: 'wx' });
      return true;
    } catch {
      if (isKept(port)) return false;
      rmSync(fileOf(port), { force: true });
    }
  }
  return false;
}

/** Gives ports back that this process has reserved. */
export function releasePorts(ports: number[]): void {
  for (const port of ports) if (holderOf(port) === process.pid) rmSync(fileOf(port), { force: true });
}

function holderOf(port: number): number | null {
  try {
    return Number(readFileSync(fileOf(port), 'utf8')) || null;
  } catch {
    return null;
  }
}

/** Whether another process that lives keeps it; one that has ended keeps nothing. */
function isKept(port: number): boolean {
  const holder = holderOf(port);
  if (holder === null || holder === process.pid) return false;
  try {
    process.kill(holder, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
