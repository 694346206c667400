from copilot.commands.short_ids import shortest

ONE, OTHER = "1234567a00000000", "1234567b00000000"


def test_ids_that_a_person_gave_are_kept_and_made_up_ones_cut_where_they_differ() -> None:
    assert shortest(["a-ad-case", ONE, OTHER, "ffffffffffffffff"]) == {
        "a-ad-case": "a-ad-case",
        ONE: "1234567a",
        OTHER: "1234567b",
        "ffffffffffffffff": "fffffff",
    }


def test_an_id_that_comes_twice_is_no_rival_of_itself() -> None:
    assert shortest([ONE, ONE]) == {ONE: "1234567"}
