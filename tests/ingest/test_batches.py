from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ingest.batches import AROUND, EVEN, FEW, batches

lengths = st.lists(st.integers(min_value=0, max_value=1_500), max_size=300)


@given(lengths)
def test_every_text_is_in_one_batch(of: list[int]) -> None:
    assert sorted(place for batch in batches(of) for place in batch) == list(range(len(of)))


@given(lengths)
def test_no_batch_is_larger_than_it_may_be_filled_up(of: list[int]) -> None:
    for batch in batches(of, characters=3_000, most=20):
        longest = max(of[place] for place in batch) + AROUND
        assert len(batch) <= 20
        assert len(batch) * longest <= 3_000 or len(batch) == 1


@given(lengths)
def test_a_batch_of_more_than_a_few_holds_texts_of_about_one_length(of: list[int]) -> None:
    for batch in batches(of):
        sizes = sorted((of[place] + AROUND for place in batch), reverse=True)
        assert all(size >= EVEN * sizes[0] for size in sizes[FEW:])


def test_the_longest_come_first_and_short_ones_go_together() -> None:
    assert batches([5, 900, 6, 905]) == [[3, 1, 2, 0]]
    assert batches([900] * 10 + [5] * 10, characters=9_500) == [list(range(10)), list(range(10, 20))]
    assert batches([]) == []
