"""The tables of the benchmark: which targets are met, and how it is written down."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest

from plaint.commands.bench_run import Used
from plaint.commands.bench_table import Results, generators, growth, no_faster, rows, share, targets

HUGO = Used(10.0, 16.0, 900e6)
MET = Results(
    5_000,
    {
        "post": Used(1.0, 1.0, 200e6),
        "contact": Used(2.0, 1.9, 200e6),
        "nothing": Used(0.2, 0.2, 30e6),
        "template": Used(10.0, 12.0, 400e6),
        "cold": Used(15.0, 24.0, 599e6),
    },
    {"hugo": HUGO, "eleventy": Used(30.0), "jekyll": Used(90.0)},
    {"ours": 10_296, "hugo": 10_073},
    {1_000: Used(3.0, 4.0, 150e6), 20_000: Used(60.0, 80.0, 3_000e6)},
)


def _missed(results: Results) -> list[str]:
    return [row.job.partition(":")[0] for row in rows(results) if row.met is False]


def _open(results: Results) -> list[str]:
    return [row.job.partition(":")[0] for row in rows(results) if row.met is None]


def _cells(lines: Iterable[str]) -> list[list[str]]:
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def test_what_is_just_within_its_target_meets_it() -> None:
    """A ratio that is as large as it may be counts as met, and so does all that is smaller."""
    assert _missed(MET) == []
    assert _open(MET) == []
    assert len(list(rows(MET))) == 7


@pytest.mark.parametrize(
    ("job", "seconds", "called"),
    [
        ("post", 1.01, "one post edited"),
        ("contact", 2.01, "one contact edited, which a letter and ten posts cite"),
        ("nothing", 1.01, "nothing edited"),
        ("template", 10.01, "the base template edited (all pages change)"),
        ("cold", 15.01, "cold, no cache"),
    ],
)
def test_what_takes_longer_than_its_target_misses_it(job: str, seconds: float, called: str) -> None:
    """Each job is held to its own part of a full build by Hugo, and to no other's."""
    slower = replace(MET, ours={**MET.ours, job: replace(MET.ours[job], seconds=seconds)})
    assert _missed(slower) == [called]


@pytest.mark.parametrize("other", ["eleventy", "jekyll"])
def test_a_cold_build_is_to_be_ahead_of_both_others(other: str) -> None:
    """Being near enough to Hugo is not enough where another generator was faster."""
    assert _missed(replace(MET, others={**MET.others, other: Used(14.9)})) == ["cold, no cache"]


def test_what_was_not_measured_is_neither_met_nor_missed() -> None:
    """Without Hugo nothing is said of ratios, without Jekyll nothing of the cold build, unless it missed anyway."""
    assert _missed(replace(MET, others={})) == []
    assert len(_open(replace(MET, others={}))) == 5
    without = {name: used for name, used in MET.others.items() if name != "jekyll"}
    assert _open(replace(MET, others=without)) == ["cold, no cache"]
    assert _missed(replace(MET, others={**without, "hugo": Used(9.9)}))[-1] == "cold, no cache"


def test_memory_has_a_target_of_its_own() -> None:
    """Six hundred megabytes are too many; a system that does not say is no failure."""
    cold = MET.ours["cold"]
    assert _missed(replace(MET, ours={**MET.ours, "cold": replace(cold, memory=600e6)})) == ["peak memory, cold"]
    assert _open(replace(MET, ours={**MET.ours, "cold": replace(cold, memory=None)})) == ["peak memory, cold"]


@pytest.mark.parametrize(
    ("grown", "met"),
    [
        ({100: Used(1, 1, 100.0), 200: Used(2, 2, 200.0)}, True),
        ({100: Used(1, 1, 100.0), 200: Used(2.1, 2, 200.0)}, False),
        ({100: Used(1, 1, 100.0), 200: Used(2, 2, 201.0)}, False),
        ({100: Used(1), 200: Used(2)}, None),
        ({100: Used(1), 200: Used(3)}, False),
        ({100: Used(1, 1, 100.0)}, None),
        ({}, None),
        # The second step takes three times as long for twice the posts, though both together are within bounds.
        ({100: Used(1, 1, 10.0), 200: Used(1, 1, 10.0), 400: Used(3, 3, 10.0)}, False),
    ],
)
def test_growth_is_judged_step_by_step(grown: dict[int, Used], met: bool | None) -> None:
    """Neither time nor memory may grow faster than posts from any size to the next."""
    assert no_faster(grown) is met


def test_the_table_of_targets_is_markdown() -> None:
    """Every line has the same cells, a ratio of time and one of processors, and a word that says whether it is met."""
    head, line, *rest = _cells(targets(MET))
    assert head[0] == "job, with 5,000 posts and contacts"
    assert all(len(each) == len(head) for each in (line, *rest))
    assert rest[0] == ["one post edited", "1.00", "1.00", "0.10", "0.06", "a tenth of Hugo’s full build", "yes"]
    assert rest[5][0] == "peak memory, cold: 599 MB"
    missed = replace(MET, ours={**MET.ours, "post": Used(3.0)})
    assert _cells(targets(missed))[2] == [
        "one post edited", "3.00", "?", "0.30", "?", "a tenth of Hugo’s full build", "**no**",
    ]  # fmt: skip


def test_what_is_not_known_is_a_question_mark() -> None:
    """Without Hugo there is no ratio, and a job that was not run has an empty line that says so."""
    ours = {"cold": Used(5.0)}
    table = _cells(targets(Results(30, ours, {})))
    assert table[2][1:5] == ["", "", "", ""]
    assert table[2][-1] == "not measured"
    assert table[6][1:5] == ["5.00", "?", "?", "?"]


def test_the_table_of_generators_names_versions_and_pages() -> None:
    """Each full build stands beside Hugo’s, ours first, under the names that it is given."""
    _, _, ours, hugo, *more = _cells(generators(MET, {"ours": "Plaint", "hugo": "Hugo 0.168.0"}))
    assert ours == ["Plaint", "15.00", "24.00", "599", "10,296", "1.50"]
    assert hugo == ["Hugo 0.168.0", "10.00", "16.00", "900", "10,073", "1.00"]
    assert [each[0] for each in more] == ["eleventy", "jekyll"]


def test_the_table_of_growth_has_each_size_beside_the_one_before() -> None:
    """The first size has nothing to be compared with; each other says how many times the posts, time and memory."""
    _, _, small, large = _cells(growth(MET.grown))
    assert small == ["1,000", "3.00", "3.00", "4.00", "150", "", "", ""]
    assert large == ["20,000", "60.00", "3.00", "80.00", "3000", "20.00", "20.00", "20.00"]


def test_the_share_of_the_record_is_said_of_time_and_pages() -> None:
    """What the record took is the difference to the same posts without one."""
    said = share(Used(10.0), Used(6.0), 1_000, 500)
    assert "took 4.00 s of 10.00 s, 40% of the time for 50% of the pages" in said
    assert "the posts alone took 6.00 s" in said
