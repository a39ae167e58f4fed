"""Things that lead to each other, and in the end to themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator


def circles(ids: Iterable[str], leads_to: Callable[[str], Iterable[str]]) -> Iterator[list[str]]:
    """Each circle that is come across, as the ids in it; the first stands at the end again.

    `leads_to` gives the ids that one leads to. What leads to itself straight away is no circle here.
    """
    done: set[str] = set()
    for start in ids:
        path: list[str] = []
        stack = [(start, iter(leads_to(start)))] if start not in done else []
        on_path = {start}
        path.append(start)
        while stack:
            id, onwards = stack[-1]
            following = next((each for each in onwards if each not in done), None)
            if following is None:
                stack.pop()
                done.add(id)
                on_path.discard(id)
                path.pop()
            elif following in on_path:
                circle = [*path[path.index(following) :], following]
                if len(circle) > 2:
                    yield circle
            else:
                stack.append((following, iter(leads_to(following))))
                on_path.add(following)
                path.append(following)
