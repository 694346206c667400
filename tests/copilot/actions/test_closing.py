"""What later notes make of an action in few words: its thing alone, its doing alone, "it", or an answer."""

from __future__ import annotations

from datetime import date

import pytest

from copilot.actions import current, track_actions
from copilot.models import Note
from tests.copilot.actions.labelled import PAIRS, PEOPLE

FIRST, LATER = date(2026, 9, 1), date(2026, 9, 15)


def left(first: str, later: str, by: str = "daniel", then: str = "amara") -> list[tuple[str, str]]:
    notes = [Note("one", by, FIRST, first, "main"), Note("two", then, LATER, later, "main")]
    tracked = track_actions(notes, (), PAIRS["main"], PEOPLE, as_of=LATER)
    return [(one.action.text, str(one.action.due or "")) for one in current(tracked)]


@pytest.mark.parametrize(
    ("first", "later"),
    [
        ("Amara will collect the ballots. I'll announce the winner.", "Ballots in, winner announced."),
        ("Amara will collect the ballots.", "Collected them on Monday."),
        ("I'll ring the caterer on Friday.", "Dan rang them: no oven."),
        ("Amara will draft a two-page case for the new role.", "The case is written."),
        ("Amara will ask her boss for two days off.", "Boss said yes at once."),
        ("Amara will interview four customers by 10 Sept.", "4 customers asked ✔"),
        ("I'll ask around for a shadowing place.", "Shadowing: got one, with the board."),
        ("I'll set Amara up with Tom Becker for a chat.", "Met Tom on Tuesday."),
        ("Dan to comment on the proposal by the 9th.", "Dan was to comment on the proposal - did that on the 11th."),
        ("I'll send her the spreadsheet.", "The spreadsheet never came and I don't need it any longer."),
        ("I'll proofread it. Amara will hand in the application by Friday.", "Handed it in. Dan proofread it on time."),
    ],
)
def test_few_words_close_what_they_can_only_mean(first: str, later: str) -> None:
    assert left(first, later) == []


@pytest.mark.parametrize(
    ("first", "later"),
    [
        ("Amara will collect the ballots.", "Half the ballots are in."),
        ("Amara will collect the ballots.", "Are the ballots in?"),
        ("Amara will draft a case for the new role.", "I read another case, which is written by a lawyer."),
        ("Amara will write the report.", "Dan wrote it."),
        ("Amara will write the report. I'll write the summary.", "Wrote it."),
        ("Amara will send the report to Tom. I'll print the report.", "Report is there."),
        ("Amara will ask her boss for two days off.", "Boss was ill."),
    ],
)
def test_what_may_mean_something_else_closes_nothing(first: str, later: str) -> None:
    assert left(first, later) == left(first, "Nice weather.")


def test_the_thing_alone_is_enough_to_move_it() -> None:
    moved = left(
        "I'll get Amara the old grading grid from Helen by the 9th.", "Dan forgot the grid; he says by Thursday."
    )
    assert moved == [("get Amara the old grading grid from Helen", "2026-09-17")]


def test_not_done_and_a_day_is_owed_by_that_day() -> None:
    assert left("Fine talk.", "Dan hasn't sent the figures yet - promised again, by Thursday.") == [
        ("send the figures", "2026-09-17")
    ]
    assert left("Fine talk.", "Dan hasn't sent the figures yet.") == []


@pytest.mark.parametrize(
    ("first", "later"),
    [
        ("I'll look for a workshop on negotiation.", "Dan found a workshop in March."),
        ("Amara will pick the pilot group by Friday.", "Pilot group: five people, all said yes."),
        ("Amara will check with legal whether we may record.", "Legal says no recording."),
        ("I'll introduce her to the controller.", "Met the controller, a kind man."),
        ("Amara will talk to the union rep.", "Union rep was helpful."),
        ("I'll put in a word with the jury chair.", "Dan spoke to the chair."),
        ("Amara will send me the slides.", "Slides in his inbox since Sunday."),
        ("Amara will book the room for the 20th.", "Couldn't get the room."),
        ("Amara will send me her paper by Friday. I will return it on Monday.", "Paper is out the door."),
        ("Amara will apply for the grant by Friday.", "I'm not applying for the grant any more."),
        ("I'll find out who holds the keys.", "It's Helen who holds them."),
        ("Amara sends the agenda by Friday.", "The agenda went round on time."),
    ],
)
def test_somebody_reached_something_found_or_given_up_closes(first: str, later: str) -> None:
    assert left(first, later) == []


