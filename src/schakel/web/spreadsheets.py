"""Files for a spreadsheet: text that stays text, and an answer that a browser saves and does not keep."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse

_UNSAFE = ("=", "+", "-", "@", "\t", "\r")
_BYTE_ORDER = "\ufeff"


def safe_cell(value: Any) -> str:
    """Text that a spreadsheet takes for text: a name that begins like a formula is not run."""
    text = str(value)
    return f"'{text}" if text.startswith(_UNSAFE) else text


def as_file(text: str, name: str) -> HttpResponse:
    """A CSV file by that name, marked as UTF-8 for spreadsheets, kept by no cache."""
    response = HttpResponse(_BYTE_ORDER + text, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response
