"""The stylesheet and the templates know the same names, and nothing in the theme is left over."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.sites import ROOT, pages

TEMPLATES = ROOT / "theme" / "templates"
CSS = (ROOT / "theme" / "static" / "plaint.css").read_text(encoding="utf-8")
RULES = re.sub(r"/\*.*?\*/", "", CSS, flags=re.DOTALL)
STYLED = set(re.findall(r"\.(pl-[a-z-]+)", RULES))


def sources() -> dict[str, str]:
    """What markup is made from: the templates, and the modules that write HTML."""
    python = (ROOT / "plugins" / "plaint").rglob("*.py")
    return {
        path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
        for path in (*TEMPLATES.rglob("*.html"), *python)
    }


def classes(source: str) -> set[str]:
    """The class names in a source; one that is finished by an expression ends in a hyphen."""
    values = re.findall(r'class="((?:[^"{]|\{\{.*?\}\}|\{%.*?%\})*)"', source)
    return {word for value in values for word in re.sub(r"\{\{.*?\}\}|\{%.*?%\}", "", value).split()}


WRITTEN = {name for text in sources().values() for name in classes(text)}
PREFIXES = tuple(name for name in WRITTEN if name.endswith("-"))


def test_every_class_has_the_prefix() -> None:
    """A campaigner's own HTML cannot be caught by a style of ours by chance."""
    assert {name for name in WRITTEN if not name.startswith("pl-")} == set()
    assert set(re.findall(r"(?<![\w./-])\.([a-zA-Z][\w-]*)", RULES)) - STYLED == set()


def test_every_class_in_the_stylesheet_is_used() -> None:
    """A rule that styles nothing is taken out."""
    in_python = " ".join(text for name, text in sources().items() if name.endswith(".py"))
    unused = {name for name in STYLED if name not in WRITTEN and not name.startswith(PREFIXES)}
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
    assert (whole | put_together) - STYLED - kinds_of_point == set()


def test_every_variable_is_defined_and_used() -> None:
    """A misspelt variable would silently leave a colour out."""
    used, defined = (
        set(re.findall(r"var\((--[a-z-]+)\)", RULES)),
        set(re.findall(r"^\s*(--[a-z-]+):", RULES, re.MULTILINE)),
    )
    assert used == defined


def test_colours_stand_in_the_variables_alone() -> None:
    """Parts name the role of a colour; outside the variables a colour is written only for paper."""
    screen = RULES.partition("@media print")[0]
    outside = re.sub(r":root \{.*?\}", "", screen, flags=re.DOTALL)
    assert re.findall(r"#[0-9a-f]{3,8}\b|rgba?\(|hsla?\(", outside) == []


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


def test_printing_comes_last() -> None:
    """What is for paper overrules everything before it."""
    after = RULES.partition("@media print")[2]
    assert after
    assert "@media" not in after


def test_the_stylesheet_asks_nobody_for_anything() -> None:
    """No font, picture or other stylesheet is loaded."""
    assert re.findall(r"url\(|@import|@font-face|//", RULES) == []


def test_the_mark_asks_nobody_for_anything() -> None:
    """The mark is a drawing alone: no script, no style and no address but its namespace."""
    mark = (ROOT / "theme" / "static" / "mark.svg").read_text(encoding="utf-8")
    assert re.findall(r"https?://[^\"]+", mark) == ["http://www.w3.org/2000/svg"]
    assert re.search(r"<script|<style|href|on\w+=", mark) is None


def test_no_template_is_left_over() -> None:
    """Each template is a page's, extended, or imported; each macro is called."""
    texts = sources()
    everything = "\n".join(texts.values())
    for name in texts:
        if not name.startswith("theme/templates/"):
            continue
        short = name.removeprefix("theme/templates/")
        assert re.search(rf'"{re.escape(short)}"', everything), f"nothing uses {short}"
        for macro in re.findall(r"{% macro (\w+)\(", texts[name]):
            assert len(re.findall(rf"\b{macro}\(", everything)) > 1, f"nothing calls {macro} of {short}"


def test_no_template_has_inline_looks_scripts_or_remote_addresses() -> None:
    """What a content security policy would forbid is nowhere in the templates."""
    for name, text in sources().items():
        if name.startswith("theme/templates/"):
            assert re.search(r"style=|<script|\son\w+=|https?:|\"//", text) is None, name
            assert re.search(r"\|\s*safe\b|autoescape", text) is None, name
