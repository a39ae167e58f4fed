"""The agenda: what of a casebook wants attention on its day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from plaint.casebook.agenda import Agenda, agenda
from tests.campaigns import opened, read_files

PEOPLE = """\
    organisations:
      us: {name: Us, us: true}
      council: {name: Council}
    people:
      leader: {name: Cllr A Name, of: council}
    """
ASKED = "id: asked, on: 2026-02-02, kind: foi, from: us, to: council, expects: foi"  # due on 2 March
CALLED = "id: called, on: 2026-02-02, kind: phone, from: us, to: council, message: They will mend it."


def on(tmp_path: Path, day: str, *contacts: str, drafts: bool = True, **registers: str) -> Agenda:
    """The agenda of a campaign of some contacts on a day."""
    files = {
        "campaign.yaml": "title: Us\n",
        "record/people.yaml": PEOPLE,
        "record/contacts.yaml": "".join(f"- {{{line}}}\n" for line in contacts),
        **{f"record/{name}.yaml": text for name, text in registers.items()},
    }
    return agenda(opened(read_files(tmp_path, files, as_of=date.fromisoformat(day), drafts=drafts)))


def ids(found: Agenda) -> dict[str, list[str]]:
    """The contacts of each list that has some."""
    lists = {
        "overdue": [each.contact.id for each in found.overdue],
        "week": [each.contact.id for each in found.week],
        "later": [each.contact.id for each in found.later],
        "waiting": [each.contact for each in found.waiting],
    }
    return {name: each for name, each in lists.items() if each}


def test_an_answer_moves_from_later_to_this_week_to_overdue(tmp_path: Path):
    """Due on 2 March: far off, within four weeks, within seven days, on its last day, and after it."""
    days = ["2026-02-02", "2026-02-03", "2026-02-23", "2026-02-24", "2026-03-02", "2026-03-03"]
    found = [next(iter(ids(on(tmp_path / day, day, ASKED)))) for day in days]
    assert found == ["waiting", "later", "later", "week", "week", "overdue"]


def test_an_overdue_answer_says_what_it_leads_to(tmp_path: Path):
    """The rule's next door is open from the day the answer was due; the days since are calendar days."""
    (late,) = on(tmp_path, "2026-03-09", ASKED).overdue
    assert (late.days, late.ours, late.owed_by) == (7, False, "council")
    assert [(door.rule.id, door.by_silence) for door in late.doors] == [("ask-ico", True)]


def test_clocks_of_one_side_on_one_contact_are_one_entry(tmp_path: Path):
    """A period that was named and a rule of law are overdue together, the one that was over first at the head."""
    (late,) = on(tmp_path, "2026-03-09", ASKED.replace("expects: foi", "expects: [foi, 10 working days]")).overdue
    assert [clock.rule for clock in late.clocks] == ["10 working days", "foi"]
    assert late.days == 21


def test_what_we_owe_is_ours_and_opens_nothing(tmp_path: Path):
    """An answer that is late on our side has no door of theirs to go through."""
    asked = "id: asked, on: 2026-02-02, kind: foi, from: council, to: us, expects: foi"
    (late,) = on(tmp_path, "2026-03-09", asked).overdue
    assert (late.ours, late.doors) == (True, ())


def test_what_presses_most_stands_first(tmp_path: Path):
    """The longest overdue answer is at the head of the list, wherever it stands on the record."""
    week = "id: {}, on: {}, kind: email, from: us, to: council, expects: 5 working days"
    contacts = (week.format("second", "2026-01-20"), week.format("first", "2026-01-05"))
    assert ids(on(tmp_path, "2026-02-23", *contacts)) == {"overdue": ["first", "second"]}


