"""Every command of Plaint: `python3 tasks.py NAME` on any machine with Python, `inv NAME` inside .venv.

The first call makes .venv beside this file and installs requirements.txt into it. This file parses on every
Python since 2.7, so that whoever has an old one can be told which is needed.
"""

import gc
import os
import sys

ROOT = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [ROOT, os.path.join(ROOT, "plugins")]

if __name__ == "__main__":
    # Importing makes no garbage, and looking for it would take a tenth of the time; `calling.finish` allows it again.
    gc.disable()

    from bootstrap import versions

    versions.require(sys.argv)

    # An update that was interrupted is completed first, by a script of its own: what is imported next may be half new.
    half_done = os.path.join(ROOT, ".plaint", "update", "finish.py")
    if os.path.exists(half_done):
        import subprocess

        subprocess.call([sys.executable, half_done, ROOT])

    from bootstrap import environment

    environment.enter(sys.argv)
    # A character that this console cannot show becomes a question mark, not a traceback.
    sys.stdout.reconfigure(errors="replace")

try:
    from bootstrap import calling

    if __name__ == "__main__":
        calling.build_plainly(sys.argv[1:])

    from invoke import Collection, task

    from bootstrap import program
except ImportError as error:
    sys.exit("The environment in .venv is damaged (%s). Delete the folder .venv and run this again." % error)

CONTENT = "the campaign's folder (content, beside tasks.py, if left out)"
TODAY = "the day to work things out for, as 2024-05-31 (the day it is, if left out)"


def words(value, command):
    """The value; ends the command with one line where `inv` took a misspelt option for a title."""
    if value.startswith("-"):
        sys.stderr.write("%s has no option %s. `inv --help %s` lists them.\n" % (command, value, command))
        sys.exit(2)
    return value


@task(
    auto_shortflags=False,
    help={
        "content": CONTENT,
        "output": "where the site goes (output, beside tasks.py, if left out); what is there is replaced",
        "today": TODAY,
        "quiet": "say nothing but what is wrong",
    },
)
def build(c, content=None, output=None, today=None, quiet=False):
    """Check the campaign and build its site."""
    calling.build(content, output, today, quiet)


@task(
    auto_shortflags=False,
    help={"content": CONTENT, "port": "the number in the site's address here (8000)", "today": TODAY},
)
def serve(c, content=None, port=8000, today=None):
    """Show the site on this machine, drafts and all, and follow every change."""
    calling.finish("serve.serve", content=calling.place(content, "content"), port=port, today=today)


@task(
    auto_shortflags=False,
    help={
        "content": CONTENT,
        "today": TODAY,
        "strict": "fail on doubts too, not only on problems",
        "format": "how to say it: text, json, or github for notes on a pull request (text)",
        "links": "ask other sites, too, whether what the campaign links to is still there",
    },
)
def check(c, content=None, today=None, strict=False, format="text", links=False):
    """Read the whole campaign and say what is wrong, without building."""
    calling.finish(
        "check.check",
        content=calling.place(content, "content"), today=today, strict=strict, format=format, links=links,
    )  # fmt: skip


@task(
    auto_shortflags=False,
    help={"content": CONTENT, "today": TODAY, "format": "how to say it: text or json (text)"},
)
def status(c, content=None, today=None, format="text"):
    """Say what is overdue, what is due soon, and what else wants attention."""
    calling.finish("status.status", content=calling.place(content, "content"), today=today, format=format)


@task(
    auto_shortflags=False,
    help={
        "content": CONTENT,
        "output": "where the site is built (output, beside tasks.py, if left out); what is there is replaced",
        "today": TODAY,
        "dry_run": "do everything but publish, and say what would change for readers",
        "committed": "refuse while the campaign has changes that are not committed",
        "remote": "the repository to push to, as git knows it (origin)",
        "branch": "the branch that GitHub Pages shows (gh-pages)",
    },
)
def publish(
    c, content=None, output=None, today=None, dry_run=False, committed=False, remote="origin", branch="gh-pages"
):
    """Check, build and look through the site, and push it to GitHub Pages."""
    content, output = calling.place(content, "content"), calling.place(output, "output")
    calling.finish(
        "publish.publish",
        content=content, output=output, today=today, dry_run=dry_run, committed=committed, remote=remote, branch=branch,
    )  # fmt: skip


@task(auto_shortflags=False, help={"id": "the letter's id", "content": CONTENT, "today": TODAY})
def seal(c, id, content=None, today=None):
    """Fix a letter's numbers and figures as they were when it was sent."""
    calling.finish("seal.seal", id=words(id, "seal"), content=calling.place(content, "content"), today=today)


@task(auto_shortflags=False, help={"content": CONTENT})
def schemas(c, content=None):
    """Write the schemas that let an editor check a campaign's files as they are typed."""
    calling.finish("schemas.schemas", content=calling.place(content, "content"))


