"""Which posts are about the same as a post: by their tags, and by what of the record they cite."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import log

from plaint.casebook.gists import Thing
from plaint.casebook.listed import Ids

MOST = 5
"""At most so many posts are called related to one."""

_MANY = 24
"""What more posts than this have in common says little, so it only joins those that are near each other in time."""

_TELLING = ("contact", "evidence", "promise", "post")


def related(
    posts: Iterable[str], by_tag: Mapping[str, tuple[str, Ids]], cited_in: Mapping[Thing, Sequence[Thing]]
) -> dict[str, tuple[str, ...]]:
    """For each post the ids of those that share most with it, the closest first: tags, and what of the record is cited.

    `posts` are the ids of all in the order of time, `by_tag` those of each tag. No post itself is looked at, so that
    other words in one are no reason to work this out again. What few posts share weighs more than what many do. Of
    posts that share as much the nearer in time come first.
    """
    ids = list(posts)
    place = {id: at for at, id in enumerate(ids)}
    # Of each post, what it shares: with which others in time's order, where it stands among them, and what that weighs.
    sharing: list[list[tuple[list[int], int, int]]] = [[] for _ in ids]
    for each in _shared(place, by_tag, cited_in):
        together = sorted(each)
        # In millionths: whole numbers come to the same in whatever order they are added.
        weight = round(1_000_000 * log(1 + len(ids) / len(together)))
        for at, post in enumerate(together):
            sharing[post].append((together, at, weight))
    return {id: tuple(ids[other] for other in _closest(post, sharing[post])) for post, id in enumerate(ids)}


def _closest(post: int, sharing: Iterable[tuple[list[int], int, int]]) -> list[int]:
    score: dict[int, int] = {}
    for together, at, weight in sharing:
        # Bounded work: a tag that every post bears would otherwise compare each with each.
        near = together if len(together) <= _MANY else together[max(at - _MANY // 2, 0) : at + _MANY // 2 + 1]
        if score:
            for other in near:
                score[other] = score.get(other, 0) + weight
        else:
            score = dict.fromkeys(near, weight)
    score.pop(post, None)
    least = sorted(score.values())[-MOST:][:1]
    among = [other for other in score if score[other] >= least[0]]
    return sorted(among, key=lambda other: (-score[other], abs(other - post), -other))[:MOST]


def _shared(
    place: Mapping[str, int], by_tag: Mapping[str, tuple[str, Ids]], cited_in: Mapping[Thing, Sequence[Thing]]
) -> Iterable[set[int]]:
    """The posts that bear a tag, or cite a thing, for each of these, by their places in time. One that others cite is
    among them."""
    shared: dict[Thing, set[int]] = {("tag", tag): set(map(place.__getitem__, ids)) for tag, (_, ids) in by_tag.items()}
    for (kind, id), sources in cited_in.items():
        if kind in _TELLING:
            posts = {place[source] for what, source in sources if what == "post" and source in place}
            if kind == "post" and id in place:
                posts.add(place[id])
            shared[kind, id] = posts
    return (posts for posts in shared.values() if len(posts) > 1)
