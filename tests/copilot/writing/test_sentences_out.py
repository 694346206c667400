"""A model's answer as plain sentences: whatever it wrote, nothing but words with labels comes out."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copilot.writing.sentences_out import LONGEST, Landing, Said, clean, read

LABELS = ("N1", "B2", "G3")


def sentences(text: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(one.text, one.cites) for one in read(text, LABELS, (), 20)]


WHOLE = '{"sentences":[{"cites":["N1"],"text":"We met in May."},{"cites":["B2","G3"],"text":"You lead a team."}]}'
BOTH = [("We met in May.", ("N1",)), ("You lead a team.", ("B2", "G3"))]


@pytest.mark.parametrize(
    "answer",
    [
        WHOLE,
        f"```json\n{WHOLE}\n```",
        f"Sure, here it is:\n{WHOLE}\nI hope this helps!",
        '{"blocks":[{"heading":"","sentences":[{"text":"We met in May.","cites":"[N1]"},{"text":"You lead a team.","cites":"B2, G3"}]}]}',
        '[{"text":"We met in May.","cites":["[N1]"]},{"sentence":"You lead a team.","labels":[{"label":"B2"},{"label":"g3"}]}]',
        "- We met in May. [N1]\n- You lead a team. [B2, G3]",
        "1. We met in May [N1].\n2. You lead a team (B2; G3).",
    ],
)
def test_whatever_shape_the_answer_has_the_sentences_are_read(answer: str) -> None:
    assert sentences(answer) == BOTH


def test_an_answer_that_was_cut_off_gives_what_was_whole() -> None:
    assert sentences(WHOLE[: WHOLE.index('"You')]) == BOTH[:1]
    assert sentences(WHOLE[: WHOLE.index("],") - 3])[:1] == []


def test_labels_that_do_not_exist_are_dropped() -> None:
    assert sentences('{"sentences":[{"cites":["N9","N1","X"],"text":"We met in May."}]}') == BOTH[:1]


@pytest.mark.parametrize(
    "text",
    [
        "See https://evil.example/x for more.",
        "See www.evil.example for more.",
        "Write to mallory@evil.example today.",
        "![a picture](https://evil.example/p.png) We met.",
        "Click [here](evil) to go on.",
        "We met <img src=x onerror=alert(1)> in May.",
        "<script>alert(1)</script> We met in May.",
        "Visit evil.com/login and sign in.",
        "It is at hxxps://evil.example now.",
        "Run javascript:alert(1) in the page.",
    ],
)
def test_a_sentence_with_a_link_or_an_image_is_left_out(text: str) -> None:
    assert not any("evil" in one or "alert" in one or "!" in one for one in clean(text))


@pytest.mark.parametrize("cut", ["You like the format because it has a", "We met in May and", "It is up to the “"])
def test_a_sentence_that_stops_in_the_middle_is_left_out(cut: str) -> None:
    assert clean(cut) == []
    assert clean("That is what the plan is for.") == ["That is what the plan is for."]


def test_a_link_that_the_author_typed_may_stand() -> None:
    typed = ["Please look at https://example.org/plan before we meet."]
    assert clean("Could you look at https://example.org/plan?", typed) == [
        "Could you look at https://example.org/plan?"
    ]
    assert clean("Could you look at https://example.org/other?", typed) == []


@pytest.mark.parametrize(
    ("written", "left"),
    [
        ("**We** met in `May`.", "We met in May."),
        ("# We met in May", "We met in May."),
        ("We <b>met</b> in&nbsp;May.", "We met in May."),
        ("We\x00 met\x1b in\u202e May\u200b.", "We met in May."),
        ("We met in May. [N1]", "We met in May."),
        ("We met\tin   May", "We met in May."),
    ],
)
def test_markup_and_control_characters_are_taken_out(written: str, left: str) -> None:
    assert clean(written) == [left]


def test_two_sentences_become_two_with_the_same_labels() -> None:
    found = sentences('{"sentences":[{"cites":["N1"],"text":"We met in May. You spoke."}]}')
    assert found == [("We met in May.", ("N1",)), ("You spoke.", ("N1",))]


def test_a_quotation_of_several_sentences_stays_one() -> None:
    assert clean("Amara wrote: “We met. It was late.” That was in May.") == [
        "Amara wrote: “We met. It was late.”",
        "That was in May.",
    ]


def test_there_is_an_end_to_what_is_read() -> None:
    many = json.dumps({"sentences": [{"cites": ["N1"], "text": f"Sentence number {n}."} for n in range(500)]})
    assert len(read(many, LABELS, (), 20)) == 20
    assert clean("word " * LONGEST) == []


@given(st.text(max_size=400))
def test_no_answer_breaks_the_reading(answer: str) -> None:
    for one in read(answer, LABELS, (), 20):
        assert one.text.strip()
        assert set(one.cites) <= set(LABELS)


@given(st.integers(min_value=0, max_value=len(WHOLE)))
def test_an_answer_cut_off_anywhere_breaks_nothing(at: int) -> None:
    assert len(read(WHOLE[:at], LABELS, (), 20)) <= 2


def test_each_sentence_lands_once_and_when_it_is_whole() -> None:
    landed: list[Said] = []
    landing = Landing(LABELS, (), 20, landed.append)
    for at in range(len(WHOLE) + 1):
        landing.grew(WHOLE[:at])
        if at < WHOLE.index("}"):
            assert landed == []
    assert [(one.text, one.cites) for one in landed] == BOTH


def test_a_sentence_does_not_begin_with_its_own_label() -> None:
    assert sentences('{"G3": "G3 what have you tried, and what happened?"}') == [
        ("What have you tried, and what happened?", ("G3",))
    ]


def test_a_sentence_for_each_label_lands_when_it_is_whole() -> None:
    answer = '{"N1": "We met in May.", "B2": "You lead a team."}'
    landed: list[Said] = []
    landing = Landing(LABELS, (), 20, landed.append)
    landing.grew(answer[: answer.index('"B2"')])
    assert landed == [Said("We met in May.", ("N1",))]
    landing.grew(answer)
    assert landed[1:] == [Said("You lead a team.", ("B2",))]
