"""Each check passes a good draft and fails a bad one, and says what it rests on."""

from __future__ import annotations

from datetime import date

import pytest

from copilot.draft import Block, Draft, DraftStatus
from copilot.models import Stage
from copilot.review.check import BriefFacts
from copilot.review.checks import ALL_CHECKS, run_checks
from copilot.review.phrases import BLAME_PHRASES, STOCK_PHRASES, blaming_phrases, stock_phrases
from copilot.review.readability import grade, syllables
from tests.copilot.review.drafts import GOOD_REQUEST, agenda, block, good_agenda, outreach

REQUEST = BriefFacts(type="request")
MIDDLE = BriefFacts(stage=Stage.MIDDLE, minutes=60, open_actions=1)


def found(draft: Draft, facts: BriefFacts) -> set[str]:
    return {finding.check for finding in run_checks(draft, facts)}


def test_a_good_request_and_a_good_agenda_pass() -> None:
    assert run_checks(outreach(*GOOD_REQUEST), REQUEST) == []
    assert run_checks(good_agenda(), MIDDLE) == []


def test_he_is_nobody_to_mend_where_the_sentence_before_names_him() -> None:
    said = ("I know of your talk from Peter Stone.", "He said it was the best of the day.")
    assert "outreach-speaks-to-them" not in found(outreach(said, _ASK), REQUEST)


_WHY, _ASK = GOOD_REQUEST
_LONG = "I read your post and liked the part on how you plan a week with your team and friends. " * 8


@pytest.mark.parametrize(
    ("check", "draft"),
    [
        ("outreach-length", outreach(("I read your post.",), ("Could you spare 20 minutes for advice?",))),
        ("outreach-length", outreach((_LONG,), _ASK)),
        ("outreach-subject", outreach(*GOOD_REQUEST, subject=None)),
        ("outreach-subject", outreach(*GOOD_REQUEST, subject=" ")),
        ("outreach-questions", outreach(_WHY, ("I would like 20 minutes for advice.", *_ASK[1:]))),
        ("outreach-questions", outreach(_WHY, (*_ASK, "Is it hard?", "Is it fun?", "Is it far?"))),
        (
            "outreach-plain-words",
            outreach(
                (
                    "Your organisational transformation methodology demonstrates "
                    "extraordinary "
                    "interdisciplinary sophistication regarding institutional "
                    "accountability considerations "
                    "throughout international implementation.",
                ),
                _ASK,
            ),
        ),
        ("outreach-speaks-to-them", outreach(("He set the prices so clearly that I got them.", *_WHY), _ASK)),
        ("outreach-why-you", outreach(("I have worked in support for three years.",), _ASK)),
        ("outreach-why-you", outreach(_WHY, ("Could you spare 20 minutes?", *_ASK[1:]))),
        (
            "outreach-time-named",
            outreach(_WHY, ("Could you give me advice on which project to pick?", *_ASK[1:])),
        ),
        ("outreach-time-named", outreach(_WHY, _ASK, ("One more thing is that I like tea.",))),
        ("outreach-own-words", outreach(("I hope this finds you well.", *_WHY), _ASK)),
        ("outreach-gives-back", outreach(_WHY, _ASK[:1])),
        (
            "outreach-places-left",
            outreach(_WHY, (*_ASK, "[Your words here: what you could offer in return. See question “x”.]")),
        ),
        ("no-repetition", outreach(_WHY, (*_ASK, _ASK[0]))),
    ],
)
def test_a_request_that_lacks_something_is_told_so(check: str, draft: Draft) -> None:
    assert check in found(draft, REQUEST)


@pytest.mark.parametrize(
    ("sentences", "earlier", "fails"),
    [
        (("I am coming back to my message.", "Could you tell me if it fits?"), 0, False),
        (("You have not replied to my message.", "Could you tell me if it fits?"), 0, True),
        (("I am coming back to my message.", "Does it fit?", "If not, when?"), 0, True),
        (("I am coming back to my message.", "Could you tell me if it fits?"), 1, True),
    ],
)
def test_a_follow_up_is_kind_and_asks_once(sentences: tuple[str, ...], earlier: int, fails: bool) -> None:
    facts = BriefFacts(type="follow_up", earlier_followups=earlier)

    assert ("outreach-kind-follow-up" in found(outreach(sentences), facts)) is fails


def test_a_thank_you_need_not_ask() -> None:
    draft = outreach(("Thank you for reading my draft; your note on the middle part helped.",), subject="Thank you")

    assert run_checks(draft, BriefFacts(type="thank_you")) == []


_ACTIONS, _TOPIC, _PART = good_agenda().blocks[1:]


