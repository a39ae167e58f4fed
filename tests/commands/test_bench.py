"""What the benchmark builds, runs and says: its corpora, its edits, what is left out, and the whole of it once."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from plaint.commands import bench, bench_corpus, bench_others
from plaint.commands.bench_corpus import TODAY, write_alone, write_ours
from plaint.commands.bench_others import OTHERS
from plaint.commands.bench_ours import COPIED, EDITS, Campaign, edit_contact, edit_post, edit_template
from plaint.commands.bench_record import CITING, cited
from plaint.commands.bench_run import Used, best, run
from plaint.commands.places import HERE
from plaint.problems import Stopped
from plaint.site.reading import read

POSTS = 20

CORPORA = {"ours": write_ours, "alone": write_alone, **{name: other.write for name, other in OTHERS.items()}}


def _files(root: Path) -> dict[str, bytes]:
    return {each.relative_to(root).as_posix(): each.read_bytes() for each in root.rglob("*") if each.is_file()}


def _words(text: str) -> str:
    """What stands below the front matter of a page."""
    return text.split("---\n", 2)[2]


@pytest.mark.parametrize("write", CORPORA.values(), ids=CORPORA)
def test_a_corpus_is_the_same_every_time(tmp_path: Path, write: Callable[[Path, int], None]) -> None:
    """Two corpora of one size are equal byte for byte, and no two posts of one are alike."""
    write(tmp_path / "first", POSTS)
    write(tmp_path / "second", POSTS)
    first = _files(tmp_path / "first")
    assert first == _files(tmp_path / "second")
    posts = [text for name, text in first.items() if "-post-" in name]
    assert len(posts) == len(set(posts)) == POSTS


@pytest.mark.parametrize("name", list(OTHERS))
def test_another_generator_gets_every_contact(tmp_path: Path, name: str) -> None:
    """Each generator has a page for each contact, in which no reference of ours is left."""
    OTHERS[name].write(tmp_path, POSTS)
    files = _files(tmp_path)
    contacts = [text.decode() for path, text in files.items() if "contact-" in path]
    assert len(contacts) == POSTS
    assert not any("[[" in text.decode() for path, text in files.items() if path.endswith(".md"))
    assert any("Question 0 about the morning run" in text for text in contacts)


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


@pytest.mark.parametrize("count", [60, 200])
def test_one_contact_is_cited_by_a_letter_and_ten_posts(tmp_path: Path, count: int) -> None:
    """The contact that is edited is on the record, and cited by a letter and by no more and no fewer than ten posts."""
    write_ours(tmp_path, count)
    citing = {
        kind: [path for path in (tmp_path / kind).iterdir() if f"[[contact:{cited(count)}]]" in path.read_text("utf-8")]
        for kind in ("letters", "posts")
    }
    assert len(citing["letters"]) == 1
    assert len(citing["posts"]) == CITING == 10
    named = [path for path in (tmp_path / "posts").iterdir() if f":{cited(count)}]]" in path.read_text("utf-8")]
    assert sorted(named) == sorted(citing["posts"])
    registers = (tmp_path / "record" / "contacts").iterdir()
    assert sum(path.read_text("utf-8").count(f"- id: {cited(count)}\n") for path in registers) == 1


def test_posts_are_about_as_long_as_they_are_said_to_be(tmp_path: Path) -> None:
    """A post has nine kilobytes, within a tenth, and as many of them for others as for us, within a hundredth."""
    write_ours(tmp_path, POSTS)
    ours = [each.stat().st_size for each in (tmp_path / "posts").iterdir()]
    others = [len(each.body.encode()) for each in bench_corpus.posts(POSTS)]
    assert all(0.9 <= size / 9_000 <= 1.1 for size in (*ours, *others))
    assert sum(others) == pytest.approx(sum(ours), rel=0.02)


def test_the_posts_of_others_are_ours_but_for_references(tmp_path: Path) -> None:
    """Others get the same words: a post without references has the same body, one with them its length."""
    write_ours(tmp_path, POSTS)
    same = 0
    for text in bench_corpus.posts(POSTS):
        ours = _words((tmp_path / "posts" / text.name).read_text(encoding="utf-8"))
        assert "[[" not in text.body
        assert len(text.body) == len(ours)
        same += text.body == ours
    assert same >= POSTS // 2


def test_posts_alone_are_the_posts_of_others(tmp_path: Path) -> None:
    """What shows the record's share has the same bodies to the letter, no record, and nothing wrong with it."""
    write_alone(tmp_path, POSTS)
    for text in bench_corpus.posts(POSTS):
        assert _words((tmp_path / "posts" / text.name).read_text(encoding="utf-8")) == text.body
    reading = read(tmp_path, "content", TODAY)
    assert [str(each) for each in (*reading.problems, *reading.doubts)] == []
    assert reading.casebook is not None
    assert not reading.casebook.record.contacts


