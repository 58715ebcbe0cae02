import type { LicenceKey } from '../../schema/licences/code.ts';

/** Signs the QR codes of licences. A key in certified hardware stands behind the same interface. */
export interface LicenceSigner {
  /** The public half, to be published. Throws SigningFault where there is no key. */
  key(): Promise<LicenceKey>;
  /** ES256 over bytes (RFC 7518 §3.4): 64 bytes, r and s. */
  sign(bytes: Uint8Array): Promise<Uint8Array>;
}
