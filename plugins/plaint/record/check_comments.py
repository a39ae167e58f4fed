"""What has to hold of comments: each is below a post, answers one that was there before it, and gives nobody away."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Mapping as ReadOnly

from plaint.problems import Doubt, Finding, Problem, Where, nearest
from plaint.record.circles import circles
from plaint.record.loader import Loaded
from plaint.record.model import Comment
from plaint.record.model.comments import AN_EMAIL

_DAY_IN_NAME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}-")


def below_a_post(loaded: Loaded) -> Iterator[Finding]:
    """The folder that comments lie in is called like the post they are on."""
    record = loaded.record
    root = record.campaign.where.file.removesuffix("campaign.yaml")
    for id in record.comments:
        if id in record.posts or ("post", id) in record.hidden or loaded.known("post", id):
            continue
        where = Where(f"{root}comments/{id}")
        if id in record.contacts:
            yield Problem(where, f"{id!r} is no post", "only posts have comments; move the folder to private/")
            continue
        bare = _DAY_IN_NAME.sub("", id, count=1)
        hint = f"did you mean {bare!r}?" if bare in record.posts else nearest(bare, record.posts)
        yield Problem(where, f"there is no post {id!r}", hint or "call the folder like the post, without its date")


def answer_what_is_there(loaded: Loaded) -> Iterator[Finding]:
    """What a comment answers is another one on the same post."""
    for comment in _all(loaded):
        others = loaded.record.comments[comment.post]
        if comment.answers is None or loaded.known("comment", f"{comment.post}/{comment.answers}"):
            continue
        where = comment.at("answers")
        if comment.answers == comment.id:
            yield Problem(where, f"answers: {comment.id!r} is the comment itself", "name what it answers")
        elif comment.answers not in others:
            close = nearest(comment.answers, [id for id in others if id != comment.id])
            what = f"answers names no comment {comment.answers!r} on the post {comment.post!r}"
            yield Problem(where, what, close or "correct the id, or delete the line")


def answers_follow(loaded: Loaded) -> Iterator[Finding]:
    """An answer comes after what it answers."""
    for comment in _all(loaded):
        asked = loaded.record.comments[comment.post].get(comment.answers or "")
        if asked and asked is not comment and comment.date.surely_before(asked.date):
            what = f"answers: {asked.id!r} was written on {asked.date.shown}, after this ({comment.date.shown})"
            yield Problem(comment.at("answers"), what, "correct one of the dates, or the id")


def no_circles(loaded: Loaded) -> Iterator[Finding]:
    """No comment answers, in turn, itself. An answer that comes too early is a problem already, and left out."""
    for comments in loaded.record.comments.values():

        def answered(id: str, comments: ReadOnly[str, Comment] = comments) -> Iterator[str]:
            asked = comments.get(comments[id].answers or "")
            if asked and not comments[id].date.surely_before(asked.date):
                yield asked.id

        for circle in circles(comments, answered):
            what = f"answers goes round in a circle: {' → '.join(circle)}"
            yield Problem(comments[circle[-2]].at("answers"), what, "take one of them out")


def words_that_look_wrong(loaded: Loaded) -> Iterator[Finding]:
    """An e-mail address in a comment may be there by mistake; so may a date before the post's own."""
    for comment in _all(loaded):
        if found := AN_EMAIL.search(comment.text):
            what = f"text: {found[0]!r} is an e-mail address, and will be published"
            yield Doubt(comment.at("text"), what, "take it out, unless they want it to be there")
        post = loaded.record.posts.get(comment.post)
        if post and comment.date.surely_before(post.date):
            what = f"date: {comment.date.shown} is before the post came out ({post.date.shown_day})"
            yield Doubt(comment.at("date"), what, "correct the date if it is wrong")


def _all(loaded: Loaded) -> Iterator[Comment]:
    for comments in loaded.record.comments.values():
        yield from comments.values()
