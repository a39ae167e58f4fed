"""Where everything is on the site: addresses relative to its root, without a slash at the start."""

from __future__ import annotations

from functools import cache
from pathlib import PurePosixPath

from plaint.record.model import Contact, Evidence, Letter, Page, Post, Promise
from plaint.record.words import slug

HOME = ""
CHRONOLOGY = "chronology/"
EVIDENCE = "evidence/"
LETTERS = "letters/"
PROMISES = "promises/"
PEOPLE = "people/"
WAITING = "waiting/"
ARCHIVES = "archives/"
CATEGORIES = "categories/"
TAGS = "tags/"
SUBSCRIBE = "subscribe/"
SEARCH = "search/"
PICTURES = "pictures/"
CARDS = "cards/"
POSTS_FEED = "feeds/posts.rss.xml"
RECORD = "record.json"
RECORD_SCHEMA = "record.schema.json"
CHRONOLOGY_TABLE = "chronology.csv"
CALENDAR = "deadlines.ics"

SECTIONS = (
    HOME,
    CHRONOLOGY,
    EVIDENCE,
    LETTERS,
    PROMISES,
    PEOPLE,
    WAITING,
    ARCHIVES,
    CATEGORIES,
    TAGS,
    SUBSCRIBE,
    SEARCH,
)
MACHINES = (POSTS_FEED, RECORD, RECORD_SCHEMA, CHRONOLOGY_TABLE, CALENDAR, "sitemap.xml", "robots.txt")


def contact(entry: Contact) -> str:
    """A contact's page; a letter's is among the letters."""
    return contact_of(entry.id, letter=isinstance(entry, Letter))


def contact_of(id: str, *, letter: bool) -> str:
    """The page of the contact that has an id."""
    return f"letters/{id}/" if letter else f"contacts/{id}/"


def evidence(entry: Evidence) -> str:
    """The page of a piece of evidence."""
    return f"evidence/{entry.id}/"


def evidence_file(entry: Evidence, name: str) -> str:
    """A file of a piece of evidence."""
    return f"evidence/{entry.id}/{PurePosixPath(name).name}"


def picture(file: str, width: int, ending: str) -> str:
    """A picture in one of its sizes, or the first page of a PDF; `file` is the address of the whole one."""
    return f"{PICTURES}{file}.{width}.{ending}"


def card(page: str) -> str:
    """The picture that stands beside a link to a page where people share it."""
    return f"{CARDS}{page.rstrip('/')}.png"


def promise(entry: Promise) -> str:
    """A promise, on the page of promises."""
    return f"{PROMISES}#{entry.id}"


def rule(id: str) -> str:
    """The explanation of a rule, on the page of who owes an answer."""
    return f"{WAITING}#rule-{id}"


def post(entry: Post) -> str:
    """A post's page."""
    return post_of(entry.id)


def post_of(id: str) -> str:
    """The page of the post that has an id."""
    return f"posts/{id}/"


def page(entry: Page) -> str:
    """A page that stays."""
    return f"{entry.id}/"


@cache  # asked for by every page that shows a post
def category(name: str) -> str:
    """The list of a category's posts."""
    return f"{CATEGORIES}{slug(name)}/"


@cache  # asked for by every line of a contact or post that bears it
def tag(name: str) -> str:
    """The list of what bears a tag."""
    return f"{TAGS}{slug(name)}/"


def year(number: int) -> str:
    """One year of the chronology."""
    return f"{CHRONOLOGY}{number}/"


def chosen(facet: str, choice: str) -> str:
    """The contacts that a filter of the chronology leaves: `chronology/with/council/`."""
    return f"{CHRONOLOGY}{facet}/{choice}/"


FEEDS = "feeds/"
FEED_PAGES = {"posts": HOME, "letters": LETTERS, "chronology": CHRONOLOGY, "waiting": WAITING}
"""The feeds that every site has, by their kind, each with the page it belongs to."""
FEED_FORMATS = {"rss.xml": "application/rss+xml", "atom.xml": "application/atom+xml", "json": "application/feed+json"}
"""How the addresses of feeds end, with the media type of each format; the one that most apps know comes first."""


def feed_page(kind: str, name: str = "") -> str:
    """The page that a feed belongs to; `name` is that of a category or tag."""
    return category(name) if kind == "category" else tag(name) if kind == "tag" else FEED_PAGES[kind]


def feed_path(kind: str, name: str = "") -> str:
    """The address of a feed, without a dot and its format."""
    return f"{FEEDS}{feed_page(kind, name).rstrip('/') or kind}"


def depth(address: str) -> int:
    """How many folders below the root a page's address is."""
    return address.partition("#")[0].count("/")


def upwards(address: str) -> str:
    """What leads from a page back to the root: `../../`, or `./` from the root itself."""
    return "../" * depth(address) or "./"
