from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.chunking import Chunk, ChunkingConfig, chunk
from ingest.sentences import sentences
from ingest.structure import BlockKind, blocks

SMALL = ChunkingConfig(max_tokens=24, target_tokens=16, min_tokens=5)


def count_words(texts: Sequence[str]) -> list[int]:
    return [len(re.findall(r"\w+|[^\w\s]", text)) for text in texts]


def cut(text: str, config: ChunkingConfig = SMALL) -> list[Chunk]:
    return chunk(text, count_tokens=count_words, config=config)


WORDS = st.sampled_from(
    [
        "we",
        "agreed",
        "to",
        "meet.",
        "Sam",
        "will",
        "e.g.",
        "3.5",
        "write",
        "Why?",
        "(see",
        "below)",
        "Dr.",
        "x" * 400,
        "…",
        "naïve",
        "好。",
        "ends,",
        "\U0001f389",
        "\u00a0",
        "a" * 30,
    ]
)
LINES = st.one_of(
    st.lists(WORDS, max_size=40).map(" ".join),
    st.builds(
        lambda level, words: "#" * level + " " + " ".join(words),
        st.integers(1, 7),
        st.lists(WORDS, max_size=6),
    ),
    st.sampled_from(
        [
            "",
            "",
            "---",
            "===",
            "```",
            "| a | b |",
            "- item one",
            "  2) x",
            "- [ ] do it",
            "> said",
            "***",
            "\r",
        ]
    ),
    st.text(max_size=60),
)
TEXTS = st.lists(LINES, max_size=25).map("\n".join)


class TestAnyText:
    @settings(max_examples=300)
    @given(TEXTS)
    def test_passages_are_ordered_substrings_that_fit(self, text: str) -> None:
        last = 0
        for ordinal, passage in enumerate(cut(text)):
            assert passage.ordinal == ordinal
            assert passage.text == text[passage.start : passage.end] == passage.text.strip()
            assert last <= passage.start < passage.end
            assert count_words([passage.text])[0] <= SMALL.max_tokens
            last = passage.end

    @settings(max_examples=300)
    @given(TEXTS)
    def test_every_letter_and_digit_outside_headings_is_in_a_passage(self, text: str) -> None:
        covered = bytearray(len(text))
        for block in blocks(text):
            if block.kind is BlockKind.HEADING:
                covered[block.start : block.end] = b"\1" * (block.end - block.start)
        for passage in cut(text):
            covered[passage.start : passage.end] = b"\1" * (passage.end - passage.start)
        assert [char for char, seen in zip(text, covered, strict=True) if not seen and char.isalnum()] == []

    @settings(max_examples=300)
    @given(TEXTS)
    def test_no_sentence_is_cut_unless_it_alone_is_too_long(self, text: str) -> None:
        edges = {edge for passage in cut(text) for edge in (passage.start, passage.end)}
        for start, end in sentences(text):
            fits = count_words([text[start:end]])[0] <= SMALL.max_tokens
            if fits and end - start <= SMALL.max_tokens * SMALL.characters_per_token:
                assert not any(start < edge < end for edge in edges)

    @settings(max_examples=300)
    @given(TEXTS)
    def test_sentences_hold_every_visible_character_once(self, text: str) -> None:
        last, outside = 0, ""
        for start, end in sentences(text):
            assert last <= start < end
            assert text[start:end] == text[start:end].strip()
            outside += text[last:start]
            last = end
        assert (outside + text[last:]).strip() == ""


