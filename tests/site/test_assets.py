"""The theme's files: published under names that change with what is in them, and named so wherever they are loaded."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from plaint.commands.build import make, read_folder
from plaint.commands.day import the_day
from plaint.site.static import assets
from tests.campaigns import base_with, write_files
from tests.sites import ROOT, built, pages, soup

STATIC = ROOT / "theme" / "static"
DAY = "2019-10-01"


def published(name: str) -> re.Pattern[str]:
    """What fits the published name of a file."""
    stem, _, ending = name.rpartition(".")
    return re.compile(rf"{re.escape(stem)}\.[0-9a-f]{{8}}\.{ending}")


def test_a_name_changes_with_the_content_alone(tmp_path: Path) -> None:
    """The same bytes have the same name in any folder, and other bytes another."""
    one = assets(write_files(tmp_path / "one", {"a.js": "1", "deep/b.png": b"2"}))
    other = assets(write_files(tmp_path / "other", {"a.js": "1", "deep/b.png": b"3"}))
    assert published("theme/a.js").fullmatch(one["a.js"].address)
    assert published("theme/deep/b.png").fullmatch(one["deep/b.png"].address)
    assert one["a.js"] == other["a.js"]
    assert one["deep/b.png"].address != other["deep/b.png"].address


def test_a_stylesheet_names_what_it_loads_as_it_is_published(tmp_path: Path) -> None:
    """Quoted or not, from its own folder or another; what is no file of the theme stays as it was written."""
    css = (
        """a { b: url(f.woff2) } c { d: url("../pics/p.png") } e { f: url('f.woff2') } g { h: url(#mark) url(x.png) }"""
    )
    found = assets(write_files(tmp_path, {"css/s.css": css, "css/f.woff2": "f", "pics/p.png": "p"}))
    font, picture = (found[name].address.rpartition("/")[2] for name in ("css/f.woff2", "pics/p.png"))
    text = f'a{{b:url("{font}")}}c{{d:url("../pics/{picture}")}}e{{f:url("{font}")}}'
    assert found["css/s.css"].content.decode() == f"{text}g{{h:url(#mark) url(x.png)}}"


def test_a_new_typeface_gives_the_stylesheet_another_name(tmp_path: Path) -> None:
    """Else a browser would keep the stylesheet that names the old one."""
    files = {"s.css": "a { b: url(f.woff2) }", "f.woff2": "old"}
    before = assets(write_files(tmp_path, files))["s.css"].address
    assert assets(write_files(tmp_path, {"f.woff2": "new"}))["s.css"].address != before


def test_hidden_files_are_not_published(tmp_path: Path) -> None:
    """What a file manager leaves in the folder stays there."""
    assert set(assets(write_files(tmp_path, {".DS_Store": "x", ".git/a.css": "x", "a.css": "x"}))) == {"a.css"}


def test_each_file_of_the_theme_is_published_once_under_its_own_name(demo: Path) -> None:
    """None under the plain name that a browser may know from before."""
    names = {path.relative_to(STATIC).as_posix() for path in STATIC.rglob("*") if path.is_file()}
    there = {path.relative_to(demo / "theme").as_posix() for path in (demo / "theme").rglob("*") if path.is_file()}
    assert len(names) == len(there) > 5
    for name in names:
        assert len([each for each in there if published(name).fullmatch(each)]) == 1, name


def test_whatever_a_page_or_feed_loads_is_there(demo: Path) -> None:
    """Stylesheets, typefaces, scripts and the mark are named as they are published."""
    for address, page in pages(demo):
        folder = demo / address if address.endswith("/") or not address else (demo / address).parent
        loads = [str(each.get("href") or each.get("src") or "") for each in page.find_all(["link", "script", "img"])]
        for to in (each for each in loads if "theme/" in each):
            assert (demo / to.lstrip("/") if to.startswith("/") else folder / to).resolve().is_file(), (address, to)
    for feed in (demo / "feeds").rglob("*.xml"):
        style = re.search(r'<\?xml-stylesheet href="([^"]+)"', feed.read_text(encoding="utf-8"))
        assert style, feed
        assert (feed.parent / style[1]).resolve().is_file(), feed
    for sheet in (demo / "theme").glob("*.css"):
        for to in re.findall(r'url\("?([^")]+)"?\)', sheet.read_text(encoding="utf-8")):
            assert (sheet.parent / to).is_file(), (sheet, to)


@pytest.fixture
def settings(tmp_path: Path) -> Path:
    """The settings of a site with a theme of its own, a copy of ours."""
    shutil.copytree(ROOT / "theme", tmp_path / "theme")
    text = (ROOT / "pelicanconf.py").read_text(encoding="utf-8")
    text = text.replace("HERE = Path(__file__).resolve().parent", f"HERE = Path({str(ROOT)!r})")
    text = text.replace('str(HERE / "theme")', repr(str(tmp_path / "theme")))
    path = tmp_path / "themed.py"  # a module of its own name: publishconf.py takes over what pelicanconf.py says
    path.write_text(text, encoding="utf-8")
    return path


def test_only_pages_that_load_a_file_are_made_again_when_it_changes(tmp_path: Path, settings: Path) -> None:
    """A new home.css changes the home page, and that of the waits, and no post."""
    content, site = base_with(tmp_path / "content", {}), tmp_path / "site"

    def build() -> tuple[int, dict[str, bytes]]:
        made = make(read_folder(str(content), the_day(DAY), remember=True), content, site, settings=settings)
        return made.redone, {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*.html")}

    _, before = build()
    sheet = tmp_path / "theme" / "static" / "home.css"
    sheet.write_text(sheet.read_text(encoding="utf-8") + "b {\n}\n", encoding="utf-8")
    redone, after = build()
    assert {name for name in after if after[name] != before[name]} == {"index.html", "waiting/index.html"}
    assert redone == 3  # the two, and the stylesheet itself


def test_a_stylesheet_that_is_gone_is_one_clear_problem(
    tmp_path: Path, settings: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The template that names it is said, with its line."""
    from plaint.commands import build as command

    (tmp_path / "theme" / "static" / "home.css").unlink()
    monkeypatch.setattr(command, "SETTINGS", settings)
    content = base_with(tmp_path / "content", {})
    assert command.build(str(content), str(tmp_path / "site"), DAY, quiet=True) == 1
    assert "home.css" in capsys.readouterr().err


def test_pelican_copies_no_file_of_the_theme(tmp_path: Path) -> None:
    """Nor does a site have a folder that nobody asked for."""
    site = built(base_with(tmp_path / "content", {}), tmp_path / "site", DAY)
    assert not (site / "theme" / "plaint.css").exists()
    assert soup(site / "index.html").find("link", rel="stylesheet") is not None


def test_a_script_is_published_without_what_is_for_its_writers(tmp_path: Path) -> None:
    """Lines of comment and indents are left out; a script that may hold them in a text is left as it is."""
    text = "`a\n  // no comment`\n"
    found = assets(write_files(tmp_path, {"a.js": "// Why.\n\nif (a) {\n  b(); // c\n}\n", "b.js": text}))
    assert found["a.js"].content == b"if (a) {\nb(); // c\n}"
    assert found["b.js"].content == text.encode()


def test_a_stylesheet_is_published_without_what_is_for_its_writers(tmp_path: Path):
    """Comments and needless spaces are left out; those that say something stay, and a string is not touched."""
    css = """\
        /* The page:
           on paper */
        a::after {  /* why */
          content: "/* no comment */  \\" /*" url( "a, b" );
        }

        p :is(b, i) > .c + .d,
        p:hover .e { margin: calc(1px + 2px) -1px; }

        @media print {
          p { color: #000; }
        }
        """
    found = assets(write_files(tmp_path, {"s.css": css}))["s.css"].content.decode()
    assert found == (
        'a::after{content:"/* no comment */  \\" /*" url( "a, b" )}'
        "p :is(b,i)>.c + .d,p:hover .e{margin:calc(1px + 2px) -1px}@media print{p{color:#000}}"
    )
