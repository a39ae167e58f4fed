"""Beginning the letter that takes up what the replies to an earlier one ignored, refused or answered in part."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plaint.casebook.coverage import best
from plaint.casebook.embeds import Embed
from plaint.casebook.fill import Filler
from plaint.casebook.kinds import listed
from plaint.casebook.letters import Numbered, NumberedPoint, Verdict
from plaint.casebook.references import REFERENCES
from plaint.commands.new_common import Made, titled
from plaint.commands.new_expects import what_to_expect
from plaint.commands.new_following import SIGNED, Desk, as_text, desk, ids, kept_lines, refusal
from plaint.commands.new_words import one_line
from plaint.markup import convert
from plaint.problems import Problem, Stopped
from plaint.record.model import Contact
from plaint.values import dataclass

OPTION = "--stage-2"

_PARAGRAPH = re.compile(r"<p>(?:[^<]|</?(?:em|strong|code|a)\b)*</p>\s*")

_ASKED = """\
What is left is set out below as [[issues]]. Please look at it at the next stage of your complaints procedure, and let
somebody do so who has not dealt with it before."""

_LEFT = {
    "ignored": ("[[point:{point}]] was not answered in {whose} [[contact:{reply}]].", "Please answer it."),
    "refused": (
        "What we asked under [[point:{point}]] was refused in {whose} [[contact:{reply}]].",
        "Please look at this again.",
    ),
    "partly": (
        "[[point:{point}]] was only partly answered in {whose} [[contact:{reply}]].",
        "Please answer the rest of it.",
    ),
}
"""For each verdict that leaves something to pursue, what is said before and after our note of the answer."""


@dataclass(frozen=True, slots=True)
class Left:
    """What is left of a letter: its points by what became of them, and the replies that were looked through."""

    letter: Numbered
    replies: tuple[Contact, ...]
    answered: tuple[NumberedPoint, ...]
    open: tuple[tuple[NumberedPoint, Verdict], ...]
    unseen: tuple[NumberedPoint, ...]


def make_stage_2(title: str, id: str, content: str, today: str | None) -> Made:
    """A draft of the next letter about what is left of one. Raises Stopped where nothing is, or nobody has looked."""
    line = titled(title, "title")
    at = desk(content, today)
    contact = at.contact(id, OPTION, {*at.case.numbered, *_no_letter(at, id)}, "letter")
    left = what_is_left(at, contact)
    then = "Open it, see that `to` and `expects` are right, and delete the line `draft: true` once it is sent."
    return at.put(line, _head(at, left), _body(at, left), then)


def _no_letter(at: Desk, id: str) -> tuple[str, ...]:
    """The id where it is a contact's that is no letter; that has no points, which is another thing to be told."""
    return (id,) if id in at.case.record.contacts else ()


def what_is_left(at: Desk, contact: Contact) -> Left:
    """What the replies up to the day left of a letter's points. Raises Stopped where there is nothing to take up."""
    letter = at.case.numbered.get(contact.id)
    if letter is None or not letter.points:
        what = "has no numbered points" if letter else "is a contact and no letter, so it has no points"
        raise refusal(OPTION, f"{contact.id!r} {what}", "begin the letter without --stage-2")
    if contact.cancelled or contact.withdrawn:
        what = "was cancelled" if contact.cancelled else "was withdrawn"
        raise refusal(OPTION, f"{contact.id!r} {what}", "begin the letter without --stage-2")
    replies = tuple(each for each in at.case.disputes.answering(contact.id) if each.on.first <= at.day)
    if not replies:
        raise _not_looked_at(at, letter)
    known = {each.id for each in replies}
    answered: list[NumberedPoint] = []
    left: list[tuple[NumberedPoint, Verdict]] = []
    unseen: list[NumberedPoint] = []
    for point in letter.points:
        verdict = best(each for each in letter.coverage[point.id] if each.reply in known)
        if verdict is None:
            unseen.append(point)
        elif verdict.verdict == "answered":
            answered.append(point)
        else:
            left.append((point, verdict))
    if not left:
        raise _nothing_left(letter, replies, unseen)
    return Left(letter, replies, tuple(answered), tuple(left), tuple(unseen))


def _not_looked_at(at: Desk, letter: Numbered) -> Stopped:
    id, point = letter.letter.id, letter.points[0].id
    names, contacts = at.case.names, at.case.record.contacts
    heard = [contacts[each] for each in at.case.disputes.replies[id] if not names.ours(contacts[each].from_)]
    if not heard:
        right = "put the reply on the record, with `replies_to:` and `answers:`, or remind them with --chase"
        return refusal(OPTION, f"no reply to {id!r} is on the record", right)
    what = f"nobody has said what {heard[-1].id!r} did about each point of {id!r}"
    return Stopped([Problem(heard[-1].where, what, f"add `answers:`, with a line such as `{id}#{point}: ignored`")])


def _nothing_left(letter: Numbered, replies: tuple[Contact, ...], unseen: list[NumberedPoint]) -> Stopped:
    if not unseen:
        what = f"every point of {letter.letter.id!r} was answered, so that nothing is left to pursue"
        return refusal(OPTION, what, "if an answer will not do, write `partly` in its place under `answers:`")
    names = listed([point.name for point in unseen])
    what = f"all that was looked at of {letter.letter.id!r} was answered, and {names} {_is(unseen)} not assessed"
    return refusal(OPTION, what, f"say under `answers:` of {replies[-1].id!r} what became of {_it(unseen)}")


