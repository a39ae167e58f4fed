"""What each reference reads as, and where it leads: one function a kind, in one table."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping as ReadOnly
from datetime import date
from typing import Any

from plaint.casebook import addresses
from plaint.casebook.casebook import Casebook, Context
from plaint.casebook.figures import in_words
from plaint.casebook.kinds import CONTACTS
from plaint.casebook.letters import PLURALS, Numbered, NumberedPoint
from plaint.clocks import Clock
from plaint.markup import Hole
from plaint.problems import nearest, one_of
from plaint.record.model import CALENDARS, Contact
from plaint.record.moment import NotAMoment, parse_moment
from plaint.record.period import counted
from plaint.record.relation import Relation
from plaint.values import dataclass


class Unresolved(Exception):
    """Raised for a reference that leads nowhere; says what is wrong and what would be right."""

    def __init__(self, what: str, hint: str = "") -> None:
        super().__init__(what)
        self.what, self.hint = what, hint


@dataclass(frozen=True, slots=True)
class Link:
    """What a reference reads as, in plain text, and the address it leads to: None, `#anchor`, or one of the site's."""

    text: str
    address: str | None = None


Resolve = Callable[[str, Context, Casebook], Link]


def resolve(hole: Hole, context: Context, case: Casebook) -> Link:
    """What a reference reads as where it stands, own words aside. Raises Unresolved.

    In a letter that was sealed it reads as it did when the letter was sent.
    """
    if hole.kind not in REFERENCES:
        meant = _MEANT.get(hole.kind) or nearest(hole.kind, REFERENCES).partition("'")[2].partition("'")[0]
        hint = f"write [[{meant}:{hole.target}]]" if meant else f"the kinds are {one_of(REFERENCES)}"
        raise Unresolved(f"{hole.raw}: there is no kind of reference {hole.kind!r}", hint)
    link = REFERENCES[hole.kind](hole.target, context, case)
    seal = case.record.seals.get(context.letter) if context.letter else None
    if seal and (was := seal.references.get(written(hole))):
        return Link(was, link.address)
    return link


_ELSEWHERE: ReadOnly[str, str] = {
    "contact": "correct the id, or add it to contacts.yaml or letters/",
    "evidence": "correct the id, or add it to evidence.yaml",
    "promise": "correct the id, or add it to promises.yaml",
    "party": "correct the id, or add it to people.yaml",
    "rule": "correct the id, or add it to rules.yaml",
    "post": "correct the id, which is what follows the date in its file’s name",
    "page": "correct the id, which is its file’s name without .md",
}

# What else people call a kind of reference, and what they mean by it.
_MEANT: ReadOnly[str, str] = {
    "evidence": "ev", "appendix": "ev", "photo": "ev", "picture": "ev", "email": "contact", "foi": "contact",
    "meeting": "contact", "people": "person", "organisation": "person", "issue": "point", "question": "point",
    "request": "point", "article": "post", "complaint": "letter", "waiting": "clock",
}  # fmt: skip


def written(hole: Hole) -> str:
    """A reference as it was written, without own words: `clock:transport-foi`, `#questions`, `issues`."""
    if hole.kind == "point" and hole.target.startswith("#"):
        return hole.target
    return f"{hole.kind}:{hole.target}" if hole.target else hole.kind


def named(case: Casebook, kind: str, entries: ReadOnly[str, Any], id: str, raw: str, *, what: str = "") -> Any:
    """The entry of that id. Raises Unresolved, and says so where it is only not published.

    `what` is the word for what there is none of, where that is not the kind's own.
    """
    if id in entries:
        return entries[id]
    if why := case.record.hidden.get((kind, id)):
        later = why.endswith("to come")
        right = "take the reference out until then" if later else "publish it, or take the reference out"
        raise Unresolved(f"{raw}: {id!r} {why}", right)
    word = what or kind.replace("party", "person or organisation")
    raise Unresolved(f"{raw} leads nowhere: there is no {word} {id!r}", nearest(id, entries) or _ELSEWHERE[kind])


