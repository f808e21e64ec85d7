"""ESCO's files read once and kept as one file, that is read back in a moment as long as nothing changed."""

from __future__ import annotations

import hashlib
import io
import json
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from schakel.employers.matching import esco, vocabulary
from schakel.employers.matching.policy import Policy
from schakel.employers.matching.vocabulary import Vocabulary

_MARK = b"schakel vocabulary 1\n"
_DIGEST = hashlib.sha256().digest_size
_HEAD = len(_MARK) + 2 * _DIGEST
_NUMBERS = ("weights", "groups", "likeness", "fields")


def kept_vocabulary(folders: Iterable[Path], policy: Policy, home: Path) -> Vocabulary:
    """What read_esco gives, from the file kept in home where that was made of the same content.

    Read anew and kept when the folders, the policy's figures or the reader itself changed, or when the file
    is damaged. A home that can't be written to costs time and nothing else. Raises InvalidError as read_esco
    does.
    """
    found = [folder.resolve() for folder in folders]
    path, sources = kept_path(found, home), _digest_of(found, policy)
    kept = _read(path, sources)
    if kept is None:
        kept = esco.read_esco(found, policy)
        _write(path, sources, kept)
    return kept


def kept_path(folders: Iterable[Path], home: Path) -> Path:
    """Where the vocabulary of these folders is kept: one place for each choice of folders."""
    names = "\n".join(str(folder.resolve()) for folder in folders)
    return home / f"{hashlib.sha256(names.encode()).hexdigest()[:16]}.words"


def _digest_of(folders: list[Path], policy: Policy) -> bytes:
    """Of all that the vocabulary follows from; the code that reads it too."""
    figures = policy.required, policy.preferred, policy.cosine_percent, policy.prefix_percent
    whole = hashlib.sha256(repr(figures).encode())
    for path in (Path(esco.__file__), Path(vocabulary.__file__), *esco.source_files(folders)):
        try:
            content = path.read_bytes()
        except OSError:
            continue
        whole.update(f"\n{path.name} {len(content)}\n".encode())
        whole.update(content)
    return whole.digest()


def _read(path: Path, sources: bytes) -> Vocabulary | None:
    """The vocabulary kept, or none where it is absent, of other sources, or not what was written."""
    try:
        content = path.read_bytes()
    except OSError:
        return None
    body = content[_HEAD:]
    if content[:_HEAD] != _MARK + sources + hashlib.sha256(body).digest():
        return None
    return _vocabulary(body)


def _vocabulary(body: bytes) -> Vocabulary:
    import numpy as np

    with np.load(io.BytesIO(body), allow_pickle=False) as values:
        numbers = {name: values[name] for name in _NUMBERS}
        words: dict[str, Any] = json.loads(values["words"].tobytes())
    competences, occupations = (_numbered(words[name]) for name in ("competences", "occupations"))
    return Vocabulary(
        competences=competences,
        occupations=occupations,
        labels=words["labels"],
        known_competences=len(competences),
        known_occupations=len(occupations),
        **numbers,
    )


def _numbered(names: list[str]) -> dict[str, int]:
    return {name: number for number, name in enumerate(names)}


def _write(path: Path, sources: bytes, words: Vocabulary) -> None:
    body = _body(words)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as fresh:
            fresh.write(_MARK + sources + hashlib.sha256(body).digest() + body)
        os.replace(fresh.name, path)
    except OSError:
        return


def _body(words: Vocabulary) -> bytes:
    import numpy as np

    text = {
        "competences": list(words.competences),
        "occupations": list(words.occupations),
        "labels": words.labels,
    }
    text_bytes = np.frombuffer(json.dumps(text, ensure_ascii=False).encode(), np.uint8)
    room = io.BytesIO()
    np.savez(
        room,
        words=text_bytes,
        weights=words.weights,
        groups=words.groups,
        likeness=words.likeness,
        fields=words.fields,
    )
    return room.getvalue()
