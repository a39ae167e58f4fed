"""Compiled templates, kept between builds as Python keeps modules: compiling them takes a tenth of a second."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket

from plaint.site.printed import VERSION


class Compiled(jinja2.BytecodeCache):
    """A folder of compiled templates, a file each. One whose source has changed since is compiled anew.

    What other versions of Python and of Jinja compiled, or other settings, is never looked at. Where the folder
    cannot be written, nothing is kept.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.version = f"{sys.implementation.cache_tag}-jinja-{jinja2.__version__}-{VERSION}"

    def load_bytecode(self, bucket: Bucket) -> None:
        try:
            bucket.bytecode_from_string(self._file(bucket).read_bytes())
        except Exception:  # whatever a file can hold that is none of these
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        file = self._file(bucket)
        # Nobody must read a file that is half written.
        spare = file.with_name(f"{file.name}.{os.getpid()}")
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            spare.write_bytes(bucket.bytecode_to_string())
            spare.replace(file)

    def _file(self, bucket: Bucket) -> Path:
        env = bucket.environment
        settings = env.autoescape, env.trim_blocks, env.lstrip_blocks, env.keep_trailing_newline
        return self.folder / f"{bucket.key}.{self.version}-{''.join(str(int(bool(each))) for each in settings)}"
