"""A site that is brought up to date is the site that a first build would have made, byte for byte."""

from __future__ import annotations

import os
import pickle
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plaint.commands import build as building
from plaint.commands.build import build
from plaint.commands.seal import seal
from plaint.memory import pieces
from plaint.memory.aside import Aside
from plaint.memory.settled import database
from plaint.memory.store import Store
from plaint.site import memory
from plaint.site.output import Looked, SpareTree
from tests.campaigns import base_with, write_files
from tests.sites import ROOT, digest

DAYS = ("2019-10-01", "2019-10-02", "2019-12-31")

PEOPLE = """\
organisations:
  parents: {{name: Parents, us: true, email: us@example.org}}
  council: {{name: {council}, kind: council}}
people:
  officer: {{name: A {officer}, of: council, role: Officer}}
  kb: {{shown_as: {initials}, of: parents}}
"""
WORDS = ("The bus did not come.", "A second try, at [[contact:ask]].", "See [[ev:photo]] and [[letter:ours]].",
         "They said so on [[contact:answer]], as [[post:two]] tells.", "No answer after [[clock:ask]].\n\n![[ev:photo]]",
         "## Monday\n\nIt was Monday 5 August 2019.", "![[issues:ours]]", "[Here](/about/) and ![a bus](images/bus.png)")  # fmt: skip
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c63f8cfc0f01f00050001ff56c72f0d0000000049454e44ae426082"
)


class Campaign:
    """A small campaign on disk that edits are made to, and a copy of the theme and settings that are its own."""

    def __init__(self, root: Path) -> None:
        self.root, self.day = root, DAYS[0]
        self.content = root / "content"
        self.theme = root / "theme"
        shutil.copytree(ROOT / "theme", self.theme)
        here = f"HERE = Path({str(ROOT)!r})"
        text = (ROOT / "pelicanconf.py").read_text().replace("HERE = Path(__file__).resolve().parent", here)
        self.conf = root / "pelicanconf.py"
        text = text.replace('str(HERE / "theme")', repr(str(self.theme))).replace("PLUGINS = [", f'PLUGINS = [\n    "{OWN}",')
        self.conf.write_text(f"{text}\nPLUGIN_PATHS = [{str(root)!r}]\n")
        self.plugin("first")
        write_files(
            self.content,
            {
                "campaign.yaml": "title: Us\ntagline: What we asked\nurl: https://example.org/\nemail: us@example.org\n",
                "record/people.yaml": PEOPLE.format(council="Ashcombe", officer="Name", initials="KB"),
                "record/contacts.yaml": CONTACTS.format(summary="We asked.", tag="bus", day="2019-08-01"),
                "record/evidence.yaml": "- {id: photo, title: A bus, kind: photo, file: photo.png, alt: It stands still}\n",
                "record/promises.yaml": "- {id: kept, made_in: answer, by: council, quote: soon, due: 2019-09-30}\n",
                "evidence/photo.png": PNG,
                "images/bus.png": PNG,
                "letters/2019-08-20-ours.md": LETTER.format(words="Why?"),
                "pages/about.md": "---\ntitle: About\n---\nWe are parents.\n",
                "posts/2019-08-05-one.md": post("One", "2019-08-05", WORDS[0]),
                "posts/2019-08-12-two.md": post("Two", "2019-08-12", WORDS[1]),
                "posts/2019-10-02-three.md": post("Three", "2019-10-02", WORDS[2]),
            },
        )

    def plugin(self, words: str) -> None:
        """Write the plugin that is the campaign's own: a page as ours are made, and a file as Pelican's plugins do."""
        (self.root / f"{OWN}.py").write_text(PLUGIN.format(words=words))
        sys.modules.pop(OWN, None)

    def write(self, name: str, text: str | bytes) -> None:
        """Write a file of the campaign anew."""
        write_files(self.content, {name: text})


