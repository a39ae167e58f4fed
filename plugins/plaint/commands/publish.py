"""`publish`: check, build, look the site through as a stranger would, and push it to the branch of GitHub Pages."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from plaint.commands import check
from plaint.commands.ahead import Ahead
from plaint.commands.build import COMPILED, TEMPLATES, make, read_folder, uncollected
from plaint.commands.day import the_day
from plaint.commands.places import HERE
from plaint.commands.publish_branch import Branch
from plaint.commands.publish_changes import Changes, Files, changes, files_of, new_entries, told
from plaint.commands.publish_git import ask, repository, see_remote
from plaint.commands.publish_private import in_sources, nothing_listed, terms_for, tracked, uncommitted
from plaint.commands.published import BRANCH
from plaint.commands.report import Progress, repository_of, summed, tell, workflow_commands
from plaint.guard import Output, Terms, look_through
from plaint.problems import Doubt, Finding, Problem, Stopped, Where

SETTINGS = HERE / "publishconf.py"
_NOBODYS = ("example", "invalid", "test", "localhost", "example.com", "example.net", "example.org")


def publish(
    content: str,
    output: str,
    today: str | None = None,
    dry_run: bool = False,
    committed: bool = False,
    remote: str = "origin",
    branch: str = BRANCH,
) -> int:
    """Publish the site of a campaign; 0 where it stands as it should, 1 where a problem kept it back.

    A dry run does everything but push. With `committed`, changes that are not committed are a problem.
    """
    terms = Terms()
    try:
        day = the_day(today)
        terms = terms_for(content, os.environ)
        work = _Publication(content, output, day, terms, remote, branch, dry_run)
        return work.run(committed)
    except Stopped as stopped:
        say(stopped.problems, terms, content)
    except OSError as error:
        where = Where(str(error.filename or output))
        say([Problem(where, f"cannot be read or written ({error.strerror or error})")], terms, content)
    print("Nothing was published.")
    return 1


class _Publication:
    """One publication, step by step. Any step raises Stopped."""

    def __init__(
        self, content: str, output: str, day: date, terms: Terms, remote: str, branch: str, dry_run: bool
    ) -> None:
        self.content, self.output, self.day, self.terms, self.dry_run = content, output, day, terms, dry_run
        if not Path(content).is_dir():
            hint = "name the campaign’s folder with --content"
            raise Stopped([Problem(Where(content), "there is no such folder", hint)])
        self.git = repository(Path(content))
        self.branch = Branch(self.git, remote, branch)

    def run(self, committed: bool) -> int:
        """Publish, or say what would be published; the exit status."""
        parent = self.last()
        self.stop_or_tell(
            [
                *nothing_listed(self.content, self.terms),
                *tracked(self.git, self.content),
                *(uncommitted(self.git, self.content) if committed else ()),
                *(each for found in check.found(self.content, self.day) for each in found),
            ]
        )
        old = self.git.tree(parent) if parent else {}
        url = self.build()
        output = Output(Path(self.output), Path(self.output).as_posix(), self.terms)
        self.stop_or_tell(
            [
                *look_through(output.root, output.shown, self.terms),
                *in_sources(self.content, self.terms),
                *_whole(output),
                *_address(url, Where(f"{Path(self.content).as_posix()}/campaign.yaml")),
            ]
        )
        cname = self.cname(url, parent)
        new = files_of(output.root, (name for name, _ in output.files()), self.git, cname)
        found = self.compare(new, old, parent, output.root)
        for line in told(found):
            print(self.terms.hide(line))
        if self.dry_run:
            print(f"This was a dry run: {self.branch.where} is as it was.")
        elif found.any:
            self.branch.push(output.root, cname, self.message(), parent, new)
            at = "" if not url or _is_nobodys(url) else f": {url}"
            print(f"Published to {self.branch.where}{at}")
        return 0

    def last(self) -> str:
        """The commit that is published now; nothing where none is. A dry run goes on without an answer."""
        name = self.branch.name
        if self.git.ask("symbolic-ref", "--short", "--quiet", "HEAD").text == name:
            what = f"the campaign is on the branch {name}, which publishing would overwrite"
            raise Stopped([Problem(Where(self.content), what, "go back to your own branch: `git switch main`")])
        see_remote(self.git, self.branch.remote)
        try:
            last = self.branch.fetch()
        except Stopped as stopped:
            if not self.dry_run:
                raise
            say([Doubt(each.where, each.what, each.hint) for each in stopped.problems], self.terms, self.content)
            last = self.git.commit(f"refs/remotes/{self.branch.remote}/{name}")
        if last:
            self.refuse_sources(last)
        return last

    def refuse_sources(self, last: str) -> None:
        """A branch that holds what the site is made from is no branch to publish to. Raises Stopped."""
        campaign = ask(Path(self.content), "rev-parse", "--show-prefix").text
        for path in ("tasks.py", f"{campaign}campaign.yaml", f"{campaign}record/people.yaml"):
            if self.git.file(last, path):
                what = f"holds {path}, and publishing would put the site in its place"
                raise Stopped([Problem(Where(self.branch.where), what, f"publish to {BRANCH}")])

    def build(self) -> str:
        """Build what is to be published; the address that the campaign says it has."""
        with Progress() as progress, uncollected():
            ahead = Ahead(TEMPLATES, COMPILED)
            reading = read_folder(
                self.content, self.day, progress=progress, ahead=ahead, remember=True, sort="publish"
            )
            if reading.problems or reading.casebook is None:
                raise Stopped(reading.problems)
            folder = Path(self.content)
            make(reading, folder, Path(self.output), settings=SETTINGS, progress=progress, ahead=ahead)
            return reading.casebook.record.campaign.url or ""

    def compare(self, new: Files, old: Files, parent: str, output: Path) -> Changes:
        """What the publication changes."""
        entries = new_entries(
            new,
            old,
            read_new=lambda path: (output / path).read_bytes(),
            read_old=lambda path: self.git.file(parent, path),
        )
        return changes(new, old, entries)

    def cname(self, url: str, parent: str) -> str:
        """The domain that GitHub Pages is to answer to. One that was set on GitHub stays where none is given here."""
        if not url:
            return self.git.file(parent, "CNAME").decode("utf-8", "replace").strip() if parent else ""
        try:
            host = (urlsplit(url).hostname or "").encode("idna").decode()
        except ValueError as error:
            where = Where(f"{Path(self.content).as_posix()}/campaign.yaml")
            raise Stopped([Problem(where, f"url: {url!r} has no domain that can be", "correct it")]) from error
        return "" if host.endswith(".github.io") or _is_nobodys(url) else host

    def message(self) -> str:
        """What the branch's history says of this publication."""
        source = self.git.commit("HEAD")[:10]
        return f"Publish the site as of {self.day.isoformat()}" + (f", from {source}" if source else "")

    def stop_or_tell(self, findings: Iterable[Finding]) -> None:
        """Tell doubts. Raises Stopped with everything where there is a problem."""
        found = sorted(set(findings), key=lambda each: (isinstance(each, Doubt), each.where, each.what))
        problems = [each for each in found if isinstance(each, Problem)]
        if problems:
            print(f"{summed(problems, [each for each in found if isinstance(each, Doubt)])}.")
            raise Stopped(found)
        say(found, self.terms, self.content)


