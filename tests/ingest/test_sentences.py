from __future__ import annotations

from itertools import pairwise

import pytest

from ingest.sentences import sentences


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Met Dr. Smith, e.g. about the plan.|She agreed, i.e. said yes.|It took approx. five hours.",
        "We start at 16:00.|Then J. R. Tolkien spoke at 3.5 p.m. on 4 Jan. 2024.|Good.",
        "Next mtg. Tuesday w/ Sam.|ok?",
        "met with sam.|talked about the roadmap.|will send mgmt. the list.|follow up in mtg. next week.",
        '"I don\'t know," she said.|"Really?" he asked.|"Yes."|Then they left... and came back.|Wait...|What?',
        "See https://example.com/a.b?c=d.|Then go.|Version 2.0.1 is out.|See node.js docs.",
        "He moved to the U.S.|He likes it.|The U.S. Government did.|Plan B.|Then we go (see below).|(Not now.)|Ok!",
        "Prof. Lee et al. (2019) found it.|See Fig. 3.|No. 5 is alive.|No.|I won't.|Thanks.|It cost $5.50.|3 came.",
        "**Goal.**|Learn SQL.|*Why?*|Because.|Done etc. in the end.",
        "1. First do this.|Then that.",
        "会议很好。|下次见！",
    ],
)
def test_boundaries_within_a_line(text: str) -> None:
    parts = text.split("|")
    joint = "" if "。" in text else " "
    assert split(joint.join(parts)) == parts


def test_bullets_and_checkboxes_start_sentences() -> None:
    text = "Actions:\n- [ ] Send list by 17 Nov.\n- [x] Call Ada\n* Read book\n☐ Write"
    assert split(text) == [
        "Actions:",
        "- [ ] Send list by 17 Nov.",
        "- [x] Call Ada",
        "* Read book",
        "☐ Write",
    ]


def test_a_margin_does_not_end_a_sentence_but_the_author_does() -> None:
    wrapped = (
        "This is a paragraph whose lines are broken near the margin of the page and\n"
        "Alice goes on speaking to the people of the town until everybody has heard\nit."
    )
    assert split(wrapped) == [wrapped]
    assert split("Met Sarah at 10\nTalked about roadmap\nShe will send it to\nAda") == [
        "Met Sarah at 10", "Talked about roadmap", "She will send it to\nAda",
    ]  # fmt: skip


def test_a_row_and_a_line_of_code_are_one_each() -> None:
    assert split("| A. b | C. d |\n| e | f |\n\n```\nx. Y\nz\n```") == [
        "| A. b | C. d |", "| e | f |", "```", "x. Y", "z", "```",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "piece",
    [
        "a",
        ".",
        " ",
        "\n",
        '" ',
        "a. ",
        "\n x",
        "[",
        "*",
        "... ",
        "```\n",
        "> ",
        ".)",
        "| ",
        "Ab\n" + "c" * 50,
    ],
)
def test_a_megabyte_of_one_thing_comes_back_in_order(piece: str) -> None:
    """Anything quadratic would take hours here."""
    size = 1_000_000 if len(piece) == 1 else 200_000
    text = piece * (size // len(piece)) + "x"
    spans = sentences(text)
    assert spans
    assert all(start < end <= len(text) for start, end in spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
