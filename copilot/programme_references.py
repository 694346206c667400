"""Whether the entries of a programme file fit together: ids are unique and point at something."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from copilot.places import Place

Misfit = tuple[Place, str]
"""A place, and what does not fit there."""
Raw = Mapping[str, object]
"""An entry as it was read. Entries with mistakes of their own are checked too, so that a person sees
all that is wrong at once, and one mistake is not told as many."""


class References:
    """The lists of a programme file, and whether what they name is there."""

    def __init__(self, document: Mapping[str, object]) -> None:
        self._raw = {name: _entries(value) for name, value in document.items()}
        self._by_id = {
            name: {entry["id"]: entry for entry in reversed(entries) if isinstance(entry.get("id"), str)}
            for name, entries in self._raw.items()
        }

    def duplicates(self) -> Iterator[Misfit]:
        for name, entries in self._raw.items():
            first: dict[object, int] = {}
            for index, entry in enumerate(entries):
                identifier = entry.get("id")
                if not isinstance(identifier, str):
                    continue
                if identifier in first:
                    taken = f"{name}[{first[identifier]}]"
                    yield (name, index, "id"), f"the id {identifier!r} is taken by {taken}"
                first.setdefault(identifier, index)

    def misfits(self) -> Iterator[Misfit]:
        """What points nowhere, or at the wrong thing."""
        checks = {
            "relationships": self._relationship,
            "goals": self._owned,
            "notes": self._authored,
            "actions": self._action,
            "drafts": self._draft,
            "feedback": self._feedback,
        }
        for name, check in checks.items():
            for index, entry in enumerate(self._raw.get(name, [])):
                yield from check((name, index), entry)

    def _relationship(self, place: Place, entry: Raw) -> Iterator[Misfit]:
        mentor, mentee = entry.get("mentor"), entry.get("mentee")
        yield from self._known(place, "mentor", "people", entry)
        yield from self._known(place, "mentee", "people", entry)
        if mentor is not None and mentor == mentee:
            yield (*place, "mentee"), f"{mentee!r} cannot be both mentor and mentee"
        started, ends = entry.get("started"), entry.get("ends")
        # ISO dates sort as text; what is no date is told by the entry's model.
        if isinstance(started, str) and isinstance(ends, str) and ends < started:
            yield (*place, "ends"), f"ends on {ends}, before it started on {started}"

    def _owned(self, place: Place, entry: Raw) -> Iterator[Misfit]:
        yield from self._member(place, "owner", entry)
        yield from self._shared(place, entry)

    def _authored(self, place: Place, entry: Raw) -> Iterator[Misfit]:
        yield from self._member(place, "author", entry)
        yield from self._shared(place, entry)

    def _draft(self, place: Place, entry: Raw) -> Iterator[Misfit]:
        yield from self._member(place, "author", entry)
        version = entry.get("version")
        if not isinstance(version, Mapping):
            return
        of, number = version.get("of"), version.get("number")
        every = [one for one in self._raw["drafts"] if _of(one) == of]
        latest = [one for one in every if isinstance(one.get("working"), Mapping)]
        if len(latest) != 1:
            how_many = "no entry has" if not latest else "several entries have"
            yield (*place, "version", "of"), f"{how_many} the `working` of {of!r}; its latest version has it"
        if any(one.get("author") != entry.get("author") for one in every):
            yield (*place, "author"), f"the versions of {of!r} have several authors"
        if sum(_number_of(one) == number for one in every) > 1:
            yield (*place, "version", "number"), f"two versions of {of!r} have the number {number}"
        if latest and isinstance(number, int) and number > (_number_of(latest[0]) or number):
            yield (*place, "version", "number"), f"`working` of {of!r} is with an older version"

    def _feedback(self, place: Place, entry: Raw) -> Iterator[Misfit]:
        yield from self._known(place, "relationship", "relationships", entry)

    def _action(self, place: Place, entry: Raw) -> Iterator[Misfit]:
        yield from self._known(place, "note", "notes", entry)
        note = self._find("notes", entry.get("note"))
        if note is not None:
            about = note.get("relationship")
            if entry.get("relationship") not in (None, about):
                yield (*place, "relationship"), f"its note is about {about or 'no relationship'}"
            entry = {**entry, "relationship": about}
        yield from self._member(place, "owner", entry)
        if all(entry.get(key) is None for key in ("owner", "relationship", "note")):
            yield place, "needs an owner, a relationship or a note, to say who may see it"

    def _member(self, place: Place, field: str, entry: Raw) -> Iterator[Misfit]:
        yield from self._known(place, field, "people", entry)
        yield from self._known(place, "relationship", "relationships", entry)
        person, relationship = entry.get(field), self._find("relationships", entry.get("relationship"))
        if person is None or relationship is None or self._find("people", person) is None:
            return
        if person not in (relationship.get("mentor"), relationship.get("mentee")):
            yield (*place, field), f"{person!r} is not in the relationship {relationship['id']!r}"

    def _known(self, place: Place, field: str, name: str, entry: Raw) -> Iterator[Misfit]:
        identifier = entry.get(field)
        if isinstance(identifier, str) and self._find(name, identifier) is None:
            yield (*place, field), f"there is no {identifier!r} in {name}"

    def _shared(self, place: Place, entry: Raw) -> Iterator[Misfit]:
        if entry.get("visibility") == "shared" and entry.get("relationship") is None:
            yield (*place, "visibility"), "shared with whom? it is about no relationship"

    def _find(self, name: str, identifier: object) -> Raw | None:
        if not isinstance(identifier, str):
            return None
        return self._by_id.get(name, {}).get(identifier)


def _entries(value: object) -> Sequence[Raw]:
    """The entries of a list as read, an empty mapping for what is none, so that indexes hold."""
    if not isinstance(value, list):
        return []
    return [entry if isinstance(entry, Mapping) else {} for entry in value]


def _of(entry: Raw) -> object:
    version = entry.get("version")
    return version.get("of") if isinstance(version, Mapping) else None


def _number_of(entry: Raw) -> int | None:
    version = entry.get("version")
    number = version.get("number") if isinstance(version, Mapping) else None
    return number if isinstance(number, int) else None