@task(
    auto_shortflags=False,
    help={
        "from": "the new Plaint: a folder, a .zip or .tar.gz, or a git address (the remote called plaint)",
        "undo": "take the last update back",
        "dry_run": "say what would be changed, and change nothing",
        "replace": "where nobody knows what you changed, take every new file, and lay yours beside it",
    },
)
def update(c, from_=None, undo=False, dry_run=False, replace=False):
    """Bring Plaint itself up to a newer version."""
    calling.finish("update.update", from_=from_, undo=undo, dry_run=dry_run, replace=replace)


@task(auto_shortflags=False, help={"args": 'more for pytest, in quotation marks: "-k letters -x"'})
def test(c, args=""):
    """Test Plaint itself."""
    import shlex
    import subprocess

    # A backslash is a folder's sign on Windows, but would be taken for a quotation mark's.
    more = shlex.split(args.replace("\\", "/") if os.name == "nt" else args)
    try:
        # On every core; the tests of one file stay together, for they share what they build.
        sys.exit(subprocess.call([sys.executable, "-m", "pytest", "-n", "auto", "--dist", "loadfile"] + more, cwd=ROOT))
    except KeyboardInterrupt:
        sys.exit(130)


@task(
    auto_shortflags=False,
    help={
        "posts": "how many posts, and as many contacts (5000)",
        "growth": "sizes of which the growth is measured, too, as 1000,5000,20000 (none)",
        "others": "which other generators: all, none, or some of hugo,eleventy,jekyll,pelican (all that are installed)",
        "edits": "which edits are built again: all, none, or some of nothing,post,contact,template (all)",
        "repeat": "how often everything is run; the best counts (2)",
    },
)
def bench(c, posts="5000", growth="", others="all", edits="all", repeat="2"):
    """Measure how long builds take, beside other generators."""
    calling.finish("bench.bench", posts=posts, growth=growth, others=others, edits=edits, repeat=repeat)


@task(auto_shortflags=False, help={"check": "write nothing; fail where the list lacks something"})
def manifest(c, check=False):
    """List what Plaint has ever shipped, for updates from archives."""
    calling.finish("update_manifest.manifest", check=check)


@task(auto_shortflags=False, help={"title": "what it is called", "content": CONTENT, "today": TODAY})
def new_post(c, title, content=None, today=None):
    """Begin a post."""
    title = words(title, "new.post")
    calling.finish("new.post", title=title, content=calling.place(content, "content"), today=today)


@task(
    auto_shortflags=False,
    help={
        "title": "what it is called",
        "chase": "a contact that still waits for its answer; the letter is a reminder",
        "stage_2": "a letter; this one takes up those of its points that were not answered",
        "content": CONTENT,
        "today": TODAY,
    },
)
def new_letter(c, title, chase=None, stage_2=None, content=None, today=None):
    """Begin a letter, with the points it makes."""
    title = words(title, "new.letter")
    calling.finish(
        "new.letter", title=title, chase=chase, stage_2=stage_2, content=calling.place(content, "content"), today=today
    )


@task(
    auto_shortflags=False,
    help={
        "subject": "what it was about",
        "kind": "what it was: email, letter, phone, meeting, foi and so on (email)",
        "from": "who it came from, an id in people.yaml",
        "to": "who it went to, an id in people.yaml",
        "on": "the day it was sent, as 2024-05-31 (today, if left out)",
        "content": CONTENT,
        "today": TODAY,
    },
)
def new_contact(c, subject, kind="email", from_=None, to=None, on=None, content=None, today=None):
    """Put a contact on the record: an email, a call, a meeting."""
    subject = words(subject, "new.contact")
    calling.finish(
        "new.contact",
        subject=subject, kind=kind, from_=from_, to=to, on=on, content=calling.place(content, "content"), today=today,
    )  # fmt: skip


@task(
    auto_shortflags=False,
    help={
        "file": "the file to show; it is copied into the campaign's evidence folder",
        "title": "what it is called (its file name, if left out)",
        "kind": "what it is: photo, letter, document, minutes and so on (by the file's type, if left out)",
        "content": CONTENT,
        "today": TODAY,
    },
)
def new_evidence(c, file, title=None, kind=None, content=None, today=None):
    """Put a file on the record as evidence."""
    file = words(file, "new.evidence")
    calling.finish(
        "new.evidence", file=file, title=title, kind=kind, content=calling.place(content, "content"), today=today
    )


new = Collection("new")
new.add_task(new_post, name="post")
new.add_task(new_letter, name="letter")
new.add_task(new_contact, name="contact")
new.add_task(new_evidence, name="evidence")

namespace = Collection(build, serve, check, status, publish, seal, schemas, update, test, bench, manifest, new)

if __name__ == "__main__":
    try:
        program.run(namespace, sys.argv)
    except SystemExit as end:
        calling.leave(end)
