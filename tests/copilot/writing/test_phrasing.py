from datetime import date

import pytest

from copilot.writing import phrasing
from copilot.writing.phrasing import Shape
from copilot.writing.roles import names_a_role

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I heard your talk on pricing.", Shape.SENTENCE),
        ("you gave a talk on pricing", Shape.SENTENCE),
        ("Could you spare 20 minutes?", Shape.SENTENCE),
        ("my team is about to be merged", Shape.SENTENCE),
        ("Peter said you built the rota tool", Shape.SENTENCE),
        ("Ana Lima once told me about your audit", Shape.SENTENCE),
        ("my manager suggested you", Shape.SENTENCE),
        ("the tool suggested by you", Shape.NOUN_PHRASE),
        ("Peter’s praise of your rota tool", Shape.NOUN_PHRASE),
        ("Bradford evening of the logistics club", Shape.NOUN_PHRASE),
        ("because you moved from support into product", Shape.BECAUSE),
        ("to meet for half an hour", Shape.TO_INFINITIVE),
        ("half an hour next week", Shape.NOUN_PHRASE),
        ("meet for half an hour next week", Shape.BASE_VERB),
        ("review your onboarding pages", Shape.BASE_VERB),
        ("moving from support into product", Shape.GERUND),
        ("moved from support into product", Shape.PAST_VERB),
        ("led the routing rewrite", Shape.PAST_VERB),
        ("your talk on pricing at the March meetup", Shape.NOUN_PHRASE),
        ("the way you ran the audit", Shape.NOUN_PHRASE),
        ("20 minutes on moving into product", Shape.NOUN_PHRASE),
        ("support engineer with four years on the phones", Shape.NOUN_PHRASE),
        ("", Shape.NOUN_PHRASE),
    ],
)
def test_the_shape_of_what_somebody_typed(text: str, expected: Shape) -> None:
    assert phrasing.shape(text) is expected


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("send the list", "sending the list"),
        ("write it up", "writing it up"),
        ("plan the day", "planning the day"),
        ("see Helen", "seeing Helen"),
        ("book a room", "booking a room"),
        ("lie low", "lying low"),
        ("introduce me to Kay", "introducing me to Kay"),
        ("read it", "reading it"),
        ("set a date", "setting a date"),
        ("review it", "reviewing it"),
        ("sharing notes", "sharing notes"),
        ("be there", "being there"),
        ("bring an example", "bringing an example"),
    ],
)
def test_a_verb_phrase_becomes_a_gerund(phrase: str, expected: str) -> None:
    assert phrasing.gerund(phrase) == expected


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("send the list", "sent the list"),
        ("shadow a review", "shadowed a review"),
        ("write it", "written it"),
        ("try again", "tried again"),
        ("plan it", "planned it"),
        ("share it", "shared it"),
        ("meet Kay", "met Kay"),
    ],
)
def test_a_verb_phrase_becomes_a_participle(phrase: str, expected: str) -> None:
    assert phrasing.participle(phrase) == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 11, 17), "due 17 November, 3 days overdue"),
        (date(2026, 11, 19), "due 19 November, 1 day overdue"),
        (date(2026, 11, 20), "due 20 November, today"),
        (date(2026, 11, 21), "due 21 November, tomorrow"),
        (date(2026, 12, 4), "due 4 December"),
        (date(2027, 1, 8), "due 8 January 2027"),
        (None, "no date yet"),
    ],
)
def test_a_due_date_is_said_as_seen_from_today(day: date | None, expected: str) -> None:
    assert phrasing.due(day, TODAY) == expected


def test_a_sentence_gets_its_capital_and_one_closing_mark() -> None:
    assert phrasing.sentence("  your talk\n helped ") == "Your talk helped."
    assert phrasing.sentence("Could you?") == "Could you?"
    assert phrasing.sentence("") == ""


def test_a_fragment_loses_its_capital_only_where_no_name_needs_it() -> None:
    assert phrasing.fragment("Your talk on pricing.") == "your talk on pricing"
    assert phrasing.fragment("Helen's talk") == "Helen's talk"
    assert phrasing.fragment("I want to learn") == "I want to learn"
    assert phrasing.fragment("NHS experience") == "NHS experience"


@pytest.mark.parametrize(
    ("noun", "expected"),
    [
        ("engineer", "an"),
        ("product analyst", "a"),
        ("HR partner", "an"),
        ("user researcher", "a"),
        ("honest reader", "an"),
        ("uninsured driver", "an"),
    ],
)
def test_the_article_follows_the_sound(noun: str, expected: str) -> None:
    assert phrasing.article(noun) == expected


def test_names_become_me_and_you_and_a_stray_pronoun_gives_up() -> None:
    said = phrasing.addressed("send Amara the list from Daniel's folder", ["Amara"], ["Daniel"])
    assert said == "send me the list from your folder"
    assert phrasing.addressed("ask him about the list", ["Amara"], ["Daniel"]) is None


def test_a_long_text_is_cut_at_a_clause_or_before_a_dangling_word() -> None:
    assert phrasing.shorten("speak up in planning, not only afterwards in chat", 7) == "speak up in planning"
    assert phrasing.shorten("find out whether the move to the Leeds team is real", 7) == "find out whether the move"
    assert phrasing.shorten("short enough.", 5) == "short enough"


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        ("come and sits in the corner", "come and sit in the corner"),
        ("pick one class and marks only its last page", "pick one class and mark only its last page"),
        ("send the notes and slides to Ana", "send the notes and slides to Ana"),
        ("second version and sends it", "second version and sends it"),
    ],
)
def test_after_to_every_verb_is_plain(said: str, plain: str) -> None:
    assert phrasing.with_plain_verbs(said) == plain


@pytest.mark.parametrize(
    ("text", "is_one"),
    [("product analyst in Leeds", True), ("chapter 4", False), ("40 visits by November", False), ("a paper", False)],
)
def test_a_role_says_who_somebody_is(text: str, is_one: bool) -> None:
    assert names_a_role(text) is is_one
