"""Drawings: published as they are, unless they could run a script or ask another host for something."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plaint.pictures.svg import svg_size, wrong_in_svg

OPEN = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        '<script href="x.js"/>',
        '<s:script xmlns:s="http://www.w3.org/2000/svg">x</s:script>',
        '<rect onclick="x()"/>',
        '<rect ONLOAD="x()"/>',
        '<a href="javascript:x()"><text>go</text></a>',
        '<a xlink:href="java&#10;script:x()"/>',
        '<a xlink:href="&#106;avascript:x()"/>',
        '<a><animate attributeName="href" values="#;javascript:x()"/></a>',
        '<set attributeName="href" to="javascript:x()"/>',
        "<foreignObject><p>x</p></foreignObject>",
        '<iframe src="x"/>',
        '<image href="https://example.org/x.png"/>',
        '<image xlink:href="//example.org/x.png"/>',
        '<image href="other.png"/>',
        '<image href="data:image/svg+xml,x"/>',
        '<use href="https://example.org/x.svg#a"/>',
        '<rect style="fill: url(https://example.org/x)"/>',
        "<rect fill=\"url( 'https://example.org/x')\"/>",
        '<rect style="fill: u\\72l(https://example.org/x)"/>',
        "<style>@import 'https://example.org/x.css';</style>",
        "<style>rect { fill: <![CDATA[url(https:]]>//example.org/x) }</style>",
        "<style>@font-face { src: url(https://example.org/x.woff2) }</style>",
        '<a href="data:text/html,x"/>',
    ],
)
def test_a_drawing_that_would_do_something_is_refused(inside: str):
    """Opened by itself it is a page of the site, and no page of the site runs scripts or asks other hosts."""
    assert wrong_in_svg(f"{OPEN}{inside}</svg>".encode()).startswith("has ")


@pytest.mark.parametrize(
    "inside",
    [
        '<rect width="4" height="4" fill="url(#shade)"/><use href="#a"/><use xlink:href="#a"/>',
        '<a href="https://example.org/">source</a>',
        '<image href="data:image/png;base64,AAAA"/>',
        "<style>rect { fill: red } @font-face { src: url(data:font/woff2;base64,AAAA) }</style>",
        "<style>rect { fill: url('#a'); stroke: url( &quot;#b&quot; ) }</style>",
        "<title>on = off; javascript: is a word</title>",
        "<metadata>x</metadata>",
        '<rect style="font-family: Arial"/>',
    ],
)
def test_a_drawing_that_only_draws_is_let_through(inside: str):
    """Gradients, links, letters and pictures of its own are what a drawing is made of."""
    assert wrong_in_svg(f"{OPEN}{inside}</svg>".encode()) == ""


@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><svg>&b;</svg>',
        '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/hostname">]><svg>&x;</svg>',
        '<?xml-stylesheet href="https://example.org/x.css"?><svg/>',
        "<svg><rect></svg>",
        "",
        '<?xml version="1.0" encoding="no-such-one"?><svg/>',
    ],
)
def test_what_is_no_plain_drawing_is_refused(text: str):
    """Entities, sheets of styles from elsewhere, and what is not even well formed."""
    assert wrong_in_svg(text.encode())


@given(st.binary(max_size=200))
def test_no_bytes_make_it_fail(data: bytes):
    """Whatever the file is, there is an answer."""
    assert isinstance(wrong_in_svg(OPEN.encode() + data), str)
    assert len(svg_size(data)) == 2


@pytest.mark.parametrize(
    "attributes, size",
    [
        ('width="40" height="30"', (40, 30)),
        ('width="40.4px" height="30px" viewBox="0 0 1 1"', (40, 30)),
        ('viewBox="0 0 800 600"', (800, 600)),
        ('viewBox="0,0,800,600" width="100%" height="100%"', (800, 600)),
        ('width="4cm" height="3cm"', (0, 0)),
        ('viewBox="0 0 0 0"', (0, 0)),
        ('viewBox="none"', (0, 0)),
        ("", (0, 0)),
    ],
)
def test_a_drawing_tells_its_size(attributes: str, size: tuple[int, int]):
    """In pixels, so that a page does not jump while it loads; nothing where it gives none."""
    assert svg_size(f"<svg {attributes}><rect width='1' height='2'/></svg>".encode()) == size
