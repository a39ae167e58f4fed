"""Putting a contact on the record."""

from __future__ import annotations

from plaint.commands.day import the_day
from plaint.commands.new_common import Made, campaign_folder, known_word, loaded_for, titled
from plaint.commands.new_files import replace
from plaint.commands.new_parties import addressee, named, ours, us
from plaint.commands.new_words import free_id, id_of, yaml_text
from plaint.problems import Problem, Stopped, Where
from plaint.record.adding import added, head_of, register_file, register_text
from plaint.record.loader import Loaded
from plaint.record.model import CONTACT_KINDS, Contact
from plaint.record.moment import FORMS, Moment, NotAMoment, parse_moment

_HEAD = "Every e-mail, call and meeting. Those of one day are shown in the order they stand in here."


def make_contact(
    subject: str,
    kind: str,
    from_: str | None,
    to: str | None,
    on: str | None,
    content: str,
    today: str | None,
) -> Made:
    """A contact below the others in its register."""
    line = titled(subject, "subject")
    known_word(kind, CONTACT_KINDS, "--kind")
    when = _moment(on or the_day(today).isoformat())
    root, shown = campaign_folder(content)
    loaded = loaded_for(root, shown, ("people", "contacts"))
    sender, receivers = _ends(loaded, from_, to, f"{shown}/record/people.yaml")
    taken = {*loaded.record.contacts, *loaded.broken.get("contact", ())}
    day = when.text[:10]
    id = free_id(id_of(line, kind, day), day, taken)
    name = register_file(root, "contacts", when.year)
    head = head_of("contacts", "../" * name.count("/"), _HEAD)
    text = register_text(root / name, f"{shown}/{name}", head)
    entry = _text(id, when.text, kind, sender, receivers, line)
    whole, number = added(text, entry, Contact, f"{shown}/{name}")
    replace(root / name, f"{shown}/{name}", whole.encode("utf-8"))
    then = "Open it there, see that `from` and `to` are right, and fill in what you know."
    return Made(str(Where(f"{shown}/{name}", number)), then)


def _moment(text: str) -> Moment:
    try:
        return parse_moment(text)
    except NotAMoment as error:
        raise Stopped([Problem(Where("--on"), f"{text!r} {error}", f"write {FORMS}")]) from error


def _ends(loaded: Loaded, from_: str | None, to: str | None, people: str) -> tuple[str, list[str]]:
    """Who it is from and who it is to: from us to them, unless an option has it the other way."""
    senders = [] if from_ is None else named(loaded, from_, "--from", people)
    receivers = [] if to is None else named(loaded, to, "--to", people)
    if len(senders) > 1:
        raise Stopped([Problem(Where("--from"), "names several", "name the one it came from")])
    if not senders:
        to_us = bool(receivers) and all(ours(loaded, id) for id in receivers)
        senders = [addressee(loaded, people) if to_us else us(loaded.record, people)]
    if not receivers:
        receivers = [addressee(loaded, people) if ours(loaded, senders[0]) else us(loaded.record, people)]
    return senders[0], receivers


def _text(id: str, on: str, kind: str, from_: str, to: list[str], subject: str) -> str:
    return f"""\
- id: {id}
  on: {on}
  kind: {kind}
  from: {from_}
  to: {to[0] if len(to) == 1 else f"[{', '.join(to)}]"}
  subject: {yaml_text(subject)}
  # The lines below are optional. To use one, take away its # and put your own words in.
  # summary: What it was about, in your words.
  # message: |
  #   Its words, as they were sent.
  # expects: a reply          # or how long they have: 20 working days, or a rule such as foi
  # replies_to: ID            # the contact it answers
  # evidence: [ID]            # what shows it
"""
