"""What `serve` puts into pages, whatever pages they are."""

from __future__ import annotations

import pytest

from plaint.commands.serve_page import alone, counted, followed, permitting, shown_files, styles, unstyled
from plaint.problems import Doubt, Finding, Problem, Where

WRONG = Problem(Where("content/campaign.yaml", 4), "<script>alert(1)</script> is no title")
ODD = Doubt(Where("content/campaign.yaml"), "has no notice")


@pytest.mark.parametrize(
    "policy, wanted",
    [
        (
            "default-src 'none'; style-src 'self'; script-src 'self'",
            "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'",
        ),
        (
            "default-src 'none'; script-src 'wasm-unsafe-eval'; connect-src 'none'",
            "default-src 'none'; script-src 'wasm-unsafe-eval' 'self'; connect-src 'self'; style-src 'self'",
        ),
        ("default-src 'self'", "default-src 'self'"),
        ("img-src data:", "img-src data:"),
    ],
)
def test_a_policy_permits_our_script_and_no_more(policy: str, wanted: str):
    """What the script needs is added where the page forbids it; nothing else is changed."""
    assert permitting(policy) == wanted


@pytest.mark.parametrize("html", ["", "Words.", "<p>Words.", "<html><head></head><body class=x>Words.</body></html>"])
def test_any_page_can_be_followed(html: str):
    """A template that lost its head or its body is shown, with the script and what is wrong."""
    page = followed(html, "abc", [WRONG])
    assert html.removesuffix("</body></html>").rpartition(">")[2] in page
    assert 'data-shown="abc"' in page
    assert "is no title" in page


def test_what_is_wrong_is_text(tmp_path: object):
    """Words of a campaign that look like HTML are shown, and do nothing."""
    for page in (followed("<body></body>", "abc", [WRONG]), alone("abc", [WRONG])):
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(1)&lt;/script&gt; is no title" in page


def test_a_page_of_a_sound_campaign_has_the_script_alone():
    """Nothing is shown, and no stylesheet loaded, where there is nothing to say."""
    page = followed("<head></head><body>Words.</body>", "abc", [])
    assert page == (
        '<head><script src="/_plaint/reload.js" data-shown="abc" defer></script>\n</head><body>Words.</body>'
    )


@pytest.mark.parametrize(
    "findings, words", [([], ""), ([WRONG], "1 problem"), ([WRONG, WRONG, ODD], "2 problems, 1 doubt"), ([ODD, ODD], "2 doubts")]
)
def test_only_what_there_is_is_counted(findings: list[Finding], words: str):
    """Nobody is told of no doubts."""
    assert counted(findings) == words


def test_stylesheets_are_told_from_what_else_is_loaded():
    """Their addresses are no part of what makes a page another one; pictures and scripts are looked at, links are not."""
    html = (
        '<link rel="stylesheet" href="../theme/a.css"><link rel="canonical" href="https://example.org/">'
        '<script src="../theme/a.js"></script><img src="lift%20two.png" srcset="small.webp 400w, /large.webp 800w">'
        '<img src="https://example.org/other.png"><a href="else/">Else</a>'
    )
    assert styles(html) == ["../theme/a.css"]
    assert unstyled(html) == unstyled(html.replace("a.css", "b.css"))
    assert unstyled(html) != unstyled(html.replace("a.js", "b.js"))
    assert shown_files(html, "/posts/a/") == [
        "posts/theme/a.js", "posts/a/lift two.png", "posts/a/small.webp", "large.webp",
    ]  # fmt: skip
