import { z } from 'zod';

const port = z.coerce.number().int().min(0).max(65_535);
const flag = z.enum(['true', 'false', '1', '0']).transform((value) => value === 'true' || value === '1');

/**
 * What the API and the worker read from the environment. `npm start` sets all of it for its embedded parts;
 * a real deployment sets its own.
 */
export const Env = z
  .object({
    NODE_ENV: z.enum(['development', 'production', 'test']).default('production'),
    DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
    TEMPORAL_ADDRESS: z.string().min(1).default('127.0.0.1:7233'),
    TEMPORAL_NAMESPACE: z.string().min(1).default('default'),
    TEMPORAL_TASK_QUEUE: z.string().min(1).default('approval'),
    TEMPORAL_TLS: flag.default(false),
    TEMPORAL_TLS_CERT: z.string().optional(),
    TEMPORAL_TLS_KEY: z.string().optional(),
    TEMPORAL_API_KEY: z.string().optional(),
    OIDC_ISSUER: z.url(),
    OIDC_CLIENT_ID: z.string().min(1),
    OIDC_CLIENT_SECRET: z.string().min(1),
    DATA_DIR: z.string().min(1),
    HOST: z.string().default('127.0.0.1'),
    PORT: port.default(3000),
    WORKER_PORT: port.default(3001),
    /** The address people use; cookies, links and QR codes are made for it. */
    PUBLIC_URL: z.url(),
    /** Signs and encrypts: at least 32 characters, the same for API and worker, kept across restarts. */
    SESSION_SECRET: z.string().min(32),
    /** Who signs documents: a P12 file or a folder of them, or a signing service (CSC API v2); the worker alone needs it. */
    SIGNER_P12: z.string().optional(),
    SIGNER_P12_PASSWORD: z.string().default(''),
    SIGNER_URL: z.url({ protocol: /^https?$/ }).optional(),
    SIGNER_TOKEN: z.string().optional(),
    SIGNER_CREDENTIAL: z.string().optional(),
    /** Signs with a certificate authority of the demo's own, kept in DATA_DIR/signing. */
    SIGNER_DEMO: flag.default(false),
    /** A PEM file with the P-256 key that signs the QR codes of licences; a demo makes its own. The worker alone needs it. */
    LICENCE_KEY: z.string().optional(),
    CLAMD_HOST: z.string().optional(),
    CLAMD_PORT: port.default(3310),
    /** E-mail goes out through an SMTP server (`smtps://user:password@host:465`) in this name; both are set, or there is no e-mail. */
    SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
    MAIL_FROM: z.string().min(3).optional(),
    /** Text messages go to an HTTP gateway, signed with the secret; both are set, or there are none. */
    SMS_GATEWAY_URL: z.url({ protocol: /^https?$/ }).optional(),
    SMS_GATEWAY_SECRET: z.string().min(16).optional(),
    /** Writes one person may make in a minute; sign-in and tracking have stricter limits of their own. */
    WRITES_PER_MINUTE: z.coerce.number().int().min(1).default(600),
    LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  })
  .refine(({ SMTP_URL, MAIL_FROM }) => (SMTP_URL === undefined) === (MAIL_FROM === undefined), {
    path: ['MAIL_FROM'],
    error: 'SMTP_URL and MAIL_FROM go together: who sends the mail, and through which server',
  })
  .refine(({ SMS_GATEWAY_URL, SMS_GATEWAY_SECRET }) => (SMS_GATEWAY_URL === undefined) === (SMS_GATEWAY_SECRET === undefined), {
    path: ['SMS_GATEWAY_SECRET'],
    error: 'SMS_GATEWAY_URL and SMS_GATEWAY_SECRET go together',
  });
export type Env = z.infer<typeof Env>;

/** Reads the environment, or throws one error that names every wrong value in a sentence each. */
export function readEnv(source: Record<string, string | undefined>): Env {
  const present = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = Env.safeParse(present);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`These environment variables are missing or wrong:\n${lines.join('\n')}`);
}
