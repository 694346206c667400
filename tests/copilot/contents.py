"""Programmes to test with: one to read, and any that hypothesis can think of."""

from __future__ import annotations

from datetime import UTC, date, datetime

from hypothesis import strategies as st

from copilot.content import Guidance, ProgrammeContent, StoredDraft, Version, WorkingDraft, WorkingStatus
from copilot.draft import Block, Citation, CitationKind, Draft, DraftStatus, Origin, Question, Sentence
from copilot.edits import Addition, Change, Edits
from copilot.models import (
    Action,
    ActionStatus,
    Feedback,
    Goal,
    GoalStatus,
    Note,
    NoteKind,
    Person,
    Programme,
    Relationship,
    RelationshipKind,
    Role,
    Visibility,
)

SMALL = """\
format: mentoring-programme/1
programme: {id: harbour, name: Harbour mentoring, as_of: 2025-06-01}
people:
  - {id: ines, name: Inês Duarte, roles: [mentee], email: ines@example.org}
  - {id: tom, name: Tom Okafor, roles: [mentor], email: tom@example.org, phone: 0171 555}
  - {id: wei, name: Wei Chen, roles: [mentee]}
  - {id: sam, name: Sam Sousa, roles: [staff]}
relationships:
  - {id: tom-ines, mentor: tom, mentee: ines, started: 2025-01-10}
  - {id: tom-wei, mentor: tom, mentee: wei, started: 2025-02-01}
goals:
  - id: g1
    relationship: tom-ines
    owner: ines
    visibility: shared
    date: 2025-01-20
    text: Lead one roadmap review by July.
guidance:
  - id: handbook
    title: Handbook
    text: |
      # Handbook

      Meet every second week.
notes:
  - id: n1
    relationship: tom-ines
    author: ines
    date: 2025-05-02
    visibility: shared
    text: We planned the roadmap review. Ines to shadow a roadmap review by 10 June.
  - id: n2
    relationship: tom-ines
    author: tom
    date: 2025-05-02
    text: Private. Ines seems tired; purple giraffe.
  - id: n3
    relationship: tom-wei
    author: wei
    date: 2025-05-03
    visibility: shared
    text: Wei wants to move to Lisbon.
actions:
  - {id: a1, note: n1, owner: ines, due: 2025-06-10, text: Shadow a roadmap review}
"""

_WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40)
_ODD = st.sampled_from(
    [
        "x",
        "no",
        "null",
        "~",
        "2025-01-01",
        "1_000",
        "0x1F",
        " leading",
        "trailing ",
        "- item",
        "# head",
        "a: b",
        "tab\tin",
        "\ttab first",
        "two\nlines",
        "two\nlines\n",
        "trailing \nspace",
        "\n first blank",
        "\r\nwindows",
        "next\x85line",
        "line\u2028separator",
        "zero\u200bwidth",
        "🙂 astral",
        "e\u0301",
        "\ufeffbom",
        "\x07bell",
        "many\n\n\n",
        "%TAG",
        "---\ntext",
        "...",
        "'quoted'",
        '"',
        "\\n",
        "{a}",
        "[b]",
        "*x",
        "&y",
        "!z",
        "? k",
        "|",
    ]
)
texts = st.one_of(_ODD, _WORDS, st.lists(st.one_of(_ODD, _WORDS), max_size=4).map("\n".join))
said = texts.filter(lambda text: bool(text.strip()))
days = st.dates(date(2000, 1, 1), date(2100, 1, 1))
ids = st.from_regex(r"[a-zA-Z0-9é_.-]{1,8}", fullmatch=True)


def _several(least: int = 0, most: int = 4) -> st.SearchStrategy[list[str]]:
    return st.lists(ids, min_size=least, max_size=most, unique=True)


