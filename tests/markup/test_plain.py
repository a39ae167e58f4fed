"""A stranger's words: a little Markdown comes out, the rest stands as it was typed, and nothing can do anything."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup
from hypothesis import example, given
from hypothesis import strategies as st

from plaint.markup.plain import plain_html

KEPT = {"p", "br", "em", "strong", "a", "blockquote", "ul", "ol", "li", "code"}
REL = ["nofollow", "ugc", "noopener"]


def parsed(text: str) -> BeautifulSoup:
    return BeautifulSoup(plain_html(text), "html.parser")


def words(text: str) -> str:
    """What is to be read of a text once it is shown, white space folded."""
    return " ".join(parsed(text).get_text(" ").split())


def link(address: str, text: str = "") -> str:
    return f'<a href="{address}" rel="nofollow ugc noopener">{text or address}</a>'


@pytest.mark.parametrize(
    "text, html",
    [
        ("One.\n\nTwo.", "<p>One.</p>\n<p>Two.</p>"),
        ("*One* and **two**, snake_case_names", "<p><em>One</em> and <strong>two</strong>, snake_case_names</p>"),
        ("`a < b`", "<p><code>a &lt; b</code></p>"),
        ("> What you said\n\nIs so.", "<blockquote>\n<p>What you said</p>\n</blockquote>\n<p>Is so.</p>"),
        ("Kind regards\nA", "<p>Kind regards<br>\nA</p>"),
        ("[here](https://example.org/a?b=1&c=2)", f"<p>{link('https://example.org/a?b=1&amp;c=2', 'here')}</p>"),
        ('[here](https://example.org "A title")', f"<p>{link('https://example.org', 'here')}</p>"),
        ("See https://example.org/a_b_c.", f"<p>See {link('https://example.org/a_b_c')}.</p>"),
        ("(http://example.org/x)", f"<p>({link('http://example.org/x')})</p>"),
        ("3. three\n4. four", '<ol start="3">\n<li>three  </li>\n<li>four</li>\n</ol>'),
        ("", ""),
    ],
)
def test_what_comes_out_as_more_than_words(text: str, html: str) -> None:
    """Paragraphs, emphasis, code, quotations, lines, links and lists are shown as such."""
    assert plain_html(text) == html


def test_lines_that_a_machine_broke_run_on() -> None:
    """A line that is as long as mail programs make them goes on in the next; a shorter one was meant to end."""
    long = "We have waited for an answer since the ninth of January this year,"
    assert plain_html(f"{long}\nand then they lost it.") == f"<p>{long}\nand then they lost it.</p>"
    assert "<br>" in plain_html("We have waited.\nAnd then they lost it.")


@pytest.mark.parametrize(
    "text",
    [
        "[[contact:ask]] and [[post:x|words]] and [[clock:ask]]",
        "![[ev:minibus-photo]]",
        "![[chronology:tag]]",
        "# No heading",
        "No heading\n===",
        "---",
        "[1]: https",
        "*[SEND]: nothing",
        "Words[^1]",
        "| a | b |",
        "{: #id .class }",
        "{{ 7 * 7 }} {% raw %}",
        "<b>bold</b>",
        "<!-- hidden -->",
        "<me@example.org>",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "[x](vbscript:x)",
        "[x](file:///etc/passwd)",
        "[x](mailto:me@example.org)",
        "[x](../../letters/)",
        "[x](/letters/)",
        "[x](//example.org)",
        "[x](#main)",
        "![x](javascript:alert(1))",
        "[x][1]",
        "AT&T < 3 > 2",
    ],
)
def test_what_stands_as_it_was_typed(text: str) -> None:
    """References, headings, HTML, pictures and links that lead anywhere but to a web address are only words."""
    assert " ".join(words(text).split()) == " ".join(text.split())
    assert parsed(text).find_all(lambda tag: tag.name not in ("p", "br")) == []


def test_a_picture_is_a_link_to_it() -> None:
    """Nothing is loaded from another host, and whoever wants to see it can go there."""
    assert (
        plain_html("![A bus](https://example.org/bus.png)") == f"<p>{link('https://example.org/bus.png', 'A bus')}</p>"
    )


def test_a_link_without_words_shows_its_address() -> None:
    """Nothing can be clicked on that cannot be seen."""
    for text in ("[](https://example.org/)", "![ ](https://example.org/)"):
        assert "https://example.org/" in words(text)
        assert all(each.get_text().strip() for each in parsed(text).find_all("a"))


HOSTILE = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<style>*{display:none}</style>",
    '<p style="position:fixed">x</p>',
    '<iframe srcdoc="<script>alert(1)</script>">',
    '<a href="javascript:alert(1)">x</a>',
    '<a href="https://example.org" onclick=alert(1) id=main class=pl-notice>x</a>',
    "<math><mtext></p><style><img src=x onerror=alert(1)>",
    "</div></article></main><h1>Ours</h1>",
    '[x](https://example.org"onmouseover="alert(1))',
    "[x](<https://example.org/ onmouseover=alert(1)>)",
    "[x](https://example.org '\" onclick=\"alert(1)')",
    '![x" onerror="alert(1)](https://example.org/x.png)',
    "[x](java\nscript:alert(1))",
    "[x](java&#10;script:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](\x01javascript:alert(1))",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#x3C;img src=x onerror=alert(1)&#x3E;",
    "`</code><script>alert(1)</script>`",
    "<https://example.org/\"onclick='alert(1)>",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?php x ?><!DOCTYPE html><!--[if IE]><script>x</script><![endif]-->",
    "\x02klzzwxh:0000\x03 klzzwxh:0000 \x02wzxhzdk:0\x03",
    "]]>--><script>",
]


def check_harmless(html: str) -> None:
    """The HTML holds the elements and attributes that are let through, and no other."""
    for tag in BeautifulSoup(html, "html.parser").find_all(True):
        assert tag.name in KEPT
        allowed = {"a": {"href", "rel"}, "ol": {"start"}}.get(tag.name, set())
        assert set(tag.attrs) <= allowed
        if tag.name == "a":
            assert re.match(r"https?://", str(tag["href"]), re.IGNORECASE)
            assert tag["rel"] == REL
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]", html)
    assert not re.search(r"<(?!/?(?:p|br|em|strong|a|blockquote|ul|ol|li|code)\b)", html)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_is_harmless(text: str) -> None:
    """Whatever it is, by itself, within other signs and below a paragraph, only what is let through comes out."""
    for around in ("{}", "> {}", "- {}", "*{}*", "Words.\n\n{}\n\nWords.", "    {}", "[{}](https://example.org)"):
        check_harmless(plain_html(around.replace("{}", text)))


@given(st.text(st.sampled_from("<>[]()!*_`\\&;:/\"'=#-+. \n\tahtpsjx1\x02\x03\u202e"), max_size=120))
@example("[a](https://x [b](https://y)")
@example("**[*`](https://x)`*")
def test_any_text_is_harmless_and_the_same_each_time(text: str) -> None:
    """No mixture of signs gets anything through, and what came before leaves no trace."""
    html = plain_html(text)
    check_harmless(html)
    plain_html("[x](https://example.org) *left* `open")
    assert plain_html(text) == html


@given(st.text(st.sampled_from("abc .,<>\"'#=-|{}%\n"), max_size=80))
def test_words_are_never_lost(text: str) -> None:
    """Whatever holds no sign that means something is read as it was typed, HTML and all."""
    shown = "".join(parsed(text).get_text().split())
    typed = "".join(text.split())
    # The sign of a quotation becomes one, and that of a list an item.
    assert re.sub(r"[>-]", "", shown) == re.sub(r"[>-]", "", typed)


@pytest.mark.parametrize(
    "text",
    [
        ">" * 1_000 + " deep",
        "> " * 1_000 + "deep",
        "- " * 1_000 + "deep",
        "1. " * 1_000 + "deep",
        "\n".join("    " * depth + "- deep" for depth in range(60)),
        "[" * 5_000,
        "![" * 5_000,
        "*_" * 5_000,
        "`" * 5_000,
        "\\" * 19_999,
        "<" * 19_999,
        "[a](" * 4_000,
        "a" * 1_000_000,
        "a b\n" * 20_000,
        "https://" + "a" * 15_000,
    ],
    ids=lambda text: f"{text[:6]!r} {len(text)}",
)
def test_too_much_of_one_thing_is_shown_as_words(text: str) -> None:
    """Nesting, signs and length beyond measure give the words, harmless, and never many elements within others."""
    html = plain_html(text)
    check_harmless(html)
    assert ("deep" in html) == ("deep" in text)
    open_now = deepest = 0
    for end, void in re.findall(r"<(/?)(?:[a-z]+)[^>]*?(/?)>", html.replace("<br>", "")):
        open_now += -1 if end else 0 if void else 1
        deepest = max(deepest, open_now)
    assert deepest <= 30


def test_control_characters_and_marks_that_turn_text_are_taken_out() -> None:
    """What cannot be seen, and would change how the rest reads, is not passed on."""
    assert plain_html("\ufeffa\x00b\x1b[0m \u202eevil\u202c \u2066x\u2069") == "<p>ab[0m evil x</p>"


def test_right_to_left_scripts_keep_their_marks() -> None:
    """The marks that such a text needs to be read, and emoji put together of several, stay."""
    text = "שלום\u200f! سلام 👩\u200d👧"
    assert plain_html(text) == f"<p>{text}</p>"
