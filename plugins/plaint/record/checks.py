"""What holds across the record, in the order in which it is looked at. Adding a check is adding a line."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from plaint.problems import Finding
from plaint.record import check_comments, check_exchanges, check_ids, check_people
from plaint.record.loader import Loaded

Check = Callable[[Loaded], Iterator[Finding]]

CHECKS: tuple[Check, ...] = (
    check_people.somebody_campaigns,
    check_ids.people_on_contacts,
    check_ids.people_elsewhere,
    check_people.membership,
    check_people.people_are_known_by_something,
    check_people.private_ids_that_say_more,
    check_exchanges.contacts_have_two_ends,
    check_ids.contacts_on_contacts,
    check_ids.contacts_on_promises,
    check_ids.evidence_on_contacts,
    check_exchanges.replies_follow,
    check_exchanges.no_circles,
    check_exchanges.dates_in_order,
    check_exchanges.roles_in_order,
    check_exchanges.promises_are_words,
    check_exchanges.threads_have_words,
    check_exchanges.rules_are_sourced,
    check_exchanges.addresses_it_had,
    check_comments.below_a_post,
    check_comments.answer_what_is_there,
    check_comments.answers_follow,
    check_comments.no_circles,
    check_comments.words_that_look_wrong,
)