OWN = "plugin_of_a_campaign"
PLUGIN = """\
from pathlib import Path
from pelican import signals
from pelican.generators import Generator
from plaint.site.page import File, Item
from plaint.site.plugin import Pages

class Own(Pages):
    def plan(self):
        yield Item("own.txt")

    def make(self, item):
        return File(item.address, "{words}")

class Other(Generator):
    def generate_output(self, writer):
        Path(self.output_path, "other.txt").write_text("{words}")

def register():
    signals.get_generators.connect(generators)

def generators(pelican):
    return Own, Other
"""
CONTACTS = """\
- {{id: ask, on: {day}, kind: email, from: kb, to: officer, subject: Buses, expects: 10 working days, tags: [{tag}]}}
- id: answer
  on: 2019-09-20
  kind: email
  from: officer
  to: kb
  replies_to: ask
  reply: partial
  summary: {summary}
  message: It will be done soon.
"""
ANSWERS = tuple(f"More of it.\n  {more}" for more in (
    "cancelled: true", "withdrawn: 2019-09-30", "reply_by: 2019-12-30", "subject: At last", "opens: [ask-ico, foi-review]",
    "received: 2019-09-23", "on: 2019-09", "expects: 5 working days\n  owed_by: from", "via: hand",
))  # fmt: skip
"""What else the answer can say, after its summary."""
LETTER = """\
---
title: Our complaint
date: 2019-08-20
kind: complaint
from: kb
to: officer
appendices: photo
expects: 20 working days
---
## Issue: No bus {{#no-bus}}

{words}
"""


def post(title: str, day: str, words: str, more: str = "tags: bus, school\ncategory: Transport\n") -> str:
    return f"---\ntitle: {title}\ndate: {day}\n{more}---\n{words}\n"


Edit = Callable[[Campaign], None]


def edits() -> st.SearchStrategy[Edit]:
    """Everything that can change between two builds, each as a function that makes the change."""
    words, short = st.sampled_from(WORDS), st.sampled_from(("A", "Bee & C", "Été"))
    name = st.sampled_from(("2019-08-05-one", "2019-08-12-two", "2019-09-01-four"))

    def a_post(file: str, title: str, text: str, more: str) -> Edit:
        return lambda campaign: campaign.write(f"posts/{file}.md", post(title, file[:10], text, more))

    def without(file: str) -> Edit:
        return lambda campaign: (campaign.content / f"posts/{file}.md").unlink(missing_ok=True)

    def renamed(old: str, new: str) -> Edit:
        def edit(campaign: Campaign) -> None:
            path = campaign.content / f"posts/{old}.md"
            if path.exists():
                path.rename(path.with_name(f"{old[:10]}-{new}.md"))

        return edit

    def file(name: str, text: str | bytes) -> Edit:
        return lambda campaign: campaign.write(name, text)

    def template(which: str, text: str) -> Edit:
        def edit(campaign: Campaign) -> None:
            path = campaign.theme / "templates" / which
            path.write_text(path.read_text() + f"<!-- {text} -->\n")

        return edit

    def style(text: str) -> Edit:
        def edit(campaign: Campaign) -> None:
            with (campaign.theme / "static" / "plaint.css").open("a") as sheet:
                sheet.write(f"/* {text} */\n")

        return edit

    def plugin(which: str) -> Edit:
        def edit(campaign: Campaign) -> None:
            text = campaign.conf.read_text()
            line = f'    "plaint.site.{which}",\n'
            campaign.conf.write_text(text.replace(line, "") if line in text else text.replace("[\n", f"[\n{line}", 1))

        return edit

    def code(words: str) -> Edit:
        return lambda campaign: campaign.plugin(words)

    def day(which: str) -> Edit:
        def edit(campaign: Campaign) -> None:
            campaign.day = which

        return edit

    def touched(campaign: Campaign) -> None:
        for path in campaign.content.rglob("*"):
            os.utime(path)

    heads = st.sampled_from(
        ("", "tags: bus\n", "category: Schools\n", "status: draft\n", "was: old/\nsummary: In short.\n", "tags: school, new\n")
    )
    return st.one_of(
        st.builds(a_post, name, short, words, heads),
        st.builds(a_post, name, short, words, heads),
        st.builds(without, name),
        st.builds(renamed, name, st.sampled_from(("two", "renamed"))),
        st.builds(
            lambda summary, tag, day: file("record/contacts.yaml", CONTACTS.format(summary=summary, tag=tag, day=day)),
            st.sampled_from(("We asked.", "They saw [[ev:photo]].", *ANSWERS)),
            st.sampled_from(("bus", "new")),
            st.sampled_from(("2019-08-01", "2019-08-02")),
        ),
        st.builds(
            lambda more: lambda campaign: campaign.write(
                "record/contacts.yaml", more + (campaign.content / "record/contacts.yaml").read_text()
            ),
            st.sampled_from(("# a line more\n", "- {id: call, on: 2019-08-09, kind: phone, from: kb, to: officer}\n")),
        ),
        st.builds(
            lambda council, officer, initials: file(
                "record/people.yaml", PEOPLE.format(council=council, officer=officer, initials=initials)
            ),
            short, short, st.sampled_from(("KB", "A parent")),
        ),
        st.builds(lambda text: file("letters/2019-08-20-ours.md", LETTER.format(words=text)), words),
        st.builds(lambda more: file("evidence/photo.png", PNG + more), st.sampled_from((b"", b"\0", b"\0\0"))),
        st.builds(lambda text: file("pages/about.md", f"---\ntitle: {text}\n---\n{text}\n"), short),
        st.builds(lambda text: file("campaign.yaml", f"title: {text}\nurl: https://example.org/{text[0]}/\n"), short),
        st.builds(lambda text: file("comments/one/hello.yaml", f"date: 2019-09-02\ntext: {text}\n"), short),
        st.builds(template, st.sampled_from(("base.html", "post.html", "parts/embeds.html")), short),
        st.builds(style, short),
        st.builds(plugin, st.sampled_from(("letters", "evidence", "archives"))),
        st.builds(code, short),
        st.builds(day, st.sampled_from(DAYS)),
        st.just(touched),
    )  # fmt: skip


