"""From a folder to a casebook, with every problem and doubt on the way: what building and checking both begin with."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from plaint import casebook, clocks, record
from plaint.casebook.casebook import Casebook, open_casebook
from plaint.casebook.checks import Slip, TextCheck
from plaint.casebook.gists import Gist, InShort, gist
from plaint.casebook.references import Unresolved
from plaint.casebook.texts import Key, Text, Texts, texts_in, texts_of
from plaint.clocks.bank_holidays import keep, know
from plaint.markup import Converted, convert, convert_many, prose_of
from plaint.memory.past import Past
from plaint.memory.store import key_of
from plaint.memory.tables import Tables
from plaint.memory.work import Job, Work
from plaint.pictures.faults import Fault
from plaint.problems import Doubt, Finding, Problem, Stopped, Where
from plaint.record.catalogue import Catalogue, catalogue_of, recalled
from plaint.record.folder import Name, names_in
from plaint.record.loader import Loaded, words_of
from plaint.record.model import Record
from plaint.record.one_by_one import OneByOne
from plaint.record.relation import RELATION, relation
from plaint.record.visible import visible
from plaint.site.checked import published_names, wrong_in
from plaint.site.converting import Converting, in_short
from plaint.site.files import FILE
from plaint.site.memory import Memory, Outlines, code
from plaint.values import dataclass

F = TypeVar("F", bound=Finding)
S = TypeVar("S")

Progress = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done, and how much there is."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A campaign, read and checked. The casebook is there only where there is no problem.

    `work` is the work over the casebook's tables, of which `ground` names what it all rests on.
    """

    casebook: Casebook | None
    problems: tuple[Problem, ...]
    doubts: tuple[Doubt, ...]
    work: Work
    ground: bytes
    memory: Memory | None = None


def read(
    root: Path,
    shown: str,
    as_of: date,
    *,
    drafts: bool = False,
    progress: Progress | None = None,
    meanwhile: Callable[[Record], None] | None = None,
    memory: Memory | None = None,
) -> Reading:
    """The campaign in `root` as it may be published on a day, and all that is wrong with it.

    `meanwhile` is called once, with the record, while texts are being converted: other processes do that for a large
    campaign. Where there is a `memory`, only what has changed since is read, converted and checked; the outcome is the
    same.
    """
    try:
        return _read(root, shown, as_of, drafts=drafts, progress=progress, meanwhile=meanwhile, memory=memory)
    finally:
        if memory:
            memory.let_go()


