"""The site's settings. What a campaign says of itself stands in content/campaign.yaml, which needs no Python."""

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE / "plugins"))

PATH = str(HERE / "content")
OUTPUT_PATH = str(HERE / "output")
THEME = str(HERE / "theme")
CACHE_PATH = str(HERE / ".cache")
TIMEZONE = "Europe/London"

# What the site is made of. The first six make what every site has. Each of the others is switched off by deleting its
# line; what would link to its pages then says the same words without a link.
PLUGINS = [
    "plaint.site.build",
    "plaint.site.home",
    "plaint.site.posts",
    "plaint.site.pages",
    "plaint.site.images",
    "plaint.site.assets",
    "plaint.site.letters",
    "plaint.site.chronology",
    "plaint.site.contacts",
    "plaint.site.evidence",
    "plaint.site.promises",
    "plaint.site.people",
    "plaint.site.waiting",
    "plaint.site.archives",
    "plaint.site.feeds",
    "plaint.site.search",
    "plaint.site.data",
    "plaint.site.calendar",
    "plaint.site.finding",
]

# Pelican's own articles, pages, feeds and listings are off: the plugins above make them all, from the record.
ARTICLE_PATHS: list[str] = []
PAGE_PATHS: list[str] = []
STATIC_PATHS: list[str] = []
THEME_STATIC_PATHS: list[str] = []
DIRECT_TEMPLATES: list[str] = []
FEED_ALL_ATOM = FEED_ALL_RSS = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
