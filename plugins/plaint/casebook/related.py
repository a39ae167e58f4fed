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
    place = {id: at for at, id in enumerate(posts)}
    score: dict[str, dict[str, int]] = {id: {} for id in place}
    for sharing in _shared(place, by_tag, cited_in):
        ordered = sorted(sharing, key=place.__getitem__)
        # In millionths: whole numbers come to the same in whatever order they are added.
        weight = round(1_000_000 * log(1 + len(place) / len(ordered)))
        for at, id in enumerate(ordered):
            # Bounded work: a tag that every post bears would otherwise compare each with each.
            near = ordered if len(ordered) <= _MANY else ordered[max(at - _MANY // 2, 0) : at + _MANY // 2 + 1]
            own = score[id]
            for other in near:
                if other != id:
                    own[other] = own.get(other, 0) + weight
    return {id: _best(own, place, at) for (id, own), at in zip(score.items(), place.values(), strict=True)}


def _best(score: Mapping[str, int], place: Mapping[str, int], at: int) -> tuple[str, ...]:
    least = sorted(score.values())[-MOST:][:1]
    among = [each for each in score if score[each] >= least[0]]
    return tuple(sorted(among, key=lambda each: (-score[each], abs(place[each] - at), -place[each]))[:MOST])


def _shared(
    place: Mapping[str, int], by_tag: Mapping[str, tuple[str, Ids]], cited_in: Mapping[Thing, Sequence[Thing]]
) -> Iterable[set[str]]:
    """The posts that bear a tag, or cite a thing, for each of these. A post that others cite is one of them."""
    shared: dict[Thing, set[str]] = {("tag", tag): set(ids) for tag, (_, ids) in by_tag.items()}
    for (kind, id), sources in cited_in.items():
        if kind in _TELLING:
            posts = {source for what, source in sources if what == "post" and source in place}
            if kind == "post" and id in place:
                posts.add(id)
            shared[kind, id] = posts
    return (posts for posts in shared.values() if len(posts) > 1)
