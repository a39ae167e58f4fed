"""What readers wrote below a post, and the e-mail by which somebody else can."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping as ReadOnly
from typing import TYPE_CHECKING
from urllib.parse import quote

from markupsafe import Markup

from plaint.casebook import addresses
from plaint.markup.plain import plain_html
from plaint.record.model import Comment, Post
from plaint.site.views.words import time
from plaint.values import dataclass

if TYPE_CHECKING:
    from plaint.site.site import Site

_NOBODY = "Anonymous"
_LEVELS = 3
"""A comment, its answers, and theirs. What answers these stands beside them, so that a phone has room for it."""

_SUBJECT = "Comment on “{title}” [[post:{id}]]"
# Each paragraph is one line, which the reader's mail program wraps as it likes.
_BODY = """\
(Write your comment here.)


Name to publish with it, real or not; without one it says “{nobody}”:


What happens to this: somebody of this campaign reads it, and may publish it below the post, with the name above and \
without your e-mail address. Please leave out what should stay private: a child’s name or school, addresses, medical \
details.

{title} [[post:{id}]]{where}
"""


def _encoded(text: str, but: str = "") -> str:
    """A text as part of a mailto: address: percent-encoded UTF-8, a line ending with CR and LF (RFC 6068)."""
    return quote(text.replace("\n", "\r\n"), safe=but)


# What is the same for every post is encoded once.
_ASKED = f"subject={_encoded(_SUBJECT, '{}')}&body={_encoded(_BODY, '{}')}"


@dataclass(frozen=True, slots=True)
class CommentView:
    """One comment. `answers` is the one it answers, as its id and its writer; `below` are those that answer it."""

    id: str
    name: str
    url: str
    when: Markup
    ours: bool
    answers: tuple[str, str] | None
    text: Markup
    mark: str
    below: tuple[CommentView, ...]


@dataclass(frozen=True, slots=True)
class Comments:
    """All comments on a post, in threads, and the address that a new one is written to."""

    heading: str
    threads: tuple[CommentView, ...]
    mailto: str


def comments_below(site: Site, post: Post) -> Comments | None:
    """What stands below a post; None where nobody has written and nobody can."""
    written = site.case.record.comments.get(post.id, {})
    campaign = site.case.record.campaign
    email = campaign.email if campaign.comments else None
    if not written and not email:
        return None
    return Comments(
        heading=f"{len(written) or 'No'} comment{'' if len(written) == 1 else 's'}{'' if written else ' yet'}",
        threads=_Threads(site, written).views(None, _LEVELS),
        mailto=_mailto(site, post, email) if email else "",
    )


class _Threads:
    """The comments on one post, and which of them answer which."""

    def __init__(self, site: Site, written: ReadOnly[str, Comment]) -> None:
        self.site, self.written = site, written
        self.answering: dict[str | None, list[str]] = {}
        for comment in written.values():
            self.answering.setdefault(comment.answers, []).append(comment.id)

    def views(self, asked: str | None, levels: int) -> tuple[CommentView, ...]:
        """What answers a comment, or stands by itself, in the order it was written."""
        ids = self.answering.get(asked, [])
        if levels == 1 and ids:
            all_below = set(self._all_below(ids))
            ids = [id for id in self.written if id in all_below]
        return tuple(self._view(self.written[id], levels - 1) for id in ids)

    def _all_below(self, ids: list[str]) -> Iterator[str]:
        """These, and whatever answers them in turn."""
        to_do = list(ids)
        while to_do:
            id = to_do.pop()
            yield id
            to_do.extend(self.answering.get(id, ()))

    def _view(self, comment: Comment, levels: int) -> CommentView:
        asked = self.written[comment.answers] if comment.answers else None
        return CommentView(
            id=comment.id,
            name=self._name(comment),
            url=comment.url or "",
            when=time(comment.date),
            ours=comment.ours,
            answers=(asked.id, self._name(asked)) if asked else None,
            text=Markup(plain_html(comment.text)),
            mark=self.site.case.marked("comment", comment.key) or "",
            below=self.views(comment.id, levels) if levels else (),
        )

    def _name(self, comment: Comment) -> str:
        ours = self.site.case.record.campaign.author or self.site.title
        return comment.name or (ours if comment.ours else _NOBODY)


def _mailto(site: Site, post: Post, email: str) -> str:
    """The address of an e-mail to the campaign that says which post it is about, and what will become of it."""
    where = f"\n{site.url}{addresses.post(post)}" if site.published_at else ""
    filled = {"title": post.title, "id": post.id, "where": where, "nobody": _NOBODY}
    return f"mailto:{_encoded(email, '@')}?{_ASKED.format(**{name: _encoded(each) for name, each in filled.items()})}"
