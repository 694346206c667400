"""Each looks at one thing in a draft, and returns a bool, a number, a label, or None where it does not apply."""

from __future__ import annotations

from collections.abc import Mapping

from evals.evaluators.actions import actions_in_order
from evals.evaluators.facts import declined_rightly, facts_present, forbidden_absent, private_absent
from evals.evaluators.form import all_supported, checks_passed, length_in_bounds, reading_level, repetition
from evals.evaluators.judgement import Evaluator, Judgement
from evals.evaluators.questions import nothing_asked_twice, questions_asked

EVALUATORS: Mapping[str, Evaluator] = {
    "facts present": facts_present,
    "forbidden absent": forbidden_absent,
    "private absent": private_absent,
    "questions asked": questions_asked,
    "nothing asked twice": nothing_asked_twice,
    "open actions in order": actions_in_order,
    "declined rightly": declined_rightly,
    "checks passed": checks_passed,
    "sentences supported": all_supported,
    "length": length_in_bounds,
    "repetition": repetition,
    "reading level": reading_level,
}
"""By name, in the order of the table."""

__all__ = ["EVALUATORS", "Evaluator", "Judgement"]
