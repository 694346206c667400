"""Grounding check by check: each passes what its sources say and fails what they do not."""

from __future__ import annotations

import datetime as dt

import pytest

from copilot.draft import Block, Citation, CitationKind, Draft, DraftStatus, Origin, Sentence
from copilot.review.grounding import Context, KnownPerson, Source, Verdict, ground, verify_citations

AMARA, JONAS = "Amara Okafor", "Jonas Weber"
PEOPLE = (KnownPerson(AMARA, "", "mentee"), KnownPerson(JONAS, "", "mentor"), KnownPerson("Ruth Adeyemi"))
TODAY = dt.date(2026, 11, 20)
CONTEXT = Context(PEOPLE, JONAS, TODAY)


def note(text: str, author: str = JONAS, day: dt.date = dt.date(2026, 11, 3), surroundings: str = "") -> Source:
    return Source(text, date=day, author=author, surroundings=surroundings)


def kinds(verdict: Verdict) -> set[str]:
    return {problem.kind for problem in verdict.problems}


def test_a_sentence_without_a_source_is_not_supported() -> None:
    assert kinds(ground("Amara sent the CV.", [], CONTEXT)) == {"no_source"}


@pytest.mark.parametrize(
    ("sentence", "holds"),
    [
        ("In the note of 3 November Amara wrote: “I am proud of the review.”", True),
        ('In the note of 3 November Amara wrote: "I am  proud of … review"', True),
        ("In the note of 3 November Amara wrote: “I am proud of the launch.”", False),
        ("In the note of 4 November Amara wrote: “I am proud of the review.”", False),
        ("In the note of 3 November Ruth wrote: “I am proud of the review.”", False),
    ],
)
def test_a_quote_passes_by_author_day_and_words(sentence: str, holds: bool) -> None:
    assert ground(sentence, [note("I am proud of the review.", AMARA)], CONTEXT).supported is holds


@pytest.mark.parametrize(
    ("sentence", "holds"),
    [
        ("The CV is 3 days overdue.", True),
        ("The CV is 4 days overdue.", False),
        ("The CV was due on 17 November, 3 days overdue.", True),
        ("The CV was due on Monday 17 November.", False),
        ("The CV is overdue.", True),
        ("The CV is due by 3 November.", False),
    ],
)
def test_what_is_overdue_follows_from_the_due_date(sentence: str, holds: bool) -> None:
    assert ground(sentence, [note("CV due on 17 Nov")], CONTEXT).supported is holds


@pytest.mark.parametrize(
    ("said", "sentence", "holds"),
    [
        ("I will send the CV this week.", "Jonas to send the CV (due 6 November).", True),
        ("I will send the CV this week.", "Jonas to send the CV (due 6 November, 14 days overdue).", True),
        ("I will send the CV this week.", "Jonas to send the CV (due 5 November).", False),
        ("I will send the CV this week.", "Jonas sent the CV on 6 November.", False),
        ("I will send the CV by the end of the month.", "Jonas to send the CV (due 30 November).", True),
        ("I will send the CV by the weekend.", "Jonas to send the CV (due 6 November).", False),
    ],
)
def test_what_is_promised_within_a_week_is_due_on_its_last_working_day(said: str, sentence: str, holds: bool) -> None:
    written = note(said, day=dt.date(2026, 11, 4))
    assert ("date" not in kinds(ground(sentence, [written], CONTEXT))) is holds


@pytest.mark.parametrize(
    ("sentence", "holds"),
    [
        ("The CV is due tomorrow.", True),
        ("The CV is due in 1 day.", True),
        ("The CV is due today.", False),
        ("The CV is due in 12 days.", False),
        ("The CV is overdue.", False),
    ],
)
def test_a_due_date_to_come_is_counted_from_the_day(sentence: str, holds: bool) -> None:
    source = Source("CV", kind="action", dates=(dt.date(2026, 11, 21),))

    assert ground(sentence, [source], CONTEXT).supported is holds


@pytest.mark.parametrize(
    "said", ["by the 17th", "by 17 Nov", "by November 17", "in two weeks, on 17/11", "by 2026-11-17"]
)
def test_one_day_may_be_written_in_many_ways(said: str) -> None:
    assert ground(
        "Amara is to send the CV by 17 November 2026.", [note(f"mentee to send the CV {said}")], CONTEXT
    ).supported


@pytest.mark.parametrize(
    ("said", "told", "holds"),
    [
        ("Half an hour each month", "30 minutes each month", True),
        ("two hours", "120 minutes", True),
        ("twenty-five people", "25 people", True),
        ("a couple of papers", "two papers", True),
        ("£1,500", "1500 £", True),
        ("12 %", "12 percent", True),
        ("the second draft", "the third draft", False),
        ("at 2 pm", "at 14:00", True),
        ("€500", "$500", False),
        ("Q3 plan", "Q4 plan", False),
        ("2 hours", "2 minutes", False),
    ],
)
def test_a_number_is_compared_by_value_and_unit(said: str, told: str, holds: bool) -> None:
    assert ground(f"They want {told}.", [note(f"We want {said}.")], CONTEXT).supported is holds


def test_the_mentee_of_the_note_is_the_mentee_of_the_record() -> None:
    source = note("mentee to shadow a review")

    assert ground("Amara is to shadow a review.", [source], CONTEXT).supported
    assert not ground("Ruth is to shadow a review.", [source], CONTEXT).supported


