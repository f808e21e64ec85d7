"""Every write on letters and e-mails; one noun per file."""

from schakel.ground.notices.actions.notices import NewNotice, queue_notice, retry_notice, withdraw_notice
from schakel.ground.notices.actions.texts import (
    NewLetterhead,
    NewParagraph,
    NewTemplate,
    change_letterhead,
    retire_paragraph,
    retire_template,
    write_paragraph,
    write_template,
)

__all__ = [
    "NewLetterhead",
    "NewNotice",
    "NewParagraph",
    "NewTemplate",
    "change_letterhead",
    "queue_notice",
    "retire_paragraph",
    "retire_template",
    "retry_notice",
    "withdraw_notice",
    "write_paragraph",
    "write_template",
]
