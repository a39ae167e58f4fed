"""Clocks: who owes whom an answer, since when, under which rule, and how late. The day is passed in."""

from plaint.clocks.calendars import CALENDARS, Calendar, calendar
from plaint.clocks.checks import CHECKS
from plaint.clocks.clock import Clock, Figure, Outcome, Status, highest, lowest
from plaint.clocks.ledger import Ledger
from plaint.clocks.periods import due
from plaint.clocks.rules import built_in_rules, rules_of
from plaint.clocks.steps import figure_in_words, long_date

__all__ = [
    "CALENDARS",
    "CHECKS",
    "Calendar",
    "Clock",
    "Figure",
    "Ledger",
    "Outcome",
    "Status",
    "built_in_rules",
    "calendar",
    "due",
    "figure_in_words",
    "highest",
    "long_date",
    "lowest",
    "rules_of",
]
