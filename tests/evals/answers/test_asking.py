"""How answers are judged: by what they say and cite, not by having said something."""

from __future__ import annotations

from datetime import date
from importlib import resources

from copilot.draft import Block, Citation, CitationKind, Draft, DraftStatus, Origin, Sentence
from evals.answers.asking import CASES, Case, judged, load

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
    with resources.as_file(resources.files("evals") / CASES) as path:
        cases = load(path)
    assert len({case.id for case in cases}) == len(cases)
    assert sum(case.answered for case in cases) >= 20
    assert sum(not case.answered for case in cases) >= 20
    assert all(case.answer_in for case in cases if case.answered)
