"""Actions: found in note prose as proposals, then followed through later notes. Pure, no I/O.

`find_actions` reads one note; `track_actions` reads a relationship's notes up to a day and says what is
still owed, with the words each answer rests on; `find_plans` keeps what was planned apart from what
happened; `find_corrections` pairs a correction with what it corrects.
"""

from copilot.actions.corrections import Correction, find_corrections
from copilot.actions.finding import find_actions
from copilot.actions.found import FoundAction
from copilot.actions.item import ActionUpdate
from copilot.actions.outcomes import Kind
from copilot.actions.plans import Plan, find_plans, unresolved
from copilot.actions.tracking import TrackedAction, current, track_actions

__all__ = [
    "ActionUpdate",
    "Correction",
    "FoundAction",
    "Kind",
    "Plan",
    "TrackedAction",
    "current",
    "find_actions",
    "find_corrections",
    "find_plans",
    "track_actions",
    "unresolved",
]
