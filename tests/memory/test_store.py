"""The store: what is damaged, locked or cannot be written costs time, and never anything else."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plaint.memory.store import Store, key_of
from tests.sites import ROOT


def kept(path: Path) -> dict[bytes, bytes | None]:
    store = Store(path)
    found = {key: store.get(key) for key in store.kept()}
    store.close()
    return found


def filled(path: Path) -> Path:
    store = Store(path)
    for number in range(200):
        store.put(b"%d" % number, b"value %d " % number * 50)
    store.commit()
    store.close()
    return path


def test_a_value_is_there_in_the_next_process(tmp_path: Path):
    """What was put and committed is read back; what was not committed is not."""
    store = Store(tmp_path / "a.db")
    store.put(b"one", b"1")
    assert store.get(b"one") == b"1"
    store.commit()
    store.put(b"two", b"2")
    store.close()
    assert kept(tmp_path / "a.db") == {b"one": b"1"}


@given(st.data())
def test_bytes_changed_anywhere_give_the_value_or_none(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject):
    """A file damaged in any place never gives a value that was not put, and never raises; it can be written again."""
    path = filled(tmp_path_factory.mktemp("store") / "a.db")
    content = bytearray(path.read_bytes())
    start = data.draw(st.integers(0, len(content) - 1))
    content[start : start + data.draw(st.integers(1, 5000))] = data.draw(st.binary(max_size=200))
    path.write_bytes(content)
    found = kept(path)
    assert all(value in (None, b"value %d " % int(key) * 50) for key, value in found.items() if key.isdigit())
    store = Store(path)
    store.put(b"new", b"value")
    store.commit()
    store.close()
    # The first write may have found out about the damage, and begun a new file.
    again = Store(path)
    again.put(b"newer", b"value")
    again.commit()
    again.close()
    assert kept(path).get(b"newer") in (b"value", None)


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\0" + b"\0" * 100, b"\xff" * 5000])
def test_a_file_that_is_none_is_begun_anew(tmp_path: Path, content: bytes):
    """Whatever stands in its place, the store can be used."""
    path = tmp_path / "a.db"
    path.write_bytes(content)
    store = Store(path)
    store.put(b"one", b"1")
    store.commit()
    store.close()
    assert kept(path) == {b"one": b"1"}


def test_a_folder_in_its_place_keeps_nothing(tmp_path: Path):
    """A store that cannot be opened gives nothing and takes everything."""
    (tmp_path / "a.db").mkdir()
    store = Store(tmp_path / "a.db")
    store.put(b"one", b"1")
    store.commit()
    store.forget([b"one"])
    store.close()
    assert kept(tmp_path / "a.db") == {}


def test_a_table_of_another_shape_is_as_good_as_none(tmp_path: Path):
    """What another version left gives no value and raises nothing."""
    database = sqlite3.connect(tmp_path / "a.db")
    database.execute("CREATE TABLE kept (name TEXT)")
    database.commit()
    database.close()
    store = Store(tmp_path / "a.db")
    assert store.get(b"one") is None
    store.put(b"one", b"1")
    store.commit()
    store.close()


def test_two_stores_at_once(tmp_path: Path):
    """What one commits the other sees; neither waits for the other to be closed."""
    one, other = Store(tmp_path / "a.db"), Store(tmp_path / "a.db")
    one.put(b"one", b"1")
    one.commit()
    other.put(b"two", b"2")
    other.commit()
    assert one.get(b"two") == b"2"
    assert other.get(b"one") == b"1"
    one.close()
    other.close()


@pytest.mark.skipif(os.name == "nt", reason="permissions are of POSIX systems")
def test_a_folder_that_cannot_be_written_is_read(tmp_path: Path):
    """On a disk that cannot be written the values are there, and a commit does nothing."""
    folder = tmp_path / "kept"
    folder.mkdir()
    filled(folder / "a.db")
    script = f"""
import os, sys
import urllib.parse  # Python itself may stand where nobody else can read
sys.path.insert(0, {str(ROOT / "plugins")!r})
from pathlib import Path
from plaint.memory.store import Store
if os.getuid() == 0:
    os.setgid(65534)
    os.setuid(65534)  # permissions do not bind root
store = Store(Path({str(folder / "a.db")!r}))
assert store.get(b"7") == b"value 7 " * 50, store.get(b"7")
store.put(b"one", b"1")
store.commit()
store.close()
"""
    for each in (tmp_path, *tmp_path.parents):
        if each.is_relative_to(tempfile.gettempdir()) and each != Path(tempfile.gettempdir()):
            each.chmod(0o755)
    (folder / "a.db").chmod(0o444)
    folder.chmod(0o555)
    try:
        done = subprocess.run([sys.executable, "-B", "-c", script], capture_output=True, text=True, check=False)
    finally:
        folder.chmod(0o755)
    assert done.returncode == 0, done.stderr
    assert b"one" not in kept(folder / "a.db")


@given(st.lists(st.text(), max_size=4), st.lists(st.text(), max_size=4))
def test_two_lists_of_parts_share_no_key(one: list[str], other: list[str]):
    """Where one part ends and the next begins makes a difference."""
    assert (key_of(*one) == key_of(*other)) == (one == other)


def test_a_file_with_a_log_beside_it_is_read_and_written(tmp_path: Path):
    """What an older version kept, with SQLite's log beside the file, is there, and more can be kept with it."""
    filled(tmp_path / "a.db")
    database = sqlite3.connect(tmp_path / "a.db")
    assert database.execute("PRAGMA journal_mode = WAL").fetchone() == ("wal",)
    database.close()
    store = Store(tmp_path / "a.db")
    assert store.get(b"7") == b"value 7 " * 50
    store.put(b"one", b"1")
    store.commit()
    store.close()
    assert kept(tmp_path / "a.db")[b"one"] == b"1"
    assert [each.name for each in tmp_path.iterdir()] == ["a.db"]
