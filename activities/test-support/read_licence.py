"""Reads licences as a stranger would: `read_licence.py KEYS.json FILE...` prints one JSON object, by file.

codes: every QR code on the pages, by ZXing, with its version; claims: what the code of a licence says, once `cryptography` has verified its
signature with a published key (JWKS); null when no key fits.
"""

import base64
import json
import sys

import pypdfium2
import zxingcpp
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256


def unpack(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def number(part):
    return int.from_bytes(unpack(part), "big")


def codes_of(path):
    document = pypdfium2.PdfDocument(path)
    try:
        found = []
        for page in document:
            image = page.render(scale=4).to_pil().convert("L")
            found += [one.text for one in zxingcpp.read_barcodes(image)]
        return found
    finally:
        document.close()


def claims_of(code, keys):
    header, body, signature = code.split(".")
    kid = json.loads(unpack(header))["kid"]
    key = next((one for one in keys if one["kid"] == kid), None)
    if key is None:
        return None
    public = ec.EllipticCurvePublicNumbers(number(key["x"]), number(key["y"]), ec.SECP256R1()).public_key()
    raw = unpack(signature)
    try:
        der = encode_dss_signature(int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big"))
        public.verify(der, f"{header}.{body}".encode(), ec.ECDSA(SHA256()))
    except InvalidSignature:
        return None
    return json.loads(unpack(body))


def main():
    keys_file, *files = sys.argv[1:]
    with open(keys_file, encoding="utf-8") as stream:
        keys = json.load(stream)["keys"]
    answer = {}
    for path in files:
        codes = codes_of(path)
        claims = [claims_of(one.rsplit("/", 1)[1], keys) for one in codes if "/v/" in one]
        answer[path] = {"codes": codes, "claims": claims}
    json.dump(answer, sys.stdout, ensure_ascii=False)


main()
