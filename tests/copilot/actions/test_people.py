"""Names that hold signs a pattern would read as its own."""

from datetime import date

import pytest

from copilot.actions import find_actions
from copilot.models import Note, Person, Relationship, RelationshipKind


@pytest.mark.parametrize("name", ["Wei (Wendy) Chen", "Ana [she/her] Ruiz", "C++ Jones", "Zoë*"])
def test_any_name_can_be_looked_for(name: str) -> None:
    people = {"a": Person("a", name), "b": Person("b", "Ben Ode")}
    pair = Relationship("r", RelationshipKind.TRADITIONAL, "b", "a", date(2026, 1, 5))
    note = Note("n", "b", date(2026, 11, 2), "I'll send the reading list by 9 November.", "r")
    [found] = find_actions(note, pair, people)
    assert found.action.owner == "b"
