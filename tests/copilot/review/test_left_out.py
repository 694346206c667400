"""What is left out of a note that speaks of trouble, and what of it stays."""

from __future__ import annotations

from datetime import date

from copilot.models import Note, NoteKind, Visibility
from copilot.review.left_out import REACH, left_out, without_trouble


def note(text: str, title: str = "July") -> Note:
    return Note(
        id="n1",
        relationship="r1",
        author="ines",
        date=date(2025, 7, 1),
        title=title,
        kind=NoteKind.REFLECTION,
        visibility=Visibility.PRIVATE,
        text=text,
    )


STORY = "It began in May. Then he harassed me at the depot. I told nobody."
OTHER = "We meet on 4 August. I bring the draft."


def test_the_paragraph_of_trouble_goes_and_the_rest_stays_in_its_place() -> None:
    text = f"{OTHER}\n\n{STORY}\n\n- ask Tom for the list\n"
    spared = without_trouble([note(text)])
    (kept,) = spared.notes
    assert len(kept.text) == len(text)
    assert kept.text.split() == (OTHER + " - ask Tom for the list").split()
    assert kept.text.index("ask Tom") == text.index("ask Tom")
    assert (spared.touched, spared.empty) == ({"n1"}, frozenset())


def test_a_list_line_of_trouble_goes_alone() -> None:
    (kept,) = without_trouble([note("- ask Tom for the list\n- he harassed me\n- book a room\n")]).notes
    assert kept.text.split() == "- ask Tom for the list - book a room".split()


def test_of_a_very_long_paragraph_what_is_far_from_the_trouble_stays() -> None:
    before = " ".join(f"We spoke of matter {number}." for number in range(REACH + 4))
    (kept,) = without_trouble([note(f"{before} Then he harassed me.")]).notes
    assert kept.text.strip().endswith("matter 3.")


def test_a_title_of_trouble_leaves_nothing() -> None:
    spared = without_trouble([note(OTHER, title="He harassed me")])
    assert not spared.notes[0].text.strip()
    assert spared.empty == {"n1"}


def test_other_notes_are_as_they_were() -> None:
    plain = note(OTHER)
    spared = without_trouble([plain])
    assert spared.notes == (plain,)
    assert not spared.touched
    assert left_out(plain) == []
