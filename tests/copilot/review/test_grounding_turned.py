"""Whole sentences of notes told in other words, and turned about: no rule on polarity, numbers or days errs on them."""

from __future__ import annotations

import pytest

from tests.copilot.review.lena_and_marek import by_lena, reasons

KINDS = {"negation", "quantity", "number", "date"}


def turned(told: str, said: str) -> set[str]:
    return reasons(told, by_lena(said)) & KINDS


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (
            "Didn't get round to the budget, Marek wasn't cross. Next try: Sunday.",
            "I have not done the budget, and you were not cross about it.",
        ),
        (
            "Marek can't make Thursday, suggests Fri 18th at ten instead.",
            "Since Thursday does not suit you, you propose 18 September at ten.",
        ),
        (
            "Loan: 5,000 over two years, 4 %. Bank wants an answer within a fortnight.",
            "The bank gives us two weeks to say yes or no to the loan of 5,000.",
        ),
        (
            "He thinks the shop window is too full, take half of it out.",
            "In your view there is too much in the window, and half should go.",
        ),
        (
            "Of the eleven families asked, seven said yes, one no, three haven't answered.",
            "Seven of the eleven families agreed; three have yet to reply.",
        ),
        ("My landlord isn't unhappy with the noise.", "The landlord does not mind the noise."),
        ("I was going to write to Petra but didn't dare.", "I did not write to Petra in the end."),
        ("We hardly talked about money.", "Money was not much of a topic between us."),
        ("He never once complained in the ten years.", "In ten years he did not complain a single time."),
        (
            "Marek: no need to print it, a link will do.",
            "You said a link is enough and that I don't have to print anything.",
        ),
        ("Forgot the flyers, so the stall had none.", "There were no flyers at the stall because I forgot them."),
        ("She doesn't mind the early shift but hates Sundays.", "The early shift is fine with her, Sundays are not."),
        ("Half the team is new since May.", "Since May half of the team has changed."),
        ("I'd like to leave at three on Wednesdays.", "On Wednesdays I wish to be off by 3 pm."),
        ("We've 14 of the 20 signatures.", "Six signatures are still missing."),
        ("Rent is 650 now and 700 from January.", "The rent goes up by 50 in January."),
        ("Marek won't be there on the 24th, he sends Olga.", "On 24 September Olga comes in your place."),
        ("It's unclear whether the oven can be repaired.", "Nobody knows yet if the oven can be repaired."),
        ("I only told Marek.", "Apart from you I have told nobody."),
        ("I haven't told anyone but Marek.", "You are the only one I have told."),
        ("No answer from the council since June.", "The council has not answered since June."),
        ("Marek isn't sure that I should sign.", "You doubt whether I should sign."),
        ("The old stove works, the new one doesn't yet.", "The new stove is not working yet."),
        ("We can have the hall any day except Tuesday.", "The hall is ours every day but Tuesday."),
        ("Marek says it's not the price but the colour.", "It is the colour rather than the price, you say."),
        ("She was late twice in August.", "In August she came late two times."),
        ("The workshop lasts 90 min.", "The workshop takes an hour and a half."),
        ("I'll call the bank at the end of next week.", "I am to ring the bank at the end of the week after this one."),
        ("Not before 1 October, says the printer.", "The printer can do it from 1 October at the earliest."),
        ("Marek and I disagree on the logo.", "We do not agree on the logo."),
        ("Didn't sleep much.", "I slept little."),
        ("The first two drafts were bad, the third one I like.", "Only the third draft is to my liking."),
        ("Applied to 3 schools, got one refusal, two open.", "Two of my three applications are still open."),
        (
            "Call w Marek, 40 min. Permit came on Mon, finally. Kiln man wants 300 up front, I said 150.",
            "The permit has been there since 7 September, and you offered the kiln man half of what he wanted.",
        ),
        ("Budget: 12k, of it 4k spent.", "A third of the budget of 12,000 is spent."),
        ("Marek never answers mails before ten.", "You don't answer mails until ten."),
        ("Exam is in three weeks, on 1 Oct. Not nervous yet.", "I am not nervous about the exam on 1 October so far."),
        (
            "Olga quit, so no Tuesday group until November.",
            "As Olga has left, the Tuesday group is off until November.",
        ),
        (
            "Can't promise the hall for the 14th, says the parish, ask again in a week.",
            "The parish could not promise the hall for the 14th; I am to ask again on 17 September.",
        ),
        ("The grant covers all but the travel costs.", "The grant doesn't cover the travel costs."),
        ("Told him no more weekend shifts for me.", "I said to Marek that I will no longer work at weekends."),
        ("I didn't get the job, they took somebody from inside.", "The job went to somebody else."),
        ("20 % of the members voted, that's 44 people.", "One in five members voted, 44 people."),
        ("The two of us will run the May fair, Petra the June one.", "Petra runs the June fair, not the May one."),
        ("He says I should stop apologising.", "You advised me not to apologise any more."),
        ("Sold 3 rugs, 9 left.", "Three of the twelve rugs are sold."),
        ("Meeting moved from the 22nd to the 29th.", "The meeting is on 29 September instead of the 22nd."),
        ("No decision before the board meets on 5 Oct.", "The decision comes after the board has met on 5 October."),
        ("We meet every other Tuesday, next time on the 22nd.", "We meet every two weeks, next on 22 September."),
        ("The flat is cheap, but there's no lift.", "There is no lift, though the flat is cheap."),
        (
            "Didn't like the first sketch, second is fine.",
            "The second sketch is fine with me, the first I did not like.",
        ),
        ("Rent is due on the 1st of each month.", "On the first of each month the rent is due."),
        ("My report isn't as bad as I feared, says M.", "In Marek's view my report is better than I feared."),
        ("She asked me whether I'd do it without pay. I won't.", "She asked if I would do it unpaid, and I will not."),
        ("Haven't seen the plans. Marek has them.", "The plans are with you; I have not seen them."),
        ("Paid half of the 400 in advance.", "200 of the 400 are paid in advance."),
        ("Won't sign until he has read page 3.", "I will sign once he has read page 3."),
    ],
)
def test_what_is_said_otherwise_is_said(said: str, told: str) -> None:
    assert turned(told, said) == set()


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("Didn't get round to the budget, Marek wasn't cross.", "I have done the budget."),
        (
            "Of the eleven families asked, seven said yes, one no, three haven't answered.",
            "Eight of the eleven families agreed.",
        ),
        ("My landlord isn't unhappy with the noise.", "The landlord is unhappy with the noise."),
        ("I was going to write to Petra but didn't dare.", "I dared to write to Petra."),
        ("He never once complained in the ten years.", "In ten years he complained often."),
        ("Marek: no need to print it, a link will do.", "You said I have to print it."),
        ("No answer from the council since June.", "There is an answer from the council."),
        ("The old stove works, the new one doesn't yet.", "The new stove works."),
        ("We've 14 of the 20 signatures.", "Eight signatures are still missing."),
        ("Rent is 650 now and 700 from January.", "The rent goes up by 70 in January."),
        ("Marek and I disagree on the logo.", "We agree on the logo."),
        ("The workshop lasts 90 min.", "The workshop takes two hours and a half."),
        ("Petra will not lend us the van.", "Petra will lend us the van."),
        ("Petra lends us the van.", "Petra does not lend us the van."),
        ("Marek is happy with the new flyer.", "Marek is not happy with the new flyer."),
        ("The council said yes to the sign.", "The council did not say yes to the sign."),
        ("Marek thinks we should keep the name.", "Marek doesn't think we should keep the name."),
        ("Marek thinks we should keep the name.", "Marek thinks we should not keep the name."),
        ("I'll take on the stall in May.", "I won't take on the stall in May."),
        ("She needs a permit for the sign.", "She does not need a permit for the sign."),
        ("The cake sold out by noon.", "The cake never sold out."),
        ("Everyone has paid for the trip.", "Nobody has paid for the trip."),
        ("Budget: 12k, of it 4k spent.", "A quarter of the budget of 12,000 is spent."),
        ("Exam is in three weeks, on 1 Oct. Not nervous yet.", "I am nervous about the exam on 1 October."),
        ("Told him no more weekend shifts for me.", "I told Marek that I want more weekend shifts."),
        ("I didn't get the job, they took somebody from inside.", "I got the job."),
        ("He says I should stop apologising.", "You advised me to go on apologising."),
        ("Sold 3 rugs, 9 left.", "Three rugs are sold, eight are left."),
        ("Meeting moved from the 22nd to the 29th.", "The meeting is on 30 September instead of the 22nd."),
        ("The flat is cheap, but there's no lift.", "The flat is cheap and has a lift."),
        ("Haven't seen the plans. Marek has them.", "I have seen the plans."),
        ("Marek promised to bring the ladder.", "Marek did not promise to bring the ladder."),
        ("She can come without a car.", "She can't come without a car."),
        ("They liked my talk.", "They did not like my talk."),
        ("We agreed to share the cost.", "We did not agree to share the cost."),
        ("Petra wasn't at the meeting.", "Petra was at the meeting."),
        ("I don't have the keys.", "I have the keys."),
        ("Marek doesn't believe in the plan.", "Marek believes in the plan."),
        ("I won't be able to pay in October.", "I will be able to pay in October."),
        (
            "Olga paints on Monday 21 Sept, the roofer starts on Thursday 24 Sept.",
            "The roofer starts on Monday 21 September.",
        ),
    ],
)
def test_what_is_turned_is_named(said: str, told: str) -> None:
    assert turned(told, said)
