"""Whatever a person does in whatever order: private words stay, nothing typed is lost, history only grows."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from copilot.app import Copilot
from copilot.content import WorkingDraft
from copilot.errors import Conflict
from copilot.models import Viewer
from copilot.settings import Settings
from tests.copilot.studio_cases import AGENDA, CANARY, DAY, MESSAGE, PRIVATE, viewer
from tests.ingest.fakes import HashingEmbedder

SLOW = settings(
    max_examples=8,
    # A step drafts anew, so making a failing example smaller would take minutes.
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow],
)
WORDS = st.sampled_from(
    [
        "",
        "I would love that.",
        "Thank you.",
        "We agreed on 400 euros in Lisbon.",
        f"Let us speak of the {PRIVATE}.",
        f"She has a {PRIVATE.upper()}, I hear!",
        "I want to understand how roadmap reviews are priced.",
        "Inês Duarte",
        "Best wishes,",
    ]
)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("change"), st.integers(0, 30), WORDS),
        st.tuples(st.just("add"), st.integers(0, 30), WORDS),
        st.tuples(st.just("include"), st.integers(0, 7), st.just("")),
        st.tuples(st.just("brief"), st.integers(0, 2), st.just("")),
    ),
    min_size=1,
    max_size=6,
)


@contextmanager
def opened(data: Path) -> Iterator[tuple[Copilot, Viewer]]:
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(shutil.copytree(data, Path(folder) / "data"))
        with Copilot.open(Settings(data=copy), HashingEmbedder) as copilot:
            yield copilot, viewer(copilot, "ines")


def taken(copilot: Copilot, ines: Viewer, made: WorkingDraft, step: tuple[str, int, str]) -> WorkingDraft:
    """The step, with its number wound into what there is."""
    what, number, text = step
    sentences = made.draft.sentences()
    match what:
        case "change":
            asked: dict[str, object] = {"sentences": {sentences[number % len(sentences)].id: text}}
        case "add":
            block = number % len(made.draft.blocks)
            within = made.draft.blocks[block].sentences
            after = within[number % len(within)].id if number % 3 else None
            asked = {"added": [{"block": block, "after": after, "text": text}]}
        case "include":
            private = [one.id for one in sentences if one.private]
            wanted = [one for place, one in enumerate(private) if number >> place & 1]
            return copilot.studio.include(ines, made.id, wanted, made.version)
        case _:
            brief = {**made.brief, "tone": ("warm", "plain", "formal")[number]}
            return copilot.studio.change_brief(ines, made.id, brief, made.version)
    return copilot.studio.edit(ines, made.id, asked, made.version)


@SLOW
@given(st.sampled_from([("outreach", MESSAGE), ("agenda", AGENDA)]), STEPS)
def test_private_words_are_in_the_text_only_of_sentences_that_were_included(
    harbour_data: Path, kind: tuple[str, dict[str, str]], steps: list[tuple[str, int, str]]
) -> None:
    with opened(harbour_data) as (copilot, ines):
        made = copilot.studio.start(ines, kind[0], kind[1], DAY)
        for step in steps:
            if not made.draft.sentences():
                break
            made = taken(copilot, ines, made, step)
            included = {one.text for one in made.draft.sentences() if one.id in made.included}
            rest = made.draft.text
            for text in included:
                rest = rest.replace(text, "")
            assert PRIVATE not in rest.lower()
            exported = copilot.studio.export(ines, made.id, ".txt").decode() if rest.strip() else ""
            for text in included:
                exported = exported.replace(text, "")
            assert PRIVATE not in exported.lower()
            for one in made.draft.sentences():
                closed = {citation.id for citation in one.citations} & {"n5"}
                assert not closed or one.id in {*made.draft.held_back, *made.included}


@SLOW
@given(STEPS)
def test_history_only_grows(harbour_data: Path, steps: list[tuple[str, int, str]]) -> None:
    with opened(harbour_data) as (copilot, ines):
        made = copilot.studio.start(ines, "agenda", AGENDA, DAY)
        before = copilot.studio.versions(ines, made.id)
        for step in steps:
            if not made.draft.sentences():
                break
            made = taken(copilot, ines, made, step)
            after = copilot.studio.versions(ines, made.id)
            assert after[: len(before)] == before
            assert [one.version.number for one in after if one.version] == list(range(1, made.version + 1))
            assert after[-1] == made.latest
            before = after


@SLOW
@given(STEPS, st.integers(0, 30), WORDS)
def test_a_conflict_loses_neither_text(
    harbour_data: Path, steps: list[tuple[str, int, str]], place: int, text: str
) -> None:
    with opened(harbour_data) as (copilot, ines):
        first = made = copilot.studio.start(ines, "agenda", AGENDA, DAY)
        for step in steps:
            if made.draft.sentences():
                made = taken(copilot, ines, made, step)
        assume(made.version > first.version)
        sentence = first.draft.sentences()[place % len(first.draft.sentences())].id
        with pytest.raises(Conflict) as second:
            copilot.studio.edit(ines, first.id, {"sentences": {sentence: text}}, first.version)
        assert second.value.yours == {sentence: text}
        assert second.value.theirs["text"] == made.draft.text
        assert copilot.studio.named(ines, first.id) == made


@SLOW
@given(STEPS)
def test_no_edit_is_lost_by_a_changed_brief(harbour_data: Path, steps: list[tuple[str, int, str]]) -> None:
    with opened(harbour_data) as (copilot, ines):
        made = copilot.studio.start(ines, "outreach", MESSAGE, DAY)
        for step in steps:
            if made.draft.sentences():
                made = taken(copilot, ines, made, step)
        brief = {**MESSAGE, "about": "I teach", "why": "your work on tides", "ask": "a coffee", "give_back": "a cake"}
        now = copilot.studio.change_brief(ines, made.id, brief, made.version)
        told = "\n".join([*(one.text for one in now.draft.sentences()), *(one.message for one in now.draft.findings)])
        for edit in (*made.edits.changes, *made.edits.additions):
            assert edit.text in told


@settings(SLOW, max_examples=4)
@given(STEPS)
def test_deleting_the_notes_takes_their_words_from_every_version(
    harbour_data: Path, steps: list[tuple[str, int, str]]
) -> None:
    with opened(harbour_data) as (copilot, ines):
        made = [copilot.studio.start(ines, *kind, DAY) for kind in (("outreach", MESSAGE), ("agenda", AGENDA))]
        for step in steps:
            made = [taken(copilot, ines, one, step) if one.draft.sentences() else one for one in made]
        copilot.remove_note(ines, "n4")
        copilot.remove_note(ines, "n5")
        left = copilot.exported("harbour", ines).lower()
        assert CANARY not in left
        assert PRIVATE not in left
        copilot.forget(ines)
        assert all(one.id not in copilot.exported("harbour") for one in made)
