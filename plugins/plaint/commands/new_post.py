"""Beginning a post."""

from __future__ import annotations

from pathlib import Path

from plaint.commands.day import the_day
from plaint.commands.new_common import Made, campaign_folder, sound, titled
from plaint.commands.new_files import put_new
from plaint.commands.new_words import free_id, id_of, yaml_text
from plaint.problems import Problem, Stopped, Where
from plaint.record.folder import dated_name
from plaint.record.model import Post


def make_post(title: str, content: str, today: str | None) -> Made:
    """A draft of a post, with comments on what else it can say."""
    line = titled(title, "title")
    day = the_day(today).isoformat()
    root, shown = campaign_folder(content)
    id = new_id(root, shown, "posts", id_of(line, "post", day), day, set())
    path = f"posts/{day}-{id}.md"
    text = sound(Post, _text(line, day), f"{shown}/{path}")
    put_new(root / path, f"{shown}/{path}", text.encode("utf-8"))
    then = "Open it, write, and delete the line `status: draft` when it may be published."
    return Made(f"{shown}/{path}", then)


def new_id(root: Path, shown: str, folder: str, wanted: str, day: str, taken: set[str]) -> str:
    """An id for a new file in posts/ or letters/. Raises Stopped where that very file is there."""
    name = f"{folder}/{day}-{wanted}.md"
    if (root / name).exists():
        right = "edit that one, or give the new one another title"
        raise Stopped([Problem(Where(f"{shown}/{name}"), "is there already", right)])
    names = (dated_name(path.name) for path in (root / folder).glob("*.md"))
    return free_id(wanted, day, {*taken, *(dated[1] for dated in names if dated)})


def _text(title: str, day: str) -> str:
    return f"""\
---
title: {yaml_text(title)}
date: {day}
status: draft                       # nobody but you sees it until you delete this line
# The lines below are optional. To use one, take away its # and put your own words in.
# author: RT                        # if it is not the campaign's usual author
# category: Transport               # the one heading it is filed under
# tags: [transport, consultation]   # words it can be found under
# summary: A sentence or two, for lists and feeds.
# image: photo.jpg                  # a picture for lists, from content/images/
# updated: {day}               # the day you last changed it, if you change it later
#
# In the text, [[contact:ID]] links to something on your record, and [[ev:ID]] to a piece of evidence.
---
Write your post here. Leave a line empty to begin a new paragraph.
"""
