"""Which Python this is, and what to say to somebody whose Python will not do.

This file is read by the very Pythons that it turns away, so it keeps to what parses on all of them since 2.7.
"""

import os
import sys

OLDEST = (3, 11)
# The newest Python for which every locked package is published ready-made; .ci/wheels.py checks that it is.
NEWEST = (3, 14)


def require(argv):
    """Return where this Python will do; otherwise say in one line what would, and exit with status 1."""
    if OLDEST <= tuple(sys.version_info[:2]) <= NEWEST:
        return
    sys.stderr.write(refusal(sys.version_info[:3], argv, find_python()) + "\n")
    sys.exit(1)


def refusal(version, argv, command):
    """The line for a Python that is too old or too new; `command` is one that would do, or None."""
    windows = os.name == "nt"
    if tuple(version[:2]) < OLDEST:
        wanted = "Python %d.%d or newer" % OLDEST
    else:
        wanted = "a Python from %d.%d to %d.%d" % (OLDEST + NEWEST)
    this = ".".join(str(part) for part in version)
    if command:
        then = "Run instead"
    elif tuple(version[:2]) < OLDEST:
        then = "Install it from python.org, then run"
    else:
        then = "Install Python %d.%d from python.org, then run" % NEWEST
        command = "py -%d.%d" % NEWEST if windows else "python%d.%d" % NEWEST
    words = [command or ("py" if windows else "python3"), argv[0] if argv else "tasks.py"]
    words += [quoted(word) for word in argv[1:]] or ["build"]
    return "Plaint needs %s; this is %s. %s: %s" % (wanted, this, then, " ".join(words))


def quoted(word):
    """The word as it is typed in a shell, with quotation marks where it has spaces."""
    return '"%s"' % word if not word or " " in word else word


def find_python():
    """The command of a Python on this machine that will do, or None."""
    if os.name == "nt":
        candidates = [["py", "-%d.%d" % (OLDEST[0], minor)] for minor in newest_first()]
    else:
        candidates = [["python3"]] + [["python%d.%d" % (OLDEST[0], minor)] for minor in newest_first()]
    for candidate in candidates:
        if will_do(candidate):
            return " ".join(candidate)
    return None


def newest_first():
    """The minor versions that will do, the newest first."""
    return range(NEWEST[1], OLDEST[1] - 1, -1)


def will_do(command):
    """Whether the command starts a Python that will do: a name on PATH alone may be an empty shim."""
    import subprocess

    code = "import sys; sys.exit(not (%r <= tuple(sys.version_info[:2]) <= %r))" % (OLDEST, NEWEST)
    with open(os.devnull, "w") as nothing:
        try:
            return subprocess.call(command + ["-c", code], stdout=nothing, stderr=nothing) == 0
        except OSError:
            return False
