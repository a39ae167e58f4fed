"""The two real campaigns that lie beside a developer's checkout, built whole: what their README says they must give."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from plaint.site.reading import Reading, read
from tests.sites import CASES, all_text, built, soup, text_of

pytestmark = pytest.mark.skipif(not CASES.is_dir(), reason="the real campaigns are not beside this checkout")

BUILDS = {
    "coproduction": ("coproduction-2019", "2019-10-01"),
    "inspection": ("inspection-2021", "2021-09-22"),
    "inspection later": ("inspection-2021", "2023-09-28"),
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Each build, made once."""
    made: dict[str, Path] = {}

    def get(name: str) -> Path:
        if name not in made:
            case, day = BUILDS[name]
            made[name] = built(CASES / case / "content", tmp_path_factory.mktemp("case") / "site", day)
        return made[name]

    return get


def record(site: Path) -> dict[str, Any]:
    read_back: dict[str, Any] = json.loads((site / "record.json").read_text(encoding="utf-8"))
    return read_back


def reading(name: str) -> Reading:
    case, day = BUILDS[name]
    return read(CASES / case / "content", "content", date.fromisoformat(day))


def test_the_complaint_has_six_issues_fifteen_appendices_and_three_copied_in(site: Callable[[str], Path]):
    """Issues 1–6, appendices 1–15, three copied in: in the data, and on the letter's page."""
    letter = record(site("coproduction"))["letters"]["coproduction-complaint"]
    assert [(point["kind"], point["number"]) for point in letter["points"]] == [("issue", n) for n in range(1, 7)]
    assert [each["number"] for each in letter["appendices"]] == list(range(1, 16))
    assert len(letter["cc"]) == 3
    page = soup(site("coproduction") / "letters" / "coproduction-complaint" / "index.html")
    headings = [" ".join(each.get_text().split())[:8] for each in page.select("main h2.pl-point")]
    assert headings == [f"Issue {n}:" for n in range(1, 7)]
    assert len(page.select(".pl-appendices li")) == 15
    copied = [each.get_text(strip=True) for each in page.select(".pl-copied li")]
    assert copied == [
        "Cllr Joseph Ejiofor, Leader of Haringey Council",
        "Cllr Zena Brabazon, Deputy Leader of Haringey Council / Cabinet Member for Children and Families",
        "Ann Graham, Director of Children’s Services",
    ]
    assert "issues 1–6" in text_of(site("coproduction") / "letters" / "coproduction-complaint" / "index.html")


@pytest.mark.parametrize(("day", "waited"), [(15, 55), (17, 53), (19, 51)])
def test_the_emails_of_july_wait_for_the_officials(site: Callable[[str], Path], day: int, waited: int):
    """55, 53 and 51 working days, owed by the officials; 26 August 2019 is a bank holiday."""
    contact = record(site("coproduction"))["contacts"][f"comments-{day}-july"]
    (clock,) = contact["clocks"]
    assert (clock["elapsed"], clock["unit"], clock["status"]) == (waited, "working days", "waiting")
    assert clock["owed_by"] == "send-officials"
    assert clock["due"] is None
    assert clock["late"] is None
    assert any("26 August 2019" in step for step in clock["steps"])
    page = text_of(site("coproduction") / "contacts" / f"comments-{day}-july" / "index.html")
    assert f"No answer after {waited} working days" in page


def test_a_meeting_of_which_only_the_month_is_known_has_no_day_anywhere(site: Callable[[str], Path]):
    """April 2019 stays April 2019 on pages, in the data and in the table."""
    root = site("coproduction")
    assert record(root)["contacts"]["engagement-meeting"]["on"] == "2019-04"
    page = soup(root / "chronology" / "index.html")
    first = page.select_one("main ol li time")
    assert first is not None
    assert (first["datetime"], first.get_text()) == ("2019-04", "April 2019")
    with (root / "chronology.csv").open(encoding="utf-8-sig", newline="") as file:
        assert next(csv.DictReader(file))["on"] == "2019-04"
    for name, text in all_text(root):
        assert "2019-04-01" not in text, name
        assert "1 April 2019" not in text, name


def test_the_letter_is_embedded_in_a_post_with_its_own_numbers(site: Callable[[str], Path]):
    """The same letter in the post: its issues, its figures, its headings below those around it, its ids its own."""
    page = soup(site("coproduction") / "posts" / "formal-complaint" / "index.html")
    letter = page.select_one("article.pl-embedded")
    assert letter is not None
    assert [each.name for each in letter.select(".pl-point")] == ["h3"] * 6
    assert all(each["id"].startswith("coproduction-complaint-") for each in letter.select(".pl-point"))
    text = " ".join(letter.get_text(" ").split())
    assert "no reply in 55 working days" in text
    assert "Appendix 15" in text
    ids = [each["id"] for each in page.select("[id]")]
    assert len(ids) == len(set(ids))
    assert len(page.select(".pl-points li")) == 6


