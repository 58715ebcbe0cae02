import { expect, test } from 'vitest';
import { readEnv } from './env.ts';

const complete = {
  DATABASE_URL: 'postgres://localhost/approval',
  OIDC_ISSUER: 'http://localhost:4000',
  OIDC_CLIENT_ID: 'approval',
  OIDC_CLIENT_SECRET: 'secret',
  DATA_DIR: '.data',
  PUBLIC_URL: 'http://localhost:3000',
  SESSION_SECRET: 'x'.repeat(32),
};

test('fills in defaults', () => {
  expect(readEnv({ ...complete, PORT: '' })).toMatchObject({ PORT: 3000, TEMPORAL_NAMESPACE: 'default', TEMPORAL_TLS: false });
});

test('names every wrong value in one message', () => {
  const wrong = { ...complete, DATABASE_URL: 'mysql://localhost/x', PORT: 'eighty', SESSION_SECRET: 'short' };
  expect(() => readEnv(wrong)).toThrow(/DATABASE_URL[\s\S]*PORT[\s\S]*SESSION_SECRET/);
});