def look_at_second(campaign: Campaign, site: Path) -> Looked | None:
    """What another process finds in the second tree while a build begins."""
    store = Store(database(building.CACHE / "campaigns", campaign.content))
    return SpareTree(site, building.CACHE / "trees", store).look()


def outcome(campaign: Campaign, site: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, dict[str, bytes]]:
    """Whether the site was built, all that was said of the campaign, and what stands."""
    second = Aside(lambda: look_at_second(campaign, site))
    built = building.built(str(campaign.content), str(site), campaign.day, quiet=True, second=second)
    second.close()
    status, said = int(not built.made), capsys.readouterr()
    files = (path for path in site.rglob("*") if path.is_file())
    return status, said.err, {path.relative_to(site).as_posix(): path.read_bytes() for path in files}


def hold_against_a_first_build(
    root: Path, changes: list[list[Edit]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    campaign = Campaign(root)
    monkeypatch.setattr(building, "SETTINGS", campaign.conf)
    monkeypatch.setattr(building, "TEMPLATES", campaign.theme / "templates")
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    stands: dict[str, bytes] = {}
    for number, several in enumerate([[], *changes]):
        for edit in several:
            edit(campaign)
        monkeypatch.setattr(building, "CACHE", root / "kept")
        status, said, site = outcome(campaign, root / "site", capsys)
        monkeypatch.setattr(building, "CACHE", root / f"nothing-kept-{number}")
        first_status, first_said, first = outcome(campaign, root / f"first-{number}", capsys)
        assert (status, said) == (first_status, first_said)
        assert [name for name, content in (first or stands).items() if site.get(name) != content] == []
        assert site.keys() == (first or stands).keys()
        assert number or status == 0, said
        stands = site


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(changes=st.lists(st.lists(edits(), min_size=1, max_size=2), min_size=1, max_size=4))
def test_any_edits(
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    changes: list[list[Edit]],
):
    """Whatever is edited between builds, the site, the problems and the doubts are those of a build from nothing."""
    hold_against_a_first_build(tmp_path_factory.mktemp("rebuilt"), changes, monkeypatch, capsys)


def test_a_plugin_of_ones_own_that_was_edited_makes_its_pages_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    """What its code says now is what stands, although nothing that its pages read has changed."""
    campaign = Campaign(tmp_path / "campaign")
    monkeypatch.setattr(building, "SETTINGS", campaign.conf)
    monkeypatch.setattr(building, "CACHE", tmp_path / "kept")
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert outcome(campaign, tmp_path / "site", capsys)[2]["own.txt"] == b"first"
    campaign.plugin("second")
    site = outcome(campaign, tmp_path / "site", capsys)[2]
    assert (site["own.txt"], site["other.txt"]) == (b"second", b"second")


def test_checks_of_the_whole_record_are_asked_again_only_where_they_read_what_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    """The words of a post or a contact are nothing to them; what contacts answer is, to those that follow it; a day is, to
    all."""
    campaign = Campaign(tmp_path / "campaign")
    monkeypatch.setattr(building, "SETTINGS", campaign.conf)
    monkeypatch.setattr(building, "CACHE", tmp_path / "kept")

    def asked() -> int:
        built = building.built(str(campaign.content), str(tmp_path / "site"), campaign.day, quiet=True)
        said = capsys.readouterr().err
        assert built.reading, said
        return built.reading.work.redone["record checks"]

    every = asked()
    campaign.write("posts/2019-09-30-new.md", post("Another", "2019-09-30", "Some words."))
    asked()
    campaign.write("posts/2019-09-30-new.md", post("Another", "2019-09-30", "Other words."))
    assert asked() == 0
    file = campaign.content / "record" / "contacts.yaml"
    file.write_text(file.read_text().replace("subject: Buses", "subject: The buses"))
    assert asked() == 0
    file.write_text(f"{file.read_text()}- {{id: thanks, on: 2019-09-29, kind: email, from: kb, to: officer, replies_to: answer}}\n")
    assert 0 < asked() < every
    campaign.day = "2019-10-02"
    assert asked() == every


def test_what_says_nothing_of_what_a_contact_was_about_is_not_made_again_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    """Another subject changes the pages that show it, and none that only cites the contact, counts it or names its day."""
    campaign = Campaign(tmp_path / "campaign")
    monkeypatch.setattr(building, "SETTINGS", campaign.conf)
    monkeypatch.setattr(building, "CACHE", tmp_path / "kept")
    campaign.write("posts/2019-08-13-told.md", post("Told", "2019-08-13", "See [[contact:answer]], after [[clock:ask]]."))
    campaign.write("posts/2019-08-14-all.md", post("All", "2019-08-14", "![[chronology:bus]]"))
    before = outcome(campaign, tmp_path / "site", capsys)[2]
    file = campaign.content / "record" / "contacts.yaml"
    file.write_text(file.read_text().replace("summary: We asked.", "subject: At last\n  summary: We asked."))
    made = list[str]()
    write = SpareTree.write

    def noted(tree: SpareTree, name: str, content: bytes) -> bytes:
        made.append(name)
        return write(tree, name, content)

    monkeypatch.setattr(SpareTree, "write", noted)
    after = outcome(campaign, tmp_path / "site", capsys)[2]
    changed = {name for name in after if after[name] != before.get(name) and not name.startswith("search/")}
    assert {"contacts/answer/index.html", "chronology/index.html", "record.json", "chronology.csv"} <= changed <= {*made}
    unmoved = {"sitemap.xml", "deadlines.ics", "posts/told/index.html", "posts/all/index.html", "feeds/posts.rss.xml"}
    unmoved |= {"feeds/waiting.rss.xml", "promises/index.html"}
    assert unmoved.intersection(made) == set()


def test_a_sealed_letter_is_looked_at_word_for_word_on_every_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    """A comment in its file changes nothing that any page reads, and still is a doubt."""
    campaign = Campaign(tmp_path / "campaign")
    monkeypatch.setattr(building, "SETTINGS", campaign.conf)
    monkeypatch.setattr(building, "CACHE", tmp_path / "kept")
    outcome(campaign, tmp_path / "site", capsys)
    (file,) = (each for each in (campaign.content / "letters").glob("*.md") if "Our complaint" in each.read_text())
    id = file.stem[11:]
    assert seal(id, str(campaign.content), campaign.day) == 0
    for changed in (False, True):
        if changed:
            file.write_text(file.read_text().replace("---\n", "---\n# Sent by hand.\n", 1))
        capsys.readouterr()
        _, said, _ = outcome(campaign, tmp_path / "site", capsys)
        assert (f"the letter {id!r} was changed after it was sealed" in said) == changed, said


@pytest.mark.parametrize(
    ("slip", "line", "said"),
    [
        ("class Own(Missing):\n    pass\n", 1, "NameError: name 'Missing' is not defined"),
        ("def register(:\n", 1, "invalid syntax"),
        (PLUGIN.replace('return File(item.address, "{words}")', "return 1 / 0"), 12, "ZeroDivisionError: division by zero"),
    ],
    ids=["as it is read", "its grammar", "while it makes a page"],
)
def test_a_slip_in_a_plugin_of_ones_own_is_one_line(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    slip: str,
    line: int,
    said: str,
):
    """It says where, and the site that stood goes on standing."""
    campaign = Campaign(tmp_path / "campaign")
    monkeypatch.setattr(building, "SETTINGS", campaign.conf)
    monkeypatch.setattr(building, "CACHE", tmp_path / "kept")
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    _, _, before = outcome(campaign, tmp_path / "site", capsys)
    file = campaign.conf.parent / f"{OWN}.py"
    file.write_text(slip)
    sys.modules.pop(OWN, None)
    status, told, site = outcome(campaign, tmp_path / "site", capsys)
    assert status == 1
    assert told.startswith(f"{file.as_posix()}:{line}: this plugin cannot be used: {said}")
    assert told.count("\n") == 1
    assert site == before


@pytest.mark.slow
@pytest.mark.parametrize("spread", [False, True], ids=["one process", "several processes"])
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(changes=st.lists(st.lists(edits(), min_size=1, max_size=3), min_size=2, max_size=6))
def test_many_edits(
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    spread: bool,
    changes: list[list[Edit]],
):
    """The same, for many more edits in a row, by one process and by several."""
    if spread:
        monkeypatch.setattr(memory, "_AHEAD_FROM", 5)
        monkeypatch.setattr(pieces, "_WORTH_IT", 0.005)
        for module in ("site.memory", "memory.pieces", "memory.spread"):
            monkeypatch.setattr(f"plaint.{module}.forks", lambda: sys.platform == "linux")
    hold_against_a_first_build(tmp_path_factory.mktemp("rebuilt"), changes, monkeypatch, capsys)


def test_what_serve_has_shown_of_a_draft_is_in_nothing_that_is_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    """A preview of drafts leaves its traces where builds look too; none of them reaches a site."""
    campaign = Campaign(tmp_path / "campaign")
    campaign.write("posts/2019-09-30-secret.md", post("A secret", "2019-09-30", "Not yet [[ev:photo]].", "status: draft\n"))
    monkeypatch.setattr(building, "SETTINGS", campaign.conf)
    monkeypatch.setattr(building, "CACHE", tmp_path / "kept")
    for _ in range(2):
        reading = building.read_folder(str(campaign.content), date(2019, 10, 1), drafts=True, remember=True)
        building.make(reading, campaign.content, tmp_path / "preview", preview=True)
        assert "A secret" in (tmp_path / "preview" / "index.html").read_text()
        status, said, site = outcome(campaign, tmp_path / "site", capsys)
        assert status == 0, said
        assert [name for name, content in site.items() if b"secret" in content] == []


def test_two_builds_at_once_share_what_is_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    """Builds of one campaign that run side by side, into one folder and into two, all come to the right site."""
    content = base_with(tmp_path / "content", {})
    script = f"""
import sys; sys.path[:0] = [{str(ROOT)!r}, {str(ROOT / "plugins")!r}]
from plaint.commands.build import build
from plaint.commands.seal import seal
sys.exit(build({str(content)!r}, sys.argv[1], "2019-10-01", True))
"""
    environment = {**os.environ, "PLAINT_CACHE": str(tmp_path / "kept")}
    for _ in range(2):
        running = [
            subprocess.Popen([sys.executable, "-c", script, str(tmp_path / name)], env=environment)
            for name in ("one", "one", "two")
        ]
        assert [each.wait() for each in running] == [0, 0, 0]
    assert build(str(content), str(tmp_path / "alone"), "2019-10-01", quiet=True) == 0
    assert digest(tmp_path / "one") == digest(tmp_path / "two") == digest(tmp_path / "alone")


@pytest.mark.skipif(sys.platform != "linux", reason="no other processes help elsewhere")
def test_a_first_build_that_fails_among_its_pages_leaves_nothing_to_go_by(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    """What it kept while other processes made pages is vouched for by none; the next build is as good as the first."""
    campaign = Campaign(tmp_path / "campaign")
    monkeypatch.setattr(building, "SETTINGS", campaign.conf)
    monkeypatch.setattr(building, "CACHE", tmp_path / "kept")
    monkeypatch.setattr(pieces, "_WORTH_IT", -1.0)
    for module in ("memory.pieces", "memory.spread"):
        monkeypatch.setattr(f"plaint.{module}.forks", lambda: True)
        monkeypatch.setattr(f"plaint.{module}.cores", lambda: 2)
    template = campaign.theme / "templates" / "page.html"
    right, ahead = template.read_text(), list[int]()
    keep_ahead = building._keep_ahead

    def counted(kept: memory.Memory, reading: Any) -> None:
        keep_ahead(kept, reading)
        ahead.append(len(kept.store))

    monkeypatch.setattr(building, "_keep_ahead", counted)
    template.write_text("{{ nothing }}")
    assert outcome(campaign, tmp_path / "site", capsys)[0] == 1
    assert len(ahead) == 1
    kept = memory.Memory(tmp_path / "kept" / "campaigns", campaign.content, campaign.content.as_posix())
    assert kept.past()[1].tokens == {}
    kept.store.close()
    template.write_text(right)
    status, _, site = outcome(campaign, tmp_path / "site", capsys)
    monkeypatch.setattr(building, "CACHE", tmp_path / "nothing kept")
    assert (status, site) == (0, outcome(campaign, tmp_path / "first", capsys)[2])


def damaged(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 3 : len(content) // 2] = os.urandom(len(content) // 2 - len(content) // 3)
    path.write_bytes(content)


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def of_another_version(path: Path) -> None:
    """What another version kept under the same names: whole, and of another shape."""
    store = Store(path)
    for key in store.kept():
        store.put(key, pickle.dumps(("another", {"shape": 1}, [], 7)))
    store.commit()
    store.close()


@pytest.mark.parametrize("harm", [damaged, cut, of_another_version, Path.unlink])
def test_whatever_happens_to_what_is_kept_the_site_is_right(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], harm: Callable[[Path], None]
):
    """A cache that is damaged, cut off, of another version or gone costs time and nothing else."""
    campaign = Campaign(tmp_path / "campaign")
    monkeypatch.setattr(building, "SETTINGS", campaign.conf)
    monkeypatch.setattr(building, "CACHE", tmp_path / "kept")
    before = outcome(campaign, tmp_path / "site", capsys)
    assert before[0] == 0, before[1]
    for path in (tmp_path / "kept" / "campaigns").glob("*.db"):
        harm(path)
    assert outcome(campaign, tmp_path / "site", capsys) == before
    assert outcome(campaign, tmp_path / "site", capsys) == before


def test_a_second_tree_that_somebody_touched_is_put_right(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    """Files that were changed, deleted or added in the tree between builds do not reach the site."""
    campaign = Campaign(tmp_path / "campaign")
    monkeypatch.setattr(building, "SETTINGS", campaign.conf)
    monkeypatch.setattr(building, "CACHE", tmp_path / "kept")
    before = outcome(campaign, tmp_path / "site", capsys)
    assert before[0] == 0, before[1]
    assert outcome(campaign, tmp_path / "site", capsys) == before
    (second,) = (tmp_path / "kept" / "trees").iterdir()
    page = second / "posts" / "one" / "index.html"
    page.write_bytes(page.read_bytes()[::-1])
    (second / "about" / "index.html").unlink()
    (second / "private" / "deep").mkdir(parents=True)
    (second / "private" / "deep" / "names.txt").write_text("a name")
    (second / "link").symlink_to(tmp_path)
    assert outcome(campaign, tmp_path / "site", capsys) == before
    assert not (tmp_path / "site" / "private").exists()


@pytest.mark.parametrize("meanwhile", ["exchanged", "known otherwise", "deleted"])
def test_a_look_at_another_tree_than_the_one_that_is_taken_is_not_believed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], meanwhile: str
):
    """Where another build has changed the second tree since somebody looked at it, it is looked at again."""
    campaign = Campaign(tmp_path / "campaign")
    monkeypatch.setattr(building, "SETTINGS", campaign.conf)
    monkeypatch.setattr(building, "CACHE", tmp_path / "kept")
    for _ in range(2):
        before = outcome(campaign, tmp_path / "site", capsys)
    looked = look_at_second(campaign, tmp_path / "site")
    assert looked
    (second,) = (tmp_path / "kept" / "trees").iterdir()
    page = second / "posts" / "one" / "index.html"
    match meanwhile:
        case "exchanged":
            shutil.copytree(second, tmp_path / "other")
            shutil.rmtree(second)
            (tmp_path / "other").rename(second)
            page.write_bytes(page.read_bytes()[::-1])
        case "known otherwise":
            campaign.write("posts/2019-09-30-new.md", post("Another", "2019-09-30", "More of it."))
            for _ in range(2):
                outcome(campaign, tmp_path / "site", capsys)
            (campaign.content / "posts" / "2019-09-30-new.md").unlink()
        case "deleted":
            shutil.rmtree(second)
    content, site = str(campaign.content), tmp_path / "site"
    built = building.built(content, str(site), campaign.day, quiet=True, second=Aside(lambda: looked))
    assert built.made
    capsys.readouterr()
    assert {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()} == before[2]


def test_a_site_that_somebody_wrote_into_is_put_right(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    """Although two trees share their files, what was written into one of the site's is in no later site."""
    campaign = Campaign(tmp_path / "campaign")
    monkeypatch.setattr(building, "SETTINGS", campaign.conf)
    monkeypatch.setattr(building, "CACHE", tmp_path / "kept")
    before = outcome(campaign, tmp_path / "site", capsys)
    assert before[0] == 0, before[1]
    for _ in range(3):
        page = tmp_path / "site" / "posts" / "one" / "index.html"
        page.write_bytes(page.read_bytes()[::-1])
        assert outcome(campaign, tmp_path / "site", capsys) == before


def test_where_files_cannot_be_shared_between_trees_they_are_copied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    """On a disk without hard links every build comes to the same site."""

    def refuse(*_paths: object) -> None:
        raise OSError("no links on this disk")

    campaign = Campaign(tmp_path / "campaign")
    monkeypatch.setattr(building, "SETTINGS", campaign.conf)
    monkeypatch.setattr(building, "CACHE", tmp_path / "kept")
    monkeypatch.setattr(os, "link", refuse)
    before = outcome(campaign, tmp_path / "site", capsys)
    assert before[0] == 0, before[1]
    for _ in range(3):
        assert outcome(campaign, tmp_path / "site", capsys) == before
