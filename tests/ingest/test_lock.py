import subprocess
import sys
from pathlib import Path

import pytest

from ingest.errors import DatabaseUnavailable, FolderInUse
from ingest.lock import FolderLock

_HOLD = """
import sys
from pathlib import Path
from ingest.lock import FolderLock
lock = FolderLock(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""


def test_a_second_process_is_turned_away_until_the_first_dies(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as owner:
        assert owner.stdout is not None
        assert owner.stdout.readline() == "held\n"
        with pytest.raises(FolderInUse) as caught:
            FolderLock(tmp_path)
        assert str(tmp_path) in caught.value.message
        assert "--data" in caught.value.next_step
        owner.kill()
        owner.wait()
    FolderLock(tmp_path).close()


def test_one_process_cannot_hold_a_folder_twice(tmp_path: Path) -> None:
    with FolderLock(tmp_path), pytest.raises(FolderInUse):
        FolderLock(tmp_path)


def test_a_closed_lock_lets_the_next_one_in(tmp_path: Path) -> None:
    lock = FolderLock(tmp_path)
    lock.close()
    lock.close()
    FolderLock(tmp_path).close()


def test_a_missing_folder_is_one_clear_error(tmp_path: Path) -> None:
    file = tmp_path / "a file"
    file.write_text("not a folder")
    with pytest.raises(DatabaseUnavailable, match="a file"):
        FolderLock(file)
