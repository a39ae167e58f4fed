"""The corpus as a site of Eleventy, with the pages, listings and feeds that ours has."""

from __future__ import annotations

import shutil
from pathlib import Path

from plaint.commands.bench_articles import TITLE, URL, writer
from plaint.commands.bench_other import Other


def _find() -> list[str] | None:
    """The program: on the path, or where `npm install @11ty/eleventy` in the folder we stand in puts it."""
    found = shutil.which("eleventy") or shutil.which("eleventy", path=str(Path.cwd() / "node_modules" / ".bin"))
    return [found] if found else None


_FILES = {
    "eleventy.config.cjs": """
const slug = (words) => words.toLowerCase().replace(/[^a-z0-9]+/g, "-");
const newest = (pages) => [...pages].sort((a, b) => b.date - a.date);
const beginnings = new Map();

module.exports = function (config) {
  config.addCollection("posts", (api) => {
    const posts = newest(api.getFilteredByGlob("content/posts/*.md"));
    posts.forEach((post, at) => {
      post.data.after = posts[at - 1] && { url: posts[at - 1].url, title: posts[at - 1].data.title };
      post.data.before = posts[at + 1] && { url: posts[at + 1].url, title: posts[at + 1].data.title };
    });
    return posts;
  });
  config.addCollection("contacts", (api) => newest(api.getFilteredByGlob("content/contacts/*.md")));
  config.addCollection("lists", (api) => {
    const lists = new Map();
    for (const page of newest(api.getFilteredByGlob("content/{posts,contacts}/*.md"))) {
      for (const kind of ["categories", "tags", "years", "kinds", "parties"]) {
        for (const name of page.data[kind] || []) {
          if (name === "all") continue;
          const url = `/${kind}/${slug(name)}/`;
          if (!lists.has(url)) lists.set(url, { kind, name, url, pages: [] });
          lists.get(url).pages.push(page);
        }
      }
    }
    return [...lists.values()];
  });
  config.addFilter("slug", slug);
  config.addFilter("day", (date) => date.toISOString().slice(0, 10));
  config.addFilter("beginning", (content, url) => {
    if (!beginnings.has(url)) {
      const words = content.slice(0, 4000).replace(/<[^>]*>/g, "").replace(/\\s+/g, " ");
      beginnings.set(url, words.slice(0, 280));
    }
    return beginnings.get(url);
  });
  config.addPassthroughCopy({ "style.css": "style.css" });
  return { markdownTemplateEngine: false, dir: { includes: "_includes" } };
};
""",
    "content/posts/posts.11tydata.cjs": """
module.exports = { layout: "page.njk", permalink: (data) => `posts/${data.slug}/index.html` };
""",
    "content/contacts/contacts.11tydata.cjs": """
module.exports = { layout: "page.njk", permalink: (data) => `contacts/${data.slug}/index.html` };
""",
    "content/_includes/base.njk": f"""
<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{{{ title }}}} – {TITLE}</title><link rel="canonical" href="{URL}{{{{ page.url }}}}">
<link rel="stylesheet" href="/style.css">
<link rel="alternate" type="application/rss+xml" title="{TITLE}" href="/index.xml"></head>
<body><header><a href="/">{TITLE}</a><nav><a href="/posts/">Posts</a> <a href="/contacts/">Contacts</a>
<a href="/categories/">Categories</a> <a href="/tags/">Tags</a></nav></header>
<main>{{{{ content | safe }}}}</main><footer><p>Corrections are published.</p></footer></body>
</html>
""",
    "content/_includes/page.njk": """
---
layout: base.njk
---
<article><h1>{{ title }}</h1><p><time datetime="{{ page.date | day }}">{{ page.date | day }}</time>
{% for each in categories %}<a href="/categories/{{ each | slug }}/">{{ each }}</a>{% endfor %}</p>
{{ content | safe }}
<ul>{% for each in tags %}<li><a href="/tags/{{ each | slug }}/">{{ each }}</a></li>{% endfor %}</ul>
<nav>{% if before %}<a rel="prev" href="{{ before.url }}">{{ before.title }}</a>{% endif %}
{% if after %}<a rel="next" href="{{ after.url }}">{{ after.title }}</a>{% endif %}</nav></article>
""",
    "content/index.njk": """
---
layout: base.njk
title: Home
---
{% for each in collections.posts.slice(0, 5) %}<article><h2><a href="{{ each.url }}">{{ each.data.title }}</a></h2>
<p>{{ each.content | beginning(each.url) }}</p></article>
{% endfor %}
""",
    **{
        f"content/{name}.njk": f"""
---
layout: base.njk
title: {name.title()}
permalink: {name}/index.html
---
<h1>{{{{ title }}}}</h1>
<ol>{{% for each in collections.{name} %}}<li><time>{{{{ each.date | day }}}}</time>
<a href="{{{{ each.url }}}}">{{{{ each.data.title }}}}</a></li>
{{% endfor %}}</ol>
"""
        for name in ("posts", "contacts")
    },
    **{
        f"content/{name}.njk": f"""
---
layout: base.njk
title: {name.title()}
permalink: {name}/index.html
---
<h1>{{{{ title }}}}</h1>
<ul>{{% for list in collections.lists %}}{{% if list.kind == "{name}" %}}
<li><a href="{{{{ list.url }}}}">{{{{ list.name }}}}</a> ({{{{ list.pages.length }}}})</li>
{{% endif %}}{{% endfor %}}</ul>
"""
        for name in ("categories", "tags", "years", "kinds", "parties")
    },
    "content/lists.njk": """
---
layout: base.njk
pagination: { data: collections.lists, size: 1, alias: list }
permalink: "{{ list.url }}index.html"
eleventyComputed: { title: "{{ list.name }}" }
---
<h1>{{ list.name }}</h1>
{% for each in list.pages %}<article><h2><a href="{{ each.url }}">{{ each.data.title }}</a></h2>
<p>{{ each.content | beginning(each.url) }}</p></article>
{% endfor %}
""",
    "content/_includes/feed.njk": f"""
<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>{TITLE}</title><link>{URL}/</link><description>{TITLE}</description>
{{% for each in pages.slice(0, 20) %}}<item><title>{{{{ each.data.title }}}}</title><link>{URL}{{{{ each.url }}}}</link>
<guid>{URL}{{{{ each.url }}}}</guid><pubDate>{{{{ each.date.toUTCString() }}}}</pubDate>
<description>{{{{ each.content }}}}</description></item>
{{% endfor %}}</channel></rss>
""",
    **{
        f"content/{name}-feed.njk": f"""
---
permalink: {path}
---
{{% set pages = collections.{name} %}}{{% include "feed.njk" %}}
"""
        for name, path in (("posts", "index.xml"), ("contacts", "contacts/index.xml"))
    },
    "content/list-feeds.njk": """
---
pagination: { data: collections.lists, size: 1, alias: list }
permalink: "{{ list.url }}index.xml"
---
{% set pages = list.pages %}{% include "feed.njk" %}
""",
    "content/sitemap.njk": f"""
---
permalink: sitemap.xml
---
<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
{{% for name in ["posts", "contacts", "lists"] %}}{{% for each in collections[name] %}}
<url><loc>{URL}{{{{ each.url }}}}</loc></url>{{% endfor %}}{{% endfor %}}</urlset>
""",
    "content/404.njk": """
---
layout: base.njk
title: There is no page here
permalink: 404.html
---
<h1>{{ title }}</h1>
""",
    "style.css": "body { max-width: 40rem; margin: auto }\n",
}

ELEVENTY = Other(
    "eleventy",
    "Eleventy",
    "the npm package @11ty/eleventy, in the folder you stand in or on the path",
    _find,
    writer(_FILES),
    ("--quiet", "--input=content", "--output=output"),
    ("--version",),
)
"""Eleventy, with the pages, listings and feeds that it has here."""
