"""Single files of a site: what writing one leaves alone."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plaint.site.output import SpareTree
from plaint.site.written import page_digest, write_file


@given(st.binary(max_size=50), st.binary(max_size=50))
def test_a_file_that_is_written_over_holds_the_new_content_alone(
    tmp_path_factory: pytest.TempPathFactory, before: bytes, after: bytes
):
    """Longer or shorter than what was there, or empty; and what is told of it is so."""
    path = tmp_path_factory.mktemp("written") / "a"
    path.write_bytes(before)
    written = write_file(str(path), after, page_digest(after))
    found = path.stat()
    assert path.read_bytes() == after
    assert written == (found.st_size, found.st_mtime_ns, found.st_ino, page_digest(after))


def test_nothing_is_written_through_a_file_that_another_tree_has_too(tmp_path: Path):
    """Whether the tree knows of it or not: a new file takes its place, and the other keeps its content."""
    tree = SpareTree(tmp_path / "site")
    tree.begin()
    theirs = tmp_path / "theirs"
    theirs.write_bytes(b"as it was")
    (tree.spare / "a").mkdir()
    os.link(theirs, tree.spare / "a" / "index.html")
    (tree.spare / "b.txt").symlink_to(theirs)
    for name in ("a/index.html", "b.txt"):
        tree.write(name, b"new")
        assert (tree.spare / name).read_bytes() == b"new"
    assert theirs.read_bytes() == b"as it was"
    tree.give_up()


def test_folders_that_another_process_made_are_taken_note_of(tmp_path: Path):
    """Each with those it stands in: what needs them writes into them, and they go when nothing stands in them."""
    tree = SpareTree(tmp_path / "site")
    tree.begin()
    (tree.spare / "a" / "b").mkdir(parents=True)
    content = b"there"
    tree.wrote({"a/b/c.html": write_file(str(tree.spare / "a" / "b" / "c.html"), content, page_digest(content))})
    tree.write("d/e.html", b"here")
    tree.written["d/e.html"] = "E"
    tree.exchange()
    assert sorted(each.name for each in tree.output.iterdir()) == [".plaint", "d"]
