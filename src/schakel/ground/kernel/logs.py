"""Logging without persons: what could name someone is taken out before a line is written."""

from __future__ import annotations

import json
import logging
import re

_NUMBER = re.compile(r"\b\d{6,}\b")
_MAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
_QUERY = re.compile(r"\?[^\s\"']*")


def without_persons(text: str) -> str:
    """The text with long numbers, mail addresses and query strings taken out."""
    for pattern in (_QUERY, _MAIL, _NUMBER):
        text = pattern.sub("…", text)
    return text


class PlainFormatter(logging.Formatter):
    """One JSON object per line; of an exception its type and place, never its message or its values."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname,
            "logger": record.name,
            "message": without_persons(record.getMessage()),
        }
        if record.exc_info and record.exc_info[0]:
            line["error"] = record.exc_info[0].__name__
            line["where"] = _places(record)
        return json.dumps(line, ensure_ascii=False)


def _places(record: logging.LogRecord) -> str:
    traceback = record.exc_info[2] if record.exc_info else None
    places = []
    while traceback is not None:
        code = traceback.tb_frame.f_code
        places.append(f"{code.co_filename.rsplit('/src/', 1)[-1]}:{traceback.tb_lineno}")
        traceback = traceback.tb_next
    return " > ".join(places[-6:])
