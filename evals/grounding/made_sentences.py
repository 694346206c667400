"""Sentences made by rule from our own guidance and sample notes: said in other words, or altered in one place.

Made sentences are clumsy, but their labels are sure and their texts are ours. The check's coefficients are fitted on
them and on the working half of our own set.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

import yaml

from copilot.review.grounding.thesaurus import part_of_speech, thesaurus
from copilot.review.grounding.words import STOP, normalise, stem

_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")
_WORD = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*")
_PHRASE = re.compile(
    r"\b(?:in|with|for|from|after|before|at|about|because of|during) (?:[a-z’-]+ ){1,4}[a-z’-]+(?=[.,;])"
)
_AUXILIARY = re.compile(r"\b(?:is|are|was|were|can|will|should|must|do|does|did|has|have|may|could|would)\b")
_AROUND = 3
"""A source is a sentence and so many on each side."""
_OTHER_WORDS = 4


@dataclass(frozen=True)
class Made:
    text: str
    source: str
    supported: bool


def made_sentences(seed: int = 20261128) -> list[Made]:
    """About one true and one altered sentence for each of our own that is long enough; the same at every call."""
    chance = random.Random(seed)
    texts = _texts()
    nouns = sorted({word for text in texts for word in _of_part(text, "n")})
    phrases = sorted({match.group() for text in texts for match in _PHRASE.finditer(text)})
    found: list[Made] = []
    for text in texts:
        every = [one.strip() for one in _SENTENCE.split(text) if one.strip()]
        for place, sentence in enumerate(every):
            if len(_content(sentence)) < 5 or len(sentence) > 300 or "|" in sentence:
                continue
            source = " ".join(every[max(0, place - _AROUND) : place + _AROUND + 1])
            found.append(Made(_reworded(sentence, chance), source, True))
            altered = _altered(sentence, source, chance, nouns, phrases)
            if altered is not None:
                found.append(Made(_reworded(altered, chance), source, False))
    return found


def _texts() -> list[str]:
    """Paragraphs of the guidance cards, and the sample programme's notes."""
    found = []
    for card in sorted(resources.files("ingest").joinpath("library").iterdir(), key=lambda one: one.name):
        if card.name.endswith(".md"):
            body = card.read_text("utf-8").split("---", 2)[-1]
            plain = re.sub(r"^#.*$|[*_`>]", "", body, flags=re.M)
            found += [" ".join(part.split()) for part in re.split(r"\n\s*\n", plain) if len(part.split()) > 12]
    sample = yaml.safe_load(resources.files("copilot").joinpath("sample/programme.yaml").read_text("utf-8"))
    found += [" ".join(note["text"].split()) for note in sample.get("notes", ()) if len(note["text"].split()) > 12]
    return found


def _content(text: str) -> list[str]:
    return [word for word in _WORD.findall(text) if word.lower() not in STOP and len(word) > 2]


def _of_part(text: str, part: str) -> list[str]:
    return [word for word in _content(text) if word.islower() and part_of_speech(stem(word)) == part]


@lru_cache(maxsize=1)
def _words_of_sets() -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for word, numbers in thesaurus().sets.items():
        for number in numbers:
            found.setdefault(number, []).append(word.replace("_", " "))
    return {number: sorted(words) for number, words in found.items()}


def _replaced(text: str, word: str, other: str) -> str:
    return re.sub(rf"\b{re.escape(word)}\b", other, text, count=1)


def _reworded(text: str, chance: random.Random) -> str:
    """The same in other words: up to four of them by what means the same, or, for a verb, nearly the same."""
    words = _content(text)
    for word in chance.sample(words, min(len(words), chance.randint(0, _OTHER_WORDS))):
        numbers = sorted(thesaurus().sets.get(stem(word), ()))
        if part_of_speech(stem(word)) == "v":
            numbers += sorted(near for number in numbers for near in thesaurus().near.get(number, ()))
        others = [one for number in numbers for one in _words_of_sets().get(number, ()) if one != stem(word)]
        if word.islower() and others:
            text = _replaced(text, word, chance.choice(others))
    return text


def _altered(text: str, source: str, chance: random.Random, nouns: Sequence[str], phrases: Sequence[str]) -> str | None:
    """The sentence with one or two alterations; None where none of those tried fits."""
    ways: list[Callable[[], str | None]] = [
        lambda: _other_thing(text, source, chance, nouns),
        lambda: _other_thing(text, source, chance, nouns),
        lambda: _beside(text, source, chance),
        lambda: _beside(text, source, chance),
        lambda: _opposite(text, chance),
        lambda: _denied(text),
        lambda: _bounded(text, chance),
        lambda: _other_number(text, chance),
        lambda: _other_name(text, chance),
        lambda: _with_detail(text, source, chance, phrases),
        lambda: _with_detail(text, source, chance, phrases),
    ]
    chance.shuffle(ways)
    return next((altered for altered in (way() for way in ways) if altered and altered != text), None)


def _other_thing(text: str, source: str, chance: random.Random, nouns: Sequence[str]) -> str | None:
    own = _of_part(text, "n")
    new = [one for one in chance.sample(list(nouns), 5) if one not in source]
    return _replaced(text, chance.choice(own), new[0]) if own and new else None


def _beside(text: str, source: str, chance: random.Random) -> str | None:
    """Another word of the same kind: what stands beside it under something more general."""
    for word in chance.sample(_content(text), len(_content(text))):
        own = thesaurus().sets.get(stem(word), frozenset())
        near = frozenset().union(*(thesaurus().near.get(number, frozenset()) for number in own))
        beside = frozenset().union(*(thesaurus().near.get(number, frozenset()) for number in near)) - own - near
        others = [one for number in sorted(beside) for one in _words_of_sets().get(number, ()) if one not in source]
        if word.islower() and others:
            return _replaced(text, word, chance.choice(others))
    return None


def _opposite(text: str, chance: random.Random) -> str | None:
    for word in chance.sample(_content(text), len(_content(text))):
        if others := sorted(thesaurus().opposites.get(stem(word), ())):
            return _replaced(text, word, chance.choice(others))
    return None


def _denied(text: str) -> str | None:
    if re.search(r"\b(?:not|never)\b", text):
        return re.sub(r"\b(?:not|never) ", "", text, count=1)
    return _AUXILIARY.sub(lambda match: f"{match.group()} not", text, count=1)


def _bounded(text: str, chance: random.Random) -> str | None:
    return _AUXILIARY.sub(
        lambda match: f"{match.group()} {chance.choice(['only', 'never', 'hardly', 'always'])}", text, count=1
    )


def _other_number(text: str, chance: random.Random) -> str | None:
    return re.sub(r"\d+", lambda match: str(int(match.group()) + chance.randint(1, 9)), text, count=1)


def _other_name(text: str, chance: random.Random) -> str | None:
    names = ("Oakham", "Fenwick", "Lydia", "Rotterdam", "Bexley", "Marlow", "Tessa", "Quentin")
    return re.sub(r"(?<=[a-z,] )[A-Z][a-z]{2,}", lambda _: chance.choice(names), text, count=1)


def _with_detail(text: str, source: str, chance: random.Random, phrases: Sequence[str]) -> str | None:
    new = [one for one in chance.sample(list(phrases), 5) if one not in source]
    return f"{text.rstrip('.!?')} {new[0]}." if new else None


def normalised(sentences: Sequence[Made]) -> Iterator[tuple[str, list[str], bool]]:
    """Sentence and sources as the check reads them."""
    for one in sentences:
        yield normalise(one.text), [normalise(one.source)], one.supported
