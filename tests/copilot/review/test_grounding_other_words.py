"""What is true and said otherwise stays unmarked: lists of days, short days, namesakes, what is somebody's."""

from __future__ import annotations

import datetime as dt

import pytest

from copilot.review.grounding import Context, KnownPerson, Source, ground

LENA, OMAR = "Lena Brandt", "Omar Said"
PAIR = (KnownPerson(LENA, "", "mentee"), KnownPerson(OMAR, "", "mentor"))
TODAY = dt.date(2026, 9, 10)
CONTEXT = Context(PAIR, LENA, TODAY, OMAR)


def by(author: str, text: str, day: dt.date = dt.date(2026, 9, 3)) -> Source:
    return Source(text, date=day, author=author, surroundings=text)


def reasons(sentence: str, *sources: Source, context: Context = CONTEXT) -> set[str]:
    return {problem.kind for problem in ground(sentence, sources, context).problems}


@pytest.mark.parametrize(
    ("said", "told", "holds"),
    [
        ("The fair is on 24 and 25 September.", "The fair is on 24 and 25 September.", True),
        ("The fair is on 24 Sept and 25 Sept.", "The fair is on 24 and 25 September.", True),
        ("The fair is on 24 Sept and 25 Sept.", "The fair is on 23 and 25 September.", False),
        ("The fair is on 24.9. and 25.9.", "The fair is on 24 and 25 September.", True),
        ("The fair is on September 24 and 25.", "The fair is on 24 September and on 25 September.", True),
        ("Courses on 3, 10 and 17 October.", "The courses are on 3, 10 and 17 October.", True),
        ("Courses on 3, 10 and 17 October.", "The courses are on 3, 11 and 17 October.", False),
        ("I am off 1-14 October.", "I am off from 1 to 14 October.", True),
        ("I am off 1-14 October.", "I am off from 1 October to 14 October.", True),
        ("I am off 1-14 October.", "I am off from 2 to 14 October.", False),
        ("I am off 1-14 October.", "I am off for the first fortnight of October.", True),
        ("I am off 20-28 October.", "I am off for the first fortnight of October.", False),
        ("The form goes in on 21.9. at the latest.", "The form goes in on 21 September at the latest.", True),
        ("The form goes in on 21.9. at the latest.", "The form goes in on 22 September at the latest.", False),
        ("The form goes in by 21/9.", "The form goes in by 21 September.", True),
        ("The form goes in by 31 October.", "The form goes in by the end of October.", True),
        ("The form goes in by 31.10. at the latest.", "The form goes in by the end of October.", True),
        ("The form goes in by the end of the month.", "The form goes in by the end of September.", True),
        ("The form goes in by end of Oct.", "The form goes in by 31 October.", True),
        ("The form goes in by 31 October.", "The form goes in by the end of November.", False),
        ("The form goes in by 4 October.", "The form goes in by the end of October.", False),
        ("The pump loses 2.5 litres, the other 2.7.", "The pump loses 2.5 litres, the other 2.7.", True),
    ],
)
def test_one_day_is_one_day_however_it_is_written(said: str, told: str, holds: bool) -> None:
    assert (not {"date", "number"} & reasons(told, by(LENA, said))) is holds


NAMESAKES = Context((*PAIR, KnownPerson("Lena Vogt")), LENA, TODAY, OMAR)


@pytest.mark.parametrize(
    ("author", "said", "told", "holds"),
    [
        (OMAR, "Lena V. shows Lena the ward.", "Lena Vogt shows me the ward.", True),
        (OMAR, "Lena V. shows Lena the ward.", "I show Lena Vogt the ward.", False),
        (LENA, "Lena shows me the ward on Monday.", "Lena Vogt shows me the ward on Monday.", True),
        (OMAR, "Lena B. fills in the form.", "I fill in the form.", True),
        (OMAR, "Lena B. fills in the form.", "Lena Vogt fills in the form.", False),
        (OMAR, "Vogt signs the form.", "Lena Vogt signs the form.", True),
        (OMAR, "Lena signs the form.", "Lena Vogt signs the form.", False),
    ],
)
def test_two_of_one_first_name_are_told_apart(author: str, said: str, told: str, holds: bool) -> None:
    assert (not {"name", "roles"} & reasons(told, by(author, said), context=NAMESAKES)) is holds


