"""What the benchmark builds: the same corpora every time, of the size they are said to have, valid for both generators."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from plaint.commands import bench, bench_corpus
from plaint.commands.bench_corpus import TODAY, write_alone, write_ours, write_stock
from plaint.problems import Stopped
from plaint.site.reading import read

POSTS = 20


def _files(root: Path) -> dict[str, bytes]:
    return {each.relative_to(root).as_posix(): each.read_bytes() for each in root.rglob("*") if each.is_file()}


@pytest.mark.parametrize("write", [write_ours, write_alone, write_stock])
def test_a_corpus_is_the_same_every_time(tmp_path: Path, write: Callable[[Path, int], None]) -> None:
    """Two corpora of one size are equal byte for byte, and no two posts of one are alike."""
    write(tmp_path / "first", POSTS)
    write(tmp_path / "second", POSTS)
    first = _files(tmp_path / "first")
    assert first == _files(tmp_path / "second")
    posts = [text for name, text in first.items() if "-post-" in name]
    assert len(posts) == len(set(posts)) == POSTS


def test_our_corpus_has_no_problem_and_no_doubt(tmp_path: Path) -> None:
    """A campaign of the benchmark reads cleanly, with a contact for each post, letters, clocks and evidence."""
    write_ours(tmp_path, POSTS)
    reading = read(tmp_path, "content", TODAY)
    assert [str(each) for each in (*reading.problems, *reading.doubts)] == []
    assert reading.casebook is not None
    record = reading.casebook.record
    assert len(record.posts) == POSTS
    assert len(record.contacts) == POSTS + len(record.letters)
    assert any(reading.casebook.clocks(id) for id in record.contacts)
    assert any(outline.holes for key, outline in reading.casebook.outlines.items() if key[0] == "post")
    assert any(each.replies_to for each in record.contacts.values())


def test_posts_are_about_as_long_as_they_are_said_to_be(tmp_path: Path) -> None:
    """A post has nine kilobytes, within a tenth, and as many of them for either generator, within a hundredth."""
    write_ours(tmp_path / "ours", POSTS)
    write_stock(tmp_path / "stock", POSTS)
    ours = [each.stat().st_size for each in (tmp_path / "ours" / "posts").iterdir()]
    stock = [each.stat().st_size for each in (tmp_path / "stock").iterdir()]
    assert all(0.9 <= size / 9_000 <= 1.1 for size in (*ours, *stock))
    assert sum(stock) == pytest.approx(sum(ours), rel=0.01)


def test_the_posts_of_both_are_alike_but_for_references(tmp_path: Path) -> None:
    """Stock Pelican gets the same words: a post without references has the same body, one with them its length."""
    write_ours(tmp_path / "ours", POSTS)
    write_stock(tmp_path / "stock", POSTS)
    same = 0
    for path in sorted((tmp_path / "stock").iterdir()):
        stock = path.read_text(encoding="utf-8").split("\n\n", 1)[1]
        ours = (tmp_path / "ours" / "posts" / path.name).read_text(encoding="utf-8").split("---\n", 2)[2]
        assert "[[" not in stock
        assert len(stock) == len(ours)
        same += stock == ours
    assert same >= POSTS // 2


def test_posts_alone_are_the_posts_of_stock(tmp_path: Path) -> None:
    """What is compared like for like has the same bodies to the letter, no record, and nothing wrong with it."""
    write_alone(tmp_path / "alone", POSTS)
    write_stock(tmp_path / "stock", POSTS)
    for path in (tmp_path / "stock").iterdir():
        stock = path.read_text(encoding="utf-8").split("\n\n", 1)[1]
        assert (tmp_path / "alone" / "posts" / path.name).read_text(encoding="utf-8").split("---\n", 2)[2] == stock
    reading = read(tmp_path / "alone", "content", TODAY)
    assert [str(each) for each in (*reading.problems, *reading.doubts)] == []
    assert reading.casebook is not None
    assert not reading.casebook.record.contacts


@pytest.mark.parametrize("generator", list(bench.GENERATORS))
def test_each_generator_builds_its_corpus(tmp_path: Path, generator: str) -> None:
    """A build in a process of its own makes a page for each post, says what it used, and leaves nothing behind."""
    measured = bench.measure(generator, POSTS, tmp_path)
    assert measured.pages > POSTS
    assert measured.seconds > sum(measured.stages.values())
    assert list(tmp_path.iterdir()) == []


def test_a_build_that_fails_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A corpus that a generator cannot build stops the benchmark with what was said, and is cleared away."""
    monkeypatch.setitem(bench.GENERATORS, "ours", ("Plaint", _without_a_date))
    with pytest.raises(Stopped) as stopped:
        bench.measure("ours", 1, tmp_path)
    assert "cannot build the corpus" in str(stopped.value.problems[0])
    assert list(tmp_path.iterdir()) == []


def _without_a_date(folder: Path, count: int) -> None:
    (folder / "posts").mkdir(parents=True)
    (folder / "posts" / "2020-01-01-post.md").write_text("---\ntitle: A post\n---\nWords.\n", encoding="utf-8")


@pytest.mark.parametrize("posts", ["", "many", "0", "-5", "100,,200", "1e3", "٣", "100001"])
def test_what_is_no_number_of_posts_is_one_line(posts: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A size that cannot be built is refused before anything is made, with what would be right."""
    assert bench.bench(posts) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert "100,1000,5000" in said.err


def test_sizes_are_measured_smallest_first() -> None:
    """The order in which sizes are named does not matter, nor does naming one twice."""
    assert bench.sizes_in("5000, 100,100") == [100, 5000]


def test_days_span_ten_years() -> None:
    """Whatever their number, posts are spread over the ten years."""
    days = [bench_corpus.day_of(number, 100) for number in range(100)]
    assert days == sorted(days)
    assert days[0].year == 2016
    assert days[-1].year == 2025
