"""The parent's side of reading: one child process, reused, replaced when a file breaks it."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import threading
from dataclasses import asdict
from pathlib import Path
from typing import Any

from ingest import errors
from ingest.reading import worker
from ingest.reading.limits import ReadingLimits, ReadText

DEFAULT_PARSE = "ingest.reading.formats:parse"
START_SECONDS = 60.0
"""Time for the child to start: a busy machine may be slow, and no file is to blame for that."""

# Native libraries reserve address space for each thread, which would count against the memory limit.
_ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
_BOOT = "import sys; sys.path[:] = sys.argv[1:]; from ingest.reading.worker import serve; serve()"


class ParserProcess:
    """Runs `parse` (`module:function`, path and limits -> ReadText) in a child process.

    The child starts on the first `run`, is reused, and is replaced after a file that hung, crashed or was
    over its memory. Not for use by several threads at once.
    """

    def __init__(self, limits: ReadingLimits, parse: str = DEFAULT_PARSE) -> None:
        self._limits = limits
        self._parse = parse
        self._child: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int | None:
        """The child's process id, None while there is none."""
        return None if self._child is None else self._child.pid

    def run(self, path: Path) -> ReadText:
        """What `parse` returns for the file.

        Raises the IngestError that it raised (its message prefixed by the file), or UnreadableFile for a
        hang, a crash, too much memory or a failure inside a library.
        """
        child = self._child or self._start()
        answer, timed_out = self._ask(child, {"path": str(path.absolute())}, self._limits.seconds)
        if answer is None:
            code = self._stop()
            raise self._broken(path, timed_out, code)
        if "read" in answer:
            fields: Any = answer["read"]
            return ReadText(**fields)
        kind = str(answer["error"])
        if kind == "MemoryError":
            self._stop()
            raise self._too_much_memory(path)
        if kind == "parser":
            raise errors.UnreadableFile(
                f"{path} could not be parsed ({answer['message']}).",
                "Open it in its own program and save it again, or as text.",
            )
        known = {"UnsupportedFile": errors.UnsupportedFile, "FileTooLarge": errors.FileTooLarge}
        raise known.get(kind, errors.UnreadableFile)(f"{path} {answer['message']}.", str(answer["next_step"]))

    def close(self) -> None:
        """End the child, if there is one."""
        if self._child is not None:
            self._stop()

    def _start(self) -> subprocess.Popen[bytes]:
        here = [entry or str(Path.cwd()) for entry in sys.path]
        child = subprocess.Popen(
            [sys.executable, "-I", "-c", _BOOT, *here],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, **_ONE_THREAD},
        )
        self._child = child
        setup: dict[str, object] = {"limits": asdict(self._limits), "parse": self._parse}
        answer, timed_out = self._ask(child, setup, START_SECONDS)
        if answer is None:
            code = self._stop()
            why = f"no answer in {START_SECONDS:.0f} s" if timed_out else f"exit code {code}"
            raise errors.IngestError(
                f"The process that reads files did not start ({why}).",
                "Check that the installation is complete, and that memory is free.",
            )
        return child

    @staticmethod
    def _ask(
        child: subprocess.Popen[bytes], message: dict[str, object], seconds: float
    ) -> tuple[dict[str, object] | None, bool]:
        """The child's answer (None: it is gone), and whether it was ended for taking too long."""
        assert child.stdin is not None
        assert child.stdout is not None
        timed_out = threading.Event()

        def end() -> None:
            timed_out.set()
            child.kill()

        timer = threading.Timer(seconds, end)
        timer.daemon = True
        timer.start()
        try:
            worker.send(child.stdin, message)  # type: ignore[arg-type]
            answer = worker.receive(child.stdout)  # type: ignore[arg-type]
        except BrokenPipeError:
            answer = None
        finally:
            timer.cancel()
        return answer, timed_out.is_set()

    def _stop(self) -> int:
        child, self._child = self._child, None
        assert child is not None
        child.kill()
        assert child.stdout is not None
        assert child.stdin is not None
        child.stdout.close()
        with contextlib.suppress(BrokenPipeError):  # a request was still buffered for the child that is gone
            child.stdin.close()
        return child.wait()

    def _broken(self, path: Path, timed_out: bool, code: int) -> errors.UnreadableFile:
        if timed_out:
            return errors.UnreadableFile(
                f"{path} took longer than {self._limits.seconds:g} s to parse.",
                "Split it, or save it as text, and try again.",
            )
        if code == worker.OUT_OF_MEMORY:
            return self._too_much_memory(path)
        return errors.UnreadableFile(
            f"{path} made its parser crash (exit code {code}).",
            "Open it in its own program and save it again, or as text.",
        )

    def _too_much_memory(self, path: Path) -> errors.UnreadableFile:
        return errors.UnreadableFile(
            f"{path} needs more than {self._limits.memory_bytes // 1024**2} MiB of memory to parse.",
            "Split it, or save it as text, and try again.",
        )
