"""Every read of letters and e-mails; one noun per file."""

from schakel.ground.notices.queries.notices import notice_in, notices_of, sent_notices_of, stuck_notices
from schakel.ground.notices.queries.texts import (
    letterhead_of,
    paragraph_of,
    paragraphs_of,
    template_of,
    templates_of,
)

__all__ = [
    "letterhead_of",
    "notice_in",
    "notices_of",
    "paragraph_of",
    "paragraphs_of",
    "sent_notices_of",
    "stuck_notices",
    "template_of",
    "templates_of",
]
