"""Our own sentences with what they cite, half of them with one alteration; `cases/grounding/*.yaml` explains the fields."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from importlib import resources
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

CASES = "cases/grounding"


class Half(StrEnum):
    """A file of the set, and what it is for: choosing on it, or reporting. Later lots are by others."""

    WORK = "work"
    WORK_SECOND = "work_second"
    WORK_THIRD = "work_third"
    REPORT = "report"
    REPORT_SECOND = "report_second"

    @property
    def reports(self) -> bool:
        return self in (Half.REPORT, Half.REPORT_SECOND)

    @property
    def label(self) -> str:
        """As tables and figures name it."""
        half, _, lot = self.value.partition("_")
        return f"{half}, {lot} lot" if lot else half


class Altered(StrEnum):
    NAME = "name"
    NUMBER = "number"
    DATE = "date"
    NEGATION = "negation"
    ROLES = "roles"
    PLANNED_TOLD_AS_HAPPENED = "planned_told_as_happened"
    ADDED_EVENT = "added_event"
    ADDED_DETAIL = "added_detail"


class Closeness(StrEnum):
    """How near to the words of its passages a sentence stays."""

    NEAR = "near"
    MIDDLE = "middle"
    FREE = "free"


class SourceKind(StrEnum):
    NOTE = "note"
    GUIDANCE = "guidance"


class _Read(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Person(_Read):
    name: str = Field(min_length=1)
    role: str = Field(min_length=1)


class Source(_Read):
    kind: SourceKind
    author: str = Field(min_length=1)
    date: date
    text: str = Field(min_length=1)


@dataclass(frozen=True)
class OwnSentence:
    """A sentence with the sources that it cites, and no others. `altered` is None where they say what it says.

    Where `altered` is set, `now` are the altered words and `was` what would have to stand there ("" for nothing);
    `pair` is the id of the true sentence, where the set holds it.
    """

    id: str
    people: tuple[Person, ...]
    viewer: str
    addressee: str
    as_of: date
    sources: tuple[Source, ...]
    sentence: str
    closeness: Closeness
    altered: Altered | None = None
    now: str = ""
    was: str = ""
    pair: str = ""

    @property
    def supported(self) -> bool:
        return self.altered is None

    @property
    def mended(self) -> str:
        """The sentence without its alteration; a true one as it is."""
        if self.supported:
            return self.sentence
        return self.sentence.replace(self.now, self.was)


class OwnSetError(ValueError):
    """A file of the set that is not as its head comment says; the message names the file and the place."""


def load_half(half: Half) -> tuple[OwnSentence, ...]:
    """The sentences of that half of the set."""
    with resources.as_file(resources.files("evals") / CASES / f"{half}.yaml") as path:
        return load(path)


def load(path: Path) -> tuple[OwnSentence, ...]:
    """The sentences of a file, in order. Raises OwnSetError for the first thing in it that cannot be right."""
    try:
        whole = _Whole.model_validate(yaml.safe_load(path.read_text("utf-8")))
    except yaml.YAMLError as error:
        raise OwnSetError(f"{path.name} is no YAML: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(step) for step in first["loc"])
        raise OwnSetError(f"{path.name}, {place or 'the whole'}: {first['msg']}") from error
    try:
        sentences = tuple(one for scene in whole.scenes for one in _sentences(scene))
        _check_together(sentences)
    except OwnSetError as error:
        raise OwnSetError(f"{path.name}, {error}") from error
    return sentences


class _Sentence(_Read):
    id: str = Field(pattern=r"^g\d{3}$")
    sentence: str = Field(min_length=1)
    closeness: Closeness
    cites: tuple[int, ...] = ()
    altered: Altered | None = None
    now: str = ""
    was: str = ""
    pair: str = ""


class _Scene(_Read):
    people: tuple[Person, ...] = Field(min_length=2)
    viewer: str
    addressee: str
    as_of: date
    sources: tuple[Source, ...] = Field(min_length=1)
    sentences: tuple[_Sentence, ...] = Field(min_length=1)


class _Whole(_Read):
    scenes: tuple[_Scene, ...] = Field(min_length=1)


def _sentences(scene: _Scene) -> Iterator[OwnSentence]:
    names = {person.name for person in scene.people}
    for read in scene.sentences:
        if scene.viewer not in names or scene.addressee not in {*names, ""}:
            raise OwnSetError(f"{read.id}: viewer and addressee have to be among the people.")
        sentence = OwnSentence(
            id=read.id,
            people=scene.people,
            viewer=scene.viewer,
            addressee=scene.addressee,
            as_of=scene.as_of,
            sources=_cited(scene, read),
            sentence=read.sentence,
            closeness=read.closeness,
            altered=read.altered,
            now=read.now,
            was=read.was,
            pair=read.pair,
        )
        _check(sentence)
        yield sentence


def _cited(scene: _Scene, read: _Sentence) -> tuple[Source, ...]:
    if not read.cites and len(scene.sources) > 1:
        raise OwnSetError(f"{read.id}: with more than one source, `cites` has to say which.")
    numbers = read.cites or (1,)
    if len(set(numbers)) < len(numbers) or not set(numbers) <= set(range(1, len(scene.sources) + 1)):
        raise OwnSetError(f"{read.id}: `cites` names each source once, from 1 to {len(scene.sources)}.")
    return tuple(scene.sources[number - 1] for number in numbers)


def _check(sentence: OwnSentence) -> None:
    """One alteration is noted where there is one, and nothing where there is none."""
    if late := [one for one in sentence.sources if one.date > sentence.as_of]:
        raise OwnSetError(f"{sentence.id}: its source of {late[0].date} is later than its day.")
    if sentence.supported:
        if sentence.now or sentence.was or sentence.pair:
            raise OwnSetError(f"{sentence.id}: `now`, `was` and `pair` are for altered sentences.")
    elif not sentence.now or sentence.sentence.count(sentence.now) != 1:
        raise OwnSetError(f"{sentence.id}: `now` has to stand in the sentence, once.")
    elif sentence.now == sentence.was:
        raise OwnSetError(f"{sentence.id}: `was` is what `now` is.")


def _check_together(sentences: tuple[OwnSentence, ...]) -> None:
    """Ids and sentences stand once, and an altered sentence differs from its pair by the alteration alone."""
    ids = Counter(one.id for one in sentences)
    if twice := [one for one, count in ids.items() if count > 1]:
        raise OwnSetError(f"{twice[0]}: the id stands more than once.")
    by_id = {one.id: one for one in sentences}
    seen: dict[str, str] = {}
    for one in sentences:
        if one.sentence in seen:
            raise OwnSetError(f"{one.id}: {seen[one.sentence]} says the same.")
        seen[one.sentence] = one.id
        if one.pair and ((true := by_id.get(one.pair)) is None or not _is_pair(one, true)):
            raise OwnSetError(
                f"{one.id}: with `was` for `now` it has to be the true sentence {one.pair}, word for word."
            )


def _is_pair(altered: OwnSentence, true: OwnSentence) -> bool:
    return true.supported and true.sources == altered.sources and true.sentence == altered.mended
