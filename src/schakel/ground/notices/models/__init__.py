"""What the notices room keeps; one noun per file."""

from schakel.ground.notices.models.letterhead import Letterhead
from schakel.ground.notices.models.notice import Notice, State, Transport
from schakel.ground.notices.models.template import NoticeTemplate, Paragraph

__all__ = ["Letterhead", "Notice", "NoticeTemplate", "Paragraph", "State", "Transport"]
