"""YAML as it was written."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plaint.problems import Problem
from plaint.record import nodes
from plaint.record.nodes import Mapping, Node, NotYaml, Scalar, Sequence, compose


def plain(node: Node | None) -> object:
    """The node as Python's own lists, dictionaries and texts."""
    if isinstance(node, Sequence):
        return [plain(each) for each in node.items]
    if isinstance(node, Mapping):
        return {name: plain(each) for name, each in node.values.items()}
    return node.text if node else None


@pytest.mark.parametrize(
    "text",
    ["on", "no", "yes", "~", "null", "10:33", "1_000", "0x1F", "017", "1e3", ".inf", "2019-07-15", "true", "=", "<<"],
)
def test_a_scalar_is_the_text_that_was_written(text: str) -> None:
    """None of YAML's guesses is made, for a key or for a value."""
    node, problems = compose(f"{text}: {text}\n", "f.yaml")
    assert plain(node) == {text: text}
    assert problems == []


def test_every_value_keeps_its_line() -> None:
    """Keys, values, items and what is inside them know where they stand; lines can begin anywhere."""
    node, _ = compose(
        "a: 1\n\nb:\n  - one\n  # a comment\n  - c: two\n    d: {e: three,\n      f: four}\n", "f.yaml", first_line=10
    )
    assert isinstance(node, Mapping)
    assert (node.line, node.key_lines) == (10, {"a": 10, "b": 12})
    items = node.values["b"]
    assert isinstance(items, Sequence)
    assert [each.line for each in items.items] == [13, 15]
    inner = items.items[1]
    assert isinstance(inner, Mapping)
    assert inner.key_lines == {"c": 15, "d": 16}
    flow = inner.values["d"]
    assert isinstance(flow, Mapping)
    assert {name: each.line for name, each in flow.values.items()} == {"e": 16, "f": 17}


@pytest.mark.parametrize(
    "written, text_line",
    [("a: text\n", 1), ("a:\n  text\n", 2), ("a: |\n  text\n", 2), ("a: >-\n  text\n", 2), ('a: "text"\n', 1)],
)
def test_text_line_is_where_the_first_character_stands(written: str, text_line: int) -> None:
    """A block's text begins below its bar, so that the line of a reference in it can be counted."""
    node, _ = compose(written, "f.yaml")
    assert isinstance(node, Mapping)
    value = node.values["a"]
    assert isinstance(value, Scalar)
    assert value.text_line == text_line


def test_all_duplicate_keys_are_told_of() -> None:
    """A duplicate key does not keep the rest from being read; the first one stays."""
    node, problems = compose("a: 1\na: 2\nb: {c: 1, c: 2}\n", "f.yaml")
    assert plain(node) == {"a": "1", "b": {"c": "1"}}
    assert [problem.where.line for problem in problems] == [2, 3]


def test_an_empty_text_has_no_node() -> None:
    """Neither has one of comments alone."""
    assert compose("", "f.yaml") == (None, [])
    assert compose("# nothing\n", "f.yaml") == (None, [])


TEXTS = (
    st.text()
    | st.text(alphabet="ab:-[]{}&*!|>'\"#%@`, \n\t?.0\\", max_size=60)
    | st.lists(
        st.sampled_from(["- ", "a: ", "\n", "  ", "[", "{", "'", '"', "---", "&x ", "*x", "!!int ", "|\n", "é"])
    ).map("".join)
)


@given(TEXTS)
def test_any_text_is_read_or_told_of(text: str) -> None:
    """Nothing but NotYaml is raised, and it names a line that the text has."""
    stopped: Problem | None = None
    try:
        node, problems = compose(text, "f.yaml")
    except NotYaml as error:
        stopped = error.problem
    if stopped:
        assert 1 <= stopped.where.line <= len(text.splitlines()) + 1
        assert stopped.hint
        assert "\n" not in str(stopped)
    else:
        assert node is None or isinstance(node, Scalar | Sequence | Mapping)
        assert all(problem.where.file == "f.yaml" for problem in problems)


@pytest.mark.parametrize("piece", ["[", "{", "- ", "? ", "{a: ", "a: &a [*a, "])
def test_depth_ends_reading(piece: str) -> None:
    """A small file cannot keep the reader busy by nesting."""
    with pytest.raises(NotYaml):
        compose(piece * 50_000, "f.yaml")


PIECES = st.sampled_from(
    [
        *(
            "title",
            "date",
            "on",
            ": ",
            ": ",
            ":",
            " ",
            "\n",
            "\n",
            "[",
            "]",
            ", ",
            ",",
            "A word",
            "2019-05-01",
            "“so” – it’s",
        ),
        *(
            "10:30",
            "- ",
            "#",
            " # no",
            "'",
            '"',
            "? ",
            "&a",
            "*a",
            "!t",
            "{",
            "}",
            "| ",
            ">",
            "%",
            "@",
            "`",
            "...",
            "---",
        ),
        *("\t", "\x85", "\u2028", "\u00a0", "é", "~", "null", "true", "(a)", "£5", "  "),
    ]
)
PAIRS = st.lists(
    st.builds(
        "{}: {}\n".format,
        st.sampled_from(["title", "date", "tags", "was", "on_it", "A"]),
        st.lists(PIECES, max_size=3).map("".join)
        | st.lists(PIECES, max_size=4).map(lambda each: f"[{', '.join(each)}]"),
    ),
    max_size=4,
).map("".join)


@given(PAIRS | st.lists(PIECES, max_size=12).map("".join))
@settings(max_examples=1000, deadline=None)
def test_pairs_of_plain_words_are_read_as_yaml_reads_them(text: str) -> None:
    """What is told without YAML's parser, because each line is a name and a value, is what that says, line by line."""
    if (found := nodes._pairs(text, 5)) is not None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(nodes, "_pairs", lambda text, first_line: None)
            assert compose(text, "f.yaml", first_line=5) == (found, [])


@pytest.mark.parametrize(
    "text",
    [
        "title: Words, of “it”\ndate: 2019-05-01\ntags: [a b, c,d]\n",
        "on: 2019",
        "title: What now?\nauthor: A. Writer (us)\n",
    ],
)
def test_the_heads_of_most_posts_need_no_parser(text: str) -> None:
    """Words, dates and lists of words, each on the line of its name, are told at once."""
    assert nodes._pairs(text, 1) == compose(text, "f.yaml")[0]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "title: a: b",
        "title: 'a'",
        "title:",
        "title: a #b",
        "a: 1\na: 2\n",
        "a: 1\n\nb: 2",
        "a: b\n  c",
        "a: [b, [c]]",
    ],
)
def test_what_may_be_anything_else_is_left_to_the_parser(text: str) -> None:
    """A colon, a quotation mark, a comment, a name given twice or a line that goes on is for YAML to read."""
    assert nodes._pairs(text, 1) is None
