"""What a run leaves behind: a table to read, JSON to compare."""

from __future__ import annotations

import hashlib
import json
import math
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console

from evals.figures import Figure, Measured, Outcome, Run, Table, at_least
from evals.report import as_json, fingerprint, hashes_of, show, value_of, versions


def outcomes(file: Path) -> list[Outcome]:
    figures = (
        Figure("share", 0.5, target=at_least(0.7), note="of [3] cases"),
        Figure("nothing", math.nan),
    )
    table = Table("failures", ("file", "reason"), (("a.pdf", "broken [sic]"),))
    return [
        Outcome("first", Measured(figures, {"k": 10}, (file,), (table,)), 2.0),
        Outcome("second", Measured(()), 0.0, skipped="its data is not there"),
    ]


def test_the_table_shows_figure_target_verdict_and_why_a_suite_was_skipped(tmp_path: Path) -> None:
    file = tmp_path / "corpus.jsonl"
    file.write_text("{}")
    console = Console(width=200, record=True, file=(tmp_path / "out").open("w"))
    show(console, outcomes(file))
    shown = console.export_text()
    for words in ("share", "0.500", "≥ 0.7", "missed", "of [3] cases", "its data is not there", "broken [sic]"):
        assert words in shown
    console.file.close()


def test_the_json_holds_settings_versions_and_the_hash_of_the_data(tmp_path: Path) -> None:
    file = tmp_path / "corpus.jsonl"
    file.write_text("{}")
    run = Run(tmp_path, tmp_path, tmp_path)
    found = outcomes(file)
    written = json.loads(
        json.dumps(as_json(found, run, datetime(2026, 1, 1, tzinfo=UTC), hashes_of(found, tmp_path)), allow_nan=False)
    )
    first, second = written["suites"]
    assert first["settings"] == {"k": 10}
    assert first["data"] == {"corpus.jsonl": hashlib.sha256(b"{}").hexdigest()}
    assert [figure["value"] for figure in first["figures"]] == [0.5, None]
    assert [figure["verdict"] for figure in first["figures"]] == ["missed", "reported"]
    assert second["skipped"] == "its data is not there"
    assert written["versions"]["numpy"]


def test_a_package_that_is_not_installed_has_no_version() -> None:
    assert versions(["no-such-package-anywhere"]) == {"no-such-package-anywhere": None}


def test_a_folders_fingerprint_changes_with_a_name_and_with_a_byte(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.md").write_text("words")
    first = fingerprint(tmp_path)
    assert fingerprint(tmp_path) == first
    (tmp_path / "sub" / "a.md").write_text("word")
    changed = fingerprint(tmp_path)
    (tmp_path / "sub" / "a.md").write_text("words")
    (tmp_path / "sub" / "a.md").rename(tmp_path / "sub" / "b.md")
    assert len({first, changed, fingerprint(tmp_path)}) == 3


def test_values_read_well() -> None:
    assert value_of(Figure("count", 12345)) == "12,345"
    assert value_of(Figure("share", 0.71849)) == "0.718"
    assert value_of(Figure("time", 81.26, "ms")) == "81.3 ms"
    assert value_of(Figure("none", math.nan)) == "none"