@pytest.mark.parametrize(
    ("first", "later"),
    [
        ("I'll look for a workshop on negotiation.", "No workshop found yet."),
        ("Amara will talk to the union rep.", "The union rep might be helpful."),
        ("I'll introduce her to the controller.", "The controller is new."),
        ("Amara will talk to the union rep. I'll write to the union rep, too.", "Union rep was helpful."),
        ("Amara will pick the pilot group by Friday.", "Pilot group: not yet, she is still thinking."),
    ],
)
def test_what_does_not_say_so_closes_nothing(first: str, later: str) -> None:
    assert left(first, later) == left(first, "Nice weather.")


@pytest.mark.parametrize(
    ("first", "later"),
    [
        ("Dan will fetch the big ladder from the hall.", "He's had the ladder since Friday."),
        ("I'm going to set up the club account.", "Club account open, first fee paid in."),
        ("I'll come to her rehearsal and tell her what jars.", "Dan came by on Monday and liked the second song."),
        ("I'll introduce her to the baker in Pump Lane.", "Took her to Pump Lane on Monday, she got ten loaves."),
        ("I'll get three of the tenors to come and sing.", "The tenors sang in the rain."),
        ("We each make a poster and swap on 10 Sept.", "Swapped posters, hers is the better one."),
    ],
)
def test_what_was_fetched_opened_visited_or_brought_about_is_done(first: str, later: str) -> None:
    assert left(first, later) == []


@pytest.mark.parametrize(
    ("first", "later", "remains"),
    [
        ("Dan will fetch the big ladder from the hall.", "He has no ladder and no paint.", 1),
        ("I'm going to set up the club account.", "Bank still open about the club account.", 1),
        ("I'll come to her rehearsal.", "She came up with a new song.", 1),
        ("I'll get three of the tenors to come and sing.", "The tenors moaned about the rain.", 1),
        ("I'll introduce her to the baker in Pump Lane.", "Took her to the sea on Monday.", 1),
    ],
)
def test_another_thing_or_another_doing_leaves_it_open(first: str, later: str, remains: int) -> None:
    assert len(left(first, later)) == remains


def test_doing_that_by_a_day_moves_what_was_spoken_of() -> None:
    later = "My cousin is away, so I haven't introduced her yet. I'll do that when he's back on the 25th."
    assert left("I'll put Amara in touch with my cousin.", later, then="daniel") == [
        ("put Amara in touch with their cousin", "2026-09-25")
    ]


def test_another_look_is_the_look_promised_before() -> None:
    later = "The trumpet is not in the attic. I'm there next week and will have another look."
    assert [text for text, _ in left("I'll look for my old trumpet.", later, then="daniel")] == [
        "look for their old trumpet"
    ]


@pytest.mark.parametrize(
    ("first", "later"),
    [
        ("I'll bring a cake next time.", "The cake was delicious."),
        ("I'll bring a cake next time.", "Lovely cake!"),
        ("I'll send her the score.", "Read the score on the train."),
        ("Dan will look over my programme.", "He went through the programme, two slips."),
        ("I'll fill in the fee form.", "Dan handed in the form."),
        ("Amara will apply for the youth grant.", "We got the grant!"),
        ("I'll set up a meeting with the choir board.", "The meeting with the board is on 24 September."),
        ("Amara will tell her aunt about the move.", "My aunt knows now."),
        ("Amara will find out what the piano costs.", "The piano costs 400 a month."),
        ("Amara will hire a piano.", "We've got the piano."),
    ],
)
def test_what_came_of_it_shows_that_it_was_done(first: str, later: str) -> None:
    assert left(first, later) == []


@pytest.mark.parametrize(
    ("first", "later"),
    [
        ("I'll bring a cake next time.", "Another cake was delicious."),
        ("I'll send her the score.", "I liked the idea of a score."),
        ("I'll send her the score.", "I read the score on 26 September."),
        ("Amara will apply for the youth grant.", "Tom got a tip about the grant."),
        ("I'll set up a meeting with the choir board.", "The meeting has to be before 24 September."),
        ("Amara will tell her aunt about the move.", "My aunt wrote a card."),
    ],
)
def test_what_shows_nothing_of_it_leaves_it_open(first: str, later: str) -> None:
    assert len(left(first, later)) >= 1
