"""How answers are judged: by what they say and cite, not by having said something."""

from __future__ import annotations

from datetime import date

from copilot import programme_file
from copilot.draft import Block, Citation, CitationKind, Draft, DraftStatus, Origin, Sentence
from evals.answers.asking import CASES, LATER_LOTS, Case, cases_in, judged
from evals.workspace import sample_file

ANSWERED = Case("a", "ines", "When?", True, ("n2",), ("4 April",), ("n2",))
DECLINED = Case("d", "ines", "Who?", False)


def draft(*quotes: tuple[str, str]) -> Draft:
    sentences = [
        Sentence(
            id=f"s{place}",
            text=f"“{words}”",
            origin=Origin.NOTE,
            citations=[Citation(kind=CitationKind.NOTE, id=note, quote=words)],
        )
        for place, (note, words) in enumerate(quotes)
    ]
    status = DraftStatus.DRAFTED if quotes else DraftStatus.DECLINED
    blocks = [Block(sentences=sentences)] if quotes else []
    return Draft(kind="ask", status=status, as_of=date(2025, 6, 1), viewer="ines", audience=["ines"], blocks=blocks)


def test_a_right_answer_says_it_with_the_newest_first() -> None:
    assert judged(ANSWERED, draft(("n2", "now on 4 April"), ("n1", "on 27 March"))) == ""


def test_the_old_statement_first_is_wrong() -> None:
    assert "newest" in judged(ANSWERED, draft(("n1", "on 27 March"), ("n2", "now on 4 April")))


def test_what_must_be_said_must_be_said() -> None:
    assert "does not say" in judged(ANSWERED, draft(("n2", "the panel moved")))


def test_declining_is_right_only_where_nothing_says() -> None:
    assert judged(ANSWERED, draft()) == "declined"
    assert judged(DECLINED, draft()) == ""
    assert judged(DECLINED, draft(("n1", "on 27 March"))) != ""


def test_without_words_to_say_the_source_decides() -> None:
    case = Case("g", "ines", "How do I end well?", True, ("library:closing-well",))
    assert judged(case, draft(("n1", "on 27 March"))) != ""
    right = draft(("n1", "Keep the last for looking back."))
    right.blocks[0].sentences[0].citations[0].document = "Closing well"
    assert judged(case, right) == ""


def test_the_committed_cases_are_twenty_of_each_at_least() -> None:
    cases = cases_in(CASES)
    every = [*cases, *(case for file in LATER_LOTS.values() for case in cases_in(file))]
    assert len({case.id for case in every}) == len(every)
    assert sum(case.answered for case in cases) >= 20
    assert sum(not case.answered for case in cases) >= 20
    assert all(case.answer_in for case in cases if case.answered)


def test_what_a_case_of_a_later_lot_must_say_stands_in_what_its_viewer_may_read() -> None:
    with sample_file() as sample:
        content = programme_file.load(sample)
    pairs = {pair.id: {pair.mentor, pair.mentee} for pair in content.relationships}
    notes = {note.id: note for note in content.notes}
    for case in (case for file in LATER_LOTS.values() for case in cases_in(file)):
        for one in (notes[source] for source in case.answer_in if source in notes):
            shared = one.visibility == "shared" and case.viewer in pairs.get(one.relationship or "", ())
            assert one.author == case.viewer or shared, case.id
            assert all(words.lower() in " ".join(one.text.split()).lower() for words in case.must_say), case.id
        for one in (notes[source] for source in case.closed_in):
            others = one.visibility == "private" or case.viewer not in pairs.get(one.relationship or "", ())
            later = content.programme.as_of is not None and one.date > content.programme.as_of
            assert later or (others and one.author != case.viewer), case.id
