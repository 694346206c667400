"""Which drafts are made: everybody, every relationship, every kind."""

from __future__ import annotations

from copilot import programme_file
from evals.drafts.drafting import briefs
from evals.workspace import sample_file


def test_everybody_gets_a_message_and_every_member_an_agenda() -> None:
    with sample_file() as file:
        sample = programme_file.load(file)
    wanted = briefs(sample)
    assert {one.person for one in wanted} == {person.id for person in sample.people}
    agendas = {(one.person, one.relationship) for one in wanted if one.kind == "agenda"}
    assert agendas == {(member, pair.id) for pair in sample.relationships for member in pair.members}
    types = {one.brief["type"] for one in wanted if one.kind == "outreach" and one.relationship}
    assert types == {"request", "follow_up", "thank_you"}
