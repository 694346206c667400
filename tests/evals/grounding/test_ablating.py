"""What a rule catches alone, and which words an edit put in."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from copilot.review.grounding import Context, Source
from copilot.writing.prompting import Prompts
from evals.grounding.ablating import Ruled, of_rules
from evals.grounding.public_sets import Claim, edited_sentences
from evals.grounding.with_model import TimedVote, talk_figures


def test_a_rule_is_told_with_what_nothing_else_finds() -> None:
    sentences = [
        Ruled(False, frozenset({"name", "date"})),
        Ruled(False, frozenset({"name"})),
        Ruled(False, frozenset()),
        Ruled(True, frozenset({"date"})),
        Ruled(True, frozenset()),
    ]
    rows = {row[0]: row[1:] for row in of_rules("x", sentences).rows}
    assert rows["any"] == ("2 of 3", "1 of 2")
    assert rows["name"] == ("2 (1)", "0 (0)")
    assert rows["date"] == ("1 (0)", "1 (1)")


def test_of_an_edited_summary_only_what_was_changed_can_be_wrong(tmp_path: Path) -> None:
    first = "Ben paid the bill. Ann left early."
    rows = [
        {"id": "t_1_og", "label": 1, "summary": first, "original_summary": first, "doc": "Ben: I paid. "},
        {
            "id": "t_1_2",
            "label": 0,
            "summary": "Ben paid the bill. Ann left late.",
            "original_summary": first,
            "doc": "",
        },
        {"id": "t_1_3", "label": 1, "summary": "Ben paid it. Ann left early.", "original_summary": first, "doc": ""},
    ]
    file = tmp_path / "edited.json"
    file.write_text(json.dumps(rows), "utf-8")
    found = {one.text: one for one in edited_sentences(file)}
    assert {text: one.claim.supported for text, one in found.items()} == {
        "Ben paid the bill.": True,
        "Ann left early.": True,
        "Ann left late.": False,
        "Ben paid it.": True,
    }
    assert [found["Ann left late."].text[place:] for place in found["Ann left late."].changed] == ["late."]
    assert not found["Ann left early."].changed


def test_a_vote_on_a_sentence_is_asked_once_and_its_worst_counts(tmp_path: Path) -> None:
    asked: list[str] = []

    def vote(sentence: str, sources: Sequence[Source], context: Context) -> float | None:
        asked.append(sentence)
        return {"Yes.": 0.9, "No.": 0.1}.get(sentence)

    claims = [
        Claim(str(at), "talk", ("Yes.", "No.") if at % 2 else ("Yes.", "What?"), Source(""), at % 2 == 0)
        for at in range(6)
    ]
    timed = TimedVote(vote, Prompts(), tmp_path / "votes.json")
    alone, both = talk_figures("x", claims, [0.5] * 6, timed)
    assert sorted(asked) == ["No.", "What?", "Yes."]
    assert len(timed.seconds) == 3
    assert alone.value == both.value == pytest.approx(1.0)

    timed.save()
    again = TimedVote(vote, Prompts(), tmp_path / "votes.json")
    assert again("No.", (Source(""),), claims[0].context) == 0.1
    assert (len(asked), again.figures()) == (3, [])
    assert again("What?", (Source(""),), claims[0].context) is None
    assert len(asked) == 4  # the model may have failed: what it did not vote on is asked again
