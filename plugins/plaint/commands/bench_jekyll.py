"""The corpus as a site of Jekyll, with the pages, listings and feeds that ours has."""

from __future__ import annotations

import shutil

from plaint.commands.bench_articles import TITLE, URL, writer
from plaint.commands.bench_other import Other


def _find() -> list[str] | None:
    """The program on the path."""
    found = shutil.which("jekyll")
    return [found] if found else None


_FILES = {
    "content/_config.yml": f"""
title: {TITLE}
url: {URL}
permalink: /posts/:slug/
highlighter: none
collections: {{ contacts: {{ output: true, permalink: "/contacts/:name/" }} }}
defaults:
  - {{ scope: {{ type: posts }}, values: {{ layout: page, render_with_liquid: false }} }}
  - {{ scope: {{ type: contacts }}, values: {{ layout: page, render_with_liquid: false }} }}
""",
    # Jekyll brings no pages of tags: this is how its documentation makes them.
    "content/_plugins/lists.rb": """
module Lists
  class List < Jekyll::PageWithoutAFile
    def initialize(site, address, name, layout, data)
      super(site, site.source, address, name)
      @data = { "layout" => layout }.merge(data)
    end
  end

  class Maker < Jekyll::Generator
    def generate(site)
      newest = site.posts.docs.sort_by { |post| post.date }.reverse
      contacts = site.collections["contacts"].docs.sort_by { |contact| contact.data["date"].to_s }.reverse
      feed(site, "", site.config["title"], newest)
      list(site, "posts", "Posts", newest, "lines")
      list(site, "contacts", "Contacts", contacts, "lines")
      both = newest + contacts
      texts_of = { "categories" => newest, "tags" => both }
      %w[years kinds parties].each { |kind| texts_of[kind] = contacts }
      texts_of.each do |kind, texts|
        by_name = Hash.new { |found, name| found[name] = [] }
        texts.each { |text| (text.data[kind] || []).each { |name| by_name[name] << text } }
        names = by_name.keys.sort.map { |name| { "name" => name, "address" => address(kind, name) } }
        site.pages << List.new(site, kind, "index.html", "names", "title" => kind.capitalize, "names" => names)
        by_name.each { |name, found| list(site, address(kind, name), name, found, "beginnings") }
      end
    end

    def address(kind, name)
      "#{kind}/#{Jekyll::Utils.slugify(name)}"
    end

    def list(site, address, title, texts, layout)
      site.pages << List.new(site, address, "index.html", layout, "title" => title, "texts" => texts)
      feed(site, address, title, texts)
    end

    def feed(site, address, title, texts)
      site.pages << List.new(site, address, "index.xml", "feed", "title" => title, "texts" => texts.first(20))
    end
  end
end
""",
    "content/_layouts/base.html": """
<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ page.title | escape }} – {{ site.title }}</title><link rel="canonical" href="{{ site.url }}{{ page.url }}">
<link rel="stylesheet" href="/style.css">
<link rel="alternate" type="application/rss+xml" title="{{ site.title }}" href="/index.xml"></head>
<body><header><a href="/">{{ site.title }}</a><nav><a href="/posts/">Posts</a> <a href="/contacts/">Contacts</a>
<a href="/categories/">Categories</a> <a href="/tags/">Tags</a></nav></header>
<main>{{ content }}</main><footer><p>Corrections are published.</p></footer></body>
</html>
""",
    "content/_layouts/page.html": """
---
layout: base
---
<article><h1>{{ page.title | escape }}</h1>
<p><time datetime="{{ page.date | date: "%Y-%m-%d" }}">
{{ page.date | date: "%-d %B %Y" }}</time>
{% for each in page.categories %}<a href="/categories/{{ each | slugify }}/">{{ each }}</a>{% endfor %}</p>
{{ content }}
<ul>{% for each in page.tags %}<li><a href="/tags/{{ each | slugify }}/">{{ each }}</a></li>{% endfor %}</ul>
<nav>{% if page.previous %}
<a rel="prev" href="{{ page.previous.url }}">{{ page.previous.title | escape }}</a>{% endif %}
{% if page.next %}<a rel="next" href="{{ page.next.url }}">{{ page.next.title | escape }}</a>{% endif %}</nav></article>
""",
    "content/_layouts/lines.html": """
---
layout: base
---
<h1>{{ page.title }}</h1>
<ol>{% for each in page.texts %}<li><time>{{ each.date | date: "%-d %B %Y" }}</time>
<a href="{{ each.url }}">{{ each.title | escape }}</a></li>
{% endfor %}</ol>
""",
    "content/_layouts/beginnings.html": """
---
layout: base
---
<h1>{{ page.title }}</h1>
{% for each in page.texts %}<article><h2><a href="{{ each.url }}">{{ each.title | escape }}</a></h2>
<p>{{ each.excerpt | strip_html | truncate: 280 }}</p></article>
{% endfor %}
""",
    "content/_layouts/names.html": """
---
layout: base
---
<h1>{{ page.title }}</h1><ul>{% for each in page.names %}<li><a href="/{{ each.address }}/">{{ each.name }}</a></li>
{% endfor %}</ul>
""",
    "content/_layouts/feed.html": """
<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>{{ page.title | escape }}</title><link>{{ site.url }}/</link>
<description>{{ site.title }}</description>
{% for each in page.texts %}<item><title>{{ each.title | escape }}</title><link>{{ site.url }}{{ each.url }}</link>
<guid>{{ site.url }}{{ each.url }}</guid><pubDate>{{ each.date | date_to_rfc822 }}</pubDate>
<description>{{ each.content | escape }}</description></item>
{% endfor %}</channel></rss>
""",
    "content/index.html": """
---
layout: base
title: Home
---
{% for each in site.posts limit: 5 %}<article><h2><a href="{{ each.url }}">{{ each.title | escape }}</a></h2>
<p>{{ each.excerpt | strip_html | truncate: 280 }}</p></article>
{% endfor %}
""",
    "content/404.html": """
---
layout: base
title: There is no page here
---
<h1>{{ page.title }}</h1>
""",
    "content/sitemap.xml": """
---
---
<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
{% for each in site.posts %}<url><loc>{{ site.url }}{{ each.url }}</loc></url>
{% endfor %}{% for each in site.contacts %}<url><loc>{{ site.url }}{{ each.url }}</loc></url>
{% endfor %}</urlset>
""",
    "content/style.css": "body { max-width: 40rem; margin: auto }\n",
}

JEKYLL = Other(
    "jekyll",
    "Jekyll",
    "the Debian package jekyll",
    _find,
    writer(_FILES, "content/_posts", "content/_contacts"),
    ("build", "--quiet", "--disable-disk-cache", "--source", "content", "--destination", "output"),
    ("--version",),
)
"""Jekyll, with the pages, listings and feeds that it has here."""
