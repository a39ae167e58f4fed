"""What each reference reads as, and where it leads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plaint.casebook.casebook import Casebook
from plaint.casebook.embeds import EMBEDS
from plaint.casebook.references import REFERENCES, Unresolved, resolve
from plaint.casebook.texts import Key
from plaint.site.reading import read
from tests.campaigns import BASE, DAY, Files, base_with, opened, read_base_with, write_files

GOLDEN = BASE.parent.parent / "casebook" / "references.txt"
HEAD = "---\ntitle: {title}\ndate: {date}\n{more}---\n\n"
LETTER = "kind: letter\nfrom: parents\nto: officers\nappendices: [timetable]\n"
POINTS = """
## Issue: The ramp {#first}

## Issue: The timetable {#second}

## Issue: The driver {#third}

## Question: When? {#only}

## Request: Mend it {#mend}

## Request: Write to us {#write}
"""
MORE: Files = {
    "record/contacts/more.yaml": """\
    - {id: vague-call, on: 2019-02, kind: phone, from: officers, to: parents}
    - {id: consultation, on: 2019-02-25..2019-03-08, kind: event, from: council}
    - {id: two-clocks, on: 2019-06-03, kind: email, from: parents, to: officers, expects: [foi, 2 weeks]}
    """,
    "record/promises/more.yaml": "- {id: by-phone, made_in: vague-call, by: officers, summary: A call back within a week}\n",
}
PLACES: dict[str, tuple[str, Key]] = {
    "in a post of 1 July 2019": ("posts/2019-07-01-here.md", ("post", "here", "body")),
    "in a post of 1 May 2019": ("posts/2019-05-01-early.md", ("post", "early", "body")),
    "in a letter of 3 July 2019": ("letters/2019-07-03-here.md", ("contact", "here", "body")),
    "in the summary of a contact": ("record/contacts/summed.yaml", ("contact", "summed", "summary")),
}


def table() -> dict[str, list[tuple[str, str, str]]]:
    """The golden table: by place, the references, their words and their addresses."""
    found: dict[str, list[tuple[str, str, str]]] = {}
    for part in re.split(r"^=== ", GOLDEN.read_text("utf-8"), flags=re.MULTILINE)[1:]:
        place, _, rest = part.partition("\n")
        rows = [line.split(" => ") for line in rest.splitlines() if line]
        found[place] = [(row[0], row[1], row[2] if len(row) > 2 else "") for row in rows]
    return found


def files_with(references: dict[str, list[str]]) -> dict[str, str | bytes]:
    """The files in which the references stand, each place with its own."""
    files: dict[str, str | bytes] = dict(MORE)
    for place, (name, key) in PLACES.items():
        text = "\n\n".join(references.get(place, []))
        if name.startswith("record/"):
            block = text.replace("\n", "\n    ") or "Words."
            entry = "- {0}: summed\n  on: 2019-07-09\n  kind: email\n  from: parents\n  to: officers\n  summary: |\n    {1}\n"
            files[name] = entry.format("id", block)
        else:
            letter = name.startswith("letters/")
            head = HEAD.format(title=key[1].title(), date=Path(name).name[:10], more=LETTER if letter else "")
            files[name] = f"{head}{text}\n{POINTS if letter else ''}"
    return files


def resolved(case: Casebook, key: Key) -> Iterator[tuple[str, str, str]]:
    """Each reference of a text with its words and its address."""
    context = case.context(key)
    for hole in case.outlines[key].holes:
        if hole.kind not in ("number", "href", "src"):
            link = resolve(hole, context, case)
            yield hole.raw, hole.words or link.text, link.address or ""


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Casebook:
    """The campaign with all references of the table in their places."""
    files = files_with({place: [row[0] for row in rows] for place, rows in table().items()})
    return opened(read_base_with(tmp_path_factory.mktemp("campaign"), files))


@pytest.mark.parametrize("place", PLACES)
def test_references_read_as_in_the_table(case: Casebook, place: str) -> None:
    """Words and addresses are those of tests/golden/casebook/references.txt."""
    assert list(resolved(case, PLACES[place][1])) == table()[place]


def test_the_table_has_every_kind() -> None:
    """No kind of reference is left untested."""
    kinds = {re.split(r"[:|\]]", raw.strip("[!"))[0] for rows in table().values() for raw, _, _ in rows}
    assert {"point" if kind.startswith("#") else kind for kind in kinds} == set(REFERENCES)


def test_a_point_is_counted_by_its_kind(tmp_path: Path) -> None:
    """One issue is no range, two are joined by `and`."""
    words = [
        ("## Issue: One {#one}\n", "issue 1"),
        ("## Issue: One {#one}\n\n## Issue: Two {#two}\n", "issues 1 and 2"),
    ]
    for number, (points, expected) in enumerate(words):
        head = HEAD.format(title="Letter", date="2019-07-01", more="kind: letter\nfrom: parents\nto: officers\n")
        root = tmp_path / str(number)
        case = opened(read_base_with(root, {"letters/2019-07-01-counted.md": f"{head}[[issues]]\n\n{points}"}))
        assert [row[1] for row in resolved(case, ("contact", "counted", "body"))] == [expected]


def test_an_unknown_kind_is_unresolved(case: Casebook) -> None:
    """What raises for a reference that leads nowhere carries what is wrong and what would be right."""
    hole = next(iter(case.outlines["post", "here", "body"].holes))
    wrong = type(hole)("foi", "ask", None, False, 1, "[[foi:ask]]", "text", 0)
    with pytest.raises(Unresolved) as raised:
        resolve(wrong, case.context(("post", "here", "body")), case)
    assert (raised.value.what, raised.value.hint) == (
        "[[foi:ask]]: there is no kind of reference 'foi'",
        "write [[contact:ask]]",
    )


PIECES = (
    [f"{kind}:" for kind in (*REFERENCES, *EMBEDS)]
    + ["ask", "complaint", "ramp", "#sheets", "#", " foi", "2019-05-03..2019-06-21", "|", "words", "![[", "[[", "]]", "]", "\n",
       " ", "\\|", "`", "issues", "## Issue: A {#a}\n", "é", "<b>", "*", "(", ")"]
)  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pieces=st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=12), letter=st.booleans())
def test_any_text_is_resolved_or_told_of(tmp_path: Path, pieces: list[str], letter: bool) -> None:
    """Whatever stands between brackets, nothing is raised; what leads nowhere is told of at its place."""
    name = "letters/2019-07-03-any.md" if letter else "posts/2019-07-01-any.md"
    other = "posts/2019-07-01-any.md" if letter else "letters/2019-07-03-any.md"
    root = base_with(tmp_path, {})
    (root / other).unlink(missing_ok=True)
    head = HEAD.format(title="Any", date=Path(name).name[:10], more=LETTER if letter else "")
    text = "".join(pieces).encode("utf-8", "ignore").decode()
    write_files(root, {name: (head + text).encode()})
    reading = read(root, "content", DAY)
    for each in (*reading.problems, *reading.doubts):
        assert each.where.file == f"content/{name}"
        assert "\n" not in str(each)
    if reading.casebook:
        key = ("contact" if letter else "post", "any", "body")
        for hole in reading.casebook.outlines[key].holes:
            if not hole.embed and hole.kind not in ("number", "href", "src"):
                assert resolve(hole, reading.casebook.context(key), reading.casebook).text
