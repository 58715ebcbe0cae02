import { createHash } from 'node:crypto';
import * as asn1 from 'asn1js';
import {
  AlgorithmIdentifier,
  Attribute,
  Certificate,
  ContentInfo,
  EncapsulatedContentInfo,
  IssuerAndSerialNumber,
  SignedAndUnsignedAttributes,
  SignedData,
  SignerInfo,
} from 'pkijs';

const oid = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  /** RFC 5035: binds the certificate to the signature. */
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  sha256: '2.16.840.1.101.3.4.2.1',
} as const;

/** Signature algorithms that are used here, all over SHA-256. */
export const signatureAlgorithms = { rsa: '1.2.840.113549.1.1.11', ec: '1.2.840.10045.4.3.2' } as const;
export type KeyType = keyof typeof signatureAlgorithms;

/** A key and its certificate, wherever the key lies. */
export interface SealingKey {
  /** DER, the signer's own first. */
  chain: Uint8Array[];
  type: KeyType;
  /** A signature over the SHA-256 of `bytes`: PKCS#1 v1.5, or ECDSA as DER. */
  signBytes: (bytes: Uint8Array) => Promise<Uint8Array>;
}

const bufferOf = (bytes: Uint8Array): ArrayBuffer => new Uint8Array(bytes).buffer;
const octets = (bytes: Uint8Array): asn1.OctetString => new asn1.OctetString({ valueHex: bufferOf(bytes) });
const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();

/**
 * A detached CMS signature as PAdES baseline B asks for (ETSI EN 319 142-1): signed are content type, digest and signing certificate;
 * no signing time, since the PDF's own dictionary tells it.
 */
export async function signCms(bytes: Uint8Array, { chain, type, signBytes }: SealingKey): Promise<Uint8Array> {
  const certificates = chain.map((der) => Certificate.fromBER(bufferOf(der)));
  const [own] = certificates;
  if (!own) throw new Error('a signature needs a certificate');
  const digestAlgorithm = new AlgorithmIdentifier({ algorithmId: oid.sha256 });
  const essCertId = new asn1.Sequence({ value: [octets(sha256(chain[0]!))] });
  const attributes = [
    new Attribute({ type: oid.contentType, values: [new asn1.ObjectIdentifier({ value: oid.data })] }),
    new Attribute({ type: oid.messageDigest, values: [octets(sha256(bytes))] }),
    new Attribute({ type: oid.signingCertificateV2, values: [new asn1.Sequence({ value: [new asn1.Sequence({ value: [essCertId] })] })] }),
  ];
  // DER puts the members of a set in the order of their encodings (X.690 §11.6).
  const encoded = (attribute: Attribute): Buffer => Buffer.from(attribute.toSchema().toBER());
  const signedAttrs = new SignedAndUnsignedAttributes({
    type: 0,
    attributes: attributes.toSorted((a, b) => Buffer.compare(encoded(a), encoded(b))),
  });
  const toBeSigned = new Uint8Array(signedAttrs.toSchema().toBER());
  // Signed is the plain SET, not the tag it stands under (RFC 5652 §5.4).
  toBeSigned[0] = 0x31;
  const signer = new SignerInfo({
    version: 1,
    sid: new IssuerAndSerialNumber({ issuer: own.issuer, serialNumber: own.serialNumber }),
    digestAlgorithm,
    signedAttrs,
    signatureAlgorithm: new AlgorithmIdentifier({
      algorithmId: signatureAlgorithms[type],
      ...(type === 'rsa' ? { algorithmParams: new asn1.Null() } : {}),
    }),
    signature: octets(await signBytes(toBeSigned)),
  });
  const signed = new SignedData({
    version: 1,
    digestAlgorithms: [digestAlgorithm],
    encapContentInfo: new EncapsulatedContentInfo({ eContentType: oid.data }),
    certificates,
    signerInfos: [signer],
  });
  const info = new ContentInfo({ contentType: oid.signedData, content: signed.toSchema(true) });
  return new Uint8Array(info.toSchema().toBER());
}
