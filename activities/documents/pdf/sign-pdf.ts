import { SigningFault } from '../../ports/signer.ts';
import type { Signer } from '../../ports/signer.ts';
import { byteRangeMark, signatureRoom } from './prepare-signature.ts';

const mark = Buffer.from(`/ByteRange [ ${byteRangeMark.join(' ')} ]`, 'latin1');
const contents = Buffer.from(`/Contents <${'00'.repeat(32)}`, 'latin1');

/** Signs a PDF that `prepareSignature` has made ready: everything but the place of the signature itself. Throws SigningFault. */
export async function signPdf(prepared: Uint8Array, signer: Signer, organisationId: string): Promise<Uint8Array> {
  const pdf = Buffer.from(prepared);
  const markAt = pdf.indexOf(mark);
  const begin = pdf.indexOf(contents, markAt) + '/Contents '.length;
  if (markAt < 0 || begin < markAt) throw new Error('the PDF has no place for a signature');
  const end = begin + 2 * signatureRoom + 2;
  const range = `/ByteRange [ 0 ${begin} ${end} ${pdf.length - end} ]`;
  pdf.write(range.padEnd(mark.length), markAt, 'latin1');
  const cms = await signer.sign(Buffer.concat([pdf.subarray(0, begin), pdf.subarray(end)]), organisationId);
  if (cms.length > signatureRoom)
    throw new SigningFault(`The signature takes ${cms.length} bytes, more than the ${signatureRoom} there is room for.`);
  pdf.write(Buffer.from(cms).toString('hex'), begin + 1, 'latin1');
  return pdf;
}
