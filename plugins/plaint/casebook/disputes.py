"""Who answered what: a contact and everything that replies to it, in turn."""

from __future__ import annotations

from collections.abc import Mapping as ReadOnly

from plaint.record.model import Contact


class Disputes:
    """The replies of a record, walked in both directions."""

    def __init__(self, contacts: ReadOnly[str, Contact]) -> None:
        self.contacts = contacts
        self.replies: dict[str, list[str]] = {id: [] for id in contacts}
        for contact in contacts.values():
            for id in contact.replies_to:
                if id in self.replies:
                    self.replies[id].append(contact.id)
        self.order = {id: number for number, id in enumerate(contacts)}
        self._answering: dict[str, list[Contact]] = {}
        for contact in contacts.values():
            for letter in dict.fromkeys(point.partition("#")[0] for point in contact.answers):
                self._answering.setdefault(letter, []).append(contact)

    def dispute(self, id: str) -> tuple[str, ...]:
        """The ids of all contacts that hang together with this one by replies, itself among them, in time's order."""
        found = {id}
        waiting = [id]
        while waiting:
            here = waiting.pop()
            joined = (
                *self.replies[here],
                *(each for each in self.contacts[here].replies_to if each in self.contacts),
            )
            for each in joined:
                if each not in found:
                    found.add(each)
                    waiting.append(each)
        return tuple(sorted(found, key=lambda each: self.order[each]))

    def answering(self, letter: str) -> tuple[Contact, ...]:
        """The contacts that say of a letter's points what became of them, in time's order."""
        return tuple(self._answering.get(letter, ()))
