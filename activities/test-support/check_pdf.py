"""Reads PDFs with tools that are not the product's: `check_pdf.py ROOTS.pem FILE...` prints one JSON object, by file.

text: of all pages, as PDFium (Chrome's reader) selects it; tagged: by qpdf, from the catalogue, the structure tree and each page;
signatures: what pyHanko says of each, with the roots as trust anchors.
"""

import json
import sys

import logging

import pikepdf
import pypdfium2
from asn1crypto import pem, x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

logging.disable(logging.CRITICAL)


def text_of(path):
    document = pypdfium2.PdfDocument(path)
    try:
        pages = [document[i].get_textpage().get_text_bounded() for i in range(len(document))]
        return "\n".join(pages)
    finally:
        document.close()


def elements(node, found):
    """Types of structure elements, depth first, and the objects they stand for."""
    if isinstance(node, pikepdf.Array):
        for one in node:
            elements(one, found)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            found.append(str(node.S)[1:])
        if "/K" in node:
            elements(node.K, found)
    return found


def structure_of(path):
    with pikepdf.open(path) as pdf:
        root = pdf.Root
        parents = root.StructTreeRoot.ParentTree.Nums
        keys = {int(parents[i]) for i in range(0, len(parents), 2)}
        wanted = {int(page.StructParents) for page in pdf.pages if "/StructParents" in page}
        wanted |= {int(a.StructParent) for page in pdf.pages for a in page.get("/Annots", []) if "/StructParent" in a}
        return {
            "marked": bool(root.MarkInfo.Marked),
            "language": str(root.Lang),
            "title": str(pdf.docinfo.get("/Title", "")),
            "displaysTitle": bool(root.ViewerPreferences.DisplayDocTitle),
            "uaPart": str(pdf.open_metadata().get("pdfuaid:part", "")),
            "elements": elements(root.StructTreeRoot.K, []),
            "parentsKnown": wanted <= keys,
            "pages": len(pdf.pages),
        }


def signatures_of(path, roots):
    with open(path, "rb") as stream:
        found = []
        for signature in PdfFileReader(stream).embedded_signatures:
            status = validate_pdf_signature(signature, ValidationContext(trust_roots=roots))
            attributes = [attribute["type"].native for attribute in signature.signer_info["signed_attrs"]]
            found.append(
                {
                    "intact": status.intact,
                    "valid": status.valid,
                    "trusted": status.trusted,
                    "coverage": status.coverage.name,
                    "subFilter": str(signature.sig_object["/SubFilter"]),
                    "signer": status.signing_cert.subject.native.get("common_name"),
                    "attributes": sorted(str(one) for one in attributes),
                }
            )
        return found


def main():
    roots_file, *files = sys.argv[1:]
    with open(roots_file, "rb") as stream:
        roots = [x509.Certificate.load(der) for kind, _, der in pem.unarmor(stream.read(), multiple=True) if kind == "CERTIFICATE"]
    answer = {}
    for path in files:
        answer[path] = {"text": text_of(path), "structure": structure_of(path), "signatures": signatures_of(path, roots)}
    json.dump(answer, sys.stdout, ensure_ascii=False)


main()
