"""Files in: find them, and read each as Markdown text in a child process with limits.

with Reader() as reader:
    for path in find_files([folder]):
        read = reader.read(path)
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType

from ingest.errors import FileTooLarge, UnreadableFile, UnsupportedFile
from ingest.reading.formats import FORMATS
from ingest.reading.limits import ReadingLimits, ReadText
from ingest.reading.process import DEFAULT_PARSE, ParserProcess

__all__ = ["FORMATS", "ReadText", "Reader", "ReadingLimits", "find_files"]


def find_files(paths: Iterable[Path]) -> Iterator[Path]:
    """The files to read: those given as they are, folders walked in the order of names.

    Within folders hidden names, unsupported suffixes and folders already walked (symlink loops) are
    skipped; a folder that cannot be listed is yielded itself, so that reading it reports the failure.
    """
    walked: set[tuple[int, int]] = set()
    for path in paths:
        if path.is_dir():
            yield from _walk(path, walked)
        else:
            yield path


def _walk(folder: Path, walked: set[tuple[int, int]]) -> Iterator[Path]:
    pending = [folder]  # a stack, last name first: the walk is depth-first without recursion
    while pending:
        path = pending.pop()
        if not path.is_dir():
            yield path
            continue
        try:
            status = path.stat()
            if (status.st_dev, status.st_ino) in walked:
                continue
            names = sorted((entry for entry in os.listdir(path)), reverse=True)  # noqa: PTH208 - names only
        except OSError:
            yield path
            continue
        walked.add((status.st_dev, status.st_ino))
        for name in names:
            child = path / name
            if not name.startswith(".") and (child.is_dir() or (_is_supported(child) and child.exists())):
                pending.append(child)


def _is_supported(path: Path) -> bool:
    return path.suffix.lower() in FORMATS


class Reader:
    """Reads files one after another; parsing happens in one reused child process.

    The child starts with the first file. A file that hangs, crashes or eats memory ends only the child.
    `parse` names another function for the child to run, as `module:function`.
    """

    def __init__(self, limits: ReadingLimits | None = None, parse: str = DEFAULT_PARSE) -> None:
        self._limits = limits or ReadingLimits()
        self._process = ParserProcess(self._limits, parse)

    def __enter__(self) -> Reader:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the child process. The reader may be used again: it starts another."""
        self._process.close()

    @property
    def child_pid(self) -> int | None:
        """The process id of the child, None while there is none."""
        return self._process.pid

    def read(self, path: Path) -> ReadText:
        """The file as Markdown, its title, format and front matter.

        Raises UnsupportedFile (suffix), FileTooLarge (on disk or unpacked) or UnreadableFile (missing,
        empty, binary, encrypted, broken, without a text layer, too slow, too much memory); each names
        the file and the next step.
        """
        if path.is_file() and not _is_supported(path):
            raise UnsupportedFile(
                f"{path} is of a format that is not read ({path.suffix or 'no suffix'}).",
                f"Use one of {', '.join(FORMATS)}.",
            )
        try:
            status = path.stat()
        except OSError as error:
            raise UnreadableFile(
                f"{path} cannot be opened ({error.strerror}).", "Check its name and permissions."
            ) from error
        if not stat.S_ISREG(status.st_mode):
            raise UnreadableFile(f"{path} is not a file that can be read.", "Name a file, or a folder you may list.")
        if status.st_size > self._limits.file_bytes:
            raise FileTooLarge(
                f"{path} is larger than the limit of {self._limits.file_bytes / 1e6:g} MB.",
                "Split it, or leave out what is not text.",
            )
        if status.st_size == 0:
            raise UnreadableFile(f"{path} is empty.", "Remove it, or write something in it.")
        return self._process.run(path)
