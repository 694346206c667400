"""A question is known by its id, its words or what it quotes; one that was answered already is a fault."""

from __future__ import annotations

from evals.evaluators.judgement import Judgement
from evals.evaluators.questions import nothing_asked_twice, questions_asked
from tests.evals.evaluators.drafts import case, draft, question


def test_a_question_counts_by_id_by_words_and_by_what_it_quotes() -> None:
    wanted = case(questions=("focus", "site manager", "second half"))
    asked = draft(
        questions=(
            question("focus"),
            question("outcome:n:1", "How did this go: shadowing the site manager?"),
            question("outcome:n:9", "How did it go?", quote="Second half on 25 February."),
        )
    )
    assert questions_asked(wanted, asked) == Judgement(1.0)


def test_a_question_that_is_not_asked_is_named() -> None:
    found = questions_asked(case(questions=("focus", "minutes")), draft(questions=(question("focus"),)))
    assert found == Judgement(0.5, ("minutes",))


def test_asking_what_the_brief_says_is_a_fault() -> None:
    answered = case(not_asked=("minutes",))
    assert nothing_asked_twice(answered, draft(questions=(question("focus"),))) == Judgement(True)
    assert nothing_asked_twice(answered, draft(questions=(question("minutes"),))) == Judgement(False, ("minutes",))


def test_cases_that_expect_no_question_are_not_judged() -> None:
    assert questions_asked(case(), draft()) is None
    assert nothing_asked_twice(case(), draft()) is None