def _is(points: list[NumberedPoint]) -> str:
    return "is" if len(points) == 1 else "are"


def _it(points: list[NumberedPoint]) -> str:
    return "it" if len(points) == 1 else "them"


def _head(at: Desk, left: Left) -> Iterator[str]:
    letter, last = left.letter.letter, left.replies[-1]
    yield "kind: complaint"
    yield f"from: {at.sender(letter)}"
    yield from _addressee(at, left)
    yield f"replies_to: {last.id}"
    yield from kept_lines(letter, last.reference or letter.reference)
    yield from what_to_expect(at, letter)
    if last.opens:
        yield f"# {last.id} opens {listed(list(last.opens))}: see that this is in time, and the right thing to do next."
    if left.unseen:
        yield "# Nobody has said yet what became of these points, so that they are not in the text below. Look at them,"
        yield f"# say it under `answers:` of the reply ({last.id}), and take up here what was not answered:"
        for point in left.unseen:
            yield f"#   {point.name} ({letter.id}#{point.id}): {one_line(_title(at, left.letter, point))}"


def _addressee(at: Desk, left: Left) -> Iterator[str]:
    """To whom it goes: those whom the first letter went to, and a comment on whom else.

    They owed the answer, whoever of them gave it; and who decided a complaint at one stage does not judge at the next.
    Who answered is written to where the letter went to nobody but ourselves.
    """
    ours = at.case.names.ours
    to = [id for id in left.letter.letter.to if not ours(id)]
    answered = [id for each in left.replies for id in (each.from_, *each.to) if not ours(id)]
    others = [id for id in dict.fromkeys(answered) if id not in to]
    if not to:
        to, others = others[:1], others[1:]
    yield f"to: {ids(to)}"
    if others:
        yield f"# That is whom the first letter went to. Answers came from {listed(others)}: perhaps it goes there."


def _body(at: Desk, left: Left) -> str:
    letter = left.letter.letter
    others = [id for each in left.replies for id in (each.from_, *letter.to) if not at.case.names.ours(id)]
    replies = listed([f"{at.whose(each, others)} [[contact:{each.id}]]" for each in left.replies])
    paragraphs = [
        "Dear Sir or Madam",
        f"We are writing about our [[contact:{letter.id}]], “{as_text(letter.subject)}”, and about {replies}.",
    ]
    if left.answered:
        named = listed([f"[[point:{letter.id}#{point.id}]]" for point in left.answered])
        paragraphs.append(f"Thank you for answering {named}; about that we ask nothing more.")
    paragraphs.append(_ASKED)
    for point, verdict in left.open:
        paragraphs.append(_heading(at, left.letter, point))
        paragraphs.append(_taken_up(at, left, point, verdict, others))
    return "\n\n".join((*paragraphs, SIGNED))


def _heading(at: Desk, letter: Numbered, point: NumberedPoint) -> str:
    """The point as an issue of the new letter: in the same words and under the same id, which is its own there."""
    line = f"## Issue: {as_text(_title(at, letter, point))} {{#{point.id}}}"
    made = convert(line)
    if made.faults or [each.id for each in made.points] != [point.id]:
        # Words that came out of references or markup can begin like a number that was typed in.
        return f"## Issue: What became of [[point:{letter.letter.id}#{point.id}]] {{#{point.id}}}"
    return line


def _title(at: Desk, letter: Numbered, point: NumberedPoint) -> str:
    """A point's title in plain words, as its own letter shows it."""
    context = at.case.context(("contact", letter.letter.id, "body"))
    return Filler(at.case, _undrawn).text(point.point.title, context)


def _taken_up(at: Desk, left: Left, point: NumberedPoint, verdict: Verdict, others: list[str]) -> str:
    """What became of a point, our note of it, and what is asked now."""
    reply, id = at.case.record.contacts[verdict.reply], f"{left.letter.letter.id}#{point.id}"
    became, asked = _LEFT[verdict.verdict]
    sentences = [became.format(point=id, whose=at.whose(reply, others), reply=reply.id)]
    if said := reply.answers[id].note:
        sentences[0] += f" {_note(at, reply.id, id, said)}"
    return "\n".join((*sentences, asked))


def _note(at: Desk, reply: str, point: str, note: str) -> str:
    """Our note of an answer, on one line: as it was written where it can stand in a paragraph, else in plain words."""
    key = ("contact", reply, f"answers {point}")
    outline = at.case.outlines[key]
    html = "".join(part for part in outline.parts if isinstance(part, str))
    references = all(hole.kind in REFERENCES and not hole.embed for hole in outline.holes)
    if references and "<" not in note and _PARAGRAPH.fullmatch(html):
        said = " ".join(note.split())
    else:
        # A list, a picture, or a link that leads on from where the note stands.
        parts = tuple(part for part in outline.parts if isinstance(part, str) or not part.embed)
        said = as_text(Filler(at.case, _undrawn).text(parts, at.case.context(key)))
    return said if said.endswith((".", "!", "?", "…", "”")) else f"{said}."


def _undrawn(embed: Embed, inside: str) -> str:
    """Nothing: what is set in place has no words of its own in a line."""
    return ""
