"""Makes `copilot/review/grounding/thesaurus.txt` out of WordNet 3.0: common words, what means the same, what the opposite.

    python -m evals.grounding.make_thesaurus /usr/share/wordnet

reads the folder that Debian's package `wordnet-base` installs. The same files give the same thesaurus, byte for byte.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

import click

from copilot.review.grounding.words import stem
from ingest.embedding import BUNDLED_PACKAGE

_FILES = {"noun": "n", "verb": "v", "adj": "a", "adv": "r"}
_NUMBERED = {"1": "n", "2": "v", "3": "a", "4": "r", "5": "a"}
"""WordNet's number of a part of speech within a sense's key."""
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*(?:_(?:up|down|out|off|in|on|over|away|back|through|by|at|for|with|into))?")
"""One word, or a verb with its particle."""
_SENSES = 6
_UNSEEN_SENSES = 3
"""So many senses of a word count: of those that nobody met in WordNet's tagged texts, the first three alone."""
_LEFT_OUT = frozenset({"05", "20", "27"})
"""WordNet's files of animals, plants and substances."""
_INSULTING = frozenset({"ethnic_slur", "disparagement", "obscenity", "vulgarism"})
_DATED = frozenset({"negro", "negroid", "coon"})
_LICENCE = """\
# Derived from WordNet 3.0 by evals/grounding/make_thesaurus.py: fewer words and senses, and only what means the same,
# more or less generally the same, or the opposite. WordNet's licence asks that this notice stays with it:
#
# This software and database is being provided to you, the LICENSEE, by Princeton University under the following license.
# By obtaining, using and/or copying this software and database, you agree that you have read, understood, and will
# comply with these terms and conditions.: Permission to use, copy, modify and distribute this software and database and
# its documentation for any purpose and without fee or royalty is hereby granted, provided that you agree to comply with
# the following copyright notice and statements, including the disclaimer, and that the same appear on ALL copies of the
# software, database and documentation, including modifications that you make for internal use or for distribution.
# WordNet 3.0 Copyright 2006 by Princeton University. All rights reserved.
# THIS SOFTWARE AND DATABASE IS PROVIDED "AS IS" AND PRINCETON UNIVERSITY MAKES NO REPRESENTATIONS OR WARRANTIES, EXPRESS
# OR IMPLIED. BY WAY OF EXAMPLE, BUT NOT LIMITATION, PRINCETON UNIVERSITY MAKES NO REPRESENTATIONS OR WARRANTIES OF
# MERCHANTABILITY OR FITNESS FOR ANY PARTICULAR PURPOSE OR THAT THE USE OF THE LICENSED SOFTWARE, DATABASE OR
# DOCUMENTATION WILL NOT INFRINGE ANY THIRD PARTY PATENTS, COPYRIGHTS, TRADEMARKS OR OTHER RIGHTS. The name of Princeton
# University or Princeton may not be used in advertising or publicity pertaining to distribution of the software and/or
# database. Title to copyright in this software, database and any associated documentation shall at all times remain with
# Princeton University and LICENSEE agrees to preserve same.
"""

Place = tuple[str, str]
"""Part of speech and offset: where a set of synonyms stands in WordNet's files."""


@dataclass(frozen=True)
class Pointer:
    """`symbol` is WordNet's: `@` more general, `&` similar, `+` of one root, `$` of one group, `!` opposite.

    The last is of the numbered words alone.
    """

    symbol: str
    to: Place
    words: tuple[int, int]


@dataclass(frozen=True)
class Synset:
    words: tuple[str, ...]
    pointers: tuple[Pointer, ...]
    left_out: bool


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("copilot/review/grounding/thesaurus.txt"),
    show_default=True,
)
def main(folder: Path, out: Path) -> None:
    """Write the thesaurus from the WordNet files in FOLDER."""
    tokens = Path(str(resources.files(BUNDLED_PACKAGE))).glob("**/tokenizer.json")
    out.write_text(_LICENCE + thesaurus(folder, next(tokens)), "utf-8")


def thesaurus(folder: Path, tokens: Path) -> str:
    """The sections `words` (by their usual part of speech), `same`, `opposite`; see `copilot.review.grounding.thesaurus`."""
    synsets = dict(_synsets(folder))
    seen = _times_seen(folder)
    usual = {word: max("nvar", key=lambda pos: counts[pos]) for word, counts in seen.items() if _WORD.fullmatch(word)}
    insults = set().union(*(_insults(synsets, place) for place in synsets)) | _DATED
    usual = {word: pos for word, pos in usual.items() if word not in insults}
    known = (usual.keys() | _common(tokens)) - insults
    members = _members(folder, usual.keys(), known, {place for place, one in synsets.items() if not one.left_out})
    linked = _links(synsets, members)
    kept = [place for place in sorted(members) if members[place] and (len(members[place]) > 1 or place in linked)]
    number = {place: count for count, place in enumerate(kept)}
    counts: dict[str, Counter[str]] = {}
    for word in usual:
        counts.setdefault(stem(word), Counter()).update(seen[word])
    parts = {word: max("nvar", key=lambda pos: counts[word][pos]) for word in sorted(counts)}
    lines = ["[words]"]
    lines += [f"{pos} {' '.join(word for word, one in parts.items() if one == pos)}" for pos in "nvar"]
    lines.append("[same]")
    for place in kept:
        # a link is written once, at the set that comes first
        near = sorted({number[other] for other in linked.get(place, ()) if number.get(other, -1) > number[place]})
        lines.append(
            f"{place[0]} {' '.join(sorted({_key(word) for word in members[place]}))}"
            + "".join(f" {one}" for one in near)
        )
    lines.append("[opposite]")
    lines += [
        f"{one} {other}"
        for one, other in sorted({(stem(one), stem(other)) for one, other in _opposites(synsets, usual)})
    ]
    return "\n".join(lines) + "\n"


