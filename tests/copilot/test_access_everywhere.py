"""On programmes that hypothesis thinks of: whatever a viewer asks for, no text outside their scopes comes back.

The rule is written out here once more, from docs/architecture.md and not from `access.py`: a note is its author's,
and if it is shared both members' of its relationship.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from itertools import pairwise
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from copilot import access, programme_file
from copilot.app import Copilot
from copilot.brief import OUTSIDE
from copilot.content import ProgrammeContent
from copilot.draft import Citation, CitationKind, Draft
from copilot.models import Goal, Note, Visibility
from copilot.settings import Settings
from ingest.models import DocumentKind
from tests.copilot.contents import programmes
from tests.ingest.fakes import HashingEmbedder

LATE = date(2200, 1, 1)
SLOW = settings(max_examples=6, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


class Rule:
    """Who may read what, by the file alone."""

    def __init__(self, content: ProgrammeContent) -> None:
        self._members = {one.id: set(one.members) for one in content.relationships}

    def may_read(self, person: str, text: Note | Goal) -> bool:
        owner = text.author if isinstance(text, Note) else text.owner
        shared = text.visibility is Visibility.SHARED and text.relationship is not None
        return person == owner or (shared and person in self._members[str(text.relationship)])


@contextmanager
def opened(content: ProgrammeContent) -> Iterator[Copilot]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "p.yaml"
        path.write_text(programme_file.dump(content), encoding="utf-8", newline="\n")
        with Copilot.open(Settings(data=Path(folder) / "data", exact_up_to=0), HashingEmbedder) as copilot:
            copilot.import_programme(path)
            yield copilot


def cited(draft: Draft, *, without_held_back: bool = False) -> Iterator[Citation]:
    for sentence in draft.sentences():
        if not (without_held_back and sentence.id in draft.held_back):
            yield from sentence.citations
    if not without_held_back:
        yield from (question.evidence for question in draft.questions if question.evidence is not None)
        yield from (action.citation for action in draft.actions if action.citation is not None)


@SLOW
@given(programmes())
def test_search_records_and_actions_show_nobody_what_is_not_theirs(content: ProgrammeContent) -> None:
    rule, programme = Rule(content), content.programme.id
    notes = {note.id: note for note in content.notes}
    with opened(content) as copilot:
        for person in content.people:
            viewer = copilot.viewer(programme, person.id)
            readable = {key for key, note in notes.items() if rule.may_read(person.id, note)}
            queries = [note.text for note in content.notes] + [note.title for note in content.notes]
            for query in queries:
                for hit in copilot.search(viewer, query, LATE, k=100):
                    if hit.passage.kind is DocumentKind.NOTE:
                        assert hit.source.removeprefix("note:") in readable
            seen = copilot.records(viewer, LATE)
            assert {note.id for note in seen.notes} == readable
            assert {goal.id for goal in seen.goals} == {
                goal.id for goal in content.goals if rule.may_read(person.id, goal)
            }
            for tracked in copilot.actions(viewer, LATE):
                sources = [tracked.action.note, tracked.source and tracked.source.note]
                sources += [update.quote.note for update in tracked.updates]
                assert {source for source in sources if source is not None} <= readable


@SLOW
@given(programmes(), st.sampled_from(["agenda", "outreach"]), st.booleans())
def test_a_draft_rests_on_what_its_readers_may_read_and_on_its_own_relationship(
    content: ProgrammeContent, kind: str, outside: bool
) -> None:
    rule, programme = Rule(content), content.programme.id
    notes = {note.id: note for note in content.notes}
    goals = {goal.id: goal for goal in content.goals}
    with opened(content) as copilot:
        for pair in content.relationships:
            viewer, partner = copilot.viewer(programme, pair.mentee), pair.mentor
            asked = {
                "relationship": pair.id,
                "audience": [pair.mentee, partner, *([OUTSIDE] if outside else [])],
                **({"to": partner, "type": "follow_up"} if kind == "outreach" else {}),
            }
            draft = copilot.draft(viewer, kind, asked, LATE)
            for citation in cited(draft):
                text: Note | Goal | None = None
                if citation.kind is CitationKind.NOTE:
                    text = notes[citation.id]
                elif citation.kind is CitationKind.GOAL:
                    text = goals[citation.id]
                if text is not None:
                    assert rule.may_read(pair.mentee, text)
                    assert text.relationship in (pair.id, None), "nothing crosses from one relationship into another"
            for citation in cited(draft, without_held_back=True):
                if citation.kind is CitationKind.NOTE:
                    assert all(
                        rule.may_read(reader, notes[citation.id])
                        for reader in draft.audience
                        if reader in {person.id for person in content.people}
                    )
                    assert OUTSIDE not in draft.audience, "a reader outside is shown no note"


@SLOW
@given(programmes(), st.data())
def test_more_readers_never_widen_what_a_draft_may_rest_on(content: ProgrammeContent, data: st.DataObject) -> None:
    programme, everyone = content.programme.id, [*(person.id for person in content.people), OUTSIDE, "a stranger"]
    with opened(content) as copilot:
        viewer = copilot.viewer(programme, content.people[0].id)
        order = data.draw(st.permutations(everyone))
        reaches = [copilot.reach(viewer, order[:size]) for size in range(len(order) + 1)]
        assert reaches[0] == access.readable(viewer)
        for fewer, more in pairwise(reaches):
            assert more <= fewer
            narrow, wide = copilot.records(viewer, LATE, more), copilot.records(viewer, LATE, fewer)
            assert set(narrow.notes) <= set(wide.notes)
            assert set(narrow.goals) <= set(wide.goals)
            assert set(narrow.actions) <= set(wide.actions)
        assert copilot.reach(viewer, [*order, *order]) == reaches[-1], "naming readers twice changes nothing"
