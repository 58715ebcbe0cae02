import { readFileSync } from 'node:fs';
import type { Env } from '../contracts/env.ts';

/** Connection options for the Temporal SDK, of a worker or a client, from the environment. Reads the certificate files. */
export function temporalConnection(env: Env) {
  const clientCertPair =
    env.TEMPORAL_TLS_CERT && env.TEMPORAL_TLS_KEY
      ? { crt: readFileSync(env.TEMPORAL_TLS_CERT), key: readFileSync(env.TEMPORAL_TLS_KEY) }
      : undefined;
  const isSecure = env.TEMPORAL_TLS || clientCertPair !== undefined || env.TEMPORAL_API_KEY !== undefined;
  return {
    address: env.TEMPORAL_ADDRESS,
    ...(isSecure ? { tls: clientCertPair ? { clientCertPair } : true } : {}),
    ...(env.TEMPORAL_API_KEY ? { apiKey: env.TEMPORAL_API_KEY } : {}),
  };
}

/** The same for a client in Node, which finds a Temporal that was away again within seconds; gRPC alone may wait for minutes. */
export const temporalClientConnection = (env: Env) => ({
  ...temporalConnection(env),
  channelArgs: { 'grpc.initial_reconnect_backoff_ms': 100, 'grpc.max_reconnect_backoff_ms': 2_000 },
});
