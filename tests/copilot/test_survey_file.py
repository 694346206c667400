"""A survey's CSV by a mapping: nothing lost, nobody counted twice, every bad row named."""

from __future__ import annotations

from pathlib import Path

import pytest

from copilot.errors import BriefError, InvalidInput
from copilot.models import Feedback
from copilot.survey_file import SurveyRead, read_survey

BASE = ("respondent=Who", "comment=Comment", "period=:2030-H1")


def survey(folder: Path, text: str | bytes, *mapping: str, **options: object) -> SurveyRead:
    file = folder / "survey.csv"
    file.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return read_survey(file, mapping or BASE, **options)  # type: ignore[arg-type]


def rows(read: SurveyRead) -> list[Feedback]:
    return [row for _, row in read.feedback]


def test_every_field_comes_from_its_column_or_a_constant(tmp_path: Path) -> None:
    text = 'Who,Part,Stars,OK?,Comment\nr1,Mentors,"4,5",yes,"Two lines,\nwith a comma"\n'
    mapping = ("respondent=Who", "role=Part", "rating=Stars", "consent=OK?", "comment=Comment", "period=:2030-H1")
    (row,) = rows(survey(tmp_path, text, *mapping))
    assert (row.respondent, row.role, row.rating, row.consent) == ("r1", "mentor", 4.5, True)
    assert (row.period, row.text) == ("2030-H1", "Two lines,\nwith a comma")


def test_the_same_file_gives_the_same_ids_and_another_text_others(tmp_path: Path) -> None:
    text = "Who,Comment\nr1,fine\nr2,fine\n"
    first, again = survey(tmp_path, text), survey(tmp_path, text)
    assert first == again
    assert len({row.id for row in rows(first)}) == 2
    assert rows(survey(tmp_path, "Who,Comment\nr1,good\n"))[0].id != rows(first)[0].id


def test_several_comment_columns_are_their_own_questions_even_with_commas_in_their_names(tmp_path: Path) -> None:
    text = 'Who,"What went well, and why?",Else\nr1,the talks,\nr2,dates,more coffee\n'
    read = survey(tmp_path, text, "respondent=Who", "comment=What went well, and why?,Else", "period=:1")
    assert [(row.respondent, row.question, row.text) for row in rows(read)] == [
        ("r1", "What went well, and why?", "the talks"),
        ("r2", "What went well, and why?", "dates"),
        ("r2", "Else", "more coffee"),
    ]


def test_the_beginning_of_a_column_s_name_will_do(tmp_path: Path) -> None:
    text = "Who are you,What should we change in the next round?\nr1,dates\n"
    read = survey(tmp_path, text, "respondent=who are", "comment=what should", "period=:1")
    assert rows(read)[0].question == "What should we change in the next round?"


def test_people_are_only_made_from_rows_if_that_is_said(tmp_path: Path) -> None:
    text = "Comment\nfine\nfine\ngood\n"
    with pytest.raises(BriefError, match="No column says who answered"):
        survey(tmp_path, text, "comment=Comment", "period=:1")
    read = survey(tmp_path, text, "comment=Comment", "period=:1", rows_are_people=True)
    assert len({row.respondent for row in rows(read)}) == 3
    other = survey(tmp_path, text, "comment=Comment", "period=:2", rows_are_people=True)
    assert not {row.respondent for row in rows(read)} & {row.respondent for row in rows(other)}


def test_bad_rows_are_named_by_line_and_reason_and_the_others_are_read(tmp_path: Path) -> None:
    text = 'Who,Stars,Comment\nr1,5,"two\nlines"\nr2,many,fine\n\n,4,who am I\nr4,3\nr5,nan,x\nr6,1,good\n'
    read = survey(tmp_path, text, *BASE, "rating=Stars")
    assert [row.respondent for row in rows(read)] == ["r1", "r2", "r5", "r6"]
    assert [(one.line, one.reason) for one in read.bad] == [
        (6, "does not say who answered"),
        (7, "has 2 cells, the header 3"),
    ]
    assert read.rows == 6