def test_days_span_ten_years() -> None:
    """Whatever their number, posts are spread over the ten years."""
    days = [bench_corpus.day_of(number, 100) for number in range(100)]
    assert days == sorted(days)
    assert days[0].year == 2016
    assert days[-1].year == 2025


@pytest.mark.parametrize(
    ("edit", "place"),
    [(edit_post, "content/posts/"), (edit_contact, "content/record/contacts/"), (edit_template, "plaint/theme/")],
)
def test_an_edit_changes_one_file_and_nothing_of_this_checkout(
    tmp_path: Path, edit: Callable[[Campaign, int], object], place: str
) -> None:
    """Each edit changes one file in the benchmark's own folder, and again when it is made once more."""
    campaign = Campaign(tmp_path, POSTS)
    campaign.write()
    mine = {name: _files(HERE / name) for name in ("theme", "content") if (HERE / name).is_dir()}
    for turn in (1, 2):
        before = _files(tmp_path)
        edit(campaign, turn)
        after = _files(tmp_path)
        changed = [name for name in after if after[name] != before.get(name)]
        assert len(changed) == 1
        assert changed[0].startswith(place)
    assert mine == {name: _files(HERE / name) for name in mine}


def test_an_edited_contact_is_still_a_sound_one(tmp_path: Path) -> None:
    """The register that was edited reads cleanly, and the contact is about something else."""
    campaign = Campaign(tmp_path, POSTS)
    write_ours(campaign.content, POSTS)
    seen = edit_contact(campaign, 3)
    reading = read(campaign.content, "content", TODAY)
    assert not reading.problems
    assert reading.casebook is not None
    assert reading.casebook.record.contacts[cited(POSTS)].subject == seen.words


def test_what_runs_is_a_copy_of_what_a_build_needs(tmp_path: Path) -> None:
    """The copy has the command, the package, the theme and the settings, and nothing of the user's campaign."""
    campaign = Campaign(tmp_path, 1)
    campaign.write()
    assert sorted(each.name for each in campaign.plaint.iterdir()) == sorted(COPIED)
    assert str(campaign.folder) in campaign.around["PLAINT_CACHE"]


def test_a_campaign_that_cannot_be_built_is_one_line(tmp_path: Path) -> None:
    """A corpus with a problem stops the benchmark with what the build said."""
    campaign = Campaign(tmp_path, 1)
    campaign.write(_without_a_date)
    with pytest.raises(Stopped) as stopped:
        campaign.build()
    assert "cannot build the corpus" in str(stopped.value.problems[0])
    assert "date" in str(stopped.value.problems[0])


def _without_a_date(folder: Path, count: int) -> None:
    (folder / "posts").mkdir(parents=True)
    (folder / "campaign.yaml").write_text("title: A campaign\n", encoding="utf-8")
    (folder / "posts" / "2020-01-01-post.md").write_text("---\ntitle: A post\n---\nWords.\n", encoding="utf-8")


def test_a_program_that_fails_says_why(tmp_path: Path) -> None:
    """What a program said first and last is in the problem, under the name of the generator."""
    program = "import sys; print('the cause'); print('between'); sys.exit('the end')"
    with pytest.raises(Stopped) as stopped:
        run([sys.executable, "-u", "-c", program], tmp_path, "Hugo")
    assert str(stopped.value.problems[0]) == "Hugo: cannot build the corpus: the cause … the end"


