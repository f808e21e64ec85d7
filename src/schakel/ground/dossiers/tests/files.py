"""Files for tests, made on the spot: honest ones of every kind, and the rotten ones."""

from __future__ import annotations

import struct
import zipfile
import zlib
from io import BytesIO

from PIL import Image

_TYPES = "[Content_Types].xml"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"


def pdf(extra: bytes = b"", packed: bytes = b"") -> bytes:
    """A PDF of one page; extra is another object's body, packed goes into an object stream."""
    out = bytearray(b"%PDF-1.5\n")
    bodies = [
        b"<</Type /Catalog /Pages 2 0 R>>",
        b"<</Type /Pages /Kids [3 0 R] /Count 1>>",
        b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 200 200]>>",
    ]
    if extra:
        bodies.append(extra)
    if packed:
        body = zlib.compress(packed)
        bodies.append(
            b"<</Type /ObjStm /N 1 /First 4 /Length %d>>\nstream\n" % len(body) + body + b"\nendstream"
        )
    for number, body in enumerate(bodies, start=1):
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    place = len(out)
    out += b"xref\n0 1\n0000000000 65535 f \ntrailer\n<</Root 1 0 R /Size %d>>\n" % (len(bodies) + 1)
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % place)


def picture(form: str = "PNG", **options: object) -> bytes:
    """A small picture."""
    out = BytesIO()
    Image.new("RGB", (40, 30), "teal").save(out, form, **options)
    return out.getvalue()


def photo_with_a_place() -> bytes:
    """A JPEG that says where it was taken, and that it is held sideways."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif.get_ifd(0x8825)[2] = (52.0, 5.0, 1.0)
    exif[0x010E] = "bij mij thuis"
    return picture("JPEG", exif=exif)


def archive(parts: dict[str, bytes]) -> bytes:
    """A ZIP archive of these parts."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return out.getvalue()


def docx(**parts: bytes) -> bytes:
    """A Word document as far as its container goes."""
    types = f'<Types><Override PartName="/word/document.xml" ContentType="{_WORD}"/></Types>'
    return archive({_TYPES: types.encode(), "word/document.xml": b"<w:document/>"} | parts)


def xlsx() -> bytes:
    """An Excel sheet as far as its container goes."""
    types = f'<Types><Override PartName="/xl/workbook.xml" ContentType="{_SHEET}"/></Types>'
    return archive({_TYPES: types.encode(), "xl/workbook.xml": b"<workbook/>"})


def odt() -> bytes:
    """An OpenDocument text as far as its container goes."""
    return archive({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<office/>"})


def bomb() -> bytes:
    """A Word document of some kilobytes that unpacks to a hundred times as many megabytes."""
    return docx(**{"word/media/a.bin": bytes(300 * 1024 * 1024)})


def lying_bomb() -> bytes:
    """A bomb whose directory says that its entry is small."""
    content = bytearray(docx(**{"word/a.xml": bytes(40 * 1024 * 1024)}))
    size = struct.pack("<I", 40 * 1024 * 1024)
    while (place := content.find(size)) >= 0:
        content[place : place + 4] = struct.pack("<I", 1000)
    return bytes(content)
