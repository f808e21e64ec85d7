"""Builds the style sheet, fonts and scripts of the pages from the installed npm packages and our own sources.
Needs no Node: the packages hold plain files, which are joined and copied."""

from __future__ import annotations

import gzip
import re
import sys
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[3]
FONT = "@fontsource-variable/noto-sans"
SUBSETS = ("latin", "latin-ext")
CANDIDATES = ("button", "data-badge", "heading", "link", "mark", "number-badge", "paragraph", "skip-link")
UTRECHT = (
    "root",
    "document",
    "alert",
    "breadcrumb-nav",
    "checkbox",
    "form-field",
    "form-field-description",
    "form-field-error-message",
    "form-fieldset",
    "form-label",
    "radio-button",
    "select",
    "table",
    "textarea",
    "textbox",
)
PACKAGE_STYLES = (
    "@nl-design-system-unstable/voorbeeld-design-tokens/dist/theme.css",
    *(f"@utrecht/{name}-css/dist/index.min.css" for name in UTRECHT),
    *(f"@nl-design-system-candidate/{name}-css/dist/{name}.css" for name in CANDIDATES),
)
# Later rules win, so the general files come first and the special ones last.
OWN_FIRST = ("tokens.css", "base.css", "layout.css", "menus.css", "components-core.css")
OWN_LAST = ("portal.css", "print.css")
FONT_FACE = re.compile(r"@font-face\s*\{[^}]*\}")
FONT_FILE = re.compile(r"url\(\./files/([\w.-]+\.woff2)\)")
NOISE = re.compile(r"/\*#\s*sourceMappingURL=.*?\*/|@charset\s+[^;]+;")


class AssetError(Exception):
    """A source of the pages' style is missing or has another shape than expected."""


def build(checkout: Path, target: Path) -> None:
    """Make `target` hold exactly the built files; what is already right is left untouched.

    Raises AssetError when a package or a style sheet is missing.
    """
    wanted = built_files(checkout)
    for name, content in wanted.items():
        _write_if_changed(target / name, content)
    for path in sorted(target.rglob("*")):
        if path.is_file() and path.relative_to(target).as_posix() not in wanted:
            path.unlink()


def built_files(checkout: Path) -> dict[str, bytes]:
    """The content of every built file by its path below the static root."""
    packages = checkout / "node_modules"
    sources = checkout / "src" / "schakel" / "web"
    if not packages.is_dir():
        raise AssetError(
            f"The style packages are not installed: {packages} does not exist. "
            "Run `make install`, which installs them and builds the pages' style."
        )
    faces, fonts = _fonts(packages / FONT)
    sheets = [_read(packages / name) for name in PACKAGE_STYLES]
    sheets += [_read(path) for path in own_styles(sources / "css")]
    files = {f"schakel/fonts/{path.name}": _bytes(path) for path in fonts}
    files["schakel/fonts/LICENSE.txt"] = _bytes(packages / FONT / "LICENSE")
    files["schakel/htmx.min.js"] = _bytes(packages / "htmx.org" / "dist" / "htmx.min.js")
    files |= {f"schakel/{path.name}": _bytes(path) for path in sorted((sources / "js").glob("*.js"))}
    files["schakel/app.css"] = "\n".join([*faces, *map(_clean, sheets), ""]).encode()
    return files | {f"{name}.gz": _packed(files[name]) for name in files if name.endswith((".css", ".js"))}


def _packed(content: bytes) -> bytes:
    """Gzipped without a time, so that the same source always gives the same file."""
    return gzip.compress(content, compresslevel=9, mtime=0)


def own_styles(folder: Path) -> list[Path]:
    """Our own style sheets in the order of the cascade; those without a fixed place stand in the middle."""
    names = {path.name for path in folder.glob("*.css")}
    middle = sorted(names - {*OWN_FIRST, *OWN_LAST})
    return [folder / name for name in (*OWN_FIRST, *middle, *OWN_LAST) if name in names]


def _fonts(package: Path) -> tuple[list[str], list[Path]]:
    """The rules and files of the upright variable font, for the scripts that Dutch and its neighbours use."""
    faces: list[str] = []
    files: list[Path] = []
    wanted = {f"noto-sans-{subset}-standard-normal.woff2" for subset in SUBSETS}
    for face in FONT_FACE.findall(_read(package / "standard.css")):
        found = FONT_FILE.search(face)
        if found and found.group(1) in wanted:
            faces.append(FONT_FILE.sub(r"url(fonts/\1)", face))
            files.append(package / "files" / found.group(1))
    if len(files) != len(wanted):
        raise AssetError(
            f"{package / 'standard.css'} does not name the font files {', '.join(sorted(wanted))}. "
            "The package has changed: adapt SUBSETS or pin the former version in package.json."
        )
    return faces, files


def _clean(sheet: str) -> str:
    """A sheet fit for joining: source maps point at files we don't serve, a charset may only stand first."""
    return NOISE.sub("", sheet.removeprefix("\ufeff")).strip()


def _read(path: Path) -> str:
    return _bytes(path).decode("utf-8")


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise AssetError(
            f"{path} is missing, and the pages' style needs it. "
            "Run `npm ci` again, or check the name and version in package.json."
        ) from error


def _write_if_changed(path: Path, content: bytes) -> None:
    if path.is_file() and path.read_bytes() == content:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def main() -> int:
    """Build into build/static of this checkout; exit status 1 with a sentence when that fails."""
    try:
        build(CHECKOUT, CHECKOUT / "build" / "static")
    except AssetError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
