"""Pictures: decoded in full, and written again without what a camera or editor hid in them."""

from __future__ import annotations

from io import BytesIO
from typing import Literal

from django.utils.translation import gettext

from schakel.ground.dossiers.inspection.kinds import damaged, refusal

MAX_PIXELS = 50_000_000
"""A page scanned at 600 dots per inch has 35 million."""

_ORIENTATION = 0x0112


def cleaned(content: bytes, form: Literal["PNG", "JPEG"]) -> bytes:
    """The same picture without its hidden data: the place a photo was taken can be a secret address.

    A JPEG keeps its own quality and the way it is held. Raises InvalidError when it does not decode.
    """
    from PIL import Image

    try:
        with Image.open(BytesIO(content), formats=[form]) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                raise _too_many()
            picture.load()
            return _written(picture, form)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_many() from error
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        raise damaged() from error


def _written(picture: object, form: str) -> bytes:
    from PIL import Image

    assert isinstance(picture, Image.Image)
    out = BytesIO()
    if form == "PNG":
        picture.save(out, "PNG")
        return out.getvalue()
    held = Image.Exif()
    turn = picture.getexif().get(_ORIENTATION)
    if turn:
        held[_ORIENTATION] = turn
    picture.info.pop("comment", None)
    picture.save(out, "JPEG", quality="keep", exif=held)
    return out.getvalue()


def _too_many() -> Exception:
    return refusal(
        gettext("Deze afbeelding heeft meer dan 50 miljoen punten."),
        gettext("Maak haar kleiner en probeer het opnieuw."),
    )
