"""One process owns a data folder: an OS lock, which the system releases when the process dies."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType

from filelock import FileLock, Timeout

from ingest.errors import DatabaseUnavailable, FolderInUse

LOCK_FILE = "owner.lock"


class FolderLock:
    """The right to write in `folder`, held from construction to `close()` or the end of the process.

    Args:
        folder: an existing folder.

    Raises:
        FolderInUse: another process, or another part of this one, holds it. Nothing waits.
        DatabaseUnavailable: the lock file cannot be made there.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        # Any thread may release it, and the file stays: removing a lock file lets two processes in.
        self._lock = FileLock(folder / LOCK_FILE, blocking=False, thread_local=False)
        try:
            self._lock.acquire()
        except Timeout as error:
            raise FolderInUse(
                f"The data folder {folder} is in use: another `mentor` command or the app is running on it.",
                "Wait for it to end or close it, then try again; or name another folder with --data.",
            ) from error
        except OSError as error:
            raise DatabaseUnavailable(
                f"The data folder {folder} cannot be written: {error}.", "Make it exist and be writable."
            ) from error

    def close(self) -> None:
        """Let others in. Closing twice does nothing."""
        self._lock.release()

    def __enter__(self) -> FolderLock:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
