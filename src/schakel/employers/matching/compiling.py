"""Compiled loops that are kept on disk where a folder allows it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def compiled(function: Callable[..., Any]) -> Callable[..., Any]:
    """The function as machine code that lets other threads run; compiled again where nothing may be kept."""
    import numba

    try:
        found = numba.njit(function, nogil=True, forceinline=True, cache=True)
    except RuntimeError:
        found = numba.njit(function, nogil=True, forceinline=True)
    return found  # type: ignore[no-any-return]