def say(findings: Iterable[Finding], terms: Terms, content: str) -> None:
    """Print findings; in a workflow, also so that GitHub shows them on the run's page."""
    found = list(fit_to_print(findings, terms))
    sys.stdout.flush()
    tell(found)
    if os.environ.get("GITHUB_ACTIONS") == "true":
        for line in workflow_commands(found, repository_of(Path(content))):
            print(line)


def fit_to_print(findings: Iterable[Finding], terms: Terms) -> Iterator[Finding]:
    """The findings with whatever may appear nowhere taken out: anybody can read a workflow's log."""
    for each in findings:
        where = Where(terms.hide(each.where.file), each.where.line)
        yield type(each)(where, terms.hide(each.what), terms.hide(each.hint))


def _whole(output: Output) -> Iterator[Finding]:
    """A site has a home page, and a page for whoever comes to one that is not there."""
    if not (output.root / "index.html").is_file():
        yield Problem(output.where(""), "has no home page", "put plaint.site.home back into PLUGINS in pelicanconf.py")
    if not (output.root / "404.html").is_file():
        what = "has no 404.html, so that a wrong address leads to a page of GitHub’s"
        yield Doubt(output.where(""), what, "put plaint.site.finding back into PLUGINS in pelicanconf.py")


def _address(url: str, where: Where) -> Iterator[Finding]:
    """Feeds, the calendar and the record need the site's own address."""
    if not url:
        what = "has no url, so that the feed’s links lead readers to their own computers"
        yield Doubt(where, what, "add the address that the site will have: url: https://…")
    elif _is_nobodys(url):
        what = "the url is that of nobody’s site, so that the feed’s links lead nowhere"
        yield Doubt(where, what, "write the address that the site will have")


def _is_nobodys(url: str) -> bool:
    """Whether an address is one that stands for any other, as in the demo."""
    host = urlsplit(url).hostname or ""
    return any(host == each or host.endswith(f".{each}") for each in _NOBODYS)
