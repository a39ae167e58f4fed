"""What has to hold between the texts and the record: every reference leads somewhere, and nothing contains itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from plaint.casebook.casebook import Casebook, Context
from plaint.casebook.embeds import circles, find_embed
from plaint.casebook.gists import things_in
from plaint.casebook.links import Links
from plaint.casebook.references import Unresolved, named, resolve
from plaint.casebook.texts import Key
from plaint.markup import Hole
from plaint.problems import Doubt, Finding, Problem, nearest
from plaint.record.entry import Entry
from plaint.record.model import Organisation
from plaint.record.words import slug
from plaint.values import dataclass

Check = Callable[[Casebook], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Slip:
    """What is wrong in one text: its line, the first of which is 1, what it is, and what would be right."""

    line: int
    what: str
    right: str


TextCheck = Callable[[Casebook, Key], Iterator[Slip]]


def faults_in_texts(case: Casebook, key: Key) -> Iterator[Slip]:
    """A text is Markdown that the site can carry."""
    if case.gists[key].faults:
        for fault in case.outlines[key].faults:
            yield Slip(fault.line, fault.what, fault.right)


def points_stand_in_letters(case: Casebook, key: Key) -> Iterator[Slip]:
    """Issues, questions and requests are headings of letters."""
    if case.gists[key].points and (key[0] != "contact" or key[2] != "body"):
        for point in case.outlines[key].points:
            what = f"a numbered point ({point.id}) stands outside a letter"
            yield Slip(point.line, what, "write a plain heading, or put it in letters/")


def references_lead_somewhere(case: Casebook, key: Key) -> Iterator[Slip]:
    """Every reference, embed, local link and picture in a text names something that is published."""
    if not case.gists[key].holes:
        return
    links, context, where = Links(case), case.context(key), case.texts[key].where
    for hole in case.holes(key):
        if hole.kind == "number" or any(case.known(*thing) for thing in things_in(hole)):
            continue
        try:
            if hole.kind in ("href", "src"):
                links.resolve(hole, where)
            elif hole.kind == "clock" and not case.sound:
                named(case, "contact", case.relations, hole.target.partition(" ")[0], hole.raw)
            elif hole.embed:
                find_embed(hole, context, case)
            else:
                resolve(hole, context, case)
        except Unresolved as error:
            if hole.kind == "point" and _badly_pointed(hole, context, case):
                continue  # the point may well be there, written in a way that was told of already
            yield Slip(hole.line, error.what, error.hint)


def _badly_pointed(hole: Hole, context: Context, case: Casebook) -> bool:
    """Whether the letter that a reference to a point means has faults of its own."""
    outline = case.outlines.get(("contact", hole.target.partition("#")[0] or context.letter or "", "body"))
    return outline is not None and bool(outline.faults)


def no_letter_contains_itself(case: Casebook) -> Iterator[Finding]:
    """An embed may not set a letter into itself, straight or in a circle."""
    for hole, id in circles(case):
        where = case.texts["contact", id, "body"].line(hole.line)
        yield Problem(where, f"{hole.raw} would set the letter {id!r} into itself", f"write {hole.raw.lstrip('!')}")


def answers_name_points(case: Casebook) -> Iterator[Finding]:
    """An answer to a point names a point that its letter has."""
    for own, contact in case.relations.items():
        for target in contact.answers:
            id, _, anchor = target.partition("#")
            letter = case.numbered.get(id)
            if letter and letter.point(anchor) is None and not case.outlines["contact", id, "body"].faults:
                points = [each.id for each in letter.points]
                hint = nearest(anchor, points) or (f"it has {', '.join(points)}" if points else "it has no points")
                where = case.record.contacts[own].at("answers", target)
                yield Problem(where, f"answers: the letter {id!r} has no point {anchor!r}", hint)


def appendices_are_cited(case: Casebook) -> Iterator[Finding]:
    """An appendix that the letter's text never mentions is one its reader will not look at."""
    for letter in case.numbered.values():
        for id in letter.uncited:
            number = letter.letter.appendices.index(id)
            where = letter.letter.at("appendices", number)
            yield Doubt(
                where,
                f"appendix {letter.appendix(id)} ({id}) is cited nowhere in the letter",
                f"write [[ev:{id}]] where it belongs",
            )


def evidence_is_cited(case: Casebook) -> Iterator[Finding]:
    """Evidence that nothing cites is seen by nobody."""
    for evidence in case.record.evidence.values():
        if ("evidence", evidence.id) not in case.cited_in:
            hint = f"write [[ev:{evidence.id}]] in a post, or `evidence: {evidence.id}` in a contact"
            yield Doubt(evidence.where, f"nothing cites the evidence {evidence.id!r}", hint)


def tags_are_spelt_alike(case: Casebook) -> Iterator[Finding]:
    """Two spellings of one tag or category would share a page; one of them is probably a slip."""
    spelt: dict[tuple[str, str], tuple[str, Entry]] = {}
    for post in case.record.posts.values():
        named = [("category", post.category)] if post.category else []
        for field, word in (*named, *(("tags", tag) for tag in post.tags)):
            first, _ = spelt.setdefault((field, slug(word)), (word, post))
            if first != word:
                yield Doubt(post.at(field), f"{field}: {word!r} is spelt {first!r} elsewhere", "spell them alike")


def sides_are_known(case: Casebook) -> Iterator[Finding]:
    """Where nobody is `us`, sent and received cannot be told apart."""
    parties = case.record.parties.values()
    if case.record.contacts and not any(isinstance(each, Organisation) and each.us for each in parties):
        where = case.record.campaign.where
        first = next(iter(parties), None)
        hint = "add `us: true` to your own group in people.yaml"
        yield Doubt(first.where if first else where, "no organisation is `us`, so sent and received look alike", hint)


CHECKS: tuple[Check, ...] = (no_letter_contains_itself, answers_name_points)
"""What stops a build, whatever text it stands in."""

TEXT_CHECKS: tuple[TextCheck, ...] = (faults_in_texts, points_stand_in_letters, references_lead_somewhere)
"""What stops a build, looked for in one text at a time."""

DOUBTS: tuple[Check, ...] = (appendices_are_cited, evidence_is_cited, tags_are_spelt_alike, sides_are_known)
"""What deserves a look; the ones about prose are in `doubts`."""