def _read(
    root: Path,
    shown: str,
    as_of: date,
    *,
    drafts: bool,
    progress: Progress | None,
    meanwhile: Callable[[Record], None] | None,
    memory: Memory | None,
) -> Reading:
    say = progress or (lambda what, done, whole: None)

    def told(done: int, whole: int) -> None:
        say("Converting", done, whole)

    def converting(done: int, whole: int) -> None:
        told(done, whole)
        # Not before the first texts are back: by then every process is there, and none is copied in the midst of this.
        if to_do:
            to_do.pop(0)()

    say("Reading the record", 0, 0)
    begun = _begin(root, shown, as_of, memory, drafts=drafts)
    loaded, ground, work, stamps = begun
    if memory:
        work.before_spreading = memory.store.rest
    tables, well = work.tables, not any(isinstance(each, Problem) for each in loaded.findings)
    watched = casebook.watch_record(loaded.record, tables, stamps)
    contacts = watched.contacts
    findings: list[Finding] = list(loaded.findings)

    def check_record() -> None:
        work.derive(RELATION, loaded.record.contacts, lambda id: relation(contacts[id], contacts))
        findings.extend(_in_record(work if well else None, loaded, replace(loaded, record=watched, tables=tables)))

    to_do: list[Callable[[], object]] = [check_record]
    if meanwhile:
        to_do.append(lambda: meanwhile(loaded.record))
    if memory:
        days_known = know(memory.store, code("clocks"))
        files = (name for name in loaded.record.files if name.startswith(("evidence/", "images/")))
        tables.table(FILE, {name: memory.digests.of(name) for name in sorted(files)})
    texts, digests = begun.texts()

    def gist_of(key: Key) -> Gist:
        tables.watch.read("outline", key)
        known = short(key)
        return known.gist if known else gist(outline[key], prose_of(words(key)))

    def short(key: Key) -> InShort | None:
        return outlines.in_short.get(digests.get(key, b""))

    def words(key: Key) -> str:
        # What is kept under the digest of other words would come back whenever those do.
        assert texts[key].digest == digests[key]
        found: str = _Words([texts[key]], loaded.record, root, shown)[0]
        return found

    before = frozenset(work.past.stamps.get("outline", {}).values())
    ahead = memory.converting if memory else None
    if ahead:
        # The other processes are at work; no more of them are made for what is done here meanwhile.
        work.alone = True
        ahead.finish(to_do, told)
        work.alone = False
    outlines = _converted(loaded, texts, digests, root, shown, memory, converting, before, ahead)
    outlines.again = _again(digests, words, memory)
    if check_record in to_do:
        check_record()
    sound = not any(isinstance(each, Problem) for each in findings)
    outline = tables.table("outline", outlines, stamps=outlines.digests)
    case = open_casebook(
        loaded.record,
        texts,
        outline,
        as_of,
        loaded.known,
        sound=sound,
        tables=tables,
        gists=work.derive("gist", outlines, gist_of),
        watched=watched,
        stamps=stamps,
        in_short=short,
        words=words,
    )
    say("Checking", 0, 0)
    kept = frozenset(outlines.digests.values())
    if memory:
        work.meanwhile.append(lambda: memory.keep_reading(kept))
    in_texts = _in_texts(case, work)
    findings.extend(_told(case, in_texts, 0, Problem))
    findings.extend(_in_whole(work if sound else None, "casebook checks", casebook.CHECKS, case))
    for seal_check in casebook.SEAL_CHECKS:
        findings.extend(seal_check(case))
    problems = _sorted(each for each in findings if isinstance(each, Problem))
    if not problems:
        findings.extend(_in_files(case, work, root))
        problems = _sorted(each for each in findings if isinstance(each, Problem))
    if not problems:
        findings.extend(_told(case, in_texts, 1, Doubt))
        findings.extend(_in_whole(work, "casebook doubts", casebook.DOUBTS, case))
        for seal_doubt in casebook.SEAL_DOUBTS:
            findings.extend(seal_doubt(case))
    if memory:
        if not days_known:
            keep(memory.store, code("clocks"))
        # What was kept meanwhile is not kept again, but what was found out since is.
        memory.keep_reading(kept)
    work.meanwhile.clear()
    doubts = _sorted(each for each in findings if isinstance(each, Doubt))
    return Reading(None if problems else case, problems, doubts, work, ground, memory)


_MANY = 20
"""Texts from which on converting them takes so long that something else is worth doing meanwhile."""


def _ground(record: Record, as_of: date, drafts: bool) -> bytes:
    """What every page rests on: where any of it differs, all work is done anew."""
    campaign = record.campaign
    return key_of(code(""), as_of.isoformat(), str(drafts), campaign.stamp, campaign.where.file)


class _Begun(NamedTuple):
    """A record as it was read, or recalled, and what is known of it from the last build.

    `stamps` are those of its posts, contacts and texts, where the record was recalled.
    """

    loaded: Loaded
    ground: bytes
    work: Work
    stamps: Mapping[str, Mapping[Any, Any]]

    def texts(self) -> tuple[Mapping[Key, Text], Mapping[Key, bytes]]:
        """The texts of the record, and their digests."""
        if "outline" in self.stamps:
            digests = self.stamps["outline"]
            return Texts(self.loaded.record, digests), digests
        texts = {text.key: text for text in texts_of(self.loaded.record)}
        return texts, {key: text.digest for key, text in texts.items()}


def _begin(root: Path, shown: str, as_of: date, memory: Memory | None, *, drafts: bool) -> _Begun:
    """The record in `root`, with what was wrong in reading it, and the work over it."""
    names: list[Name] | None = None
    last, past = memory.past() if memory else (b"", Past())
    with suppress(OSError):
        names = names_in(root)
    catalogue: Catalogue | None = past.opening.get("catalogue")
    stands = catalogue and catalogue.names == names and last == _ground(catalogue.record, as_of, drafts)
    if memory and catalogue and stands and (digests := _digests(memory, names)):
        changed = frozenset(name for name, digest in digests.items() if digest != catalogue.digests[name])
        if found := recalled(catalogue, root, shown, changed, memory):
            work = Work(Tables(), past)
            # What had changed by the last build may be again as it was in the catalogue, but not in the stamps.
            stamps = _stamps(found.record, catalogue, past, changed | past.opening["changed"])
            if changed != past.opening["changed"]:
                work.opening["changed"] = changed
            return _Begun(found, last, work, stamps)
    loaded = record.read_campaign(root, shown, memory, names)
    loaded = replace(loaded, record=visible(loaded.record, as_of, drafts=drafts))
    for check in record.FILE_CHECKS:
        loaded.findings.extend(check(loaded))
    ground = _ground(loaded.record, as_of, drafts)
    # Where a file is wrong, what is known of the last build is of no use: it had none that was.
    well = not any(isinstance(each, Problem) for each in loaded.findings)
    work = Work(Tables(), past if well and last == ground else None)
    digests = _digests(memory, names) if memory else {}
    catalogue = catalogue_of(names, digests, loaded, loaded.findings) if digests and names else None
    work.opening = {"catalogue": catalogue, "changed": frozenset()}
    return _Begun(loaded, ground, work, {})


