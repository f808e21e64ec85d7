"""A bound on what one request may send: refused by its announced length, before any of it is kept."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler

MAX_REQUEST = 64 * 1024 * 1024
"""Bytes of a form with its files; each room bounds its own files below this."""


class BoundedUpload(FileUploadHandler):
    """Stands first among the handlers, keeps nothing itself, and stops what would fill the disk."""

    def handle_raw_input(
        self,
        input_data: Any,
        META: Any,  # noqa: N803 - the name that Django gives it
        content_length: int,
        boundary: Any,
        encoding: Any = None,
    ) -> None:
        """Raises RequestDataTooBig, which is answered with 413."""
        if content_length > MAX_REQUEST:
            raise RequestDataTooBig(f"more than {MAX_REQUEST} bytes")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Leave it to the next handler."""
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """The next handler has the file."""
