"""What must be said is found in any of its wordings, and what must not is found wherever it stands."""

from __future__ import annotations

from copilot.draft import DraftStatus
from evals.evaluators.facts import declined_rightly, facts_present, forbidden_absent, private_absent
from evals.evaluators.judgement import Judgement
from tests.evals.evaluators.drafts import case, draft, question


def test_a_fact_counts_in_any_of_its_wordings() -> None:
    wanted = case(facts=("13 February | 13 Feb", "band 6"))
    assert facts_present(wanted, draft("By 13  feb, the band 6 post.")) == Judgement(1.0)


def test_a_missing_fact_is_named_and_takes_its_share() -> None:
    wanted = case(facts=("13 February", "band 6"))
    assert facts_present(wanted, draft("About the band 6 post.")) == Judgement(0.5, ("13 February",))


def test_a_fact_is_whole_words() -> None:
    found = facts_present(case(facts=("3 February",)), draft("By 13 February."))
    assert found is not None
    assert found.value == 0.0


def test_a_forbidden_word_fails() -> None:
    found = forbidden_absent(case(never=("Lee", "25 September")), draft("Lee asks.", "Sleepers wake."))
    assert found == Judgement(False, ("Lee",))
    assert forbidden_absent(case(never=("Lee",)), draft("Sleepers wake.")) == Judgement(True)


def test_others_private_words_may_stand_nowhere_not_even_in_a_question() -> None:
    asked = draft("All is well.", questions=(question("why", "What of the agency in Leeds?"),))
    found = private_absent(case(private=("Leeds",)), asked)
    assert found is not None
    assert found.value is False


def test_ones_own_private_words_may_stand_in_the_draft_but_not_leave() -> None:
    mine = case(unsent=("Leeds",))
    assert private_absent(mine, draft("Leeds rang.", text="")) == Judgement(True)
    sent = private_absent(mine, draft("Leeds rang."))
    assert sent is not None
    assert sent.value is False


def test_a_question_is_declined_where_nothing_says_and_only_there() -> None:
    declined = draft(kind="ask", status=DraftStatus.DECLINED)
    assert declined_rightly(case("ask", declined=True), declined) == Judgement(True)
    answered = declined_rightly(case("ask", declined=True), draft("On 4 March.", kind="ask"))
    assert answered is not None
    assert answered.value is False
    assert declined_rightly(case("ask"), declined) == Judgement(False, ("declined",))


def test_what_a_case_does_not_look_at_is_not_judged() -> None:
    looks_at_nothing, made = case(), draft("Anything.")
    judged = [each(looks_at_nothing, made) for each in (facts_present, forbidden_absent, private_absent)]
    assert judged == [None, None, None]
    assert declined_rightly(looks_at_nothing, made) is None