def _digests(memory: Memory, names: Iterable[Name] | None) -> dict[str, bytes]:
    """The digests of all files; of none where that cannot be told."""
    with suppress(OSError):
        return memory.digests.of_all(name for name, _ in names or ())
    return {}


def _stamps(
    record: Record, catalogue: Catalogue, past: Past, changed: Collection[str]
) -> dict[str, Mapping[Any, Any]]:
    """The stamps of posts, contacts and texts: those of the last build, but for what stands in files that have
    changed."""
    known = {name: past.stamps[name] for name in ("post", "contact", "text", "outline")}
    registers = ("post", record.posts, catalogue.posts), ("contact", record.contacts, catalogue.contacts)
    for kind, register, places in registers if changed else ():
        entries = [register[id] for id, (name, _) in places.items() if name in changed]
        texts = {text.key: text.digest for each in entries for text in texts_in(each)}
        known[kind] = _with(known[kind], {each.id: each.stamp for each in entries})
        known["outline"] = _with(known["outline"], texts)
    return known


def _with(stamps: Mapping[Any, Any], new: Mapping[Any, Any]) -> Mapping[Any, Any]:
    """The same mapping where nothing in it changes by that, else a new one."""
    return stamps if all(stamps[key] == stamp for key, stamp in new.items()) else {**stamps, **new}


def _converted(
    loaded: Loaded,
    texts: Mapping[Key, Text],
    digests: Mapping[Key, bytes],
    root: Path,
    shown: str,
    memory: Memory | None,
    progress: Callable[[int, int], None],
    before: Collection[bytes],
    ahead: Converting | None,
) -> Outlines:
    """Every text converted: what was kept `before`, or since, or converted `ahead`, and all others now."""
    fresh, short_ones = (ahead.outlines, ahead.in_short) if ahead else (dict[bytes, bytes](), dict[bytes, InShort]())
    # One that was kept and got lost is converted again by whoever asks for it.
    new = {digest: key for key, digest in digests.items() if digest not in before and digest not in fresh}
    kept = memory.known_outlines(new) if memory else frozenset[bytes]()
    missing = [texts[key] for digest, key in new.items() if digest not in kept]

    if len(missing) > _MANY:
        progress(0, len(missing))

    def take(index: int, outline: bytes, short: InShort) -> None:
        digest = missing[index].digest
        if memory:
            memory.keep_outline(digest, outline)
        fresh[digest], short_ones[digest] = outline, short

    convert_many(
        _Words(missing, loaded.record, root, shown),
        [text.size for text in missing],
        progress=progress if len(missing) > _MANY else None,
        take=take,
        also=in_short,
    )
    outlines = Outlines(digests, fresh)
    outlines.in_short = short_ones
    if memory:
        memory.store.commit()
    return outlines


def _again(
    digests: Mapping[Key, bytes], words: Callable[[Key], str], memory: Memory | None
) -> Callable[[bytes], Converted]:
    """What gives a converted text by its digest: as it was kept, or converted once more."""

    def again(digest: bytes) -> Converted:
        if memory and (kept := memory.outline(digest)):
            return kept
        found = convert(words(next(key for key, each in digests.items() if each == digest)))
        if memory:
            memory.keep_outline(digest, pickle.dumps(found, pickle.HIGHEST_PROTOCOL))
        return found

    return again


class _Words(Sequence[str]):
    """The Markdown of texts. That of a post is read when it is asked for, and not held."""

    def __init__(self, texts: Sequence[Text], record: Record, root: Path, shown: str) -> None:
        self._texts, self._posts, self._root, self._shown = texts, record.posts, root, shown

    def __len__(self) -> int:
        return len(self._texts)

    def __getitem__(self, index: Any) -> Any:
        text = self._texts[index]
        kind, id, name = text.key
        if kind != "post" or name != "body":
            return text.markdown
        post = self._posts[id]
        words = words_of(self._root, self._shown, post)
        if key_of(words) != post.digest:
            raise Stopped([Problem(Where(post.where.file), "was changed while it was read", "do it again")])
        return words


