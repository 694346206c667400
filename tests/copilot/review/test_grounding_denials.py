"""Denials: what is said with another word for no is no contradiction; what is turned about is."""

from __future__ import annotations

import pytest

from tests.copilot.review.lena_and_marek import by_lena, reasons


def denied(told: str, said: str) -> bool:
    return "negation" in reasons(told, by_lena(said))


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("Marek is against the new rota.", "Marek does not support the new rota."),
        ("Don't sign without the second page.", "You advised me against signing with the second page missing."),
        ("I said no to the fair.", "I did not take part in the fair."),
        ("I go to the fair alone.", "I go to the fair without Marek."),
        ("If the clay is late, ring the supplier.", "If the clay hasn't arrived, ring the supplier."),
        ("I doubt that the bank will lend us more.", "I am not sure the bank will lend us more."),
        ("Nobody came to the open day.", "The open day had no visitors."),
        ("Marek will look at the budget.", "Marek has not yet looked at the budget."),
        ("I don't like early meetings, but Marek proposed one at nine.", "Marek proposed an early meeting at nine."),
        ("The landlord refused to fix the roof.", "The landlord did not fix the roof."),
        ("The grant was turned down.", "We did not get the grant."),
        ("The shop isn't open on Mondays.", "The shop is closed on Mondays."),
        ("I never heard back from the museum.", "The museum has not answered."),
        ("She can't start before the summer.", "She can start in the summer."),
        ("She won't have the figures until the audit.", "She will have the figures after the audit."),
        ("Two of the ovens work, the third doesn't.", "The third oven does not work."),
        ("Marek didn't say when.", "Marek left the day open."),
        ("He forgot to send the plan.", "He did not send the plan."),
        ("I haven't told my team.", "My team does not know yet."),
        ("No need to bring the forms.", "You don't have to bring the forms."),
        (
            "Marek can't come on Friday, so we meet on Monday.",
            "We do not meet on Friday but on Monday, since Marek is away.",
        ),
        ("Marek says the second page can go.", "Marek can do without the second page."),
        ("The cook, a student, leaves in May.", "From May we are without our cook."),
        ("Marek has nothing against a market in the yard.", "Marek does not mind a market in the yard."),
        ("I don't think I need a second oven.", "A second oven is something I can do without."),
        ("The van goes to the garage on Monday.", "From Monday I am without the van."),
    ],
)
def test_another_way_to_say_no_is_no_contradiction(said: str, told: str) -> None:
    assert not denied(told, said)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("Marek supports the new rota.", "Marek does not support the new rota."),
        ("Marek isn't against the new rota.", "Marek is against the new rota."),
        ("Don't sign without the second page.", "You advised me to sign without the second page."),
        ("The kiln wasn't delivered.", "The kiln was delivered."),
        ("The kiln was delivered on time.", "The kiln was not delivered."),
        ("The kiln came on time.", "The kiln did not come on time."),
        ("I am sure the bank will lend us more.", "I am not sure the bank will lend us more."),
        ("The bank will lend us more, says Marek.", "The bank will not lend us more, says Marek."),
        ("Nobody came to the open day.", "Everybody came to the open day."),
        ("Marek will look at the budget.", "Marek will not look at the budget."),
        ("The trainees don't need a laptop.", "The trainees need a laptop."),
        ("The landlord refused to fix the roof.", "The landlord fixed the roof."),
        ("The landlord fixed the roof.", "The landlord refused to fix the roof."),
        ("The grant was turned down.", "The grant was approved."),
        ("We got the grant.", "We did not get the grant."),
        ("The shop is closed on Mondays.", "The shop is open on Mondays."),
        ("I never heard back from the museum.", "I heard back from the museum."),
        ("Two of the ovens work, the third doesn't.", "The third oven works."),
        ("He forgot to send the plan.", "He sent the plan."),
        ("I haven't told my team.", "I have told my team."),
        ("I have told my team.", "I have not told my team."),
        ("No need to bring the forms.", "You have to bring the forms."),
        ("Marek doesn't want that we use the yard.", "Marek doesn't mind our using the yard."),
        ("I don't want a market there, Marek asked for one.", "I have nothing against a market there."),
        ("The bank offers flexible terms.", "The bank offers inflexible terms."),
        ("We talk after you read the plan.", "We talk before you read the plan."),
        ("The session was cancelled.", "The session took place."),
    ],
)
def test_what_is_turned_about_is_a_contradiction(said: str, told: str) -> None:
    assert denied(told, said)
