"""Posts as entries of feeds, and what the entries of posts and contacts have in common."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape

from plaint.casebook import addresses
from plaint.casebook.casebook import Casebook
from plaint.casebook.fill import Filler, first_paragraph
from plaint.export.addressed import site_address
from plaint.export.feed import Entry, categories, moment_at
from plaint.export.feed_contacts import contact_entry, letter_entry
from plaint.export.feed_html import feed_html, line, uri
from plaint.export.feed_ids import Ids
from plaint.memory.watch import Remembered
from plaint.record.model import Letter, Post
from plaint.values import dataclass

SUMMARY = 300
"""Characters that a summary has at the most where it is the beginning of the text."""


@dataclass(frozen=True, slots=True)
class Around:
    """What feeds have to know of the site and of the campaign's files, which go by their paths under content/.

    `title` gives the site's, and `length` the bytes of what is published of a file. `has` tells whether anything is
    made at an address, and `unlink` takes the links out of HTML that lead to what is not, below the site's address,
    which is its second argument. `styles` gives the addresses of the stylesheets of feeds.
    """

    title: Callable[[], str]
    length: Callable[[str], int] = lambda name: 0
    has: Callable[[str], bool] = lambda address: True
    unlink: Callable[[str, str], str] = lambda html, root: html
    styles: Callable[[], tuple[str, ...]] = lambda: ()


class Entries:
    """Makes the entries of a casebook, each once, in however many feeds it stands."""

    def __init__(self, case: Casebook, filler: Filler, around: Around) -> None:
        self.case, self.filler, self.around = case, filler, around
        self.ids = Ids(case)
        self.post: Remembered[str, Entry] = Remembered(case.watch, lambda id: self._post(case.record.posts[id]))
        """A post in full by its id, with what was put right in it."""
        self.contact: Remembered[str, Entry] = Remembered(case.watch, self._any_contact)
        """A contact with its words by its id; a letter as it was sent."""

    @property
    def title(self) -> str:
        """The site's title."""
        return line(self.around.title()) or "–"

    @property
    def root(self) -> str:
        """The address of the site."""
        return uri(site_address(self.case.record.campaign.url))

    @property
    def author(self) -> str:
        """Who writes what names no other author."""
        return line(self.case.record.campaign.author or "") or self.title

    def _any_contact(self, id: str) -> Entry:
        contact = self.case.record.contacts[id]
        return letter_entry(self, contact) if isinstance(contact, Letter) else contact_entry(self, contact)

    def address(self, path: str) -> str:
        """The whole address of what stands at a path of the site."""
        return self.root + uri(path)

    def html(self, parts: str, address: str) -> str:
        """HTML for a feed, below the notice that stands on every page."""
        notice = self.case.record.campaign.notice
        above = f"<p><em>{escape(notice, quote=False)}</em></p>\n" if notice else ""
        return feed_html(above + self.around.unlink(parts, self.root), address)

    def link(self, path: str, words: str) -> str:
        """A link to a path of the site, as HTML."""
        text = escape(words, quote=False)
        return f'<a href="{escape(self.address(path))}">{text}</a>' if self.around.has(path) else text

    def _post(self, post: Post) -> Entry:
        path = addresses.post(post)
        address, root = self.address(path), self.root
        body = self.filler.html(("post", post.id, "body"), root)
        image = f"images/{post.image.removeprefix('images/')}" if post.image else ""
        whole = "".join(self._corrections(post))
        if image:
            picture = f'<img src="{escape(root + image)}" alt="">'
            whole += f"<p>{self.filler.dress(picture, root)}</p>\n"
        published = moment_at(post.date)
        changed = [post.updated, *(each.on for each in post.corrected)]
        # What is dated after the day of the build has not happened, and readers take a time to come for a mistake.
        past = [moment_at(each) for each in changed if each and each.first <= self.case.as_of]
        return Entry(
            id=self.ids.post(post),
            title=line(post.title),
            address=address,
            published=published,
            updated=max((published, *past)),
            dated="",
            html=self.html(whole + body, address),
            summary=self.summary(("post", post.id, "summary"), body) or line(post.title),
            author=line(post.author or "") or self.author,
            categories=categories(post.category, *post.tags),
            image=root + uri(image) if image else "",
        )

    def _corrections(self, post: Post) -> Iterator[str]:
        if post.corrected:
            yield f"<h2>{'Corrections' if len(post.corrected) > 1 else 'Correction'}</h2>\n"
        for number, each in enumerate(post.corrected):
            yield f"<p>{each.on.shown}</p>\n"
            yield self.filler.html(("post", post.id, f"corrected {number}"), self.root)

    def summary(self, key: tuple[str, str, str], body: str = "") -> str:
        """A text as a summary, on one line; the beginning of another where there is none."""
        return line(self.filler.words(key)) or beginning(line(first_paragraph(body)))


def beginning(text: str) -> str:
    """The text, or as many whole words of it as a summary may have."""
    if len(text) <= SUMMARY:
        return text
    cut = text[:SUMMARY]
    return f"{cut.rpartition(' ')[0] or cut} …"