def letter_named(case: Casebook, id: str, raw: str) -> Numbered:
    """The letter of that id, numbered. Raises Unresolved."""
    contact = case.relations.get(id)
    if contact is not None and not contact.letter:
        raise Unresolved(f"{raw}: {id!r} is a contact and no letter", f"write [[contact:{id}]]")
    if id not in case.numbered:
        letters = {letter.id: letter for letter in case.record.letters}
        named(case, "contact", letters, id, raw, what="letter")
    return case.numbered[id]


def contact_words(contact: Contact | Relation) -> str:
    """`email of 15 July 2019`: what a contact is called where it is cited."""
    return f"{CONTACTS[contact.kind]} of {contact.on.shown_day}"


def _contact(target: str, context: Context, case: Casebook) -> Link:
    contact: Relation = named(case, "contact", case.relations, target, f"[[contact:{target}]]")
    return Link(contact_words(contact), addresses.contact_of(target, letter=contact.letter))


def _evidence(target: str, context: Context, case: Casebook) -> Link:
    evidence = named(case, "evidence", case.record.evidence, target, f"[[ev:{target}]]")
    number = case.numbered[context.letter].appendix(target) if context.letter else None
    return Link(f"Appendix {number}" if number else evidence.title, addresses.evidence(evidence))


def _letter(target: str, context: Context, case: Casebook) -> Link:
    letter = letter_named(case, target, f"[[letter:{target}]]").letter
    return Link(letter.subject, addresses.contact(letter))


def _post(target: str, context: Context, case: Casebook) -> Link:
    post = named(case, "post", case.record.posts, target, f"[[post:{target}]]")
    return Link(post.title, addresses.post(post))


def _page(target: str, context: Context, case: Casebook) -> Link:
    page = named(case, "page", case.record.pages, target, f"[[page:{target}]]")
    return Link(page.title, addresses.page(page))


def _promise(target: str, context: Context, case: Casebook) -> Link:
    promise = named(case, "promise", case.record.promises, target, f"[[promise:{target}]]")
    if promise.quote:
        return Link(f"“{' '.join(promise.quote.split())}”", addresses.promise(promise))
    return Link(" ".join((promise.summary or "").split()), addresses.promise(promise))


def _point(target: str, context: Context, case: Casebook) -> Link:
    id, _, anchor = target.partition("#")
    if not id and not context.letter:
        raise Unresolved(f"[[#{anchor}]] stands outside a letter", f"write [[point:LETTER#{anchor}]]")
    letter = letter_named(case, id or context.letter or "", f"[[point:{target}]]")
    if not anchor:
        raise Unresolved(f"[[point:{target}]] names no point", f"write [[point:{id}#POINT]]")
    point = letter.point(anchor)
    if point is None:
        points = [each.id for each in letter.points]
        hint = nearest(anchor, points) or (f"it has {', '.join(points)}" if points else "it has no points")
        raise Unresolved(f"the letter {letter.letter.id!r} has no point {anchor!r}", hint)
    if letter.letter.id == context.letter:
        return Link(point.name, f"#{context.prefix}{anchor}")
    return Link(point.name, f"{addresses.contact(letter.letter)}#{anchor}")


def _points(plural: str) -> Resolve:
    kind = PLURALS[plural]

    def resolve_points(target: str, context: Context, case: Casebook) -> Link:
        if not context.letter or target:
            raise Unresolved(f"[[{plural}]] speaks of the letter it stands in", f"write [[count:LETTER#{plural}]]")
        points = case.numbered[context.letter].of_kind(kind)
        if not points:
            raise Unresolved(f"[[{plural}]]: this letter has no {plural}", f"add `## {kind.capitalize()}: … {{#id}}`")
        return Link(_range(points, kind, plural), f"#{context.prefix}{points[0].id}")

    return resolve_points


def _range(points: tuple[NumberedPoint, ...], kind: str, plural: str) -> str:
    """`issues 1–6`, `issues 1 and 2`, `issue 1`."""
    if len(points) == 1:
        return f"{kind} {points[0].number}"
    joined = " and " if len(points) == 2 else "–"
    return f"{plural} {points[0].number}{joined}{points[-1].number}"


def _person(target: str, context: Context, case: Casebook) -> Link:
    named(case, "party", case.record.parties, target, f"[[person:{target}]]")
    return Link(case.names.full(target, context.day), case.names.address(target))


