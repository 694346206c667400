"""QMSum: meetings of an hour or more as notes. Do the first words found hold what was said of the matter asked for?

Zhong et al. (2021), validation part: 35 meetings, each a note of a relationship of its own, a paragraph a turn. What is
asked for are stretches of turns, long ones: the figure is the share of their characters that lie in the first 600
words found, and 1 cannot be reached. Beside it in the same run stands a plain chain: chunks of 1000 characters with 200
of overlap, the same encoder, by cosine.

How far neighbours lend (`copilot.retrieve.lend`) was chosen on the first, third, fifth … meeting; the figure with a
target is that of the others. (Both halves were looked at while choosing, and told the same.)
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np

from copilot.excerpts import search_within
from copilot.retrieve import POOL, search
from evals.figures import Figure, Measured, Run, at_least
from evals.metrics import Retrieved, Span, covered, within_words
from evals.retrieval.plain_chunks import OVERLAP, SIZE, plain_chunks
from evals.workspace import corpus_of, encoder
from ingest.embedding import TextEmbedder
from ingest.models import Document, DocumentKind, Filter, Hit, Scope
from ingest.preparing import DEFAULT_CHUNKING

WORDS = 600
BETTER = 1.15
"""So many times what the plain chain finds."""
_PROGRAMME = "qmsum"
_AS_OF = date(2026, 1, 1)


@dataclass(frozen=True)
class Asked:
    """A question about a meeting, and where the turns stand that speak of it."""

    meeting: int
    text: str
    where: Filter
    gold: tuple[Span, ...]


Find = Callable[[Asked], Sequence[Retrieved]]


def measure(run: Run) -> Measured:
    """The share of the stretches asked for that the product's search finds, and a plain chain. `limit` cuts meetings."""
    file = run.input("meetings", "qmsum", "val.jsonl")
    documents, asked = load(file, run.limit)
    with encoder(run) as embedder:
        embedder.encode([one.text for one in asked])
        with corpus_of(documents, run.scratch / "qmsum", embedder) as corpus:
            passages = corpus.count()

            def searched(one: Asked) -> Sequence[Retrieved]:
                hits = search(corpus, one.text, one.where, POOL, per_document=POOL)
                return within_words(map(_retrieved, hits), WORDS)

            def in_lines(one: Asked) -> Sequence[Retrieved]:
                return [_retrieved(hit) for hit in search_within(corpus, one.text, one.where, WORDS)]

            ours = shares(asked, searched)
            lines = shares(asked, in_lines)
        chain = PlainChain(documents, embedder)
        plain = shares(asked, chain)
    held = [place for place, one in enumerate(asked) if one.meeting % 2] or list(range(len(asked)))
    kept = [place for place in range(len(asked)) if place not in set(held)]
    return Measured(
        (
            Figure(
                "found, as many times what a plain chain finds",
                _mean(ours, held) / max(_mean(plain, held), 1e-9),
                target=at_least(BETTER),
                note=f"{len(held)} questions about the other half of the meetings than it was chosen on",
            ),
            Figure("found in 600 words, those meetings", _mean(ours, held), note=f"{passages} passages in all"),
            Figure("by a plain chain, those meetings", _mean(plain, held), note=f"{len(chain)} chunks in all"),
            Figure("lines within passages, those meetings", _mean(lines, held)),
            Figure("found, the meetings it was chosen on", _mean(ours, kept), note=f"{len(kept)} questions"),
            Figure("by a plain chain, the meetings it was chosen on", _mean(plain, kept)),
        ),
        {
            "words": WORDS,
            "pool": POOL,
            "chunking": str(DEFAULT_CHUNKING[DocumentKind.NOTE]),
            "plain chain": f"{SIZE} characters, {OVERLAP} of overlap",
        },
        (file,),
    )


def load(file: Path, limit: int | None = None) -> tuple[list[Document], list[Asked]]:
    """The meetings as notes, and the questions about a part of one."""
    documents: list[Document] = []
    asked: list[Asked] = []
    for number, line in enumerate(file.read_text("utf-8").splitlines()[:limit]):
        meeting = json.loads(line)
        name = f"{_PROGRAMME}:{number}"
        text, turns = _written(meeting["meeting_transcripts"])
        documents.append(
            Document(
                id=name,
                programme=_PROGRAMME,
                kind=DocumentKind.NOTE,
                title="Session note",
                text=text,
                scope=Scope.relationship(name),
                source=f"note:{name}",
                subject=name,
            )
        )
        where = Filter(
            _PROGRAMME,
            frozenset({Scope.relationship(name)}),
            _AS_OF,
            subjects=frozenset({name}),
            kinds=frozenset({DocumentKind.NOTE}),
        )
        for item in meeting["specific_query_list"]:
            pairs = [(int(first), min(int(last), len(turns) - 1)) for first, last in item["relevant_text_span"]]
            gold = tuple(Span(name, turns[first][0], turns[last][1]) for first, last in pairs if first <= last)
            if gold:
                asked.append(Asked(number, item["query"], where, gold))
    return documents, asked


def shares(asked: Sequence[Asked], find: Find) -> list[float]:
    """For each question the share of the characters asked for that lie in what `find` returns."""
    found = []
    for one in asked:
        spans = [kept.place for kept in find(one)]
        lengths = [gold.end - gold.start for gold in one.gold]
        parts = [covered(gold, spans) * length for gold, length in zip(one.gold, lengths, strict=True)]
        found.append(sum(parts) / sum(lengths))
    return found


class PlainChain:
    """What people build first: chunks of a fixed size in the order of their cosine, until the words are full."""

    def __init__(self, documents: Sequence[Document], embedder: TextEmbedder, words: int = WORDS) -> None:
        self._words = words
        self._embedder = embedder
        self._chunks: Mapping[str, list[Retrieved]] = {
            each.id: [
                Retrieved(Span(each.id, start, end), len(each.text[start:end].split()))
                for start, end in plain_chunks(each.text)
            ]
            for each in documents
        }
        self._vectors = {
            each.id: embedder.encode(
                [each.text[chunk.place.start : chunk.place.end] for chunk in self._chunks[each.id]]
            )
            for each in documents
        }

    def __len__(self) -> int:
        return sum(map(len, self._chunks.values()))

    def __call__(self, asked: Asked) -> list[Retrieved]:
        meeting = asked.gold[0].document
        cosines = self._vectors[meeting] @ self._embedder.encode_query(asked.text)
        best = [self._chunks[meeting][place] for place in np.argsort(-cosines, kind="stable").tolist()]
        return within_words(best, self._words)


def _written(turns: Sequence[Mapping[str, str]]) -> tuple[str, list[tuple[int, int]]]:
    """The turns as a note's text, a paragraph each, and where each stands with its speaker."""
    text = ""
    places = []
    for turn in turns:
        said = f"{turn['speaker']}: {' '.join(turn['content'].split())}"
        places.append((len(text), len(text) + len(said)))
        text += f"{said}\n\n"
    return text, places


def _retrieved(hit: Hit) -> Retrieved:
    passage = hit.passage
    return Retrieved(Span(passage.document_id, passage.start, passage.end), len(passage.text.split()))


def _mean(values: Sequence[float], places: Sequence[int]) -> float:
    return sum(values[place] for place in places) / len(places) if places else float("nan")
