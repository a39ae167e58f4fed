"""A campaign whose names and titles look like HTML: every one comes out as the words it is."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from bs4 import Tag

from tests.campaigns import write_files
from tests.sites import built, pages

BAD = "<script>alert(1)</script><img src=x onerror=alert(2)> & \"two\" 'one' {{ 7777*7777 }}"
YAML = BAD.replace("'", "''")
"""The same inside single quotation marks of YAML."""

FILES = {
    "campaign.yaml": f"""\
        title: '{YAML} title'
        tagline: '{YAML} tagline'
        notice: '{YAML} notice'
        author: '{YAML} author'
        email: hello@example.org
        """,
    "record/people.yaml": f"""\
        organisations:
          us: {{name: '{YAML} us', us: true, kind: '{YAML}'}}
          council: {{name: '{YAML} council', kind: '{YAML}'}}
        people:
          leader: {{name: '{YAML} leader', role: '{YAML} office', of: council}}
          officer: {{role: '{YAML} officer', of: council}}
          mg: {{shown_as: '{YAML} mg', of: us}}
        """,
    "record/contacts.yaml": f"""\
        - id: asked
          on: 2019-05-03
          kind: foi
          via: email
          from: mg
          to: officer
          cc: leader
          reference: '{YAML} reference'
          subject: '{YAML} subject'
          place: '{YAML} place'
          message: '{YAML} message'
          expects: [foi, local]
          pauses: [{{from: 2019-05-07, until: 2019-05-08, why: '{YAML} why'}}]
          evidence: [paper]
          tags: ['{YAML} tag']
        - id: answered
          on: 2019-06-21
          kind: email
          from: officer
          to: us
          subject: '{YAML} reply'
          message: '{YAML} reply message'
          replies_to: [asked, complaint]
          answers: {{complaint#bad: partly}}
        """,
    "record/evidence.yaml": f"""\
        - id: paper
          title: '{YAML} evidence'
          kind: picture
          file: paper.svg
          alt: '{YAML} alt'
          from: leader
          quote: '{YAML} quote'
        """,
    "record/promises.yaml": f"""\
        - {{id: word, made_in: answered, by: leader, quote: '{YAML} reply message', due: 2019-07-01}}
        """,
    "record/rules.yaml": f"""\
        - id: local
          name: '{YAML} rule'
          period: 10 working days
          law: '{YAML} law'
          quote: '{YAML} rule quote'
        """,
    "evidence/paper.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>',
    "letters/2019-05-10-complaint.md": f"""\
        ---
        title: '{YAML} letter'
        date: 2019-05-10
        kind: complaint
        from: us
        to: [officer, leader]
        cc: [council]
        expects: local
        thread: [asked]
        ---
        See [[ev:paper]], [[contact:asked]] and [[person:leader]].

        ## Issue: A plain point {{#bad}}

        ![[ev:paper]]
        """,
    "posts/2019-06-01-post.md": f"""\
        ---
        title: '{YAML} post'
        date: 2019-06-01
        category: '{YAML} category'
        tags: ['{YAML} tag']
        summary: Plain.
        ---
        [[person:mg]], [[promise:word]], [[rule:local]], [[letter:complaint]], [[contact:asked]], [[ev:paper]].

        ![[letter:complaint]]

        ![[contact:asked]]

        ![[ev:paper]]

        ![[issues:complaint]]
        """,
    "pages/about.md": f"""\
        ---
        title: '{YAML} page'
        ---
        [[post:post]]
        """,
}


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the campaign above."""
    folder = tmp_path_factory.mktemp("hostile")
    return built(write_files(folder / "content", FILES), folder / "site", "2019-10-01")


def ours(script: Tag) -> bool:
    """Whether it is a file of the theme, or data for search engines that can be read as such."""
    if script.get("type") == "application/ld+json":
        return bool(json.loads(script.string)) and script.attrs.keys() == {"type"}
    return re.fullmatch(r"[./]*/theme/\w+\.\w{8}\.js", str(script.get("src"))) is not None and not script.string


def test_nothing_of_it_becomes_an_element(hostile: Path) -> None:
    """No title, name, subject, tag, quotation or law becomes a script, a picture or an attribute."""
    for address, page in pages(hostile):
        assert [str(each) for each in page.find_all("script") if not ours(each)] == [], address
        assert [str(each) for each in page.find_all("img") if each.get("src") == "x"] == [], address
        assert [each for each in page.find_all(True) if any(name.startswith("on") for name in each.attrs)] == [], (
            address
        )


def test_it_is_shown_as_it_was_written(hostile: Path) -> None:
    """Each word can be read on some page exactly as it stands in the file, quotation marks and braces and all."""
    shown = "\n".join(" ".join(page.get_text(" ").split()) for _, page in pages(hostile))
    ends = "title tagline notice author us council leader office officer mg reference subject place message".split()
    ends += "why tag reply evidence quote rule law letter post category page".split()
    assert [end for end in ends if f"{BAD} {end}" not in shown] == []


def test_it_is_escaped_in_attributes_too(hostile: Path) -> None:
    """An alternative text that has quotation marks in it stays one attribute."""
    alts = {str(each["alt"]) for _, page in pages(hostile) for each in page.find_all("img")}
    assert f"{BAD} alt" in alts


def test_nothing_of_it_is_run_as_a_template(hostile: Path) -> None:
    """Braces in a campaign's words are words."""
    assert [address for address, page in pages(hostile) if "60481729" in page.get_text()] == []