def _rule(target: str, context: Context, case: Casebook) -> Link:
    rule = named(case, "rule", case.rules, target, f"[[rule:{target}]]")
    return Link(str(rule.period), addresses.rule(target))


def the_clock(target: str, context: Context, case: Casebook) -> tuple[Relation, Clock]:
    """The one clock that `[[clock:…]]` speaks of, unexplained, and how its contact stands. Raises Unresolved."""
    id, _, which = target.partition(" ")
    raw = f"[[clock:{target}]]"
    contact: Relation = named(case, "contact", case.relations, id, raw)
    clocks = case.clocks(id, context.day, explained=False)
    if not clocks:
        if case.clocks(id, date.max):
            what = f"{raw}: no clock was running on {id!r} on {context.day.isoformat()}"
            raise Unresolved(what, f"it begins on {case.clocks(id, date.max)[0].start.isoformat()}")
        raise Unresolved(f"{raw}: no clock runs on {id!r}", "add `expects: a reply` to it, or a rule’s id")
    # Clocks are told apart by their rules, or where one rule binds several, by who owes the answer.
    by_rule = len({each.rule for each in clocks}) == len(clocks)
    ways = [each.rule if by_rule else each.owed_by for each in clocks]
    if which:
        picked = [each for each in clocks if which.strip() in (each.rule, each.owed_by)]
        if len(picked) != 1:
            raise Unresolved(f"{raw}: no one clock {which.strip()!r} runs on {id!r}", f"its clocks are {one_of(ways)}")
        return contact, picked[0]
    if len(clocks) > 1:
        raise Unresolved(
            f"{raw}: several clocks run on {id!r}",
            f"write [[clock:{id} {ways[0]}]]; there are {one_of(ways)}",
        )
    return contact, clocks[0]


def _clock(target: str, context: Context, case: Casebook) -> Link:
    contact, clock = the_clock(target, context, case)
    return Link(in_words(clock.elapsed, clock.unit), addresses.contact_of(clock.contact, letter=contact.letter))


def _days(target: str, context: Context, case: Casebook) -> Link:
    stretch, _, calendar = target.partition(" ")
    start, end = stretch_of(stretch)
    calendar = calendar.strip()
    if calendar and calendar not in CALENDARS:
        hint = nearest(calendar, CALENDARS) or f"write {one_of(CALENDARS)}"
        raise Unresolved(f"[[days:{target}]]: {calendar!r} is no calendar", hint)
    number, unit = case.ledger.days(start, end, calendar or None)
    return Link(counted(number, unit))


_DAYS = "write both days, like this: [[days:2021-07-09..2021-09-22]]"


def stretch_of(text: str) -> tuple[date, date]:
    """The two days of `2021-07-09..2021-09-22`. Raises Unresolved."""
    try:
        moment = parse_moment(text)
    except NotAMoment as error:
        raise Unresolved(f"[[days:{text}]] {error}", error.right or _DAYS) from error
    if not moment.lasted or moment.vague or moment.last is None:
        raise Unresolved(f"[[days:{text}]] is not from one day to another", _DAYS)
    return moment.first, moment.last


def _count(target: str, context: Context, case: Casebook) -> Link:
    id, _, what = target.partition("#")
    letter = letter_named(case, id, f"[[count:{target}]]")
    if what == "appendices":
        return Link(str(len(letter.appendices)))
    if what not in PLURALS:
        hint = nearest(what, [*PLURALS, "appendices"])
        hint = hint or f"write [[count:{id}#issues]], or #questions, #requests or #appendices"
        raise Unresolved(f"[[count:{target}]] counts nothing", hint)
    return Link(str(len(letter.of_kind(PLURALS[what]))))


REFERENCES: ReadOnly[str, Resolve] = {
    "contact": _contact,
    "ev": _evidence,
    "letter": _letter,
    "post": _post,
    "page": _page,
    "promise": _promise,
    "point": _point,
    "issues": _points("issues"),
    "questions": _points("questions"),
    "requests": _points("requests"),
    "person": _person,
    "rule": _rule,
    "clock": _clock,
    "days": _days,
    "count": _count,
}
