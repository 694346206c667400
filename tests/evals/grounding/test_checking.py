"""The suite's arithmetic: a check that says yes to all, or no to all, has to look as bad as it is."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path

import pytest

from copilot.review.grounding import Context, Problem, Source, Verdict
from evals.figures import Figure
from evals.grounding.as_reviewed import sources_of
from evals.grounding.checking import auc_figure, claim_score, failures, judge, own_figures
from evals.grounding.own_set import Half, SourceKind, load_half
from evals.grounding.public_sets import Claim, sentences, summedits, wice

_WORK = load_half(Half.WORK)


def _yes(sentence: str, sources: Sequence[Source], context: Context) -> Verdict:
    return Verdict(True, 1.0)


def _no(sentence: str, sources: Sequence[Source], context: Context) -> Verdict:
    return Verdict(False, 0.0, (Problem("unsupported", "no"),))


def _by_name(figures: Sequence[Figure]) -> dict[str, float]:
    return {figure.name: figure.value for figure in figures}


def test_a_check_that_always_says_yes_catches_nothing() -> None:
    figures = _by_name(own_figures(Half.WORK, judge(_WORK, _yes)))

    assert figures["work: true sentences flagged"] == 0
    assert figures["work: added details, caught"] == 0


def test_a_check_that_always_says_no_flags_all_that_is_true() -> None:
    figures = _by_name(own_figures(Half.WORK, judge(_WORK, _no)))

    assert figures["work: true sentences flagged"] == 1
    assert figures["work: names, numbers, dates, negation, caught"] == 1


def test_only_the_half_that_reports_has_targets() -> None:
    judged = judge(_WORK[:10], _yes)

    assert not any(one.target for one in own_figures(Half.WORK, judged) if one.unit != "ms")
    assert any(one.target for one in own_figures(Half.REPORT, judged) if one.unit != "ms")


def test_failures_name_a_sentence_without_its_words() -> None:
    table = failures(Half.WORK, judge(_WORK, _yes))

    assert len(table.rows) == sum(not one.supported for one in _WORK)
    assert not any(one.sentence in row for row in table.rows for one in _WORK)


def test_guidance_is_checked_without_author_and_day() -> None:
    one = next(one for one in _WORK if one.sources[0].kind is SourceKind.GUIDANCE)

    assert sources_of(one)[0].author is None
    assert sources_of(one)[0].date is None


def _claim(name: str, supported: bool, *texts: str) -> Claim:
    return Claim(name, name, texts, Source("Anna paid."), supported)


def test_a_claim_is_as_good_as_its_worst_sentence() -> None:
    def score(sentence: str, sources: Sequence[Source], context: Context) -> Verdict:
        return Verdict(True, 0.2 if "never" in sentence else 0.9)

    assert claim_score(_claim("a", True, "Anna paid.", "Anna never paid."), score) == pytest.approx(0.2)


def test_auc_is_of_supported_above_unsupported() -> None:
    claims = [_claim("a", True, "Yes."), _claim("b", False, "No."), _claim("c", False, "Yes.")]

    def score(sentence: str, sources: Sequence[Source], context: Context) -> Verdict:
        return Verdict(True, 1.0 if sentence == "Yes." else 0.0)

    assert auc_figure("x", claims, score, None).value == pytest.approx(0.75)
    assert math.isnan(auc_figure("x", claims[:1], score, None).value)


def test_public_sets_are_read_as_they_are_laid_out(tmp_path: Path) -> None:
    edited = tmp_path / "edited.json"
    edited.write_text(
        '[{"id": "talk_1_og", "label": "1", "summary": "Ben paid. Ann left.",'
        ' "doc": "Ben: I paid. . Ann: I left. "}, {"id": "talk_1_2", "label": 0, "summary": "Ben left.", "doc": "Ben: I paid."}]',
        "utf-8",
    )
    claims = tmp_path / "claims.jsonl"
    claims.write_text(
        '{"meta": {"id": "d1"}, "claim": "It rained.", "evidence": ["It rained.", "It was cold."], "label": "partially_supported"}\n',
        "utf-8",
    )

    first, second = summedits(edited)
    assert first.sentences == ("Ben paid.", "Ann left.")
    assert first.source.text == "Ben: I paid.\nAnn: I left."
    assert (first.supported, second.supported) == (True, False)
    assert first.about == second.about
    only = wice(claims)[0]
    assert (only.source.text, only.supported) == ("It rained.\nIt was cold.", False)


def test_a_summary_is_cut_into_sentences() -> None:
    assert sentences("Mr. Hill paid 2.50. She left! Then?") == ["Mr. Hill paid 2.50.", "She left!", "Then?"]