def test_a_draft_wants_nothing_but_to_be_finished(tmp_path: Path):
    """A draft starts no clock, is no appointment and promises nothing; it is listed with its file and day."""
    draft = "id: d, on: 2026-02-20, kind: meeting, from: us, to: council, message: They will mend it., draft: true, expects: foi"
    promise = "- {id: mend, made_in: d, by: council, quote: They will mend it., due: 2026-02-10}\n"
    found = on(tmp_path, "2026-02-16", draft, promises=promise)
    assert ids(found) == {}
    assert found.unkept == ()
    (listed,) = found.unpublished
    assert (listed.kind, listed.id, listed.day, listed.why) == ("contact", "d", date(2026, 2, 20), "is a draft")
    assert listed.file == "content/record/contacts.yaml"


def test_a_promise_is_due_on_the_last_day_it_can_be_kept(tmp_path: Path):
    """One for February is due on the 28th, and has not been kept from 1 March on; one that was kept is neither."""
    promises = (
        "- {id: mend, made_in: called, by: leader, quote: They will mend it., due: 2026-02}\n"
        "- {id: kept, made_in: called, by: leader, quote: They will mend it., due: 2026-02, outcome: {kept: 2026-02-20}}\n"
    )
    (due,) = on(tmp_path / "a", "2026-02-23", CALLED, promises=promises).week
    assert (due.kind, due.day, due.promise and due.promise.id) == ("promise", date(2026, 2, 28), "mend")
    after = on(tmp_path / "b", "2026-03-01", CALLED, promises=promises)
    assert (after.week, [each.id for each in after.unkept]) == ((), ["mend"])


def test_a_step_of_ours_is_due_until_it_is_taken(tmp_path: Path):
    """A refusal opens a review until 22 April; a request for one in reply to it closes the matter."""
    refused = "id: refused, on: 2026-02-20, kind: email, from: council, to: us, replies_to: asked, reply: refusal, opens: ask-foi-review"
    review = "id: review, on: 2026-04-16, kind: review, from: us, to: council, replies_to: refused"
    (due,) = on(tmp_path / "a", "2026-04-20", ASKED, refused).week
    assert (due.kind, due.day, due.rule) == ("our-step", date(2026, 4, 22), "ask-foi-review")
    assert on(tmp_path / "b", "2026-04-20", ASKED, refused, review).week == ()


def test_a_reply_they_asked_for_is_due_until_we_sent_it(tmp_path: Path):
    """An acknowledgement is no reply; an answer is."""
    letter = "id: theirs, on: 2026-02-16, kind: email, from: council, to: us, reply_by: 2026-02-20T12:00"
    thanks = "id: ours, on: 2026-02-17, kind: email, from: us, to: council, replies_to: theirs"
    (due,) = on(tmp_path / "a", "2026-02-18", letter, f"{thanks}, reply: acknowledgement").week
    assert (due.kind, due.day) == ("reply", date(2026, 2, 20))
    assert on(tmp_path / "b", "2026-02-18", letter, thanks).week == ()


def test_an_appointment_is_to_come_on_its_own_day(tmp_path: Path):
    """A meeting of today is still to come; one that was cancelled is not, nor is what was sent today."""
    today = "id: {}, on: 2026-02-18, kind: {}, from: us, to: council"
    contacts = (
        today.format("meeting", "meeting"),
        today.format("off", "meeting") + ", cancelled: true",
        today.format("mail", "email"),
    )
    assert ids(on(tmp_path, "2026-02-18", *contacts)) == {"week": ["meeting"]}


def test_evidence_of_which_nothing_is_kept_is_listed(tmp_path: Path):
    """A page that only stands on somebody's site may go; one with an archived copy, or a file, is kept."""
    evidence = (
        "- {id: page, title: A page, kind: web-page, source_url: https://one.example/}\n"
        "- {id: copied, title: B, kind: web-page, source_url: https://one.example/, archived_url: https://two.example/}\n"
        "- {id: filed, title: C, kind: document, file: c.txt}\n"
    )
    (tmp_path / "evidence").mkdir(parents=True)
    (tmp_path / "evidence" / "c.txt").write_text("C", encoding="utf-8")
    cited = f"{CALLED}, evidence: [page, copied, filed]"
    assert [each.id for each in on(tmp_path, "2026-02-18", cited, evidence=evidence).no_copy] == ["page"]
