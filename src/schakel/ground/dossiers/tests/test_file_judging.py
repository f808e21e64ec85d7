"""What is in a file decides whether it is taken; its name and its sender may not say otherwise."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from schakel.ground.dossiers.inspection import MAX_BYTES, inspect, safe_name
from schakel.ground.dossiers.tests import files
from schakel.ground.kernel.errors import InvalidError

HONEST = {
    "plan.pdf": files.pdf,
    "plan.docx": files.docx,
    "uren.xlsx": files.xlsx,
    "plan.odt": files.odt,
    "scan.png": files.picture,
    "foto.JPG": lambda: files.picture("JPEG"),
    "notitie.txt": lambda: "Afgesproken: vóór maandag.".encode("cp1252"),
}


@pytest.mark.parametrize("name", HONEST)
def test_an_honest_file_is_taken(name: str) -> None:
    assert inspect(name, "", HONEST[name]()).kind.extensions[0] in name.lower() + "jpeg"


ROTTEN = {
    "nothing in it": ("a.pdf", lambda: b"", "leeg"),
    "only a zero byte": ("a.txt", lambda: b"\0", "neemt Schakel niet aan"),
    "too large": ("a.txt", lambda: b"a" * (MAX_BYTES + 1), "te groot"),
    "a PDF that breaks off": ("a.pdf", lambda: files.pdf()[:-40], "beschadigd"),
    "a PDF whose table is elsewhere": (
        "a.pdf",
        lambda: files.pdf().replace(b"startxref\n", b"startxref\n9"),
        "beschadigd",
    ),
    "a PDF without pages": (
        "a.pdf",
        lambda: files.pdf().replace(b"/Pages", b"/Pagos").replace(b"/Page ", b"/Pago "),
        "beschadigd",
    ),
    "a PDF with a script": ("a.pdf", lambda: files.pdf(b"<</S /JavaScript /JS (app.alert(1))>>"), "script"),
    "a PDF with a script spelled oddly": (
        "a.pdf",
        lambda: files.pdf(b"<</S /Java#53cript>>"),
        "script",
    ),
    "a PDF with a packed script": ("a.pdf", lambda: files.pdf(packed=b"1 0 <</JS (x)>>"), "script"),
    "a script after a hundred thousand streams that never end": (
        "a.pdf",
        lambda: files.pdf(b"stream\n" * 100_000 + b"/S /JavaScript"),
        "script",
    ),
    "a PDF with a file in it": ("a.pdf", lambda: files.pdf(b"<</Type /EmbeddedFile>>"), "ander bestand"),
    "a PDF that unpacks without end": (
        "a.pdf",
        lambda: files.pdf(packed=bytes(80 * 1024 * 1024)),
        "veel groter",
    ),
    "a locked PDF": (
        "a.pdf",
        lambda: files.pdf().replace(b"/Root 1 0 R", b"/Encrypt 9 0 R /Root 1 0 R"),
        "beveiligd",
    ),
    "a renamed program": ("brief.pdf", lambda: b"MZ\x90\x00" + bytes(200), "programma"),
    "a page for a browser": ("a.txt", lambda: b"<!DOCTYPE html><p>", "script"),
    "a drawing with a script": ("a.svg", lambda: b"<svg onload='x()'></svg>", "script"),
    "an old Word file": ("a.doc", lambda: bytes.fromhex("d0cf11e0a1b11ae1") + bytes(99), "oud"),
    "a moving picture": ("a.gif", lambda: files.picture("GIF"), "foto of film"),
    "a photo that breaks off": ("a.jpg", lambda: files.picture("JPEG")[:200], "beschadigd"),
    "a scan that breaks off": ("a.png", lambda: files.picture()[:60], "beschadigd"),
    "a bomb": ("a.docx", files.bomb, "veel groter"),
    "a bomb that lies of its size": ("a.docx", files.lying_bomb, ""),
    "a macro": ("a.docx", lambda: files.docx(**{"word/vbaProject.bin": b"x"}), "macro"),
    "an archive with a way up": ("a.docx", lambda: files.docx(**{"../../x.xml": b"x"}), "beschadigd"),
    "any archive": ("a.zip", lambda: files.archive({"a.txt": b"x"}), "niet kent"),
    "half an archive": ("a.docx", lambda: files.docx()[:100], "beschadigd"),
    "too many parts": (
        "a.docx",
        lambda: files.docx(**{f"{n}.xml": b"" for n in range(2_001)}),
        "veel groter",
    ),
    "a picture named as PDF": ("scan.pdf", files.picture, "inhoud van het bestand is"),
    "no ending": ("brief", files.pdf, "inhoud van het bestand is"),
}


@pytest.mark.parametrize("what", ROTTEN)
def test_a_rotten_file_is_refused_with_what_to_do(what: str) -> None:
    name, make, word = ROTTEN[what]
    with pytest.raises(InvalidError) as refused:
        inspect(name, "", make())
    assert word in refused.value.fields["file"]
    assert refused.value.remedy


def test_a_sender_that_calls_it_something_else_is_refused() -> None:
    with pytest.raises(InvalidError, match="de afzender zegt iets anders"):
        inspect("a.pdf", "text/html", files.pdf())


def test_a_sender_that_says_nothing_is_believed() -> None:
    assert inspect("a.docx", "application/octet-stream", files.docx()).name == "a.docx"


def test_a_picture_of_too_many_points_is_not_decoded() -> None:
    header = bytearray(files.picture())
    header[16:24] = (60_000).to_bytes(4, "big") * 2
    with pytest.raises(InvalidError):
        inspect("a.png", "", bytes(header))


def test_a_photo_loses_the_place_where_it_was_taken() -> None:
    kept = inspect("a.jpg", "image/jpeg", files.photo_with_a_place()).content
    exif = Image.open(BytesIO(kept)).getexif()
    assert dict(exif) == {0x0112: 6}
    assert not exif.get_ifd(0x8825)
    assert b"bij mij thuis" not in kept


def test_text_is_kept_as_utf_8() -> None:
    assert inspect("a.txt", "", "vóór".encode("cp1252")).content == "vóór".encode()


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Users\\x\\cv.pdf", "cv.pdf"),
        ("brief\u202efdp.exe", "brieffdp.exe"),
        ("a\r\nb.pdf", "ab.pdf"),
        ("...", "document"),
        (".pdf", "pdf"),
        ("e\u0301.pdf", "é.pdf"),
    ],
)
def test_a_name_is_made_safe(name: str, kept: str) -> None:
    assert safe_name(name) == kept


@given(st.text(max_size=300))
def test_no_name_leads_out_of_its_folder_or_misleads(name: str) -> None:
    kept = safe_name(name)
    assert 0 < len(kept) <= 111
    assert not set(kept) & set('/\\<>:"|?*\r\n\0\u202e')
    assert kept not in {".", ".."}
    assert safe_name(kept) == kept


@given(
    st.binary(max_size=400),
    st.sampled_from([b"%PDF-1.4\n", b"\xff\xd8\xff", b"PK\x03\x04", b"\x89PNG\r\n\x1a\n"]),
)
def test_noise_after_a_known_beginning_is_never_taken(noise: bytes, start: bytes) -> None:
    with pytest.raises(InvalidError):
        inspect("a.pdf", "", start + noise)
