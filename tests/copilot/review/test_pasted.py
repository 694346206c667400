"""Words of a note that somebody typed into a draft."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from copilot.draft import Citation
from copilot.models import Goal, Note, Visibility
from copilot.review.pasted import pasted
from ingest.models import Scope

DAY = date(2025, 6, 1)
PAIR = frozenset({Scope.programme("p"), Scope.relationship("r")})
PRIVATE = Note(
    "n1", "tom", DAY, "Inês seems tired. We spoke of the purple giraffe, and she wants to leave the firm.", "r"
)
SHARED = Note(
    "n2", "tom", DAY, "We planned the roadmap review and she wants to lead it.", "r", visibility=Visibility.SHARED
)


def found(text: str, *records: Note | Goal, opened: tuple[str, ...] = ()) -> list[Citation]:
    return pasted(text, records or (PRIVATE, SHARED), PAIR, opened)


def test_two_telling_words_of_a_private_note_are_its_words() -> None:
    [citation] = found("Let us talk about the Purple Giraffe.")
    assert (citation.id, citation.quote) == ("n1", "purple giraffe")
    assert PRIVATE.text[citation.start : citation.end] == citation.quote


def test_words_that_an_open_text_says_too_are_not() -> None:
    assert found("She wants to lead the roadmap review.") == found("A roadmap for her?") == []
    assert found("About the purple giraffe.", opened=("The zoo has a purple giraffe.",)) == []


def test_one_word_alone_is_nobodys() -> None:
    assert found("Are you tired?") == []


def test_a_long_run_is_a_notes_whoever_may_read_it() -> None:
    [citation] = found("Remember that we planned the roadmap review, and she wants to lead it?")
    assert citation.id == "n2"
    assert citation.quote == "planned the roadmap review and she wants to lead"


def test_a_private_goal_counts_as_a_note_does() -> None:
    goal = Goal("g1", "tom", "Become head of the observatory", DAY)
    [citation] = found("I could be head of the observatory.", goal)
    assert (citation.kind, citation.id) == ("goal", "g1")


WORDS = st.sampled_from("harbour quiet lantern drift marble orchid pewter saddle thimble violet willow zinc".split())


@given(st.lists(WORDS, min_size=2, max_size=8, unique=True), st.data())
def test_any_two_words_in_a_row_that_nobody_else_says_are_found(words: list[str], data: st.DataObject) -> None:
    note = Note("n1", "tom", DAY, " ".join(words))
    at = data.draw(st.integers(0, len(words) - 2))
    [citation] = pasted(f"I think of the {words[at]} {words[at + 1]}.", [note], PAIR, ())
    assert note.text[citation.start : citation.end] == citation.quote
