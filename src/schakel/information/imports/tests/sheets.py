"""Workbooks for tests, written part by part so that each oddity can be put in."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

_TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
_DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def _relations(**targets: tuple[str, str]) -> str:
    rows = "".join(
        f'<Relationship Id="{name}" Type="{_DOCUMENT}/{kind}" Target="{target}"/>'
        for name, (kind, target) in targets.items()
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{rows}</Relationships>'


STYLES = (
    f'<styleSheet xmlns="{_MAIN}"><numFmts><numFmt numFmtId="164" formatCode="d\\-m\\-yyyy"/>'
    '<numFmt numFmtId="165" formatCode="000000000"/></numFmts><cellStyleXfs><xf numFmtId="0"/></cellStyleXfs>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/>'
    "</cellXfs></styleSheet>"
)


def text_cell(text: str) -> str:
    """A cell with its text in itself."""
    return f'<c t="inlineStr"><is><t>{escape(text)}</t></is></c>'


def number_cell(value: str, style: int = 0) -> str:
    """A cell with a number, shown by the style of that place in STYLES."""
    return f'<c s="{style}"><v>{value}</v></c>'


def workbook(
    rows: Sequence[Sequence[str]], *, book: str = "", more: Mapping[str, str] | None = None
) -> bytes:
    """A workbook with one sheet; each cell is its own XML, or plain text. more replaces whole parts."""
    cells = (
        "<row>" + "".join(cell if cell.startswith("<c") else text_cell(cell) for cell in row) + "</row>"
        for row in rows
    )
    return zipped(
        f'<worksheet xmlns="{_MAIN}"><sheetData>{"".join(cells)}</sheetData></worksheet>', book, more
    )


def zipped(sheet: str, book: str = "", more: Mapping[str, str] | None = None) -> bytes:
    """The archive around one sheet's XML."""
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _relations(r1=("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_DOCUMENT}">{book}<sheets>'
        '<sheet name="Klanten" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _relations(
            rId1=("worksheet", "worksheets/sheet1.xml"), rId2=("styles", "styles.xml")
        ),
        "xl/styles.xml": STYLES,
        "xl/worksheets/sheet1.xml": sheet,
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in (parts | dict(more or {})).items():
            archive.writestr(name, text)
    return buffer.getvalue()