def _key(word: str) -> str:
    """A word's stem; of a verb with its particle both, joined: `pick_up`."""
    verb, _, particle = word.partition("_")
    return f"{stem(verb)}_{particle}" if particle else stem(verb)


def _synsets(folder: Path) -> Iterator[tuple[Place, Synset]]:
    for name, pos in _FILES.items():
        for line in (folder / f"data.{name}").read_text("latin-1").splitlines():
            if line.startswith(" "):
                continue
            fields = line.split("|")[0].split()
            count = int(fields[3], 16)
            words = tuple(re.sub(r"\(.*\)", "", fields[4 + 2 * place]).lower() for place in range(count))
            first = 5 + 2 * count
            rest = fields[first : first + 4 * int(fields[first - 1])]
            pointers = tuple(
                Pointer(symbol, ("a" if to == "s" else to, offset), (int(places[:2], 16), int(places[2:], 16)))
                for symbol, offset, to, places in zip(rest[::4], rest[1::4], rest[2::4], rest[3::4], strict=False)
                if symbol in ("@", "&", "+", "$", "!", ";u")
            )
            yield (pos, fields[0]), Synset(words, pointers, fields[1] in _LEFT_OUT)


def _times_seen(folder: Path) -> dict[str, Counter[str]]:
    """How often each word was tagged as which part of speech."""
    seen: dict[str, Counter[str]] = {}
    for line in (folder / "cntlist.rev").read_text("latin-1").splitlines():
        key, _, count = line.split()
        word, _, sense = key.partition("%")
        seen.setdefault(word, Counter())[_NUMBERED[sense[0]]] += int(count)
    return seen


def _common(tokens: Path) -> set[str]:
    """The whole words that the encoder's tokenizer has: those that are frequent in English."""
    vocabulary = json.loads(tokens.read_text("utf-8"))["model"]["vocab"]
    return {word for word in vocabulary if len(word) > 2 and _WORD.fullmatch(word)}


def _insults(synsets: Mapping[Place, Synset], place: Place) -> set[str]:
    """Words of the set that WordNet marks as insulting in this sense."""
    found = set()
    for pointer in synsets[place].pointers:
        if pointer.symbol == ";u" and _INSULTING & set(synsets[pointer.to].words):
            which = pointer.words[0]
            found |= set(synsets[place].words if which == 0 else synsets[place].words[which - 1 : which])
    return found


def _members(
    folder: Path, usual: Collection[str], known: Collection[str], places: Collection[Place]
) -> dict[Place, list[str]]:
    """The words of each set of synonyms, as far as they are common and the sense is not far-fetched."""
    members: dict[Place, list[str]] = {}
    for name, pos in _FILES.items():
        for line in (folder / f"index.{name}").read_text("latin-1").splitlines():
            fields = line.split()
            if line.startswith(" ") or not _WORD.fullmatch(fields[0]) or fields[0].partition("_")[0] not in known:
                continue
            senses, pointers = int(fields[2]), int(fields[3])
            tagged, offsets = int(fields[5 + pointers]), fields[6 + pointers : 6 + pointers + senses]
            for offset in offsets[: min(_SENSES, max(_UNSEEN_SENSES, tagged))]:
                if (pos, offset) in places:
                    members.setdefault((pos, offset), []).append(fields[0])
    return {place: sorted(words) for place, words in members.items() if any(word in usual for word in words)}


def _links(synsets: Mapping[Place, Synset], members: Mapping[Place, Sequence[str]]) -> dict[Place, set[Place]]:
    """Which sets are one step more general, more special or similar; both ways."""
    linked: dict[Place, set[Place]] = {}
    for place in members:
        for pointer in synsets[place].pointers:
            if pointer.symbol in ("@", "&", "+", "$") and pointer.to in members:
                linked.setdefault(place, set()).add(pointer.to)
                linked.setdefault(pointer.to, set()).add(place)
    return linked


def _opposites(synsets: Mapping[Place, Synset], usual: Mapping[str, str]) -> set[tuple[str, str]]:
    found = set()
    for synset in synsets.values():
        for pointer in synset.pointers:
            if pointer.symbol == "!":
                one = synset.words[pointer.words[0] - 1]
                other = synsets[pointer.to].words[pointer.words[1] - 1]
                if one in usual and other in usual and one != other:
                    found.add((min(one, other), max(one, other)))
    return found


if __name__ == "__main__":
    main()
