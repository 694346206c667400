import pytest
from hypothesis import given
from hypothesis import strategies as st

from copilot.drafts.minutes import allot


@given(st.integers(10, 480), st.lists(st.floats(0.1, 10), min_size=1, max_size=10))
def test_minutes_add_up_and_every_part_gets_some(total: int, weights: list[float]) -> None:
    shares = allot(total, weights)
    assert sum(shares) == total
    assert all(share > 0 for share in shares)
    assert len(shares) == len(weights)


def test_an_hour_is_shared_in_fives_and_the_heavier_part_gets_more() -> None:
    shares = allot(60, [1, 3, 1])
    assert all(share % 5 == 0 for share in shares)
    assert shares[1] > shares[0]


def test_more_parts_than_minutes_is_an_error() -> None:
    with pytest.raises(ValueError, match="3 minutes"):
        allot(3, [1, 1, 1, 1])


def test_nothing_to_share() -> None:
    assert allot(30, []) == []
