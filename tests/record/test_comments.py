"""Comments: in what order and with which post they come, and what is held back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from plaint.record.model import Comment
from tests.campaigns import opened, problems_of, read_base_with

FOLDER = "comments/we-complained"


def comments(
    root: Path, files: dict[str, str], *, as_of: date = date(2019, 10, 1), drafts: bool = False
) -> dict[str, dict[str, Comment]]:
    """The comments of the base campaign with these files, by post and id."""
    record = opened(read_base_with(root, files, as_of=as_of, drafts=drafts)).record
    return {post: dict(below) for post, below in record.comments.items()}


def test_everything_that_is_written_down_is_read(tmp_path: Path) -> None:
    """A comment has its post and id from where it lies, and the rest from its fields."""
    text = """\
        name: A neighbour
        url: https://example.org/neighbour
        date: 2019-06-05T08:15
        text: |
          Well said.

          Go on.
        """
    answer = "{ours: true, answers: first, date: 2019-06, text: 'Yes: no'}"
    found = comments(tmp_path, {f"{FOLDER}/first.yaml": text, f"{FOLDER}/thanks.yaml": answer})["we-complained"]
    first, thanks = found["first"], found["thanks"]
    assert (first.id, first.post, first.name, first.url) == (
        "first", "we-complained", "A neighbour", "https://example.org/neighbour",
    )  # fmt: skip
    assert (first.date.shown, first.text, first.ours, first.answers) == (
        "5 June 2019, 08:15", "Well said.\n\nGo on.", False, None,
    )  # fmt: skip
    assert (thanks.name, thanks.url, thanks.ours, thanks.answers, thanks.text) == (None, None, True, "first", "Yes: no")


def test_a_campaign_without_comments_has_none(tmp_path: Path) -> None:
    """Nothing stands for the posts that nobody has written about."""
    assert comments(tmp_path, {}) == {}


def test_comments_stand_in_the_order_they_were_written(tmp_path: Path) -> None:
    """By date and hour, whatever the files are called; those of one moment by their names."""
    days = {"a": "2019-06-09", "b": "2019-06-05T10:00", "c": "2019-06-05T09:00", "d": "2019-06-09", "e": "2019-06"}
    files = {f"{FOLDER}/{id}.yaml": f"{{date: {day}, text: Words}}" for id, day in days.items()}
    assert list(comments(tmp_path, files)["we-complained"]) == ["e", "c", "b", "a", "d"]


def test_an_id_may_stand_on_two_posts(tmp_path: Path) -> None:
    """Ids are told apart within one post only, because the post's address stands before them."""
    files = {
        "posts/2019-07-01-summer.md": "---\ntitle: Summer\ndate: 2019-07-01\n---\n",
        "comments/summer/first.yaml": "{date: 2019-07-02, text: Of summer}",
        f"{FOLDER}/first.yaml": "{date: 2019-06-05, text: Of the complaint}",
    }
    found = comments(tmp_path, files)
    assert [found[post]["first"].text for post in ("summer", "we-complained")] == ["Of summer", "Of the complaint"]


def test_marks_that_turn_words_round_are_taken_out_of_names(tmp_path: Path) -> None:
    """A name reads from one side to the other as it was typed, and spaces in it are single."""
    text = '{name: "\\u202eA\\u202c  neigh\\u2066bour\\u2069", date: 2019-06-05, text: Words}'
    assert comments(tmp_path, {f"{FOLDER}/a.yaml": text})["we-complained"]["a"].name == "A neighbour"


@pytest.mark.parametrize("name", ["me@example.org", "Me <me@example.org>", "me@mail.example.co.uk", "MÉ@example.org"])
def test_a_name_holds_no_email_address(tmp_path: Path, name: str) -> None:
    """An address among the words of a name is a problem, in whatever form."""
    reading = read_base_with(tmp_path, {f"{FOLDER}/a.yaml": f"{{name: '{name}', date: 2019-06-05, text: Words}}"})
    assert len(problems_of(reading)) == 1
    assert "holds an e-mail address" in problems_of(reading)[0]


@pytest.mark.parametrize("name", ["@neighbour", "A @ B", "Mum@School", "Anna, 3@4"])
def test_an_at_sign_alone_is_no_address(tmp_path: Path, name: str) -> None:
    """Whoever calls themselves by an at sign keeps it."""
    found = comments(tmp_path, {f"{FOLDER}/a.yaml": f"{{name: '{name}', date: 2019-06-05, text: Words}}"})
    assert found["we-complained"]["a"].name == name


def test_comments_wait_for_their_post(tmp_path: Path) -> None:
    """Those on a draft, or on a post of the future, come out with it."""
    files = {
        "posts/2019-07-01-summer.md": "---\ntitle: Summer\ndate: 2019-07-01\nstatus: draft\n---\n",
        "posts/2019-12-01-winter.md": "---\ntitle: Winter\ndate: 2019-12-01\n---\n",
        "comments/summer/a.yaml": "{date: 2019-07-02, text: Words}",
        "comments/winter/a.yaml": "{date: 2019-12-02, text: Words}",
        f"{FOLDER}/a.yaml": "{date: 2019-06-05, text: Words}",
    }
    assert set(comments(tmp_path, files)) == {"we-complained"}
    assert set(comments(tmp_path, files, as_of=date(2019, 12, 2))) == {"we-complained", "winter"}
    assert set(comments(tmp_path, files, drafts=True)) == {"we-complained", "summer", "winter"}


def test_comments_of_the_future_wait_and_so_do_their_answers(tmp_path: Path) -> None:
    """What answers a comment that is held back would answer nothing, so it is held back too, however far down."""
    files = {
        f"{FOLDER}/now.yaml": "{date: 2019-09-01, text: Words}",
        f"{FOLDER}/later.yaml": "{date: 2019-10-02, text: Words}",
        f"{FOLDER}/answer.yaml": "{date: 2019, text: Words, answers: later}",
        f"{FOLDER}/another.yaml": "{date: 2019, text: Words, answers: answer}",
    }
    assert set(comments(tmp_path, files)["we-complained"]) == {"now"}
    assert len(comments(tmp_path, files, as_of=date(2019, 10, 2))["we-complained"]) == 4


def test_where_drafts_are_shown_the_reason_is_kept(tmp_path: Path) -> None:
    """A comment that would not be published can be marked as such."""
    files = {f"{FOLDER}/later.yaml": "{date: 2019-10-02, text: Words}"}
    case = opened(read_base_with(tmp_path, files, drafts=True))
    assert case.marked("comment", "we-complained/later") == "is dated 2 October 2019, which is still to come"
    assert list(case.record.comments["we-complained"]) == ["later"]


def test_a_long_chain_of_answers_is_read(tmp_path: Path) -> None:
    """A thousand comments, each of which answers the one before, are no circle and no trouble."""
    files = {
        f"{FOLDER}/c{number}.yaml": f"{{date: 2019-06-05, text: Words, answers: c{number - 1}}}"
        for number in range(1, 1_000)
    }
    files[f"{FOLDER}/c0.yaml"] = "{date: 2019-06-05, text: Words}"
    assert len(comments(tmp_path, files)["we-complained"]) == 1_000
