"""Drawing the photo of a card anew: small, square, without the camera's remarks, whatever was sent."""

from __future__ import annotations

from io import BytesIO

from django.utils.translation import gettext

from schakel.ground.kernel.errors import InvalidError

MOST_BYTES = 5_000_000
MOST_PIXELS = 40_000_000
SIDE = 256
FORMATS = ("JPEG", "PNG", "WEBP")


def drawn(content: bytes) -> bytes:
    """A JPEG of 256 by 256 pixels. Raises InvalidError for what is no photo, or too large to open safely."""
    # Pillow costs time to import, and only who changes a photo needs it.
    from PIL import Image, ImageOps

    if len(content) > MOST_BYTES:
        raise _refusal(gettext("De foto is groter dan 5 MB. Kies een kleinere."))
    try:
        with Image.open(BytesIO(content), formats=FORMATS) as sent:
            if sent.width * sent.height > MOST_PIXELS:
                raise _refusal(gettext("De foto heeft te veel beeldpunten. Kies een kleinere."))
            upright = ImageOps.exif_transpose(sent).convert("RGB")
            small = ImageOps.fit(upright, (SIDE, SIDE))
    # Pillow raises many kinds of error on a file that is damaged or made to do harm.
    except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError) as error:
        raise _refusal(
            gettext("Dit bestand is geen foto die wij kunnen openen. Kies een JPG of PNG.")
        ) from error
    result = BytesIO()
    small.save(result, "JPEG", quality=85)
    return result.getvalue()


def _refusal(sentence: str) -> InvalidError:
    return InvalidError(gettext("De foto is niet geplaatst."), sentence, fields={"photo": sentence})
