"""Every way in which a text can be read."""

from __future__ import annotations

import pytest

from plaint.guard.text import decoded, line_of, views
from tests.guard.making import never

NAME = never("Ellie Green")


@pytest.mark.parametrize("name, text", [
    ("a.html", "<p>Ellie <b>Gr</b>een</p>"),
    ("a.html", "<td>Ellie</td><td>Green</td>"),
    ("a.html", "<b>Ellie</b><i>Green</i>"),
    ("a.html", "El<wbr>lie<br>Green"),
    ("a.html", "El<!-- a > b -->lie Green"),
    ("a.html", "<!-- Ellie Green -->"),
    ("a.html", '<img alt="Ellie Green in the minibus" src="a.png">'),
    ("a.html", '<a href="/tags/ellie-green/">x</a>'),
    ("a.html", '<a href="/x/Ellie%20Green.pdf">x</a>'),
    ("a.html", '<meta name="author" content="Ellie Green">'),
    ("a.html", "<script>var x = {name: 'Ellie Green'}</script>"),
    ("a.html", "Ellie&nbsp;&#71;reen"),
    ("a.html", "&Eacute;llie Green"),
    ("a.html", "El&shy;lie Green"),
    ("a.html", "Ellie\n<span\nclass='x'>Green</span>"),
    ("f.xml", "<content>&lt;p&gt;El&lt;b&gt;lie&lt;/b&gt; Green&lt;/p&gt;</content>"),
    ("f.xml", "<content>&lt;p&gt;&amp;Eacute;llie Green&lt;/p&gt;</content>"),
    ("f.xml", "<title><![CDATA[Ellie Green]]></title>"),
    ("r.json", '{"a": "\\u00c9llie\\nGreen"}'),
    ("r.json", '{"a": "<b>El<\\/b>lie Green"}'),
    ("r.json", '{"Ellie Green": 1}'),
    ("c.csv", 'on,"from"\n2019,"Ellie Green"\n'),
    ("d.ics", "SUMMARY:A letter to El\r\n lie\\nGreen\r\n"),
    ("d.ics", "SUMMARY:Green\\, Ellie Green\\; and others\r\n"),
    ("s.svg", "<svg><text>Ellie</text><tspan>Gre</tspan><tspan>en</tspan></svg>"),
    ("x.css", "/* Ellie Green */"),
])  # fmt: skip
def test_a_name_is_found_in_any_text(name: str, text: str):
    """Tags, entities, escapes, percent signs and folded lines hide nothing, and neither do attributes or comments."""
    assert NAME.within(views(text, name))


@pytest.mark.parametrize("text", ["<b>Al</b>so", "<td>also</td>", "&Auml;lso", "Al<b>so</b>"])
def test_markup_makes_no_word_that_nobody_reads(text: str):
    """A word that is marked up in its middle is not taken for two."""
    assert never("Al").within(views(text, "a.html")) == []


def test_names_of_elements_and_attributes_are_nobodys():
    """A `<mark>` is not somebody called Mark, nor `lang` and a class somebody called so."""
    text = '<html lang="en"><mark class="green">x</mark><details open>'
    assert never("Mark", "Lang", "Green").within(views(text, "a.html")) == []
    assert never("Mark").within(views('<img alt="Mark" data-mark="x">', "a.html"))


@pytest.mark.parametrize("text, line", [
    ("<p>one\n<p>Ellie Green\n<p>three", 2),
    ("<p>one\ntwo <b>Ellie\n</b>\nGreen</p>\n", 2),
    ("Ellie Green", 1),
    ("\n\n<img\n alt='x'\n title='Ellie Green'>\n", 5),
    ("a\nEllie Green\nb\nEllie Green\n", 2),
])  # fmt: skip
def test_the_line_is_where_the_name_begins(text: str, line: int):
    """The first line that has it is named, where the name goes over several the one on which it begins."""
    assert line_of(text, "a.html", lambda texts: bool(NAME.within(texts))) == line


@pytest.mark.parametrize("data, text", [
    ("é".encode(), "é"), (b"\xef\xbb\xbfa", "a"), ("é".encode("utf-16"), "é"), (b"caf\xe9", "café"),
])  # fmt: skip
def test_a_text_is_read_in_whatever_code_it_was_saved(data: bytes, text: str):
    """UTF-8 with a mark and without, UTF-16, and the old code of Windows where the name says that it is text."""
    assert decoded(data, "a.txt") == text


def test_what_is_no_text_is_not_read_as_one():
    """Bytes that no text has make a file something else."""
    assert decoded(b"\x89PNG\0\xff\xfe", "a.png") is None


def test_the_code_of_a_stylesheet_or_script_names_nobody():
    """`max-width` is no Max, nor is `Math.max`; what stands in a remark, a text or an address is looked through."""
    assert "max" not in " ".join(views("a { max-width: 3em } @media (max-width: 4em) {}", "theme/a.css")).lower()
    assert "max" not in " ".join(views("const a = Math.max(1, 2)", "a.js")).lower()
    for written in ("/* for Max */", 'a::after { content: "Max" }', "a { background: url(max.png) }"):
        assert "max" in " ".join(views(written, "theme/a.css")).lower()
    for written in ("// for Max\n", "say('Max')", 'say("Max")', "say(`Max`)", "/* Max"):
        assert "max" in " ".join(views(written, "a.js")).lower()
