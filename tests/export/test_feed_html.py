"""HTML for feeds: what is let through, with whole addresses, and that nothing else comes out whatever goes in."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from plaint.export.feed_html import clean, feed_html, line, uri
from tests.export.feed_rules import HTML_ATTRIBUTES, HTML_TAGS

PAGE = "https://example.org/project/posts/one/"


@pytest.mark.parametrize(
    ("written", "given_out"),
    [
        ("<p class='x'>One</p>", "<p>One</p>"),
        ('<a href="#note">1</a>', f'<a href="{PAGE}#note">1</a>'),
        ('<a href="../two/">2</a>', '<a href="https://example.org/project/posts/two/">2</a>'),
        ('<a href="/root">3</a>', '<a href="https://example.org/root">3</a>'),
        ('<a href="mailto:a@example.org" target="_blank" onclick="x()">4</a>', '<a href="mailto:a@example.org">4</a>'),
        ('<a href="javascript:alert(1)">5</a>', "<a>5</a>"),
        ('<a href=" java\nscript:alert(1)">6</a>', "<a>6</a>"),
        ('<a href="&#106;avascript:alert(1)">7</a>', "<a>7</a>"),
        ('<a href="http://[bad">8</a>', "<a>8</a>"),
        ('<a href="https://example.org/ä b">9</a>', '<a href="https://example.org/%C3%A4%20b">9</a>'),
        ('<blockquote cite="../x/">q</blockquote>', '<blockquote cite="https://example.org/project/posts/x/">q</blockquote>'),
        ("<section><p>in</p></section>", "<div><p>in</p></div>"),
        ("<details><summary>How</summary><p>so</p></details>", "<p>How</p><p>so</p>"),
        ("a<script>b < c</script>d", "ad"),
        ("a<style>p{}</style><form><input><p>x</p></form>b", "ab"),
        ("a<svg><title>t</title><script>x</script></svg>b", "ab"),
        ("a<script>b<script>c</script><p>d</p></script>e", "ae"),
        ("a<script><p>b</p>", "a"),
        ("a</script>b", "ab"),
        ("<P>x</P><p >y</p ><br /><br/>", "<p>x</p><p>y</p><br><br>"),
        ("<p<p>x</p>", "&lt;p<p>x</p>"),
        ("<strong>x</strong><strongest>y</strongest>", "<strong>x</strong>y"),
        ("a<!-- no -->b<!-- never closed", "ab"),
        ("1 < 2 & 3 > 2", "1 &lt; 2 & 3 > 2"),
        ('<p title="a > b">x</p>', '<p title="a &gt; b">x</p>'),
        ('<p dir="rtl" lang="he">שלום</p>', '<p dir="rtl" lang="he">שלום</p>'),
        ('<th scope="col" colspan=2>x</th>', '<th scope="col" colspan="2">x</th>'),
        ("<img>", ""),
        ('<img src="data:image/png;base64,AAAA" alt="x">', ""),
        ('<img src="a.png" srcset="b.png 2x" loading="lazy">', f'<img src="{PAGE}a.png" alt="">'),
        ("<picture><source srcset='x'><img src='a.png' alt='A' width='4' height='2'></picture>",
         f'<img src="{PAGE}a.png" alt="A" width="4" height="2">'),
        ("<blink>x</blink>", "x"),
        ('<p "', '&lt;p "'),
        ("a&#1;b&#x0;c&#150;d&#x1F68C;e&#60;f&#8617;g&#xFFFF;h", "abc–d&#x1F68C;e&#60;f&#8617;gh"),
    ],
)  # fmt: skip
def test_what_comes_out(written: str, given_out: str):
    """Text and its tags stay, addresses become whole, and everything else goes."""
    assert feed_html(written, PAGE) == given_out


def test_footnotes_lead_to_the_page_and_keep_their_ids():
    """A mark leads to its note wherever the entry is read, and an app that looks for the note here finds it."""
    html = feed_html('<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup><li id="fn:1">Note</li>', PAGE)
    assert html == f'<sup id="fnref:1"><a href="{PAGE}#fn:1">1</a></sup><li id="fn:1">Note</li>'


@given(st.text(alphabet='<>/="\'& abimgscriptphref!-:#x\n\x00', max_size=200))
def test_nothing_else_comes_out_whatever_goes_in(text: str):
    """Read by a parser of its own, the result has no tag and no attribute but those that a feed may have."""
    for element in BeautifulSoup(feed_html(text, PAGE), "html.parser").find_all(True):
        assert element.name in HTML_TAGS
        assert set(element.attrs) <= HTML_ATTRIBUTES


@given(st.text(max_size=200))
def test_a_feed_can_hold_every_cleaned_text(text: str):
    """What XML 1.0 cannot hold is gone, and cleaning twice changes nothing."""
    cleaned = clean(text)
    assert not {each for each in cleaned if each < " " and each not in "\n\t"}
    assert not {"\ufffe", "\uffff", "\x7f", "\x85"} & set(cleaned)
    cleaned.encode()
    assert clean(cleaned) == cleaned


def test_long_text_is_read_in_one_go():
    """A million signs that open tags and quotations and never close them are only text."""
    assert feed_html("<a '" * 250_000, PAGE).count("&lt;") == 250_000
    assert feed_html("<!--" * 250_000, PAGE) == ""


def test_a_line_and_an_address():
    """Titles stand on one line; addresses are in ASCII, and what is so already stays."""
    assert line("a\r\n b\x00\tc") == "a b c"
    assert uri("https://example.org/tags/школа/") == "https://example.org/tags/%D1%88%D0%BA%D0%BE%D0%BB%D0%B0/"
    assert uri("https://example.org/a%20b") == "https://example.org/a%20b"
