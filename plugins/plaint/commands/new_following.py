"""A letter that follows from the record: what it is drafted from, how it names that, and how it becomes a file."""

from __future__ import annotations

import json
import re
from collections.abc import Container, Iterable
from datetime import date
from pathlib import Path

from plaint.casebook.casebook import Casebook
from plaint.commands.day import the_day
from plaint.commands.new_common import Made, campaign_folder, sound
from plaint.commands.new_files import put_new
from plaint.commands.new_parties import us
from plaint.commands.new_post import new_id
from plaint.commands.new_words import id_of, yaml_text
from plaint.commands.report import Progress
from plaint.problems import Problem, Stopped, Where, nearest
from plaint.record.model import Contact, Letter
from plaint.site.reading import read
from plaint.values import dataclass

SIGNED = """\
Yours faithfully

Your names, as far as they may be published
"""


@dataclass(frozen=True, slots=True)
class Desk:
    """What a letter is drafted from: the campaign's folder, how that is shown, and its casebook on the letter's day."""

    root: Path
    shown: str
    case: Casebook

    @property
    def day(self) -> date:
        """The day of the letter."""
        return self.case.as_of

    def contact(self, id: str, option: str, known: Container[str], what: str) -> Contact:
        """The contact that an option names. Raises Stopped with the nearest of those `known`, or says it is a draft."""
        if why := self.case.record.hidden.get(("contact", id)):
            raise refusal(option, f"{id!r} {why}", "send it first")
        if id not in known:
            ids = [each for each in self.case.record.contacts if each in known]
            right = nearest(id, ids) or "its id is the last part of the address of its page"
            raise refusal(option, f"there is no {what} {id!r}", right)
        return self.case.record.contacts[id]

    def sender(self, contact: Contact) -> str:
        """Who writes about a contact: whoever of us sent or received it, else the group that is us. Raises Stopped."""
        # What one family asked about itself is not answered to the group.
        own = (id for id in (contact.from_, *contact.to) if self.case.names.ours(id))
        return next(own, "") or us(self.case.record, f"{self.shown}/record/people.yaml")

    def whose(self, contact: Contact, others: Iterable[str]) -> str:
        """`our`, `your` or `the`: whose a contact is in a letter that goes to `others`."""
        names = self.case.names
        if names.ours(contact.from_):
            return "our"
        return "your" if names.side(contact.from_) in {names.side(id) for id in others} else "the"

    def put(self, title: str, head: Iterable[str], body: str, then: str) -> Made:
        """Write the letter as a draft of the day, below `title` and `date`. Raises Stopped where it is there."""
        day = self.day.isoformat()
        drafts = {id for kind, id in self.case.record.hidden if kind == "contact"}
        taken = {*self.case.record.contacts, *drafts}
        id = new_id(self.root, self.shown, "letters", id_of(title, "letter", day), day, taken)
        path = f"letters/{day}-{id}.md"
        lines = (
            "---",
            f"title: {yaml_text(title)}",
            f"date: {day}        # the day you send it: figures stand as of it, and the file's name begins with it",
            *head,
            "draft: true             # nobody but you sees it until you delete this line",
            "---",
        )
        text = "\n".join((*lines, body))
        put_new(self.root / path, f"{self.shown}/{path}", sound(Letter, text, f"{self.shown}/{path}").encode("utf-8"))
        return Made(f"{self.shown}/{path}", then)


def desk(content: str, today: str | None) -> Desk:
    """The campaign as it may be published on the day. Raises Stopped where something is wrong in it."""
    day = the_day(today)
    root, shown = campaign_folder(content)
    with Progress() as progress:
        reading = read(root, shown, day, progress=progress)
    if reading.casebook is None:
        # Figures are not worked out on a record that has problems, and this letter would be made of them.
        raise Stopped([*reading.problems, Problem(Where(shown), "no letter was begun", "first put these right")])
    return Desk(root, shown, reading.casebook)


def refusal(option: str, what: str, right: str) -> Stopped:
    """What is raised where an option names nothing that a letter could follow from."""
    return Stopped([Problem(Where(option), what, right)])


def ids(given: Iterable[str]) -> str:
    """Ids as a YAML value: one alone, several as a list."""
    found = list(given)
    return found[0] if len(found) == 1 else f"[{', '.join(found)}]"


def kept_lines(contact: Contact, reference: str | None) -> list[str]:
    """The lines of a head that a letter shares with what it follows from: the reference they gave it, and tags."""
    lines = [f"reference: {yaml_text(reference)}"] if reference else []
    if contact.tags:
        # In a list between brackets a comma would end the word.
        tags = [json.dumps(tag, ensure_ascii=False) if "," in tag else yaml_text(tag) for tag in contact.tags]
        lines.append(f"tags: [{', '.join(tags)}]")
    return lines


def as_text(words: str) -> str:
    """Plain words on one line of Markdown, in which nothing of them is taken for a sign of its own."""
    escaped = re.sub(r"([\\`*_{}\[\]#])", r"\\\1", " ".join(words.split()))
    return escaped.replace("&", "&amp;").replace("<", "&lt;")
