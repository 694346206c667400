"""Readers who do not know who wrote what: the sheet hides it, and the key brings their verdicts home."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evals.models.blind_reading import Read, judged, main, sheet

CASES = [
    Read(
        f"case-{number}", "Ann meets Bob.", f"Ours {number}.", f"Theirs {number}.", {"ours": ["x"], "chain": ["y", "z"]}
    )
    for number in range(6)
]


def test_the_sheet_names_no_writer_and_is_the_same_each_time() -> None:
    text, key = sheet(CASES)
    assert not any(word in text for word in ("composer", "chain", '"ours"'))
    assert {one["A"] for one in key.values()} == {"ours", "composer"}, "not always the same first"
    assert sheet(CASES) == (text, key)


def test_the_majority_of_the_readers_counts() -> None:
    _, key = sheet(CASES[:2])
    ours = {name: "A" if one["A"] == "ours" else "B" for name, one in key.items()}
    theirs = {name: "B" if side == "A" else "A" for name, side in ours.items()}
    chain = {name: [n for n, one in enumerate(one["sentences"], 1) if one == "chain"] for name, one in key.items()}
    readers = [
        {"case-0": {"prefer": ours["case-0"], "unsupported": chain["case-0"]}, "case-1": {"prefer": theirs["case-1"]}},
        {"case-0": {"prefer": ours["case-0"], "unsupported": chain["case-0"]}, "case-1": {"prefer": theirs["case-1"]}},
        {"case-0": {"prefer": theirs["case-0"]}, "case-1": {"prefer": "equal"}},
    ]
    found = judged(key, readers)
    assert found["preferred"] == {"ours": 1, "composer": 1, "equal": 0}
    assert found["lost"] == ["case-1"]
    assert found["unsupported"] == {"ours": 0.0, "chain": 0.5}


def test_two_texts_that_are_the_same_are_equal_whatever_is_said() -> None:
    _, key = sheet([Read("same", "", "One.", "One.", {"ours": ["One."]})])
    found = judged(key, [{"same": {"prefer": "A"}}])
    assert found["preferred"]["equal"] == 1


def test_it_is_called_with_the_key_and_the_answers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, key = sheet(CASES[:1])
    (tmp_path / "key.json").write_text(json.dumps(key))
    (tmp_path / "one.json").write_text(json.dumps({"case-0": {"prefer": "equal", "unsupported": [1, 2, 3]}}))
    assert main([str(tmp_path / "key.json"), str(tmp_path / "one.json")]) == 0
    assert json.loads(capsys.readouterr().out)["unsupported"] == {"ours": 1.0, "chain": 1.0}
    assert main([]) == 2
