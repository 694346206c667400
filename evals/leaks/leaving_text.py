"""What leaves for a model elsewhere: a recording server in a provider's place, and everything asked for everybody.

Four rounds: nobody allows their private notes to leave; one person does; everybody does; and the same server as one
that keeps to this computer, whose drafts must be the same as those whose placeholders were put back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

from copilot import programme_file
from copilot.app import Copilot
from copilot.content import ProgrammeContent
from copilot.draft import Draft
from copilot.library import cards
from copilot.models import Note, NoteKind, Preferences, Visibility
from copilot.settings import Settings
from copilot.writing.llm import ModelFailed
from copilot.writing.prompting import Prompts
from evals.figures import Figure, Measured, Run, Table, at_least, at_most
from evals.hashing_embedder import HashingEmbedder
from evals.leaks.canaries import load_canaries
from evals.leaks.leaving_checks import Names, PrivateWords, Told, outsiders, texts_in
from evals.metrics import phrases_in
from evals.models.model_server import SPEC, ModelServer, model_server
from evals.models.model_uses import Use, uses_of
from evals.speed.many_people import widened
from evals.workspace import sample_file

PEOPLE = 24
ALLOWS = "amara"
_SHOWN = 40
DISGUISED = """Half an hour about the numbers. We agreed that {lower} looks at the numbers again next time.

