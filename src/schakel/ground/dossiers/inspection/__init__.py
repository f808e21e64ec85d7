"""Judging a file by what is in it: its kind, whether it opens, and whether something in it can run."""

from schakel.ground.dossiers.inspection.judging import Inspected, allowed_endings, inspect
from schakel.ground.dossiers.inspection.kinds import ALLOWED, MAX_BYTES, FileKind
from schakel.ground.dossiers.inspection.naming import safe_name

__all__ = ["ALLOWED", "MAX_BYTES", "FileKind", "Inspected", "allowed_endings", "inspect", "safe_name"]
