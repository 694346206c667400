"""The file for a human reader: complete, repeatable, without filler."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from copilot.draft import Block, Citation, CitationKind, Draft, DraftStatus, Origin, Sentence, Support
from evals.drafts.reading_sample import Made, pick, write_sample


def made(*sentences: Sentence) -> Made:
    draft = Draft(
        kind="agenda",
        status=DraftStatus.DRAFTED,
        as_of=date(2026, 11, 20),
        viewer="ann",
        audience=["ann", "bo"],
        blocks=[Block(sentences=list(sentences))],
        held_back=["s2"],
    )
    return Made("ann", "r-ann-bo", {}, draft)


def sentence(number: int, text: str, origin: Origin = Origin.NOTE) -> Sentence:
    citation = Citation(kind=CitationKind.NOTE, id="n-1", document="May", date=date(2026, 5, 1), quote="send\nthe list")
    return Sentence(id=f"s{number}", text=text, origin=origin, citations=[citation], support=Support.SUPPORTED)


def test_a_sentence_comes_with_its_words_its_source_and_what_review_said(tmp_path: Path) -> None:
    file = tmp_path / "sample.md"
    write_sample([made(sentence(1, "Bo sends the list."), sentence(2, "It is late."))], file)
    text = file.read_text("utf-8")
    for words in ("> Bo sends the list.", "“send the list”", "May, 2026-05-01, n-1", "supported", "held back"):
        assert words in text


def test_connectives_and_repetitions_are_not_picked() -> None:
    one = made(sentence(1, "Bo sends the list."), sentence(2, "Then:", Origin.CONNECTIVE))
    assert [each.text for _, each in pick([one, one])] == ["Bo sends the list."]


def test_the_same_drafts_give_the_same_sample_and_another_seed_another() -> None:
    many = [made(*(sentence(number, f"Sentence {number}.") for number in range(40)))]
    first = [each.text for _, each in pick(many, 10)]
    assert first == [each.text for _, each in pick(many, 10)]
    assert len(set(first)) == 10
    assert first != [each.text for _, each in pick(many, 10, seed=1)]
