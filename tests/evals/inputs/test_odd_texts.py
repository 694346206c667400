"""Texts that no form expects: kept as they are, wherever a person may type."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evals.inputs.odd_texts import try_texts

OURS = [
    "",
    " ",
    "\u200b",
    "\ufeffbegins with a mark",
    "a NUL \0 inside",
    "half a pair \ud83d",
    "🧑🏽‍🤝‍🧑🏻 both, 👨‍👩‍👧",
    "e\u0301 is not é",
    "مرحبا بالعالم \u202eright to left",
    "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘",
    "tab\tand\r\nwindows\rlines\n\n\n",
    "line\u2028separator and next\x85line",
    "\x07bell \x1b[31mred\x1b[0m",
    "'; DROP TABLE passages; --",
    '" OR "1"="1',
    "NEAR(a b) AND * NOT -x : ^y",
    "<script>alert(1)</script>",
    "![x](http://example.org/?q=1) [a](javascript:b)",
    "{{ 7*7 }} {% include 'x' %} ${HOME} $(id) `id`",
    '=HYPERLINK("http://example.org")',
    "../../etc/passwd",
    "[bold]markup[/bold] :smile:",
    "--data",
    "- item: &anchor !!tag | > % @ `",
    "null",
    "1e999",
    "2026-13-45",
    "ends with a backslash \\",
    "a" * 1000,
    "word " * 300,
]
NAUGHTY = Path(__file__).parents[4] / "shared" / "data" / "attacks" / "naughty-strings.json"


def test_our_own_odd_texts_are_kept_as_they_are_everywhere(tmp_path: Path) -> None:
    trial = try_texts(OURS, tmp_path)
    assert trial.failed == []
    assert trial.mangled == []
    assert trial.tried > 10 * len(OURS)


@pytest.mark.skipif(not NAUGHTY.exists(), reason="the Big List of Naughty Strings is not here; see `python -m evals`")
def test_a_few_of_the_big_list_too(tmp_path: Path) -> None:
    texts = json.loads(NAUGHTY.read_text("utf-8"))[::25]
    trial = try_texts(texts, tmp_path)
    assert trial.failed + trial.mangled == []


def test_a_text_that_fails_or_changes_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from copilot import own_notes

    kept = own_notes.add

    def careless(corpus: object, viewer: object, text: str, **rest: object) -> object:
        if text == "fails":
            raise ZeroDivisionError
        return kept(corpus, viewer, text.upper(), **rest)  # type: ignore[arg-type]

    monkeypatch.setattr(own_notes, "add", careless)
    trial = try_texts(["fails", "quiet"], tmp_path)
    assert ["ZeroDivisionError" in each for each in trial.failed] == [True]
    assert trial.mangled == ["a note typed in: 'quiet' became 'QUIET'"]
