"""Words that bound what is said: which of them a source must say, and which are mere phrases."""

from __future__ import annotations

import datetime as dt

import pytest

from copilot.review.grounding import Context, KnownPerson, Source, ground

LENA = KnownPerson("Lena Brandt", "Lena", "mentee")
CONTEXT = Context((LENA,), LENA.name, dt.date(2026, 9, 20))


def bounded_otherwise(told: str, said: str) -> bool:
    source = Source(said, date=dt.date(2026, 9, 10), author=LENA.name)
    return "quantity" in {problem.kind for problem in ground(told, [source], CONTEXT).problems}


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("Text for the brochure: 300 words max.", "The text for the brochure may have no more than 300 words."),
        ("Talk: ten minutes, no more.", "The talk is to last at most ten minutes."),
        ("I pick the hall.", "The choice of the hall is up to me."),
        ("Of 20 looms 9 arrived.", "Only about half of the 20 looms arrived."),
        ("Of 20 looms 19 arrived.", "All but one of the 20 looms arrived."),
        ("I have a shed and a cart.", "A shed and a cart are all I have."),
        ("The check was fine.", "They found nothing wrong in the check."),
        ("Write names and sums, leave the rest out.", "Write nothing but names and sums."),
        ("What worries Lena is the roof.", "What worries Lena most is the roof."),
        ("The vet said yes, the miller no.", "Only the vet said yes."),
        ("A volunteer may stop without a reason.", "No volunteer owes a reason for stopping, nobody at all."),
        ("The looms need two weeks or more.", "The looms need at least two weeks."),
        ("We meet after the harvest, not earlier.", "We meet only after the harvest."),
    ],
)
def test_a_bound_in_other_words_is_the_same_bound(said: str, told: str) -> None:
    assert not bounded_otherwise(told, said)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("The fund pays for looms and yarn.", "The fund pays only for looms and yarn."),
        ("She brings yarn.", "She always brings yarn."),
        ("The boxes hold yarn.", "The boxes mostly hold yarn."),
        ("The course has ten places.", "The course has at least ten places."),
        ("The course has ten places.", "The course has up to ten places."),
        ("The looms are old.", "Nobody likes the looms."),
        ("Most of the looms are sold.", "All the looms are sold."),
        ("The carpet is nearly finished.", "The carpet is finished."),
        ("Some of the looms work.", "The looms work."),
        ("Usually she is early.", "She is always early."),
    ],
)
def test_a_bound_that_no_source_sets_is_named(said: str, told: str) -> None:
    assert bounded_otherwise(told, said)
