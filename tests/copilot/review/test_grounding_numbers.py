"""Numbers: what follows from a source's numbers is its own; what does not is named."""

from __future__ import annotations

import pytest

from tests.copilot.review.lena_and_marek import by_lena, reasons


def counted_otherwise(told: str, said: str) -> bool:
    return "number" in reasons(told, by_lena(said))


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("Visitors went from 40 to 130 a week.", "More than three times as many visitors come now."),
        ("Visitors went from 40 to 80 a week.", "Twice as many visitors come now."),
        ("The queue was 118 people in May, 97 in June.", "The queue is 21 people shorter than in May."),
        ("12 chairs ordered, 8 came.", "A third of the chairs have not come."),
        ("12 chairs ordered, 8 came.", "Two thirds of the chairs came."),
        ("We asked for 2,300 and got 1,500.", "Of the 2,300 we got 1,500, which leaves 800."),
        ("Marek raised the rent again.", "Marek raised the rent once more."),
        ("We meet at 3:15.", "We meet at a quarter past three."),
        ("We meet at 14:30.", "We meet at half past two."),
        ("We meet at 12.", "We meet at noon."),
        ("The loan runs for 18 months.", "The loan runs for a year and a half."),
        ("The test took 45 minutes.", "The test took three quarters of an hour."),
        ("I spoke to Ana, Bo and Cyril.", "I spoke to three people."),
        ("Offers from Linz and Graz: Linz pays more.", "Linz made the better of the two offers."),
        ("Once a week I ring the office.", "I ring the office once a week."),
        ("Four came on Monday and five on Tuesday.", "Nine came in all."),
        ("The school opens at 8 am.", "The school opens at eight o'clock."),
        ("The prize is 2 million euros.", "The prize is 2,000,000 euros."),
        ("9 people signed up, 6 came. Give it 3 meetings.", "Nine people signed up and six came."),
        ("Ask Ana before you ask Bo.", "Ask Ana first."),
        ("Half of the 30 pots broke.", "15 of the 30 pots broke."),
        ("The roof is 3 weeks in of 7.", "The roof has taken three weeks, with four more to go."),
        ("Marek took over the shop three weeks ago.", "Marek had the shop for three weeks."),
        ("Ask for two years fixed.", "Ask for two fixed years."),
        ("The under-12s have one coach.", "The under-12 side has one coach."),
    ],
)
def test_a_number_that_follows_is_no_other_number(said: str, told: str) -> None:
    assert not counted_otherwise(told, said)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("Visitors went from 40 to 130 a week.", "More than four times as many visitors come now."),
        ("Visitors went from 40 to 60 a week.", "Twice as many visitors come now."),
        ("The queue was 118 people in May, 97 in June.", "The queue is 31 people shorter than in May."),
        ("12 chairs ordered, 8 came.", "A quarter of the chairs have not come."),
        ("We asked for 2,300 and got 1,500.", "Of the 2,300 we got 1,500, which leaves 900."),
        ("We meet at 3:15.", "We meet at a quarter to three."),
        ("We meet at 14:30.", "We meet at half past three."),
        ("The loan runs for 18 months.", "The loan runs for two and a half years."),
        ("I spoke to Ana, Bo and Cyril.", "I spoke to four people."),
        ("Twice a week I ring the office.", "I ring the office once a week."),
        ("24 beds. We asked for 6 more after 8.", "We asked for 16 more beds."),
        ("Four came on Monday and five on Tuesday.", "Ten came in all."),
        ("The prize is 2 million euros.", "The prize is 3 million euros."),
        ("9 people signed up, 6 came. Give it 3 meetings.", "Nine people signed up and three came."),
    ],
)
def test_a_number_that_does_not_follow_is_named(said: str, told: str) -> None:
    assert counted_otherwise(told, said)
