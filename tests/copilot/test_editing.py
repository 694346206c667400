"""Edits on a draft's blocks: where they stand, under which ids, and which have no place."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from copilot.draft import Block, Draft, DraftStatus, Origin, Sentence
from copilot.drafts import citing
from copilot.editing import applied, resolved, without
from copilot.edits import AskedEdits, Edits, NewSentence
from copilot.writing.composer import sentence_id
from tests.copilot.studio_cases import DAY


def blocks(*texts: list[str]) -> list[Block]:
    taken: set[str] = set()
    return [
        Block(
            sentences=[
                Sentence(
                    id=sentence_id(text, taken), text=text, origin=Origin.BRIEF, citations=[citing.brief("why", text)]
                )
                for text in block
            ]
        )
        for block in texts
    ]


def draft(made: list[Block]) -> Draft:
    return Draft(kind="agenda", status=DraftStatus.DRAFTED, as_of=DAY, viewer="ines", audience=["ines"], blocks=made)


def texts(made: list[Block]) -> list[list[str]]:
    return [[one.text for one in block.sentences] for block in made]


def ids(made: list[Block]) -> list[str]:
    return [one.id for block in made for one in block.sentences]


def test_what_was_added_last_beside_a_sentence_stands_nearest() -> None:
    written = blocks(["One."], ["Two."])
    edits, now = Edits(), draft(written)
    for text in ("a", "b"):
        first = NewSentence(block=0, text=f"before {text}")
        last = NewSentence(block=0, after=written[0].sentences[0].id, text=f"after {text}")
        edits = applied(written, resolved(AskedEdits(added=(first, last)), now, edits)).edits
        now = draft(applied(written, edits).blocks)
    assert texts(now.blocks) == [["before b", "before a", "One.", "after b", "after a"], ["Two."]]


def test_an_edited_sentence_never_takes_the_id_of_another() -> None:
    written = blocks(["One.", "Two."])
    one, two = ids(written)
    edits = resolved(AskedEdits(sentences={one: "Two.", two: "One."}), draft(written), Edits())
    made = applied(written, edits)
    assert texts(made.blocks) == [["Two.", "One."]]
    assert len(set(ids(made.blocks))) == 2
    assert not {one, two} & set(ids(made.blocks))
    assert made.edited == set(ids(made.blocks))


def test_a_lost_addition_leaves_its_place_to_what_was_added_beside_it() -> None:
    written = blocks(["One."])
    edits = resolved(
        AskedEdits(added=(NewSentence(block=0, after=ids(written)[0], text="a"),)), draft(written), Edits()
    )
    made = applied(written, edits)
    more = AskedEdits(added=(NewSentence(block=0, after=made.edits.additions[0].now, text="b"),))
    edits = resolved(more, draft(made.blocks), made.edits)
    left = without(edits, lambda edit: edit.text == "a")
    assert texts(applied(written, left).blocks) == [["One.", "b"]]


TEXTS = st.sampled_from(["", "One.", "Two.", "Three.", "Mine.", "Mine too."])


@given(
    st.lists(st.lists(st.sampled_from(["One.", "Two.", "Three."]), min_size=1, max_size=3), min_size=1, max_size=3),
    st.lists(st.tuples(st.booleans(), st.integers(0, 20), TEXTS), max_size=8),
    st.lists(st.sampled_from(["One.", "Two.", "Four."]), min_size=1, max_size=3),
)
def test_every_edit_stands_somewhere_or_is_told(
    said: list[list[str]], steps: list[tuple[bool, int, str]], later: list[str]
) -> None:
    written = blocks(*said)
    edits, now = Edits(), draft(written)
    for adding, number, text in steps:
        if not now.blocks:
            break
        block = number % len(now.blocks)
        within = now.blocks[block].sentences
        identifier = within[number % len(within)].id
        asked = (
            AskedEdits(added=(NewSentence(block=block, after=identifier if number % 2 else None, text=text),))
            if adding
            else AskedEdits(sentences={identifier: text})
        )
        made = applied(written, resolved(asked, now, edits))
        edits, now = made.edits, draft(made.blocks)
        assert len(set(ids(now.blocks))) == len(ids(now.blocks))
        assert made.findings == []
        if not adding and text:
            assert text in [one.text for one in now.sentences()]
    changed = applied(blocks(later), edits)
    told = [one.text for block in changed.blocks for one in block.sentences] + [one.message for one in changed.findings]
    for edit in (*edits.changes, *edits.additions):
        assert not edit.text or any(edit.text in text for text in told)
