"""The stylesheet and the templates know the same names, and nothing in the theme is left over."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.sites import ROOT, pages

TEMPLATES = ROOT / "theme" / "templates"
STATIC = ROOT / "theme" / "static"
SHEETS = {
    name: re.sub(r"/\*.*?\*/", "", (STATIC / name).read_text(encoding="utf-8"), flags=re.DOTALL)
    for name in ("plaint.css", "parts.css", "home.css", "record.css", "search.css")
}
RULES = "\n".join(SHEETS.values())
STYLED = set(re.findall(r"\.(pl-[a-z0-9-]+)", RULES))
SCRIPTS = {path.name: path.read_text(encoding="utf-8") for path in STATIC.glob("*.js")}
BY_SCRIPT = set(re.findall(r"pl-[a-z-]+", " ".join(SCRIPTS.values())))


def sources() -> dict[str, str]:
    """What markup is made from: the templates, and the modules that write HTML."""
    # What `serve` adds to a page on this computer alone has its own style.
    python = (path for path in (ROOT / "plugins" / "plaint").rglob("*.py") if path.parent.name != "commands")
    return {
        path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
        for path in (*TEMPLATES.rglob("*.html"), *python)
    }


def classes(source: str) -> set[str]:
    """The class names in a source; one that is finished by an expression ends in a hyphen."""
    values = re.findall(r'class="((?:[^"{]|\{\{.*?\}\}|\{%.*?%\})*)"', source)
    words = {word for value in values for word in re.sub(r"\{\{.*?\}\}|\{%.*?%\}", "", value).split()}
    return {word for word in words if "\\" not in word}  # what a pattern puts together


WRITTEN = {name for text in sources().values() for name in classes(text)}
PREFIXES = tuple(name for name in WRITTEN if name.endswith("-"))


def test_every_class_has_the_prefix() -> None:
    """A campaigner's own HTML cannot be caught by a style of ours by chance."""
    assert {name for name in WRITTEN if not name.startswith("pl-")} == set()
    assert set(re.findall(r"(?<![\w./-])\.([a-zA-Z][\w-]*)", RULES)) - STYLED == set()


def test_every_class_in_the_stylesheet_is_used() -> None:
    """A rule that styles nothing is taken out."""
    in_python = " ".join(text for name, text in sources().items() if name.endswith(".py"))
    unused = {name for name in STYLED - WRITTEN - BY_SCRIPT if not name.startswith(PREFIXES)}
    assert {name for name in unused if not re.search(rf"\b{name}\b", in_python)} == set()


def test_every_class_in_the_templates_is_styled(demo: Path) -> None:
    """A class that no rule knows is taken out, or was misspelt; what is written in pieces is read from the pages."""
    whole = {name for name in WRITTEN if not name.endswith("-")}
    put_together = {
        name
        for _, page in pages(demo)
        for element in page.find_all(class_=True)
        for name in element["class"]
        if name.startswith(PREFIXES)
    }
    kinds_of_point = {f"pl-point-{kind}" for kind in ("issue", "question", "request")}
    hooks = tuple(name for name in BY_SCRIPT if name.endswith("-"))
    assert {name for name in (whole | put_together) - STYLED - kinds_of_point if not name.startswith(hooks)} == set()


def test_every_variable_is_defined_and_used() -> None:
    """A misspelt variable would silently leave a colour out."""
    used, defined = (
        set(re.findall(r"var\((--[a-z-]+)\)", RULES)),
        set(re.findall(r"^\s*(--[a-z-]+):", RULES, re.MULTILINE)),
    )
    assert used == defined


def test_colours_stand_in_the_variables_alone() -> None:
    """Parts name the role of a colour; outside the variables a colour is written only for paper."""
    for name, rules in SHEETS.items():
        outside = re.sub(r":root \{.*?\}", "", rules.partition("@media print")[0], flags=re.DOTALL)
        assert re.findall(r"#[0-9a-f]{3,8}\b|rgba?\(|hsla?\(", outside) == [], name


@pytest.mark.parametrize(
    "words",
    [
        "prefers-color-scheme: dark",
        "prefers-reduced-motion",
        "forced-colors: active",
        "media print",
        ":focus-visible",
        ":target",
    ],
)
def test_readers_wishes_are_met(words: str) -> None:
    """Dark, still, high in contrast, on paper, by keyboard, and led to by a fragment: each has its rules."""
    assert words in RULES


