"""What became of a letter's points when all replies are taken together, point by point and in a sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from plaint.casebook.casebook import Casebook
from plaint.casebook.kinds import NOT_ASSESSED, listed
from plaint.casebook.letters import Numbered, Verdict
from plaint.record.model import Contact

# The best that any reply did decides: what was answered in May is not undone by a letter of June that passes over it.
# A refusal is better than silence, for whoever refuses has read the point, and can be asked for a reason.
BEST_FIRST = ("answered", "partly", "refused", "ignored")

NOTHING_TO_ASSESS = ("acknowledgement", "extension", "clarification")
"""Kinds of reply that deal with no point, so that nobody need look through them."""

NOT_LOOKED_AT = "No reply has been looked at point by point yet."


def best(verdicts: Iterable[Verdict]) -> Verdict | None:
    """The best of the verdicts on one point, given in time's order: of equal ones the latest; None if none was made."""
    made = [each for each in verdicts if each.verdict in BEST_FIRST]
    return min(reversed(made), key=lambda each: BEST_FIRST.index(each.verdict), default=None)


def summed_up(letter: Numbered) -> str:
    """`Of 6 issues, 2 were answered, 1 partly and 3 were ignored.`; nothing where no point was assessed."""
    found = [best(letter.coverage[point.id]) for point in letter.points]
    if not any(found):
        return ""
    return in_a_sentence(
        [point.kind for point in letter.points], [each.verdict if each else NOT_ASSESSED for each in found]
    )


def sentence(case: Casebook, letter: str) -> str:
    """What a letter's page says of its coverage; nothing where it has no points, or nothing answers it."""
    numbered = case.numbered[letter]
    if said := summed_up(numbered):
        return said
    replies = (case.record.contacts[id] for id in case.disputes.replies[letter])
    return NOT_LOOKED_AT if numbered.points and any(_to_assess(case, each) for each in replies) else ""


def _to_assess(case: Casebook, reply: Contact) -> bool:
    """Whether a reply can have dealt with points: it came from others, and is more than a receipt or a question."""
    return not (case.names.ours(reply.from_) or reply.cancelled or reply.reply in NOTHING_TO_ASSESS)


def in_a_sentence(kinds: Sequence[str], verdicts: Sequence[str]) -> str:
    """The sentence for points of these kinds, one verdict a point (`not assessed` where there is none)."""
    noun = kinds[0] if len(set(kinds)) == 1 else "point"
    counts = Counter(verdicts)
    if len(counts) == 1:
        return f"{_all(len(verdicts), noun)} {_became(verdicts[0], len(verdicts))}."
    parts = []
    for verdict in (*BEST_FIRST, NOT_ASSESSED):
        if number := counts[verdict]:
            # “2 were answered, 1 partly”: the verb before it serves for both.
            shared = verdict == "partly" and counts["answered"]
            parts.append(f"{number} {'partly' if shared else _became(verdict, number)}")
    return f"Of {len(verdicts)} {noun}s, {listed(parts)}."


def _all(number: int, noun: str) -> str:
    match number:
        case 1:
            return f"The one {noun}"
        case 2:
            return f"Both {noun}s"
    return f"All {number} {noun}s"


def _became(verdict: str, number: int) -> str:
    # Nothing was done about a point that nobody assessed, so that is said in the present: it can be made good.
    if verdict == NOT_ASSESSED:
        return f"{'is' if number == 1 else 'are'} {verdict}"
    return f"{'was' if number == 1 else 'were'} {'partly answered' if verdict == 'partly' else verdict}"