@st.composite
def programmes(draw: st.DrawFn) -> ProgrammeContent:
    """A programme that fits together, with any text in it."""
    people = [
        Person(
            key,
            draw(said),
            draw(texts),
            frozenset(draw(st.sets(st.sampled_from(Role)))),
            draw(texts),
            draw(texts),
            draw(texts),
        )
        for key in draw(_several(2))
    ]
    names = [person.id for person in people]
    pairs = st.permutations(names).map(lambda order: (order[0], order[1]))
    relationships = []
    for key in draw(_several()):
        mentor, mentee = draw(pairs)
        started, ends = sorted((draw(days), draw(days)))
        kind = draw(st.sampled_from(RelationshipKind))
        relationships.append(Relationship(key, kind, mentor, mentee, started, draw(st.sampled_from([None, ends]))))

    def someone_about() -> tuple[str, str | None]:
        about = draw(st.sampled_from([None, *relationships]))
        members = names if about is None else list(about.members)
        return draw(st.sampled_from(members)), None if about is None else about.id

    def seen(about: str | None) -> Visibility:
        return draw(st.sampled_from(Visibility)) if about else Visibility.PRIVATE

    notes, goals, actions, drafts = [], [], [], []
    for key in draw(_several()):
        person, about = someone_about()
        notes.append(
            Note(
                key,
                person,
                draw(days),
                draw(said),
                about,
                draw(texts),
                draw(st.sampled_from(NoteKind)),
                seen(about),
            )
        )
    for key in draw(_several()):
        person, about = someone_about()
        status = draw(st.sampled_from(GoalStatus))
        goals.append(Goal(key, person, draw(said), draw(days), about, seen(about), status))
    for key in draw(_several()):
        person, about = someone_about()
        sources = [note.id for note in notes if note.relationship == about]
        actions.append(
            Action(
                key,
                about,
                person,
                draw(said),
                draw(st.none() | days),
                draw(st.sampled_from([ActionStatus.OPEN, ActionStatus.DONE, ActionStatus.DROPPED])),
                draw(st.sampled_from([None, *sources])),
            )
        )
    for key in draw(_several(most=2)):
        person, about = someone_about()
        draft = a_draft(person, draw(texts), draw(days))
        drafts.append(StoredDraft(key, person, draft, about, draw(st.booleans())))
    working = []
    for key in draw(_several(most=1)):
        person, about = someone_about()
        versions = draw(_versions(f"w-{key}", person, about))
        drafts += versions
        working.append(draw(_typed(versions)))
    return ProgrammeContent(
        Programme(draw(ids), draw(said), draw(texts), "UTC", draw(st.none() | days), draw(texts)),
        tuple(people),
        tuple(relationships),
        tuple(goals),
        tuple(Guidance(key, draw(texts), draw(said)) for key in draw(_several())),
        tuple(notes),
        tuple(actions),
        tuple(drafts),
        tuple(
            Feedback(
                key,
                draw(said),
                draw(texts),
                draw(texts),
                None,
                draw(texts),
                draw(texts),
                draw(st.none() | st.floats(allow_nan=False, allow_infinity=False)),
                draw(st.booleans()),
            )
            for key in draw(_several())
        ),
        tuple(working),
    )


_moments = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - hypothesis adds the zone


@st.composite
def _versions(draw: st.DrawFn, of: str, person: str, about: str | None) -> list[StoredDraft]:
    day = draw(days)
    return [
        StoredDraft(
            f"{of}.{number}",
            person,
            a_draft(person, draw(texts), day),
            about,
            draw(st.booleans()),
            Version(of, number, draw(_moments), draw(texts)),
        )
        for number in range(1, draw(st.integers(1, 3)) + 1)
    ]


@st.composite
def _typed(draw: st.DrawFn, versions: list[StoredDraft]) -> WorkingDraft:
    latest = versions[-1]
    assert latest.version is not None
    return WorkingDraft(
        id=latest.version.of,
        author=latest.author,
        kind=latest.draft.kind,
        as_of=latest.draft.as_of,
        created=draw(_moments),
        updated=latest.version.made,
        latest=latest,
        status=draw(st.sampled_from(WorkingStatus)),
        seed=draw(st.integers(0, 99)),
        version=latest.version.number,
        brief=draw(st.dictionaries(ids, st.one_of(texts, st.integers(0, 99), st.lists(texts, max_size=2)), max_size=3)),
        answers=draw(st.dictionaries(ids, texts, max_size=2)),
        included=tuple(draw(st.lists(ids, max_size=2))),
        edits=Edits(
            changes=tuple(
                Change(sentence=key, before=draw(_words), text=draw(_words), rests_on=_cited(latest.draft))
                for key in draw(_several(most=1))
            ),
            additions=tuple(Addition(key="added-1", beside="s1", text=draw(_words)) for _ in draw(_several(most=1))),
        ),
    )


_words = texts.map(lambda text: " ".join(text.split()))


def _cited(draft: Draft) -> tuple[Citation, ...]:
    return tuple(citation for sentence in draft.sentences() for citation in sentence.citations)


def a_draft(viewer: str, text: str, day: date) -> Draft:
    """A draft with a bit of everything that is not text: numbers, dates, nulls."""
    citation = Citation(kind=CitationKind.NOTE, id="p1", quote=text, date=day, start=0, end=7)
    sentence = Sentence(id="s1", text=text, origin=Origin.NOTE, citations=[citation], private=True)
    draft = Draft(
        kind="agenda",
        status=DraftStatus.DRAFTED,
        as_of=day,
        viewer=viewer,
        audience=[viewer],
        text=text,
        blocks=[Block(heading=text, minutes=10, sentences=[sentence])],
        held_back=["s1"],
        questions=[Question(id="q", text=text, why=text)],
    )
    draft.usage.seconds = 0.00001
    return draft