def test_a_program_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    """A generator that cannot even be started is a problem, not a traceback."""
    with pytest.raises(Stopped) as stopped:
        run([str(tmp_path / "nothing")], tmp_path, "Jekyll")
    assert "Jekyll: cannot be run" in str(stopped.value.problems[0])


def test_memory_is_that_of_all_processes(tmp_path: Path) -> None:
    """What a process of a process holds counts too, where the system says."""
    inner = "held = bytearray(b'x') * 80_000_000; import time; time.sleep(0.6)"
    outer = f"import subprocess, sys; held = bytearray(b'x') * 80_000_000; subprocess.run([sys.executable, '-c', {inner!r}])"
    used = run([sys.executable, "-c", outer], tmp_path, "Python")
    if used.memory is None:
        pytest.skip("this system does not say")
    together = Path("/proc/self/smaps_rollup").exists()
    assert used.memory > (160e6 if together else 80e6)
    assert used.processors is not None
    assert used.processors > 0


def test_the_best_of_several_runs_has_the_most_memory() -> None:
    """The least time counts by either measure, and the peak is the highest of all."""
    assert best([Used(2.0, 3.0, 10.0), Used(1.0, 4.0, 30.0), Used(5.0)]) == Used(1.0, 3.0, 30.0)
    assert best([Used(2.0)]) == Used(2.0)


def test_a_generator_that_is_missing_is_left_out_with_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is not installed is named with where it is to be had; what is stays."""
    absent = replace(OTHERS["jekyll"], find=lambda: None)
    broken = replace(OTHERS["hugo"], find=lambda: [sys.executable, "-c", "raise SystemExit(1)"])
    called, missing = bench.called_here([absent, broken, OTHERS["pelican"]])
    assert list(called) == ["ours", "pelican"]
    assert called["pelican"].startswith("Pelican 4.")
    assert missing == [
        "Jekyll is left out, because it is not installed (the Debian package jekyll).",
        "Hugo is left out, because it is not installed (the Python package hugo).",
    ]


@pytest.mark.parametrize(
    "options",
    [
        {"posts": ""}, {"posts": "many"}, {"posts": "0"}, {"posts": "-5"}, {"posts": "1e3"}, {"posts": "٣"},
        {"posts": "100001"}, {"growth": "1000"}, {"growth": "10,,20"}, {"repeat": "0"}, {"repeat": "often"},
        {"others": "gatsby"}, {"others": "hugo,"}, {"edits": "comment"}, {"edits": "all,post"},
    ],
)  # fmt: skip
def test_an_option_that_means_nothing_is_one_line(options: dict[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    """What cannot be measured is refused before anything is made, naming the option."""
    assert bench.bench(**options) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert said.err.startswith(f"--{next(iter(options))}: ")


def test_words_of_an_option_keep_the_order_of_the_command() -> None:
    """`all` and `none` stand for what they say; some come in the order in which they are run."""
    assert bench_others.words_in("--edits", "all", EDITS) == list(EDITS)
    assert bench_others.words_in("--edits", "none", EDITS) == []
    assert bench_others.words_in("--edits", "contact, nothing", EDITS) == ["nothing", "contact"]


def test_sizes_are_measured_smallest_first() -> None:
    """The order in which sizes are named does not matter, nor does naming one twice."""
    assert bench.sizes_in("--growth", "5000, 100,100") == [100, 5000]


@pytest.mark.slow
def test_the_whole_benchmark_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """With thirty posts every job is measured, every edit shows on its site, and nothing is left behind."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert bench.bench("30", growth="10,30", others="hugo,pelican", repeat="1") == 0
    said = capsys.readouterr().out
    assert "| cold, no cache |" in said
    assert "| Pelican 4." in said
    assert "What only Plaint has" in said
    assert "A cold build by stage: reading" in said
    assert "| from 10 to 30 posts |" in said
    assert list(tmp_path.iterdir()) == []
