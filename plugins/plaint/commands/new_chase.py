"""Beginning a reminder about a contact that still waits for its answer, with the figures in place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from plaint.casebook.figures import in_words
from plaint.casebook.kinds import listed
from plaint.casebook.references import contact_words
from plaint.clocks import Clock, Ledger, highest
from plaint.commands.new_common import Made, titled
from plaint.commands.new_following import SIGNED, Desk, as_text, desk, ids, kept_lines, refusal
from plaint.problems import Problem, Stopped
from plaint.record.model import Contact
from plaint.record.moment import shown_date
from plaint.record.period import parse_period

OPTION = "--chase"
_LIVE = ("waiting", "overdue")
_ENDED = {"full": "was answered by", "partial": "was answered in part by", "refusal": "was refused by"}


def make_chase(title: str, id: str, content: str, today: str | None) -> Made:
    """A draft of a reminder to whoever owes the answer to a contact. Raises Stopped where nobody does."""
    line = titled(title, "title")
    line = line if line.lower().startswith("reminder") else f"Reminder: {line}"
    at = desk(content, today)
    contact = at.contact(id, OPTION, at.case.record.contacts, "contact")
    clocks = owed(at, contact)
    then = "Open it, read it through, and delete the line `draft: true` once it is sent."
    return at.put(line, _head(at, contact, clocks), _body(at, contact, clocks), then)


def owed(at: Desk, contact: Contact) -> tuple[Clock, ...]:
    """The clocks on a contact that others have still to stop. Raises Stopped with the reason where there is none."""
    clocks = at.case.clocks(contact.id)
    live = tuple(clock for clock in clocks if clock.status in _LIVE)
    theirs = tuple(clock for clock in live if not at.case.names.ours(clock.owed_by))
    if theirs:
        return theirs
    if live:
        raise refusal(OPTION, f"it is we who owe the answer to {contact.id!r}", "a reminder goes to the other side")
    if clocks:
        raise _over(at, contact, clocks)
    if contact.cancelled:
        raise refusal(OPTION, f"{contact.id!r} was cancelled", "nobody owes an answer to it")
    if later := at.case.clocks(contact.id, date.max):
        raise refusal(OPTION, f"the clock on {contact.id!r} only starts on {shown_date(later[0].start)}", "wait for it")
    right = "add `expects: a reply` to it, or a rule’s id"
    raise Stopped([Problem(contact.where, f"no clock runs on {contact.id!r}", right)])


def _over(at: Desk, contact: Contact, clocks: tuple[Clock, ...]) -> Stopped:
    """Why clocks that ran do so no longer."""
    contacts, stopped = at.case.record.contacts, [clock for clock in clocks if clock.answered_by]
    if not stopped:
        day = f" on {shown_date(contact.withdrawn)}" if contact.withdrawn else ""
        return refusal(OPTION, f"{contact.id!r} was withdrawn{day}", "nobody owes an answer to it")
    asked = [clock for clock in stopped if clock.outcome is None]
    last = (asked or stopped)[-1]
    reply = contacts[str(last.answered_by)]
    said = f"{reply.id!r} ({contact_words(reply)})"
    if asked:
        return refusal(OPTION, f"{contact.id!r} was met with a question, {said}", _after_question(at, reply))
    left = "take up what is left with --stage-2" if contact.id in at.case.numbered else "ask again in a new letter"
    right = "if that is no answer, say what it is with `reply:` there" if last.outcome == "full" else left
    return refusal(OPTION, f"{contact.id!r} {_ENDED[last.outcome or 'full']} {said}", right)


def _after_question(at: Desk, question: Contact) -> str:
    """What to do about a contact that a question stopped: the clock goes on with our answer to that question."""
    ours = [id for id in at.case.disputes.replies[question.id] if at.case.names.ours(at.case.record.contacts[id].from_)]
    live = [id for id in ours if any(clock.status in _LIVE for clock in at.case.clocks(id))]
    if live:
        return f"chase {live[-1]!r}, which answers that"
    return f"no clock runs on {ours[-1]!r} either, which answers that" if ours else "answer that first"


def _head(at: Desk, contact: Contact, clocks: tuple[Clock, ...]) -> Iterator[str]:
    yield "kind: chase"
    yield f"from: {at.sender(contact)}"
    yield f"to: {ids(dict.fromkeys(clock.owed_by for clock in clocks))}   # who owes the answer"
    yield f"replies_to: {contact.id}"
    yield from kept_lines(contact, contact.reference)
    yield "expects: a reply        # the clock it reminds them of runs on all the same"
    for law in {clock.law.id: clock.law for clock in clocks if clock.law}.values():
        if not law.verified:
            yield f"# Nobody has checked the period of {law.id} against its source. Read it there before you send this:"
            yield f"#   {law.source_url or law.law}"
    if any(clock.beyond_announced for clock in clocks):
        yield "# A day below rests on bank holidays that have not been announced, and may change."


def _body(at: Desk, contact: Contact, clocks: tuple[Clock, ...]) -> str:
    told = "\n\n".join(_told(at, contact, clock, _label(at, clock, clocks)) for clock in clocks)
    paragraphs = ["Dear Sir or Madam", f"We are writing about {_about(at, contact, clocks)}", told]
    if earlier := _reminders(at, contact):
        paragraphs.append(f"We have reminded you before, in {listed(earlier)}.")
    if any(clock.status == "overdue" or clock.due is None for clock in clocks):
        paragraphs.append("Please send us your answer, or tell us on which day you will.")
    else:
        paragraphs.append("Please let us know if it will not come by then.")
    return "\n\n".join(paragraph for paragraph in (*paragraphs, SIGNED) if paragraph)


def _about(at: Desk, contact: Contact, clocks: tuple[Clock, ...]) -> str:
    """What is written about: the contact, its subject and reference, and when it reached them."""
    about = f"{at.whose(contact, (clock.owed_by for clock in clocks))} [[contact:{contact.id}]]"
    about += f", “{as_text(contact.subject)}”" if contact.subject else ""
    about += f" (reference {as_text(contact.reference)})" if contact.reference else ""
    if contact.received and at.case.names.ours(contact.from_):
        return f"{about}, which you received on {contact.received.shown_day}."
    return f"{about}."


def _label(at: Desk, clock: Clock, clocks: tuple[Clock, ...]) -> str:
    """What tells a clock from the others that are spoken of: what it is for, and who owes it where several do."""
    told = [clock.law.name] if clock.law and len(clocks) > 1 else []
    if len({each.owed_by for each in clocks}) > 1:
        told.append(at.case.names.with_body(clock.owed_by, at.day))
    return ", ".join(told)


def _told(at: Desk, contact: Contact, clock: Clock, label: str) -> str:
    """What one clock says, in one paragraph: the time they have, when it ends, and how long it has been."""
    sentences = [f"**{as_text(label)}.**"] if label else []
    over = clock.status == "overdue"
    if clock.due and clock.law:
        more = "With the time that was added, it" if _extended(at, contact, clock) else "It"
        begins = _begins(at, contact, clock)
        sentences.append(f"The time for an answer is [[rule:{clock.law.id}]]{begins} ({as_text(clock.law.law)}).")
        sentences.append(f"{more} {'ended' if over else 'ends'} on {shown_date(clock.due)}.")
    elif clock.due:
        within = f"within {clock.rule}, " if parse_period(clock.rule) else ""
        sentences.append(f"We {'expected' if over else 'expect'} an answer {within}by {shown_date(clock.due)}.")
    if highest(clock.elapsed):
        sentences.append(f"We have now waited {_waited(at, clock)}.")
    elif clock.due is None:
        sentences.append("We are waiting for an answer.")
    return "\n".join(sentences)


def _begins(at: Desk, contact: Contact, clock: Clock) -> str:
    """From when the time runs, where that is not the day of receipt."""
    if clock.law is None or clock.law.acknowledged_in is None:
        return ""
    replies = (at.case.record.contacts[id] for id in at.case.disputes.replies[contact.id])
    if any(each.reply == "acknowledgement" and each.on.first <= at.day for each in replies):
        return " from your acknowledgement"
    return " from the acknowledgement, or from the last day for one"


def _extended(at: Desk, contact: Contact, clock: Clock) -> bool:
    """Whether more time or days that did not count moved the last day of a clock."""
    record = at.case.record
    kept = {id: each for id, each in record.contacts.items() if each.reply != "extension"}
    if contact.id in kept:
        kept[contact.id] = replace(contact, pauses=())
    bare = Ledger(replace(record, contacts=kept), at.case.rules).clocks(contact.id, at.day)
    same = (each for each in bare if (each.rule, each.owed_by) == (clock.rule, clock.owed_by))
    return any(each.due != clock.due for each in same)


def _waited(at: Desk, clock: Clock) -> str:
    """The reference to one of a contact's clocks; the figure in words where none tells it from the others."""
    clocks = at.case.clocks(clock.contact)
    if len(clocks) == 1:
        return f"[[clock:{clock.contact}]]"
    for which in (clock.rule, clock.owed_by):
        if sum(which in (each.rule, each.owed_by) for each in clocks) == 1:
            return f"[[clock:{clock.contact} {which}]]"
    return in_words(clock.elapsed, clock.unit)


def _reminders(at: Desk, contact: Contact) -> list[str]:
    """References to the reminders that we have sent of a contact, oldest first."""
    contacts = (at.case.record.contacts[id] for id in at.case.disputes.replies[contact.id])
    chases = [each for each in contacts if each.kind == "chase" and at.case.names.ours(each.from_)]
    return [f"our [[contact:{each.id}]]" for each in chases if not each.cancelled and each.on.first <= at.day]