def test_private_people_are_shown_by_initials_and_nothing_else(site: Callable[[str], Path]):
    """MG and JD: initials, their group, and an address made of the initials."""
    people = record(site("coproduction"))["people"]
    assert people["mg"] == {"shown_as": "MG", "of": "sendpact"}
    assert people["jd"] == {"shown_as": "JD", "of": "sendpact"}
    page = soup(site("coproduction") / "people" / "index.html")
    assert [page.find(id=each).get_text(strip=True) for each in ("mg", "jd")] == ["MG", "JD"]  # type: ignore[union-attr]


def test_ten_doubts_for_the_enclosures_that_no_text_cites():
    """Appendices 5 to 14 are named nowhere in the letter; there is no other doubt and no problem."""
    found = reading("coproduction")
    assert found.problems == ()
    assert [f"enclosure-{n:02}" in doubt.what for n, doubt in zip(range(5, 15), found.doubts, strict=True)] == [
        True
    ] * 10


def test_the_inspectors_owe_their_letter(site: Callable[[str], Path]):
    """52 working days against 33, due on 25 August 2021, 19 late, owed by the inspectors and not the council."""
    (clock,) = record(site("inspection"))["contacts"]["inspection"]["clocks"]
    assert (clock["start"], clock["due"]) == ("2021-07-09", "2021-08-25")
    assert (clock["elapsed"], clock["late"], clock["unit"]) == (52, 19, "working days")
    assert (clock["owed_by"], clock["status"], clock["rule"]) == ("ofsted-cqc", "overdue", "area-send-letter")


def test_days_between_two_dates(tmp_path: Path):
    """[[days:2021-07-09..2021-09-22]] is 52 working days in the campaign's calendar, and 50 in the whole UK's."""
    shutil.copytree(CASES / "inspection-2021" / "content", tmp_path / "content")
    post = (
        "---\ntitle: Days\ndate: 2021-09-22\n---\n[[days:2021-07-09..2021-09-22]], [[days:2021-07-09..2021-09-22 uk]]\n"
    )
    (tmp_path / "content" / "posts" / "2021-09-22-days.md").write_text(post, encoding="utf-8")
    text = text_of(built(tmp_path / "content", tmp_path / "site", "2021-09-22") / "posts" / "days" / "index.html")
    assert "52 working days, 50 working days" in text


def test_one_post_and_one_email_with_four_questions_and_its_thread(site: Callable[[str], Path]):
    """On the day itself: one post, one letter, questions 1–4, and the two messages below it, newest first."""
    root = site("inspection")
    data = record(root)
    assert list(data["posts"]) == ["email-about-the-ofsted-inspection"]
    (letter,) = data["letters"].values()
    assert [(point["kind"], point["number"]) for point in letter["points"]] == [("question", n) for n in range(1, 5)]
    page = soup(root / "letters" / "inspection-meeting" / "index.html")
    thread = [each.get_text(" ", strip=True) for each in page.select(".pl-thread article time")]
    assert thread == ["20 September 2021, 10:33", "16 September 2021, 20:13"]
    assert "Dear parent carer volunteer" in page.select(".pl-thread")[0].get_text()


def test_the_invitation_was_sent_on_a_thursday():
    """“8pm on a Friday evening” is doubted for its weekday, not for its hour; there is no other doubt."""
    found = reading("inspection")
    assert found.problems == ()
    (doubt,) = found.doubts
    assert "was a Thursday" in doubt.what
    assert str(doubt.where) == "content/letters/2021-09-22-inspection-meeting.md:37"


def test_three_promises_whose_quotes_are_in_the_messages(site: Callable[[str], Path]):
    """Three promises, none kept; the words stand in the messages, or the build would not."""
    promises = record(site("inspection"))["promises"]
    assert list(promises) == ["next-steps", "outcome-by-wednesday", "share-the-report"]
    later = record(site("inspection later"))["promises"]
    assert [each["status"] for each in later.values()] == ["overdue", "overdue", "due"]


def test_two_years_later_the_letter_says_what_it_said(site: Callable[[str], Path]):
    """Eleven posts; the figures inside the e-mail are those of its own day, those on /waiting/ of the day of the build."""
    root = site("inspection later")
    assert len(record(root)["posts"]) == 11
    for page in ("letters/inspection-meeting", "posts/email-about-the-ofsted-inspection"):
        then, now = (text_of(site(name) / page / "index.html") for name in ("inspection", "inspection later"))
        assert "It is now beyond 50 working days" in then
        assert "It is now beyond 50 working days" in now
    assert "559 working days" in text_of(root / "waiting" / "index.html")
    assert "559" not in text_of(root / "posts" / "email-about-the-ofsted-inspection" / "index.html")


@pytest.mark.parametrize("name", BUILDS)
def test_the_record_keeps_to_its_schema(site: Callable[[str], Path], name: str):
    """record.json is what record.schema.json, built beside it, says."""
    schema = json.loads((site(name) / "record.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(record(site(name)))


@pytest.mark.parametrize("name", BUILDS)
def test_nothing_of_the_demo_is_in_another_campaign(site: Callable[[str], Path], name: str):
    """The demo's name, notice and files are in no other campaign's site."""
    for path, text in all_text(site(name)):
        for word in ("Sallowby", "invented", "The Way to School"):
            assert word not in text, path
