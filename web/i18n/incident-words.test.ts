import { expect, test } from 'vitest';
import { incidentCodes } from '../../schema/rules/incident-codes.ts';
import en from './en/staff.json' with { type: 'json' };
import zh from './zh-CN/staff.json' with { type: 'json' };

// Whoever raises an incident can name one of these only: their types say so.
test.each(incidentCodes)('the incident %s has its sentence, its cause and its short name in both languages', (code) => {
  for (const { incidents } of [zh, en])
    for (const words of [incidents.codes, incidents.causes, incidents.short])
      expect(words).toHaveProperty(code, expect.stringMatching(/\S/));
});

test('Chinese words are Chinese', () => {
  for (const code of incidentCodes)
    for (const words of [zh.incidents.codes, zh.incidents.causes, zh.incidents.short]) expect(words[code]).toMatch(/\p{Script=Han}/u);
});

test('what happened inside the process names its element', () => {
  const ofPapers = /^(document|delivery|workflow)-/;
  for (const { incidents } of [zh, en])
    for (const code of incidentCodes.filter((one) => !ofPapers.test(one))) expect(incidents.codes[code]).toContain('{{element}}');
});
