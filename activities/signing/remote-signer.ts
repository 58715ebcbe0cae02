import { createHash } from 'node:crypto';
import { X509Certificate } from 'node:crypto';
import { z } from 'zod';
import { SigningFault } from '../ports/signer.ts';
import type { Signer } from '../ports/signer.ts';
import { signatureAlgorithms, signCms } from './cms.ts';

/** How long a service may take to answer, ms. */
const patience = 20_000;

const sha256 = '2.16.840.1.101.3.4.2.1';
const Info = z.object({ cert: z.object({ certificates: z.array(z.string()).min(1) }) });
const Signatures = z.object({ signatures: z.array(z.string()).length(1) });

export interface RemoteService {
  /** Base address of the service, as `https://sign.example.cn/csc/v2`. */
  url: string;
  /** Bearer token of this client. */
  token: string | undefined;
  /** The credential that signs; `{organisation}` in it stands for the organisation's id. */
  credential: string;
}

/**
 * Signs with keys that a signing service holds, by the Cloud Signature Consortium's API (version 2): `credentials/info` for the chain,
 * `signatures/signHash` for a signature over a hash. Only hashes leave this process, never a document.
 */
export function createRemoteSigner({ url, token, credential }: RemoteService): Signer {
  const ask = async <T>(method: string, body: object, answer: z.ZodType<T>): Promise<T> => {
    const address = new URL(method, url.endsWith('/') ? url : `${url}/`);
    const headers = { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) };
    const response = await fetch(address, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(patience),
    }).catch((error: unknown) => {
      throw new SigningFault(
        `The signing service at ${address.origin} can't be reached: ${error instanceof Error ? error.message : String(error)}`,
      );
    });
    const text = await response.text();
    if (!response.ok) throw new SigningFault(`The signing service refused ${method} with ${response.status}: ${text.slice(0, 200)}`);
    const parsed = answer.safeParse(jsonOf(text));
    if (!parsed.success) throw new SigningFault(`The signing service's answer to ${method} is not what the CSC API says.`);
    return parsed.data;
  };
  return {
    sign: async (bytes, organisationId) => {
      const credentialID = credential.replaceAll('{organisation}', organisationId);
      const { cert } = await ask('credentials/info', { credentialID, certificates: 'chain', certInfo: false }, Info);
      const chain = cert.certificates.map((one) => new Uint8Array(Buffer.from(one, 'base64')));
      const type = new X509Certificate(chain[0]!).publicKey.asymmetricKeyType;
      if (type !== 'rsa' && type !== 'ec')
        throw new SigningFault(`The credential ${credentialID} has a key of type ${type}; RSA and elliptic curves are supported.`);
      return signCms(bytes, {
        chain,
        type,
        signBytes: async (data) => {
          const hashes = [createHash('sha256').update(data).digest('base64')];
          const asked = { credentialID, hashes, hashAlgorithmOID: sha256, signAlgo: signatureAlgorithms[type] };
          const { signatures } = await ask('signatures/signHash', asked, Signatures);
          return new Uint8Array(Buffer.from(signatures[0]!, 'base64'));
        },
      });
    },
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