def test_a_broken_rating_costs_the_rating_and_not_the_comment(tmp_path: Path) -> None:
    read = survey(tmp_path, "Who,Stars,Comment\nr1,many,fine\nr2,nan,x\nr3,lots,\n", *BASE, "rating=Stars")
    assert [(row.text, row.rating) for row in rows(read)] == [("fine", None), ("x", None)]
    assert [(one.line, one.reason) for one in read.mended] == [
        (2, "the rating 'many', which is not a number"),
        (3, "the rating 'nan', which is not a number"),
    ]
    assert [(one.line, one.reason) for one in read.bad] == [
        (4, "has the rating 'lots', which is not a number, and nothing else")
    ]


@pytest.mark.parametrize(
    ("column", "cell", "reason"),
    [
        ("consent", "perhaps", "has the consent 'perhaps', which is neither yes nor no"),
        ("role", "boss", "has the role 'boss', which is none of mentee, mentor, staff"),
        ("relationship", "r-9", "names the relationship 'r-9', which is not there"),
        ("period", "", "does not say of which period it is"),
    ],
)
def test_a_cell_that_cannot_be_understood_is_a_bad_row(tmp_path: Path, column: str, cell: str, reason: str) -> None:
    mapping = [part for part in BASE if not part.startswith(f"{column}=")]
    read = survey(tmp_path, f"Who,Comment,Odd\nr1,fine,{cell}\n", *mapping, f"{column}=Odd", relationships={"r-1"})
    assert [one.reason for one in read.bad] == [reason]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_odd_encodings_are_read(tmp_path: Path, encoding: str) -> None:
    said = "We meet in a café near the harbour, and it’s the best hour of the month for the two of us"
    read = survey(tmp_path, f"Who;Comment\nr1;{said}\nr2;fine\n".encode(encoding))
    assert rows(read)[0].text == said


def test_a_rating_without_a_comment_is_kept_and_an_empty_row_is_not(tmp_path: Path) -> None:
    read = survey(tmp_path, "Who,Stars,Comment\nr1,4,\nr2,,\n", *BASE, "rating=Stars")
    assert [(row.respondent, row.rating, row.text) for row in rows(read)] == [("r1", 4.0, "")]
    assert read.blank == 1


def test_an_address_as_respondent_is_not_kept(tmp_path: Path) -> None:
    read = survey(tmp_path, "Who,Comment\nAda@example.org,a\nada@example.org,b\nAda Byron,c\n")
    people = [row.respondent for row in rows(read)]
    assert people[0] == people[1] != people[2]
    assert not any("ada" in person.lower() for person in people)


@pytest.mark.parametrize(
    ("mapping", "wrong"),
    [
        (("comment=Comment", "period=:1", "respondent=Nobody"), "no column 'Nobody'"),
        (("comment=Comment,Nothing", "period=:1", "respondent=Who"), "no column 'Nothing'"),
        (("comment=Comment", "colour=Who"), "no mapping"),
        (("comment",), "no mapping"),
        (("comment=:same", "respondent=Who"), "cannot be the same"),
        (("respondent=Who", "period=:1"), "No column holds the comments"),
        (("respondent=Who", "respondent=Who", "comment=Comment"), "mapped twice"),
        (("respondent=Who", "comment=Comment"), "which period"),
        (("respondent=Who", "comment=Comment,Comments too", "question=:x", "period=:1"), "their own questions"),
    ],
)
def test_a_mapping_that_cannot_be_used_says_why(tmp_path: Path, mapping: tuple[str, ...], wrong: str) -> None:
    with pytest.raises(BriefError, match=wrong):
        survey(tmp_path, "Who,Comment,Comments too\nr1,fine,\n", *mapping)


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02\x03" * 50, b"Who,Comment\n"])
def test_what_is_no_table_is_an_error_with_the_next_step(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(InvalidInput) as error:
        survey(tmp_path, content)
    assert error.value.next_step


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="cannot be read"):
        read_survey(tmp_path / "none.csv", BASE)
