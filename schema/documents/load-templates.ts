import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { Template } from './template.ts';
import { documentKindIds } from './kind-ids.ts';

const read = (path: string): unknown => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));

/** The templates that the product comes with, one of each kind. Throws when a file is not what it should be. */
export const loadTemplates = (): Template[] => documentKindIds.map((kind) => Template.parse(read(`./templates/${kind}.json`)));

/** What the documents of an agency carry: its mark in numbers (机关代字), and whom its decisions may be taken to. All of it is 示例 (sample). */
export const AgencySetting = z.object({
  organisationId: z.string(),
  mark: z.string().min(1).max(20),
  reconsiderationBody: z.string().min(1).max(100),
  court: z.string().min(1).max(100),
});
export type AgencySetting = z.infer<typeof AgencySetting>;

export const loadAgencySettings = (): AgencySetting[] => z.array(AgencySetting).parse(read('./agencies.json'));
