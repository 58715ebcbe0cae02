import { createHash } from 'node:crypto';
import type { Template } from './template.ts';

/** The name of a template's content: SHA-256 over its JSON with sorted keys. */
export const hashTemplate = (template: Template): string =>
  createHash('sha256')
    .update(
      JSON.stringify(template, (_, value: unknown) =>
        value && typeof value === 'object' && !Array.isArray(value)
          ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
          : value,
      ),
    )
    .digest('hex');