The numbers go to {upper} first, and {first}'s team sees the numbers after. We said that {first}
{last} shows the numbers in June.
- {first} to send the numbers to {local}@elsewhere.example by 4 December
- {lower} to ask Person3{first} about the numbers, and Email2 {last}, by 5 December
- {first}_{last} and {first}{last} are one, says the file with the numbers
- call {phone} about the numbers, or {grouped}
Open question for next time: does @{lower} know the numbers of {soft}?
"""
"""A note with a name in every form that people and files give it."""


@dataclass
class Round:
    """What was sent and made in one round. `told` are findings with who asked."""

    uses: int = 0
    requests: int = 0
    sent: int = 0
    told: list[tuple[Use, Told]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    made: dict[int, str] = field(default_factory=dict)
    writers: Counter[str] = field(default_factory=Counter)


def measure(run: Run) -> Measured:
    """What left of what must not. `limit` cuts the number of people."""
    with sample_file() as file:
        sample = programme_file.load(file)
    whole = peopled(sample, PEOPLE)
    everyone = [one.id for one in whole.people]
    first = everyone[: run.limit]
    near = [one.id for one in sample.people][: run.limit]
    with model_server() as server, _opened(whole, server, run.scratch / "leaving") as copilot:
        checks = Checks(whole, sample)
        nobody = round_of(copilot, whole, first, server, checks)
        _allow(copilot, [ALLOWS])
        one = round_of(copilot, whole, near, server, checks)
        _allow(copilot, everyone)
        hosted = round_of(copilot, whole, near, server, checks)
    with model_server() as server, _opened(whole, server, run.scratch / "staying", local=True) as copilot:
        local = round_of(copilot, whole, near, server, checks)
    everything = [*nobody.told, *one.told, *hosted.told]
    kinds = Counter(told.what for _, told in everything if told.what != "private words")
    private = [told for _, told in nobody.told if told.what == "private words"]
    strange = [told for use, told in one.told if _is_private(told) and not _is_allowed(use, told)]
    own = [told for use, told in one.told if _is_private(told) and _is_allowed(use, told)]
    differing = [key for key in local.made if local.made[key] != hosted.made.get(key)]
    unknown = outsiders(nobody.texts, checks.names)
    rounds = (nobody, one, hosted)
    return Measured(
        (
            Figure(
                "requests that left",
                sum(each.requests for each in rounds),
                note=f"{sum(each.sent for each in rounds):,} bytes for {sum(each.uses for each in rounds)} uses by "
                f"{len(first)} people; {nobody.writers[SPEC]} drafts of {nobody.uses} by the model",
            ),
            Figure("runs of words of private notes, nobody allowing it", len(private), target=at_most(0)),
            Figure("the same of anybody but the one who allows it", len(strange), target=at_most(0)),
            Figure("the same of the one who allows it", len(own), target=at_least(1), note="so the check can see them"),
            *(
                Figure(f"known {name} that left", kinds[name], target=at_most(0))
                for name in ("name", "e-mail address", "phone number")
            ),
            Figure(
                "drafts that differ from a local model's",
                len(differing),
                target=at_most(0),
                note=f"of {len(local.made)}, everybody allowing it",
            ),
            Figure("local requests with a name in them", _with_names(local), target=at_least(1), note="they may"),
            Figure(
                "words that may be names nobody knows",
                len(unknown),
                note=", ".join(sorted(unknown, key=lambda word: -unknown[word])[:15]),
            ),
        ),
        {"people": len(first), "allows": ALLOWS, "placeholders": "Person, Email, Phone, Word"},
        tables=_tables(nobody, one, hosted, local, differing),
    )


def peopled(sample: ProgrammeContent, count: int) -> ProgrammeContent:
    """The sample widened to so many people, each with address and number, and notes that disguise their names."""
    whole = widened(sample, count)
    people = [
        replace(
            one,
            email=one.email or f"{'.'.join(one.name.lower().split())}@example.org",
            phone=one.phone or f"+44 7700 9{number:05}",
        )
        for number, one in enumerate(whole.people)
    ]
    by_id = {one.id: one for one in people}
    notes = []
    assert whole.programme.as_of is not None
    day = whole.programme.as_of - timedelta(days=1)
    for pair in whole.relationships:
        other = by_id[pair.mentor]
        first, last = other.name.split()[0], other.name.split()[-1]
        digits = "".join(filter(str.isdigit, other.phone))
        text = DISGUISED.format(
            first=first,
            last=last,
            lower=first.lower(),
            upper=last.upper(),
            local=f"{first}.{last}".lower(),
            phone=other.phone,
            grouped=f"0{digits[2:6]}-{digits[6:9]}.{digits[9:]}",
            soft=f"{first[:2]}\u00ad{first[2:]}",
        )
        notes.append(
            Note(
                f"n-numbers-{pair.id}", pair.mentee, day, text, pair.id, "numbers", NoteKind.SESSION, Visibility.SHARED
            )
        )
    return replace(whole, people=tuple(people), notes=(*whole.notes, *notes))


class Checks:
    """Everything that is looked for in what was sent."""

    def __init__(self, whole: ProgrammeContent, sample: ProgrammeContent) -> None:
        self.names = Names(whole.people)
        prompts = Prompts().all().values()
        typed = [str(use.brief) for one in whole.people for use in uses_of(whole, one.id)]
        texts = [*(one.text for one in whole.guidance), *(card.text for card in cards(whole.programme.id)), *typed]
        self._private = PrivateWords(whole, self.names, [*texts, *(str(one) for one in prompts)])
        self._canaries = {one.phrase: one.note.author for one in load_canaries(sample)}

    def in_body(self, body: bytes) -> Iterator[Told]:
        text = texts_in(body)
        yield from self.names.in_text(text)
        yield from self._private.in_text(text)
        for phrase in phrases_in(text, self._canaries):
            yield Told("private words", self._canaries[phrase], phrase)


def round_of(
    copilot: Copilot, whole: ProgrammeContent, people: Sequence[str], server: ModelServer, checks: Checks
) -> Round:
    """Everything asked for these people, with what the server was sent for it."""
    found = Round()
    for person in people:
        for use in uses_of(whole, person):
            server.forget()
            try:
                made = use.make(copilot)
            except ModelFailed as error:
                made = None
                found.made[found.uses] = error.reason
            if made is not None:
                found.writers[made.writer] += 1
                found.made[found.uses] = said_in(made)
            found.uses += 1
            found.requests += len(server.asked)
            found.sent += sum(map(len, server.asked))
            for body, head in zip(server.asked, server.heads, strict=True):
                found.texts.append(texts_in(body))
                told = [*checks.in_body(body), *checks.names.in_text(head)]
                found.told += [(use, one) for one in told]
    return found


def said_in(draft: Draft) -> str:
    """All of a draft but what it cost."""
    return draft.model_dump_json(exclude={"usage"})


@contextmanager
def _opened(whole: ProgrammeContent, server: ModelServer, folder: Path, *, local: bool = False) -> Iterator[Copilot]:
    folder.mkdir(parents=True)
    file = folder / "programme.yaml"
    file.write_text(programme_file.dump(whole), encoding="utf-8")
    settings = Settings(data=folder / "data", model_url=server.url, model_local=local)
    with Copilot.open(settings, HashingEmbedder) as copilot:
        copilot.import_programme(file)
        yield copilot.set_to(model=SPEC, results=settings.results)


def _allow(copilot: Copilot, people: Sequence[str]) -> None:
    programme = copilot.programme().id
    for person in people:
        copilot.set_preferences(copilot.viewer(programme, person), Preferences(private_may_leave=True))


def _is_private(told: Told) -> bool:
    return told.what == "private words"


def _is_allowed(use: Use, told: Told) -> bool:
    """Whether it is the words of the one who allows it, in what they asked for themselves."""
    return use.person == ALLOWS and ALLOWS in told.whose.split(", ")


def _with_names(local: Round) -> int:
    return sum(told.what == "name" for _, told in local.told)


def _tables(nobody: Round, one: Round, hosted: Round, local: Round, differing: Sequence[int]) -> tuple[Table, ...]:
    rows = [
        (name, told.what, told.whose, use.person, use.name, told.words)
        for name, each in (("nobody", nobody), ("one", one), ("all", hosted))
        for use, told in each.told
        if not _is_private(told) or name == "nobody" or (name == "one" and not _is_allowed(use, told))
    ]
    tables = []
    if rows:
        tables.append(
            Table("left", ("allows", "what", "whose", "viewer", "use", "words"), tuple(dict.fromkeys(rows))[:_SHOWN])
        )
    if differing:
        pairs = tuple((str(key), local.made[key], hosted.made.get(key, "")) for key in differing[:5])
        tables.append(Table("differ", ("use", "with a local model", "after placeholders"), pairs))
    return tuple(tables)
