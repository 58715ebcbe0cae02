import { createHash } from 'node:crypto';
import { opinionText } from '../../../schema/rules/experts.ts';

/** SHA-256 of an opinion as it is signed. */
export const opinionHash = (signed: Parameters<typeof opinionText>[0]): string =>
  createHash('sha256').update(opinionText(signed)).digest('hex');
