"""Routes: which doors an exchange has opened to us, and by when they close."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from plaint.casebook.routes import Door, Routes
from tests.campaigns import opened, read_files, write_files
from tests.sites import built, soup

PEOPLE = """\
    organisations:
      us: {name: Us, us: true}
      council: {name: Council}
      mediator: {name: Mediation Service}
    """


def doors(tmp_path: Path, of: str, as_of: str, *lines: str) -> list[Door]:
    files = {
        "campaign.yaml": "title: Us\n",
        "record/people.yaml": PEOPLE,
        "record/contacts.yaml": "".join(f"- {{{line}}}\n" for line in lines),
    }
    case = opened(read_files(tmp_path / "content", files, as_of=date.fromisoformat(as_of)))
    return list(Routes(case).of(of))


ASKED = "id: asked, on: 2026-02-02, kind: foi, from: us, to: council, expects: foi"
REFUSED = "id: refused, on: 2026-02-20, kind: email, from: council, to: us, replies_to: asked, reply: refusal, opens: ask-foi-review"
REVIEW = "id: review, on: 2026-03-02, kind: review, from: us, to: council, replies_to: refused, expects: foi-review"
DECIDED = "id: decided, on: 2026-01-15, kind: decision, from: council, to: us, opens: send-appeal"
CERTIFICATE = (
    "id: certificate, on: 2026-02-27, kind: letter, from: mediator, to: us, replies_to: decided, opens: send-appeal"
)


def test_a_refusal_opens_the_review_until_a_day(tmp_path: Path):
    """40 working days after 20 February: 17 March, Good Friday and Easter Monday do not count."""
    (door,) = doors(tmp_path, "asked", "2026-03-01", ASKED, REFUSED)
    assert (door.rule.id, door.contact, door.status) == ("ask-foi-review", "refused", "open")
    assert door.closes_on == date(2026, 4, 22)
    assert not door.by_silence


def test_a_door_is_that_of_the_whole_exchange(tmp_path: Path):
    """Whichever contact of it one looks at, the doors are the same."""
    assert doors(tmp_path, "refused", "2026-03-01", ASKED, REFUSED) != []


def test_the_day_after_the_last_it_is_closed(tmp_path: Path):
    """On its last day a door is open still."""
    assert doors(tmp_path, "asked", "2026-04-22", ASKED, REFUSED)[0].status == "open"
    assert doors(tmp_path, "asked", "2026-04-23", ASKED, REFUSED)[0].status == "closed"


def test_a_door_that_we_went_through_is_taken(tmp_path: Path):
    """A request for a review in reply to the refusal is that step."""
    (door,) = doors(tmp_path, "asked", "2026-03-05", ASKED, REFUSED, REVIEW)
    assert (door.status, door.taken_in) == ("taken", "review")


def test_a_silence_opens_what_its_rule_leads_to(tmp_path: Path):
    """A review that nobody answered leads to the Commissioner after 40 working days, not after 20; without a last day."""
    early = {door.rule.id for door in doors(tmp_path / "early", "asked", "2026-04-29", ASKED, REFUSED, REVIEW)}
    assert "ask-ico" not in early
    found = {door.rule.id: door for door in doors(tmp_path, "asked", "2026-04-30", ASKED, REFUSED, REVIEW)}
    assert found["ask-ico"].by_silence
    assert found["ask-ico"].contact == "review"
    assert found["ask-ico"].status == "open"


def test_no_door_opens_before_its_day(tmp_path: Path):
    """A refusal that is still to come opens nothing."""
    assert doors(tmp_path, "asked", "2026-02-19", ASKED, REFUSED) == []


def test_an_appeal_is_in_time_by_the_later_of_two_days(tmp_path: Path):
    """Two months from the decision end on 15 March; one month from the certificate on 27 March."""
    (before,) = doors(tmp_path, "decided", "2026-02-20", DECIDED, CERTIFICATE)
    assert before.closes_on == date(2026, 3, 15)
    (after,) = doors(tmp_path, "decided", "2026-03-01", DECIDED, CERTIFICATE)
    assert (after.contact, after.closes_on) == ("decided", date(2026, 3, 27))


def test_an_early_certificate_takes_nothing_away(tmp_path: Path):
    """A month from a certificate that ends sooner than the two months leaves these."""
    early = CERTIFICATE.replace("2026-02-27", "2026-01-20")
    (door,) = doors(tmp_path, "decided", "2026-03-01", DECIDED, early)
    assert door.closes_on == date(2026, 3, 15)


def test_a_later_answer_opens_a_door_anew(tmp_path: Path):
    """Two answers that each open the Ombudsman: the later one decides."""
    second = "id: again, on: 2026-05-01, kind: email, from: council, to: us, replies_to: first, opens: ask-lgsco"
    first = "id: first, on: 2026-02-02, kind: email, from: council, to: us, opens: ask-lgsco"
    (door,) = doors(tmp_path, "first", "2026-06-01", first, second)
    assert (door.contact, door.closes_on) == ("again", date(2027, 4, 30))


def test_a_door_leads_to_the_explanation_of_its_rule(tmp_path: Path):
    """A rule that only a silence leads to is explained where the door's link goes, and stands in record.json."""
    files = {
        "campaign.yaml": "title: Us\n",
        "record/people.yaml": PEOPLE,
        "record/contacts.yaml": f"- {{{ASKED}}}\n",
    }
    site = built(write_files(tmp_path / "content", files), tmp_path / "site", "2026-06-01")
    page = soup(site / "contacts" / "asked" / "index.html")
    assert page.select('a[href="../../waiting/#rule-ask-ico"]')
    assert soup(site / "waiting" / "index.html").find(id="rule-ask-ico") is not None
    data = json.loads((site / "record.json").read_text(encoding="utf-8"))
    assert [route["rule"] for route in data["contacts"]["asked"]["routes"]] == ["ask-ico"]
    assert set(data["rules"]) == {"foi", "ask-ico"}
