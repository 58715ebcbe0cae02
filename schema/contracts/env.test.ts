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

test.for([
  [{ SMTP_URL: 'smtp://mail.example.cn:25' }, /MAIL_FROM/],
  [{ SMS_GATEWAY_URL: 'https://sms.example.cn/send' }, /SMS_GATEWAY_SECRET/],
] as const)('half a channel is told: %o', ([half, name]) => {
  expect(() => readEnv({ ...complete, ...half })).toThrow(name);
});
