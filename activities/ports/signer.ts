/**
 * Signs in the name of an agency. A real seal needs certified hardware or a service that holds the key: everything else of the
 * product knows this interface only.
 */
export interface Signer {
  /**
   * A detached CMS signature over bytes, DER (CAdES baseline B, ETSI EN 319 122-1), with the chain of its certificate.
   * Throws SigningFault with what an operator can do about it.
   */
  sign(bytes: Uint8Array, organisationId: string): Promise<Uint8Array>;
}

/** Signing is not possible now: a sentence for an operator. */
export class SigningFault extends Error {}
