import { PDFArray, PDFDict, PDFDocument, PDFHexString, PDFName, PDFNumber, PDFRef, PDFString } from '@cantoo/pdf-lib';
import type { PDFContext, PDFObject, PDFPage } from '@cantoo/pdf-lib';

/** Where the seal stands: points from the top left corner of a page, counted from 1. */
export interface SealPlace {
  page: number;
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface SignatureInfo {
  /** Who signs, as a reader shows it. */
  name: string;
  reason: string;
  at: Date;
  place: SealPlace | null;
}

/** Bytes kept free for the signature: a chain of four certificates and the signature fit by far. */
export const signatureRoom = 8192;

/** As wide as the numbers that come in their place. */
export const byteRangeMark = [0, 9_999_999_999, 9_999_999_999, 9_999_999_999];

/** Print and locked (ISO 32000-1 §12.5.3); hidden where there is no seal to stand on. */
const flags = { shown: 132, hidden: 2 };

/**
 * Gives a tagged PDF a signature field that waits to be signed (PAdES, ETSI EN 319 142-1): over the seal, so that a click on it shows who has
 * signed, and in the structure tree as a form, as PDF/UA wants (ISO 14289-1 §7.18.4).
 */
export async function prepareSignature(pdf: Uint8Array, { name, reason, at, place }: SignatureInfo): Promise<Uint8Array> {
  const document = await PDFDocument.load(pdf, { updateMetadata: false });
  const { context, catalog } = document;
  const page = document.getPages()[place ? place.page - 1 : document.getPageCount() - 1]!;
  const signature = context.register(
    context.obj({
      Type: 'Sig',
      Filter: 'Adobe.PPKLite',
      SubFilter: 'ETSI.CAdES.detached',
      ByteRange: byteRangeMark,
      Contents: PDFHexString.of('00'.repeat(signatureRoom)),
      Name: PDFHexString.fromText(name),
      Reason: PDFHexString.fromText(reason),
      M: PDFString.fromDate(at),
    }),
  );
  const height = page.getHeight();
  const rectangle = place ? [place.x, height - place.y - place.height, place.x + place.width, height - place.y] : [0, 0, 0, 0];
  const appearance = context.register(
    context.stream('', { Type: 'XObject', Subtype: 'Form', BBox: [0, 0, place?.width ?? 0, place?.height ?? 0] }),
  );
  const structParent = nextStructParent(context, catalog);
  const widget = context.register(
    context.obj({
      Type: 'Annot',
      Subtype: 'Widget',
      FT: 'Sig',
      T: PDFString.of('Signature1'),
      TU: PDFHexString.fromText(`${name}的电子签章`),
      V: signature,
      F: place ? flags.shown : flags.hidden,
      Rect: rectangle,
      P: page.ref,
      AP: { N: appearance },
      StructParent: structParent.key,
    }),
  );
  addAnnotation(context, page, widget);
  addToStructure(context, structParent, { page, widget, name });
  catalog.set(PDFName.of('AcroForm'), context.obj({ SigFlags: 3, Fields: [widget] }));
  // Signed bytes are found by their place: plain objects, each where its offset says.
  return document.save({ useObjectStreams: false, addDefaultPage: false, updateFieldAppearances: false });
}

interface StructParent {
  root: PDFDict;
  tree: PDFDict;
  key: number;
}

function nextStructParent(context: PDFContext, catalog: PDFDict): StructParent {
  const root = catalog.lookup(PDFName.of('StructTreeRoot'), PDFDict);
  const tree = root.lookup(PDFName.of('ParentTree'), PDFDict);
  const next = root.lookupMaybe(PDFName.of('ParentTreeNextKey'), PDFNumber)?.asNumber() ?? 0;
  root.set(PDFName.of('ParentTreeNextKey'), context.obj(next + 1));
  return { root, tree, key: next };
}

/** The widget as an element `Form` at the end of the document's own element. */
function addToStructure(
  context: PDFContext,
  { root, tree, key }: StructParent,
  { page, widget, name }: { page: PDFPage; widget: PDFRef; name: string },
): void {
  const [parent, parentRef] = documentElement(context, root);
  const form = context.register(
    context.obj({
      Type: 'StructElem',
      S: 'Form',
      P: parentRef,
      Pg: page.ref,
      Alt: PDFHexString.fromText(`${name}的电子签章`),
      K: context.obj({ Type: 'OBJR', Obj: widget, Pg: page.ref }),
    }),
  );
  const kids = parent.lookup(PDFName.of('K'));
  if (kids instanceof PDFArray) kids.push(form);
  else parent.set(PDFName.of('K'), context.obj(kids ? [parent.get(PDFName.of('K')) as PDFObject, form] : [form]));
  const numbers = tree.lookup(PDFName.of('Nums'), PDFArray);
  numbers.push(PDFNumber.of(key));
  numbers.push(form);
}

function documentElement(context: PDFContext, root: PDFDict): [PDFDict, PDFRef] {
  const kids = root.get(PDFName.of('K'));
  const first = kids instanceof PDFArray ? kids.get(0) : kids;
  if (!(first instanceof PDFRef)) throw new Error('the structure tree has no document element');
  return [context.lookup(first, PDFDict), first];
}

function addAnnotation(context: PDFContext, page: PDFPage, widget: PDFRef): void {
  const annotations = page.node.Annots();
  if (annotations) annotations.push(widget);
  else page.node.set(PDFName.of('Annots'), context.obj([widget]));
  page.node.set(PDFName.of('Tabs'), PDFName.of('S'));
}