def _in_record(work: Work | None, loaded: Loaded, watched: Loaded) -> Iterator[Finding]:
    """What is wrong with the record as a whole, and with each of its contacts; it stands `watched` too.

    That nothing is wrong with a contact is known from the last build where nothing has changed that its checks read.
    """
    checks, contacts = (*record.CHECKS, *clocks.CHECKS), loaded.record.contacts
    one_by_one = [check for check in checks if isinstance(check, OneByOne)]

    def check(id: str) -> bool:
        contact = watched.record.contacts[id]
        return any(True for each in one_by_one for _ in each.one(watched, contact))

    wrong = work.derive("contact checks", contacts, check) if work else None
    again = list(contacts) if wrong is None else [id for id, is_wrong in wrong.items() if is_wrong]
    whole = _that_find(work, "record checks", [each for each in checks if each not in one_by_one], watched)
    for each in checks:
        if isinstance(each, OneByOne):
            for id in again:
                yield from each.one(loaded, contacts[id])
        elif each in whole:
            yield from each(loaded)


def _in_whole(
    work: Work | None, name: str, checks: Iterable[Callable[[S], Iterable[Finding]]], subject: S
) -> Iterator[Finding]:
    """What is wrong with the casebook as a whole."""
    for check in _that_find(work, name, checks, subject):
        yield from check(subject)


def _that_find(
    work: Work | None, name: str, checks: Iterable[Callable[[S], Iterable[Finding]]], watched: S
) -> list[Callable[[S], Iterable[Finding]]]:
    """Those of some checks that find anything; all of them where there is no work to tell.

    That a check finds nothing is known from the last build where nothing has changed that it read. What it does find is
    to be found anew, with the lines where that stands now.
    """
    called = {f"{check.__module__}.{check.__qualname__}": check for check in checks}
    finds = work and work.derive(name, called, lambda each: any(True for _ in called[each](watched)))
    return [check for each, check in called.items() if not finds or finds[each]]


_Slips = tuple[tuple[Slip, ...], tuple[Slip, ...]]
"""What is wrong in a text, and what is doubtful."""

_NO_SLIPS: _Slips = ((), ())


def _in_texts(case: Casebook, work: Work) -> Mapping[Key, _Slips]:
    """What is wrong in each text by itself, and what is doubtful, which is looked for where nothing is wrong.

    Where the record is sound, the clocks of the casebook's day are known from then on.
    """

    def slips(checks: Iterable[TextCheck], key: Key) -> tuple[Slip, ...]:
        return tuple(slip for each in checks for slip in each(case, key))

    def check(key: Key) -> _Slips:
        wrong, doubtful = slips(casebook.TEXT_CHECKS, key), tuple[Slip, ...]()
        if case.sound and not wrong:
            # What this text points into may itself be wrong, which is told there.
            with suppress(Unresolved):
                doubtful = slips(casebook.TEXT_DOUBTS, key)
        return (wrong, doubtful) if wrong or doubtful else _NO_SLIPS

    jobs = [Job("text checks", case.outlines, check)]
    if case.sound:
        jobs.append(Job("clocks", case.record.contacts, lambda id: case.ledger.bare(id, case.as_of)))
    # No check of a single text asks for this.
    work.meanwhile.append(lambda: case.cited_in)
    found, *clocks = work.derive_all(jobs)
    for each in clocks:
        case.ledger.know(each, case.as_of)
    # Before anything is asked what it read, each table has to be there that it may have read.
    assert case.cited_in is not None
    return found


def _told(
    case: Casebook, slips: Mapping[Key, _Slips], which: int, finding: Callable[..., Finding]
) -> Iterator[Finding]:
    """Findings of some of the slips in texts, with the lines where those stand now."""
    for key, both in slips.items():
        for slip in both[which]:
            yield finding(case.texts[key].line(slip.line), slip.what, slip.right)


def _in_files(case: Casebook, work: Work, root: Path) -> Iterator[Finding]:
    """What is wrong with the pictures and documents that are to be published."""

    def check(name: str) -> Fault | None:
        case.watch.read(FILE, name)
        return wrong_in(root, name)

    with case.watch.aside():
        names = tuple(published_names(case))
    shown = case.record.campaign.where.file.removesuffix("campaign.yaml")
    for name, fault in work.derive("file faults", names, check).items():
        if fault:
            kind = Problem if fault.stops else Doubt
            yield kind(Where(f"{shown}{name}"), fault.what, fault.right)


def _sorted(findings: Iterable[F]) -> tuple[F, ...]:
    """Each finding once, by file and line."""
    return tuple(dict.fromkeys(sorted(findings, key=lambda finding: finding.where)))