class TestHeadings:
    def test_the_path_holds_the_headings_above(self) -> None:
        text = "# Guide\n\n## Start ##\n\nMeet soon and agree on a goal.\n\nDetails\n-------\n\nWrite it down for both."
        assert [(passage.heading_path, passage.text) for passage in cut(text)] == [
            (("Guide", "Start"), "Meet soon and agree on a goal."),
            (("Guide", "Details"), "Write it down for both."),
        ]

    def test_headings_alone_make_no_passage(self) -> None:
        assert cut("# One\n\n## Two\n\n---\n\n### Three\n") == []

    def test_a_bold_line_is_no_heading(self) -> None:
        (passage,) = cut("**Goals**\n\nLearn to plan.")
        assert passage.heading_path == ()
        assert passage.text.startswith("**Goals**")

    def test_a_hash_in_code_is_no_heading(self) -> None:
        (passage,) = cut("Run this:\n\n```sh\n# not a heading\nmake\n```")
        assert passage.text.endswith("# not a heading\nmake\n```")

    def test_passages_do_not_cross_a_heading_unless_both_sections_are_tiny(self) -> None:
        text = "# A\n\n## B\n\nOne two.\n\n## C\n\nThree four.\n\n## D\n\nFive six seven eight nine."
        assert [(passage.heading_path, passage.text) for passage in cut(text)] == [
            (("A",), "## B\n\nOne two.\n\n## C\n\nThree four."),
            (("A", "D"), "Five six seven eight nine."),
        ]

    def test_a_deep_heading_stands_inside_a_passage_with_what_is_below_it(self) -> None:
        text = "## A\n\nOne two three four five six.\n\n#### B\n\nSeven eight."
        (passage,) = cut(text)
        assert passage.heading_path == ("A",)
        assert "#### B" in passage.text


class TestBlocks:
    def test_a_list_is_cut_between_items(self) -> None:
        items = [f"- item {number} has these seven words inside" for number in range(5)]
        for passage in cut("\n".join(items)):
            assert passage.text.split("\n") == [item for item in items if item in passage.text]

    def test_a_table_that_fits_stays_whole(self) -> None:
        table = "| a | b |\n|---|---|\n| 1 | 2 |"
        assert any(table in passage.text for passage in cut(f"{'word ' * 14}end.\n\n{table}"))

    def test_a_long_sentence_is_cut_at_clauses(self) -> None:
        clause = "and then one two three four five six seven,"
        passages = cut(" ".join([clause] * 6))
        assert len(passages) > 1
        assert all(passage.text.startswith("and") and passage.text.endswith(",") for passage in passages)

    def test_a_short_end_joins_what_is_before_it(self) -> None:
        passages = cut("One two three four five six seven eight nine ten eleven twelve thirteen.\n\nThen one.")
        assert len(passages) == 1

    def test_a_run_without_spaces_does_not_make_one_huge_passage(self) -> None:
        text = "a" * 100_000
        assert max(len(passage.text) for passage in cut(text)) <= SMALL.max_tokens * SMALL.characters_per_token


def test_tokens_are_counted_once_for_a_whole_text() -> None:
    calls: list[int] = []

    def counting(texts: Sequence[str]) -> list[int]:
        calls.append(len(texts))
        return count_words(texts)

    chunk("One two. Three four.\n\n# H\n\nFive.", count_tokens=counting, config=ChunkingConfig())
    assert calls == [4]


def test_a_turn_of_a_pasted_transcript_is_not_cut_from_its_end_by_a_passage() -> None:
    turns = [
        "Ann: I went to the market. It was loud there!",
        "Bo: which one",
        "10:41 Ann: The one by the river. You would like it a lot.",
        "Dr Ingrid Moe: Note: bring bags.",
    ]
    for chunk_ in cut("\n".join(turns)):
        assert chunk_.text.split("\n")[0] in turns
        assert chunk_.text.split("\n")[-1] in turns
    assert len(cut("\n".join(turns))) > 1


def test_a_name_and_a_colon_amid_a_wrapped_sentence_open_no_paragraph() -> None:
    wrapped = "We talked about the new role at Acme and\nAnn: she would take it over in May."
    assert [block.kind for block in blocks(wrapped)] == [BlockKind.PARAGRAPH]
    assert len(list(blocks(wrapped.replace(" and\n", ".\n")))) == 2


def test_sizes_that_contradict_each_other_are_refused() -> None:
    with pytest.raises(ValueError, match="min_tokens"):
        ChunkingConfig(max_tokens=10, target_tokens=20, min_tokens=5)


@pytest.mark.parametrize("piece", ["a", ".", " ", "\n", "|", "# a\n", "- a\n", "好。", "a\n=\n", "x" + " " * 49_999])
def test_a_megabyte_of_one_thing_comes_back_in_pieces_that_fit(piece: str) -> None:
    """Anything quadratic would take hours here."""
    size = 1_000_000 if len(piece) == 1 else 200_000
    text = piece * (size // len(piece))
    for each in cut(text, ChunkingConfig()):
        assert text[each.start : each.end] == each.text