@pytest.mark.parametrize(
    ("author", "said", "told", "holds"),
    [
        (LENA, "I need his reference by Friday, Omar said yes.", "My reference from you is promised.", True),
        (OMAR, "Rosa from the lab came along. Her group leader said yes.", "Her group leader, Rosa's, said yes.", True),
        (OMAR, "I will write Lena's letter.", "Your letter for me is still to be written by you.", True),
        (OMAR, "Lena's bike is at the station.", "Your bike is at the station.", False),
        (OMAR, "Lena's bike is at the station.", "My bike is at the station.", True),
    ],
)
def test_a_letter_belongs_to_who_writes_it_and_to_whom_it_is_for(
    author: str, said: str, told: str, holds: bool
) -> None:
    assert ("roles" not in reasons(told, by(author, said))) is holds


@pytest.mark.parametrize(
    ("said", "told", "holds"),
    [
        ("The pump I fitted is new. It doesn't run yet.", "The pump that I fitted does not run.", True),
        ("The pump I fitted is new. It runs well.", "The pump that I fitted does not run.", False),
        ("I never chased the invoice for the new pump.", "Of the money for the new pump 300 came in.", True),
        ("I never wrote to the supplier about the pump.", "I wrote to the supplier about the pump.", False),
        (
            "Nothing of what the trainees said goes to their school.",
            "What the trainees said goes to their school.",
            False,
        ),
    ],
)
def test_a_denial_counts_where_it_denies_what_is_told(said: str, told: str, holds: bool) -> None:
    assert ("negation" not in reasons(told, by(LENA, said))) is holds


@pytest.mark.parametrize(
    ("told", "holds"),
    [
        ("The kiln came by way of Rosa.", True),
        ("The kiln came by way of Pavel.", False),
        ("Pavel has the glazes.", True),
    ],
)
def test_what_is_said_of_one_is_not_said_of_another(told: str, holds: bool) -> None:
    source = by(LENA, "We have the kiln now, Rosa passed it on. Pavel still has the glazes. Omar was pleased.")
    assert ("name" not in reasons(told, source)) is holds


@pytest.mark.parametrize(
    ("told", "holds"),
    [
        ("The visit to the tannery in Fulda is still ahead of me.", True),
        ("The visit to the tannery in Fulda is behind me.", False),
        ("I fetched the paper.", True),
    ],
)
def test_a_plan_goes_on_over_an_and(told: str, holds: bool) -> None:
    source = by(
        LENA, "I am going to meet the printer on Friday, and after that visit the tannery in Fulda. Fetched the paper."
    )
    assert ("planned_told_as_happened" not in reasons(told, source)) is holds


def test_a_later_note_about_something_else_does_not_tell_what_came_of_a_plan() -> None:
    plan = by(LENA, "I will ask the landlord for a second key to the studio.", dt.date(2026, 8, 20))
    later = by(LENA, "Painted the studio door on Sunday.", dt.date(2026, 9, 1))
    outcome = by(LENA, "Got the second key from the landlord.", dt.date(2026, 9, 1))
    told = "I asked the landlord for a second key to the studio."
    assert "planned_told_as_happened" in reasons(told, plan, later)
    assert "planned_told_as_happened" not in reasons(told, plan, outcome)


@pytest.mark.parametrize(
    ("told", "holds"),
    [
        ("Frau Kern is the one who observes me.", True),
        ("I am the one who observes Frau Kern.", False),
        ("Frau Kern watches me.", True),
        ("I watch Frau Kern.", False),
    ],
)
def test_who_does_it_is_seen_in_other_words(told: str, holds: bool) -> None:
    assert ("roles" not in reasons(told, by(LENA, "Frau Kern observes me in the workshop."))) is holds


def test_only_before_a_number_is_the_numbers_business() -> None:
    source = by(LENA, "Two of the five kilns are paid.")
    assert "quantity" not in reasons("Only two of the five kilns are paid.", source)
    assert "number" in reasons("Only four of the five kilns are paid.", source)
    assert "quantity" in reasons("The kilns are only for rent.", by(LENA, "The kilns are for rent."))
