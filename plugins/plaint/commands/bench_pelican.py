"""The corpus as a site of stock Pelican with its `simple` theme, with the listings and feeds that ours has."""

from __future__ import annotations

import sys
from pathlib import Path

from plaint.commands.bench_articles import TITLE, URL, write_files
from plaint.commands.bench_corpus import contacts, posts
from plaint.commands.bench_other import Other


def _find() -> list[str] | None:
    """The program, which Plaint itself needs."""
    return [sys.executable, "-m", "pelican"]


def _write(folder: Path, count: int) -> None:
    """Write the site to a folder: posts are its articles, contacts its pages."""
    for name in ("posts", "contacts"):
        (folder / "content" / name).mkdir(parents=True)
    for each in posts(count):
        head = f"Title: {each.title}\nDate: {each.day.isoformat()}\nSlug: {each.id}\nCategory: {each.category}\n"
        text = f"{head}Tags: {', '.join(each.tags)}\n\n{each.body}"
        (folder / "content" / "posts" / each.name).write_bytes(text.encode())
    for each in contacts(count):
        text = f"Title: {each.title}\nDate: {each.day.isoformat()}\nSlug: {each.id}\n\n{each.body}"
        (folder / "content" / "contacts" / f"{each.id}.md").write_bytes(text.encode())
    write_files(folder, _FILES)


_FILES = {
    "settings.py": f"""
THEME = "simple"
SITENAME = {TITLE!r}
SITEURL = {URL!r}
AUTHOR = "KB"
TIMEZONE = "Europe/London"
DEFAULT_LANG = "en"
PLUGINS = []
ARTICLE_PATHS = ["posts"]
PAGE_PATHS = ["contacts"]
# Its menu would name five thousand contacts on every page.
DISPLAY_PAGES_ON_MENU = False
ARTICLE_URL = "posts/{{slug}}/"
ARTICLE_SAVE_AS = "posts/{{slug}}/index.html"
PAGE_URL = "contacts/{{slug}}/"
PAGE_SAVE_AS = "contacts/{{slug}}/index.html"
CATEGORY_URL = "categories/{{slug}}/"
CATEGORY_SAVE_AS = "categories/{{slug}}/index.html"
TAG_URL = "tags/{{slug}}/"
TAG_SAVE_AS = "tags/{{slug}}/index.html"
YEAR_ARCHIVE_SAVE_AS = "archives/{{date:%Y}}/index.html"
AUTHOR_SAVE_AS = ""
THEME_TEMPLATES_OVERRIDES = ["templates"]
DIRECT_TEMPLATES = ["index", "archives", "tags", "categories", "contacts", "sitemap"]
SITEMAP_SAVE_AS = "sitemap.xml"
DEFAULT_PAGINATION = False
FEED_ATOM = FEED_RSS = FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = None
AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
FEED_ALL_RSS = "feeds/posts.rss.xml"
CATEGORY_FEED_RSS = "feeds/categories/{{slug}}.rss.xml"
TAG_FEED_RSS = "feeds/tags/{{slug}}.rss.xml"
RSS_FEED_SUMMARY_ONLY = False
FEED_MAX_ITEMS = 20
""",
    "templates/contacts.html": """
{% extends "base.html" %}
{% block content %}<h1>Contacts</h1>
<ol>{% for each in pages | sort(attribute="date", reverse=True) %}<li>{{ each.date.date() }}
<a href="{{ SITEURL }}/{{ each.url }}">{{ each.title }}</a></li>
{% endfor %}</ol>{% endblock %}
""",
    "templates/sitemap.html": """
<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
{% for each in articles + pages %}<url><loc>{{ SITEURL }}/{{ each.url }}</loc></url>
{% endfor %}</urlset>
""",
}

PELICAN = Other(
    "pelican",
    "Pelican",
    "what requirements.txt names",
    _find,
    _write,
    ("content", "--settings", "settings.py", "--output", "output", "--quiet", "--fatal", "warnings"),
    ("--version",),
)
"""Pelican, with the pages, listings and feeds that it has here."""