def test_a_pronoun_is_read_from_the_surroundings() -> None:
    source = note("She will send the slides.", surroundings="Ruth came by. She will send the slides.")

    assert ground("Ruth will send the slides.", [source], CONTEXT).supported
    assert not ground("Jonas will send the slides.", [source], CONTEXT).supported


def test_an_unknown_name_at_the_start_is_a_name() -> None:
    assert "name" in kinds(ground("Kofi sent the slides.", [note("Amara sent the slides.")], CONTEXT))


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Amara sent the list to the team.", "planned_told_as_happened"),
        ("Amara shared the list with the team.", "planned_told_as_happened"),
        ("Amara will not send the list to the team.", "negation"),
        ("Jonas will send the list to the team.", "roles"),
        ("Amara will always send the list to the team.", "quantity"),
        ("Amara will send the list to the team and rebuild the archive.", "unsupported"),
        ("Amara will send the brilliant list to the team.", "unsupported"),
    ],
)
def test_each_problem_is_named(sentence: str, kind: str) -> None:
    source = note("I will send the list to the team.", AMARA)

    assert ground("Amara will send the list to the team.", [source], CONTEXT).supported
    assert kind in kinds(ground(sentence, [source], CONTEXT))


def test_what_happened_told_as_planned_is_a_warning() -> None:
    verdict = ground("Amara will send the list.", [note("I sent the list.", AMARA)], CONTEXT)

    assert verdict.supported
    assert kinds(verdict) == {"happened_told_as_planned"}
    assert verdict.score < 1


def test_likeness_lowers_what_words_must_cover_but_excuses_no_name() -> None:
    source = note("I find it tricky to push back when my boss piles on work.", AMARA)
    sentence = "Amara finds it tricky to decline invitations."

    assert not ground(sentence, [source], CONTEXT, lambda a, b: [[0.2] * len(b) for _ in a]).supported
    assert ground(sentence, [source], CONTEXT, lambda a, b: [[0.9] * len(b) for _ in a]).supported
    assert not ground(
        "Ruth finds it tricky to push back.", [source], CONTEXT, lambda a, b: [[0.99] * len(b) for _ in a]
    ).supported


def _draft(citation: Citation) -> Draft:
    return Draft(
        kind="agenda",
        status=DraftStatus.DRAFTED,
        as_of=TODAY,
        viewer="jonas",
        audience=[],
        blocks=[Block(sentences=[Sentence(id="s1", text="x", origin=Origin.NOTE, citations=[citation])])],
    )


@pytest.mark.parametrize(
    ("quote", "start", "end", "text", "problems"),
    [
        ("sent", 2, 6, "I sent it", 0),
        ("sent", 3, 7, "I sent it", 1),
        ("sent", 2, 6, None, 1),
        ("sent", 2, None, "I sent it", 1),
        ("sent", None, None, None, 0),
        ("", 2, 2, "I sent it", 1),
    ],
)
def test_a_citation_must_stand_in_its_document(
    quote: str, start: int | None, end: int | None, text: str | None, problems: int
) -> None:
    citation = Citation(kind=CitationKind.NOTE, id="n1", quote=quote, start=start, end=end)

    assert len(verify_citations(_draft(citation), lambda _: text)) == problems


def test_her_as_an_object_is_never_who_does_it() -> None:
    person = Source(AMARA, kind="person", names={"person": AMARA})
    written = note("I will put her in touch with Sanne next week.")
    assert ground("Jonas to put Amara in touch with Sanne.", [written, person], CONTEXT).supported
    assert not ground("Amara to put Jonas in touch with Sanne.", [written, person], CONTEXT).supported


def test_a_weekend_is_not_the_week() -> None:
    written = note("I will read the CV this weekend.", day=dt.date(2026, 11, 4))
    assert ground("Jonas to read the CV this weekend.", [written], CONTEXT).supported


def test_a_pronoun_that_is_spoken_of_begins_no_list_of_doers() -> None:
    people = (KnownPerson("Priya Rao", "Priya", "mentee"), KnownPerson("Daniel Roth", "Daniel", "mentor"))
    context = Context(people, "Priya Rao", dt.date(2026, 11, 20))
    notes = (
        Source("Daniel to ask Helen about the budget.", "note", dt.date(2026, 10, 15), "Priya Rao"),
        Source("So Priya asks her, I just get to spend it.", "note", dt.date(2026, 11, 19), "Daniel Roth"),
    )
    assert ground("Priya to ask Helen about the budget.", notes, context).supported
    assert not ground("Priya to ask Helen about the budget.", notes[:1], context).supported


def test_what_is_due_now_needs_no_source_for_the_word_now() -> None:
    context = Context((), "", dt.date(2026, 11, 20))
    note = Source("The draft is due on 30 November.", "note", dt.date(2026, 11, 19))
    assert ground("The draft (now due 30 November).", [note], context).supported
    assert not ground("The draft (now due 29 November).", [note], context).supported


def test_a_session_is_named_by_its_notes_own_day() -> None:
    context = Context((KnownPerson("Anna Lind", "Anna", "mentee"),), "Anna Lind", dt.date(2026, 8, 30))
    asked = Source("Asked Ingrid for the hard disk on 25 August.", "note", dt.date(2026, 8, 19), "Anna Lind")
    assert ground("Since our session on 19 August I have asked Ingrid for the hard disk.", [asked], context).supported
    assert not ground("I asked Ingrid for the hard disk on 19 August.", [asked], context).supported
