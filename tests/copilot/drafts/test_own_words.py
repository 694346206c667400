import pytest

from copilot.drafts import own_words


def first(_salt: str, *forms: str) -> str:
    return forms[0]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("your talk on pricing", "I am writing to you because of your talk on pricing."),
        ("because you moved from support to product", "I am writing to you because you moved from support to product."),
        ("led the routing rewrite", "I am writing to you because you led the routing rewrite."),
        ("admire your work on routing", "I admire your work on routing."),
        ("Peter said you built the rota tool", "Peter said you built the rota tool."),
        (
            "You once said that mentors answer late",
            "I am writing to you because you once said that mentors answer late.",
        ),
        ("the town council pays for buses", "The town council pays for buses."),
        ("Lin said", "I am writing to you because Lin said."),
        ("the only one I know who sews on cords", "You are the only one I know who sews on cords."),
        ("the time it takes you to answer", "I am writing to you because of the time it takes you to answer."),
    ],
)
def test_why_is_set_into_a_sentence_as_it_was_typed(typed: str, expected: str) -> None:
    assert own_words.why(typed, first) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("support engineer with four years on the phones", "I am a support engineer with four years on the phones."),
        ("an analyst in Leeds", "I am an analyst in Leeds."),
        ("moving from support into product", "I am moving from support into product."),
        ("moved from support into product", "I moved from support into product."),
        ("I run a team of nine.", "I run a team of nine."),
        ("to lead a team one day", "I want to lead a team one day."),
        ("Engineering Manager", "I am an Engineering Manager."),
        ("nine years in customer service", "I have nine years in customer service."),
        ("soy líder de atención al cliente", "Soy líder de atención al cliente."),
        ("planning officer, closing with Omar", "I am a planning officer, closing with Omar."),
        ("40 school visits by november, 34 so far", "What I am working on: 40 school visits by November, 34 so far."),
        ("chapter 4 needs one more figure", "Chapter 4 needs one more figure."),
        ("my year ends in october and i want to lead", "My year ends in October and I want to lead."),
    ],
)
def test_about_me_keeps_my_words(typed: str, expected: str) -> None:
    assert own_words.about(typed) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("20 minutes on how you hire", "Could you spare 20 minutes on how you hire?"),
        ("half an hour to ask how you hire", "Could I have half an hour to ask how you hire?"),
        ("meet for half an hour", "Could you meet for half an hour?"),
        ("to look at my draft", "Would you be willing to look at my draft?"),
        ("advice on leading without a title", "Could I ask for your advice on leading without a title?"),
        ("Could we talk on Friday?", "Could we talk on Friday?"),
        ("feedback on my CV", "Could I ask you for feedback on my CV?"),
        ("Twenty minutes on Zoom about pricing", "Could you spare twenty minutes on Zoom about pricing?"),
        ("reviewing my deck", "Would you be open to reviewing my deck?"),
        ("Let me buy you lunch", "Let me buy you lunch."),
        ("can I mentor somebody next year", "Can I mentor somebody next year?"),
        ("tell me straight if i'm any good", "Could you tell me straight if I'm any good?"),
        ("nominate me for the prize", "Could you nominate me for the prize?"),
        ("the hard disk by friday please", "Could I ask you for the hard disk by Friday please?"),
    ],
)
def test_an_ask_becomes_a_question(typed: str, expected: str) -> None:
    assert own_words.ask(typed, first) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("review your onboarding pages", "In return I could review your onboarding pages."),
        ("my notes on the customs forms", "In return I can offer my notes on the customs forms."),
        ("sharing what our customers ask", "What I can offer in return is sharing what our customers ask."),
    ],
)
def test_an_offer_is_said_plainly(typed: str, expected: str) -> None:
    assert own_words.offer(typed, first) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("introducing me to Kay", "Thank you for introducing me to Kay."),
        ("introduce me to Kay", "Thank you for introducing me to Kay."),
        ("the reading list", "Thank you for the reading list."),
        ("you showed me how to say no", "Thank you for showing me how to say no."),
        ("gave me honest comments", "Thank you for giving me honest comments."),
        ("you planned the day with me", "Thank you for planning the day with me."),
        ("you were patient with me", "Thank you: You were patient with me."),
        ("you showed me the desk and I stayed", "Thank you: You showed me the desk and I stayed."),
        ("I passed the panel", "Thank you. I passed the panel."),
        ("Thanks for the list", "Thanks for the list."),
    ],
)
def test_thanks_name_what_helped(typed: str, expected: str) -> None:
    assert own_words.thanks(typed) == expected


@pytest.mark.parametrize(
    ("typed", "topic", "time"),
    [
        ("20 minutes on the phone on how you trained your team", "how you trained your team", "20 minutes"),
        ("half an hour about the move into product", "the move into product", "half an hour"),
        ("feedback", None, None),
    ],
)
def test_a_subject_line_knows_topic_and_time(typed: str, topic: str | None, time: str | None) -> None:
    assert own_words.topic(typed) == topic
    assert own_words.time_named(typed) == time


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("a 30-minute call about promotion", "30 minutes"),
        ("half an hour on pricing", "half an hour"),
        ("an hour on pricing", "an hour"),
        ("two hours of your time", "two hours"),
        ("to meet for coffee", None),
    ],
)
def test_a_subject_line_says_a_measured_time_only(typed: str, expected: str | None) -> None:
    assert own_words.time_asked(typed) == expected


@pytest.mark.parametrize(
    ("ask", "vague", "takes_time"),
    [
        ("help", True, True),
        ("some advice please", True, True),
        ("advice on pricing", False, True),
        ("support my application", False, True),
        ("the hard disk with the drawings", False, False),
        ("can I mentor somebody next year?", False, False),
    ],
)
def test_an_ask_for_a_thing_needs_no_minutes_and_one_for_help_says_not_what_for(
    ask: str, vague: bool, takes_time: bool
) -> None:
    assert own_words.is_vague(ask) is vague
    assert own_words.takes_time(ask) is takes_time
