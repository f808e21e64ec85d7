"""The asset build joins the style sheets in order, carries the fonts along and says what is missing."""

from __future__ import annotations

from pathlib import Path

import pytest

from schakel.web import assets


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout with every package reduced to one line."""
    for name in assets.PACKAGE_STYLES:
        write(tmp_path / "node_modules" / name, f".{Path(name).stem}{{}}/*# sourceMappingURL=x.css.map */")
    font = tmp_path / "node_modules" / assets.FONT
    write(font / "standard.css", "\n".join(face(subset) for subset in ("cyrillic", *assets.SUBSETS)))
    for subset in ("cyrillic", *assets.SUBSETS):
        write(font / "files" / f"noto-sans-{subset}-standard-normal.woff2", subset)
    write(font / "LICENSE", "free")
    write(tmp_path / "node_modules" / "htmx.org" / "dist" / "htmx.min.js", "htmx")
    for name in ("print", "tokens", "signals", "base"):
        write(tmp_path / "src" / "schakel" / "web" / "css" / f"{name}.css", f".own-{name} {{}}")
    write(tmp_path / "src" / "schakel" / "web" / "js" / "theme.js", "theme")
    return tmp_path


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def face(subset: str) -> str:
    return f"@font-face {{ src: url(./files/noto-sans-{subset}-standard-normal.woff2) format('woff2'); }}"


def style(checkout: Path) -> str:
    return (checkout / "out" / "schakel" / "app.css").read_text()


def test_own_sheets_follow_the_packages_in_the_order_of_the_cascade(checkout: Path) -> None:
    assets.build(checkout, checkout / "out")
    marks = [".theme{}", ".skip-link{}", ".own-tokens", ".own-base", ".own-signals", ".own-print"]
    places = [style(checkout).index(mark) for mark in marks]
    assert places == sorted(places)


def test_source_maps_are_left_out(checkout: Path) -> None:
    assets.build(checkout, checkout / "out")
    assert "sourceMappingURL" not in style(checkout)


def test_only_the_fonts_of_our_scripts_are_carried_along_with_their_licence(checkout: Path) -> None:
    assets.build(checkout, checkout / "out")
    served = {path.name for path in (checkout / "out" / "schakel" / "fonts").iterdir()}
    assert served == {
        "LICENSE.txt",
        "noto-sans-latin-standard-normal.woff2",
        "noto-sans-latin-ext-standard-normal.woff2",
    }
    assert "url(fonts/noto-sans-latin-standard-normal.woff2)" in style(checkout)
    assert "cyrillic" not in style(checkout)


def test_scripts_stand_beside_the_style(checkout: Path) -> None:
    assets.build(checkout, checkout / "out")
    assert (checkout / "out" / "schakel" / "htmx.min.js").read_text() == "htmx"
    assert (checkout / "out" / "schakel" / "theme.js").read_text() == "theme"


def test_a_second_build_touches_nothing(checkout: Path) -> None:
    assets.build(checkout, checkout / "out")
    before = {path: path.stat().st_mtime_ns for path in (checkout / "out").rglob("*")}
    assets.build(checkout, checkout / "out")
    assert {path: path.stat().st_mtime_ns for path in (checkout / "out").rglob("*")} == before


def test_a_file_that_is_no_longer_built_goes_away(checkout: Path) -> None:
    write(checkout / "out" / "schakel" / "old.js", "old")
    assets.build(checkout, checkout / "out")
    assert not (checkout / "out" / "schakel" / "old.js").exists()


def test_without_packages_the_error_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(assets.AssetError, match="make install"):
        assets.build(tmp_path, tmp_path / "out")


def test_a_missing_package_is_named(checkout: Path) -> None:
    (checkout / "node_modules" / "htmx.org" / "dist" / "htmx.min.js").unlink()
    with pytest.raises(assets.AssetError, match=r"htmx\.min\.js"):
        assets.build(checkout, checkout / "out")


def test_a_changed_font_package_is_refused(checkout: Path) -> None:
    write(checkout / "node_modules" / assets.FONT / "standard.css", face("greek"))
    with pytest.raises(assets.AssetError, match="latin"):
        assets.build(checkout, checkout / "out")