@pytest.mark.parametrize(
    ("check", "facts", "draft"),
    [
        ("agenda-expectations", BriefFacts(stage=Stage.FIRST), agenda(_TOPIC, _PART)),
        ("agenda-next-meeting", MIDDLE, agenda(_ACTIONS, _TOPIC)),
        ("agenda-actions-left-out", BriefFacts(stage=Stage.MIDDLE, actions_left_out=3), agenda(_ACTIONS, _TOPIC)),
        ("agenda-actions-first", MIDDLE, agenda(_TOPIC, _ACTIONS, _PART)),
        ("agenda-actions-first", MIDDLE, agenda(_TOPIC, _PART)),
        ("agenda-stage-parts", BriefFacts(stage=Stage.CLOSING), agenda(_ACTIONS, _TOPIC)),
        (
            "agenda-stage-parts",
            BriefFacts(stage=Stage.MIDDLE, middle_check_due=True),
            agenda(_ACTIONS, _TOPIC, _PART),
        ),
        (
            "agenda-few-points",
            MIDDLE,
            agenda(_ACTIONS, *(block(name, "What next?", minutes=5) for name in "ABCD"), _PART),
        ),
        ("agenda-minutes", MIDDLE, agenda(_ACTIONS, _PART)),
        ("agenda-minutes", MIDDLE, agenda(_ACTIONS, block("Topic", "What is next?"), _PART)),
        ("no-empty-section", MIDDLE, agenda(_ACTIONS, Block(heading="Topic", minutes=30), _PART)),
        (
            "no-repetition",
            MIDDLE,
            agenda(_ACTIONS, _TOPIC, block("Again", "What would make the case stronger?"), _PART),
        ),
    ],
)
def test_an_agenda_that_lacks_something_is_told_so(check: str, facts: BriefFacts, draft: Draft) -> None:
    assert check in found(draft, facts)


@pytest.mark.parametrize(
    ("check", "facts", "draft"),
    [
        (
            "agenda-expectations",
            BriefFacts(stage=Stage.FIRST),
            agenda(block("How you will work together", "How often?")),
        ),
        (
            "agenda-stage-parts",
            BriefFacts(stage=Stage.CLOSING),
            agenda(block("Feedback and thanks", "What has changed?")),
        ),
        (
            "agenda-stage-parts",
            BriefFacts(stage=Stage.MIDDLE, middle_check_due=True),
            agenda(block("Middle check", "How is it?")),
        ),
        ("agenda-next-meeting", BriefFacts(stage=Stage.CLOSING), agenda(_ACTIONS)),
        (
            "agenda-next-meeting",
            BriefFacts(stage=Stage.MIDDLE, session_date=date(2026, 12, 2), dates_said=(date(2026, 12, 10),)),
            agenda(_ACTIONS),
        ),
        ("agenda-actions-left-out", MIDDLE, agenda(_ACTIONS)),
        ("agenda-actions-first", BriefFacts(stage=Stage.MIDDLE), agenda(_TOPIC)),
        ("agenda-minutes", BriefFacts(stage=Stage.MIDDLE), agenda(_TOPIC)),
    ],
)
def test_a_check_is_content_or_declines(check: str, facts: BriefFacts, draft: Draft) -> None:
    assert check not in found(draft, facts)


def test_what_is_held_back_does_not_count() -> None:
    draft = outreach(*GOOD_REQUEST)
    draft.held_back = [sentence.id for sentence in draft.blocks[3].sentences]

    assert {"outreach-questions", "outreach-time-named", "outreach-gives-back"} <= found(draft, REQUEST)


def test_every_finding_names_its_evidence_and_each_check_can_be_switched_off() -> None:
    draft = outreach(("I hope this finds you well.",), subject=None)
    findings = run_checks(draft, REQUEST)

    assert findings
    for finding in findings:
        assert finding.source
        assert finding.strength
        assert finding.check not in {one.check for one in run_checks(draft, REQUEST, frozenset({finding.check}))}
    assert run_checks(draft, REQUEST, frozenset(check.id for check in ALL_CHECKS)) == []


def test_switching_off_what_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match="outreach-lenght"):
        run_checks(outreach(*GOOD_REQUEST), REQUEST, frozenset({"outreach-lenght"}))


def test_facts_may_come_as_a_kind_gives_them() -> None:
    draft = agenda(_ACTIONS, _TOPIC)
    facts = {"minutes": 60, "stage": "middle", "open_actions": 1, "last_session": None}

    assert {finding.check for finding in run_checks(draft, facts)} == {
        "agenda-next-meeting",
        "agenda-minutes",
    }


def test_questions_and_declined_drafts_are_not_checked() -> None:
    draft = outreach(("I hope this finds you well.",)).model_copy(update={"status": DraftStatus.QUESTIONS})

    assert run_checks(draft, REQUEST) == []


def test_check_ids_are_unique() -> None:
    assert len({check.id for check in ALL_CHECKS}) == len(ALL_CHECKS)


def test_every_listed_phrase_is_found_in_a_sentence() -> None:
    assert len(STOCK_PHRASES) >= 40
    assert all(stock_phrases(f"Well, {phrase} now.") for phrase in STOCK_PHRASES)
    assert all(blaming_phrases(f"Well, {phrase} now.") for phrase in BLAME_PHRASES)
    assert stock_phrases("I brained the model and picked a level.") == []
    assert blaming_phrases("Silence is common, and you may be busy.") == []


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("cat", 1),
        ("mentor", 2),
        ("advice", 2),
        ("table", 2),
        ("wanted", 2),
        ("asked", 1),
        ("responsibility", 6),
        ("idea", 2),
    ],
)
def test_syllables(word: str, count: int) -> None:
    assert abs(syllables(word) - count) <= (1 if word == "idea" else 0)


def test_plain_text_has_a_low_grade() -> None:
    assert grade("I like your work. Can we talk?") < 3
    assert grade("Organisational transformation necessitates interdisciplinary collaboration.") > 15
    assert grade("") == 0
