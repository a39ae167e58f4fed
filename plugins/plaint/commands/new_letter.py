"""Beginning a letter."""

from __future__ import annotations

from plaint.commands.day import the_day
from plaint.commands.new_common import Made, campaign_folder, loaded_for, sound, titled
from plaint.commands.new_files import put_new
from plaint.commands.new_parties import addressee, choices, us
from plaint.commands.new_post import new_id
from plaint.commands.new_words import id_of, yaml_text
from plaint.record.model import Letter


def make_letter(title: str, content: str, today: str | None) -> Made:
    """A draft of a letter from us, with a point of each kind to write over."""
    line = titled(title, "title")
    day = the_day(today).isoformat()
    root, shown = campaign_folder(content)
    loaded = loaded_for(root, shown, ("people", "contacts"))
    people = f"{shown}/record/people.yaml"
    from_, to = us(loaded.record, people), addressee(loaded, people)
    taken = {*loaded.record.contacts, *loaded.broken.get("contact", ())}
    id = new_id(root, shown, "letters", id_of(line, "letter", day), day, taken)
    path = f"letters/{day}-{id}.md"
    text = sound(Letter, _text(line, day, from_, to, "\n".join(choices(loaded))), f"{shown}/{path}")
    put_new(root / path, f"{shown}/{path}", text.encode("utf-8"))
    then = "Open it, see that `to` is right, write, and delete the line `draft: true` once it is sent."
    return Made(f"{shown}/{path}", then)


def _text(title: str, day: str, from_: str, to: str, choices: str) -> str:
    return f"""\
---
# A letter is on the record by itself: it is in the chronology, and the wait for an answer is counted from it.
title: {yaml_text(title)}
date: {day}        # the day you send it; the file's name begins with the same day
kind: letter            # or email, complaint, foi, eir, sar, review, appeal, chase
from: {from_}
# Who it goes to, by id from people.yaml; for several, [one, another]. There are:
{choices}
to: {to}
expects: a reply        # or how long they have: 20 working days, or a rule such as foi or complaint-stage-1
draft: true             # nobody but you sees it until you delete this line
# The lines below are optional. To use one, take away its # and put your own words in.
# via: email
# cc: [ID, ID]
# reference: CP-26-0071
# replies_to: ID        # the contact it answers
# appendices: [ID, ID]  # evidence, in the order it is to be numbered in; cite each in the text as [[ev:ID]]
# tags: [transport]
---
Dear Sir or Madam

Say here, in a sentence or two, what this letter is about.

## Issue: Say in one line what went wrong {{#first-issue}}

Say what happened and when. The site numbers the issues, questions and requests for you. The word after each #
is the point's own name, which you can change until the letter is sent.

## Question: Ask one thing that they can answer? {{#first-question}}

Say why you ask.

## Request: Say what would put it right {{#remedy}}

Say what you would like them to do, and by when.

Yours faithfully

Your names, as far as they may be published
"""
