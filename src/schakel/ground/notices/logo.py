"""An organisation's logo, read by its content and drawn again, so that nothing else comes along."""

from __future__ import annotations

import io
import warnings

from django.utils.translation import gettext

from schakel.ground.kernel.errors import InvalidError

LARGEST_BYTES = 2_000_000
LARGEST_SIDE = 4000
WIDEST, HIGHEST = 900, 300
KINDS = ("PNG", "JPEG")


def clean_logo(content: bytes) -> bytes:
    """The picture as a PNG of at most 900 by 300 dots. Raises InvalidError for anything but a PNG or JPEG."""
    if len(content) > LARGEST_BYTES:
        raise _refused(gettext("Het bestand is groter dan 2 MB. Kies een kleinere afbeelding."))
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(content), formats=KINDS)
            if max(picture.size) > LARGEST_SIDE:
                raise _refused(gettext("De afbeelding is breder of hoger dan 4000 beeldpunten."))
            picture.load()
            drawn = picture.convert("RGBA")
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError, Warning):
        raise _refused(
            gettext("Dit is geen PNG- of JPEG-afbeelding, of het bestand is beschadigd.")
        ) from None
    drawn.thumbnail((WIDEST, HIGHEST))
    made = io.BytesIO()
    drawn.save(made, "PNG", optimize=True)
    return made.getvalue()


def _refused(sentence: str) -> InvalidError:
    return InvalidError(gettext("Het logo is niet bewaard."), fields={"logo": sentence})
