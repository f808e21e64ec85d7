"""Collects the Dutch sentences from code and templates into the catalogues, and compiles those for use.
The sentence is its own message id; Babel does the work, so that no gettext programs are needed."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

PACKAGE = Path(__file__).resolve().parents[1]
LANGUAGES = ("en",)
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
SKIPPED = {"tests", "migrations"}
# Dates would change the file at every run and clash in every merge.
VOLATILE = re.compile(rb'^"(POT-Creation-Date|PO-Revision-Date|Generated-By):.*\n', re.MULTILINE)


class CatalogueError(Exception):
    """A translation would fail on screen, for instance because it lost a placeholder."""


def collect(package: Path) -> Catalog:
    """Every translatable sentence below the package, with the files it occurs in."""
    catalogue = Catalog(charset="utf-8")
    for path in _sources(package):
        for line, message, comments, context in _sentences(path):
            place = (path.relative_to(package).as_posix(), line)
            catalogue.add(message, locations=[place], auto_comments=comments, context=context)
    return catalogue


def update(package: Path, language: str) -> Path:
    """Bring one language in step with the sources: new sentences enter empty, unused ones leave."""
    path = package / "locale" / language / "LC_MESSAGES" / "django.po"
    catalogue = _read(path) if path.exists() else _fresh(language)
    catalogue.update(collect(package), no_fuzzy_matching=True, update_header_comment=False)
    text = io.BytesIO()
    write_po(text, catalogue, width=100, sort_by_file=True, ignore_obsolete=True, include_lineno=False)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(VOLATILE.sub(b"", text.getvalue()))
    return path


def compile_all(package: Path) -> list[Path]:
    """Write the .mo file beside each catalogue; raises CatalogueError before writing one that would fail."""
    compiled = []
    for path in sorted(package.glob("locale/*/LC_MESSAGES/django.po")):
        catalogue = _read(path)
        _refuse_broken(path, catalogue)
        target = path.with_suffix(".mo")
        with target.open("wb") as file:
            write_mo(file, catalogue)
        compiled.append(target)
    return compiled


def _sources(package: Path) -> Iterator[Path]:
    for path in sorted(package.rglob("*")):
        is_source = path.suffix == ".py" or (path.suffix in {".html", ".txt"} and "templates" in path.parts)
        if is_source and not SKIPPED.intersection(path.relative_to(package).parts):
            yield path


def _sentences(path: Path) -> Iterator[tuple[int, str | tuple[str, ...], list[str], str | None]]:
    text = path.read_text("utf-8")
    if path.suffix != ".py":
        text = _as_python(text, path)
    yield from extract("python", io.BytesIO(text.encode()), KEYWORDS, ["Translators:"])


def _as_python(template: str, path: Path) -> str:
    """Django's own rewriting of a template; its left margin means nothing to Python and would fail there."""
    from django.utils.translation.template import templatize

    return "\n".join(line.lstrip() for line in templatize(template, origin=str(path)).split("\n"))


def _read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.parent.parent.name, domain="django", abort_invalid=True)


def _fresh(language: str) -> Catalog:
    return Catalog(
        locale=language,
        project="Schakel",
        header_comment="# Schakel: the Dutch sentences of the product in another language.",
        fuzzy=False,
    )


def _refuse_broken(path: Path, catalogue: Catalog) -> None:
    broken = [f"{message.id!r}: {errors[0]}" for message, errors in catalogue.check()]
    if broken:
        raise CatalogueError(
            f"{path} holds translations that would fail on screen. Correct these:\n" + "\n".join(broken)
        )


def main(arguments: list[str]) -> int:
    """`extract` updates the catalogues from the sources, `compile` makes them usable."""
    if arguments == ["extract"]:
        for language in LANGUAGES:
            update(PACKAGE, language)
        return 0
    if arguments != ["compile"]:
        sys.stderr.write("Say what to do: python -m schakel.web.messages extract|compile\n")
        return 2
    try:
        compile_all(PACKAGE)
    except CatalogueError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
