import { expect, test } from 'vitest';
import { OperationName } from '../../../schema/contracts/tasks.ts';
import { blankBody, missingIn, operationForms } from './operation-form.ts';

test.each(OperationName.options)('%s is sent as it is begun only when it needs nothing', (operation) => {
  const { people, wordsNeeded } = operationForms[operation];
  const needsNothing = people === 'none' && operation !== 'return' && !wordsNeeded;
  expect(missingIn(blankBody(operation)).length === 0).toBe(needsNothing);
});

test('what was given is missing no more', () => {
  expect(missingIn({ operation: 'consult', users: ['li'], reason: ' ' })).toEqual(['words']);
  expect(missingIn({ operation: 'consult', users: ['li'], reason: '?' })).toEqual([]);
  expect(missingIn({ operation: 'return', to: 'Review' })).toEqual([]);
  expect(missingIn({ operation: 'removeSigner', users: [] })).toEqual(['people']);
});