@pytest.mark.parametrize("name", SHEETS)
def test_printing_comes_last(name: str) -> None:
    """What is for paper overrules everything before it."""
    after = SHEETS[name].partition("@media print")[2]
    assert after
    assert "@media" not in after


def test_the_stylesheets_ask_nobody_for_anything() -> None:
    """All that is loaded is the typeface, which lies beside them."""
    assert re.findall(r"@import|//", RULES) == []
    loaded = re.findall(r"url\((.*?)\)", RULES)
    assert len(loaded) == RULES.count("@font-face")
    assert [each for each in loaded if not (STATIC / each.strip('"')).is_file()] == []


def test_the_typeface_is_one_and_moves_no_line() -> None:
    """Every file of it is the same family, and none is shown once text has been read in another."""
    faces = re.findall(r"@font-face \{(.*?)\}", RULES, flags=re.DOTALL)
    assert {re.search(r"font-family: (.*?);", each)[1] for each in faces} == {"Faustina"}
    assert [each for each in faces if "font-display: optional" not in each] == []


def test_the_upright_is_asked_for_at_once(demo: Path) -> None:
    """A page asks for the letters of its text before the stylesheet names them, and under the same name."""
    for address, page in pages(demo):
        asked = page.find("link", rel="preload")
        assert (asked["as"], asked["type"], asked.get("crossorigin")) == ("font", "font/woff2", ""), address
        sheet = demo / "theme" / Path(page.find("link", rel="stylesheet")["href"]).name
        name = Path(asked["href"]).name
        assert name.startswith("faustina."), address
        assert f'url("{name}")' in sheet.read_text(encoding="utf-8"), address


def luminance(colour: str) -> float:
    """The relative luminance of a colour (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


ROOTS = [each for each in re.findall(r":root \{(.*?)\}", RULES, flags=re.DOTALL) if "--ink" in each]
PALETTES = {
    name: dict(re.findall(r"(--[a-z]+): (#[0-9a-f]{6});", each))
    for name, each in zip(("light", "dark"), ROOTS, strict=True)
}


@pytest.mark.parametrize("name", PALETTES)
@pytest.mark.parametrize("text", ["--ink", "--slate", "--brick"])
@pytest.mark.parametrize("ground", ["--paper", "--white", "--linen", "--straw"])
def test_every_text_can_be_read_on_every_ground(name: str, text: str, ground: str) -> None:
    """Text has a contrast of 4.5 to 1 with whatever may be behind it, in the light and in the dark (WCAG 1.4.3)."""
    assert contrast(PALETTES[name][text], PALETTES[name][ground]) >= 4.5


def test_the_mark_asks_nobody_for_anything() -> None:
    """The mark is a drawing alone: no script, no style and no address but its namespace."""
    mark = (ROOT / "theme" / "static" / "emblem.svg").read_text(encoding="utf-8")
    assert re.findall(r"https?://[^\"]+", mark) == ["http://www.w3.org/2000/svg"]
    assert re.search(r"<script|<style|href|on\w+=", mark) is None


@pytest.mark.parametrize("name", SCRIPTS)
def test_scripts_write_no_markup_from_words(name: str) -> None:
    """They keep nothing, ask no other host for anything, and nothing that is typed or read becomes an element."""
    asked = r"XMLHttpRequest|\beval|Function\(|innerHTML|outerHTML|insertAdjacentHTML|document\.write|cookie|Storage"
    assert re.findall(rf"{asked}|https?:", SCRIPTS[name]) == []


def test_no_template_is_left_over() -> None:
    """Each template is a page's, extended, or imported; each macro is called, or handed to what calls it."""
    texts = sources()
    everything = "\n".join(texts.values())
    for name in texts:
        if not name.startswith("theme/templates/"):
            continue
        short = name.removeprefix("theme/templates/")
        assert re.search(rf'"{re.escape(short)}"', everything), f"nothing uses {short}"
        for macro in re.findall(r"{% macro (\w+)\(", texts[name]):
            used = re.findall(rf"\b{macro}\(|\bsame\(\w+\.{macro}\)", everything)
            assert len(used) > 1, f"nothing calls {macro} of {short}"


def test_no_template_has_inline_looks_scripts_or_remote_addresses() -> None:
    """What a content security policy would forbid is nowhere in the templates."""
    for name, text in sources().items():
        if name.startswith("theme/templates/"):
            assert re.search(r"style=|<script>|\son\w+=|https?:|\"//", text) is None, name
            assert re.search(r"\|\s*safe\b|autoescape", text) is None, name
