"""A logo is read by its content and drawn again."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from PIL import Image

from schakel.ground.kernel.errors import InvalidError
from schakel.ground.notices.logo import HIGHEST, WIDEST, clean_logo


def picture(kind: str, size: tuple[int, int]) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", size, "navy").save(made, kind)
    return made.getvalue()


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_picture_becomes_a_png_that_fits(kind: str) -> None:
    drawn = Image.open(io.BytesIO(clean_logo(picture(kind, (2000, 1000)))))
    assert drawn.format == "PNG"
    assert drawn.width <= WIDEST
    assert drawn.height <= HIGHEST


def huge_png() -> bytes:
    """A PNG of a few hundred bytes that says it is 30,000 by 30,000."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    header = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 99))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"%PDF-1.7 not a picture",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>",
        picture("GIF", (10, 10)),
        picture("JPEG", (400, 400))[:500],
        picture("PNG", (4001, 10)),
        huge_png(),
        b"\x89PNG\r\n\x1a\n" + b"0" * 2_000_001,
    ],
    ids=["empty", "pdf", "svg", "gif", "cut off", "too wide", "bomb", "too large"],
)
def test_anything_else_is_refused_at_its_field(content: bytes) -> None:
    with pytest.raises(InvalidError) as refused:
        clean_logo(content)
    assert refused.value.fields["logo"]
