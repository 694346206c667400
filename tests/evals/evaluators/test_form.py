"""How a draft reads: errors, unsupported sentences, length, repetition and grade, each of which can fail."""

from __future__ import annotations

from copilot.draft import DraftStatus
from evals.evaluators.form import all_supported, checks_passed, length_in_bounds, reading_level, repetition
from evals.evaluators.judgement import Judgement
from tests.evals.evaluators.drafts import case, draft, error

AGENDA = " ".join(["word"] * 80)


def test_an_error_of_its_own_review_fails() -> None:
    assert checks_passed(case(), draft("Fine.")) == Judgement(True)
    assert checks_passed(case(), draft("Fine.", findings=(error("no source"),))) == Judgement(
        False, ("grounding: no source",)
    )


def test_an_unsupported_sentence_takes_its_share() -> None:
    assert all_supported(case(), draft("True.", "False.", unsupported=("False.",))) == Judgement(0.5, ("False.",))


def test_length_is_a_label_by_kind() -> None:
    assert length_in_bounds(case(), draft(AGENDA)) == Judgement("right")
    assert length_in_bounds(case(), draft("Too short.")) == Judgement("short", ("2 words",))
    assert length_in_bounds(case(), draft(" ".join([AGENDA] * 6))) == Judgement("long", ("480 words",))


def test_a_request_is_held_to_its_own_bounds_and_one_with_open_places_to_none() -> None:
    request = case("outreach", brief={"type": "request"})
    assert length_in_bounds(request, draft(" ".join(["word"] * 40), kind="outreach")) == Judgement(
        "short", ("40 words",)
    )
    assert length_in_bounds(request, draft("[Your words here: why.]", kind="outreach")) is None


def test_what_is_said_twice_is_counted_but_not_in_a_goal_which_shows_itself_twice() -> None:
    twice = draft("We meet again on Monday at nine.", "We meet again on Monday at nine.")
    found = repetition(case(), twice)
    assert found is not None
    assert 0.2 < float(found.value) < 0.5
    assert repetition(case(), draft("We meet again on Monday at nine.")) == Judgement(0.0)
    assert repetition(case("goal"), twice) is None


def test_long_words_read_harder() -> None:
    outreach = case("outreach")
    plain = reading_level(outreach, draft("I would like to ask you about your work.", kind="outreach"))
    hard = reading_level(
        outreach, draft("Organisational considerations necessitate interdisciplinary deliberation.", kind="outreach")
    )
    assert plain is not None
    assert hard is not None
    assert float(plain.value) < 6 < float(hard.value)
    assert reading_level(case(), draft(AGENDA)) is None


def test_without_a_draft_nothing_is_judged() -> None:
    asked = draft("", status=DraftStatus.QUESTIONS)
    assert [each(case(), asked) for each in (checks_passed, all_supported, length_in_bounds)] == [None, None, None]
