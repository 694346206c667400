"""A file is written whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from copilot.errors import BriefError, InvalidInput
from copilot.whole_file import keep_what_stands, write_whole


def test_what_is_written_takes_the_place_of_what_was_there(tmp_path: Path) -> None:
    file = tmp_path / "draft.md"
    write_whole(file, b"first")
    write_whole(file, b"second")
    assert file.read_bytes() == b"second"
    assert list(tmp_path.iterdir()) == [file]


def test_it_is_its_owners_alone(tmp_path: Path) -> None:
    write_whole(tmp_path / "draft.md", b"mine")
    assert (tmp_path / "draft.md").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("failing", ["os.fsync", "pathlib.Path.replace"])
def test_a_failure_leaves_what_was_there_and_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    file = tmp_path / "draft.md"
    file.write_bytes(b"before")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(failing, full)
    with pytest.raises(InvalidInput, match="No space left"):
        write_whole(file, b"after")
    assert file.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [file]


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match=r"nowhere.*cannot be written"):
        write_whole(tmp_path / "nowhere" / "draft.md", b"x")


def test_a_long_name_is_no_matter(tmp_path: Path) -> None:
    file = tmp_path / f"{'n' * 240}.md"
    write_whole(file, b"x")
    assert file.read_bytes() == b"x"


def test_what_stands_in_a_file_is_kept_unless_that_was_said(tmp_path: Path) -> None:
    file = tmp_path / "draft.md"
    keep_what_stands(file, force=False)
    file.touch()
    keep_what_stands(file, force=False)
    file.write_text("mine", encoding="utf-8")
    with pytest.raises(BriefError, match="exists already") as refused:
        keep_what_stands(file, force=False)
    assert "--force" in refused.value.next_step
    keep_what_stands(file, force=True)
