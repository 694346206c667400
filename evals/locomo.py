"""LoCoMo: long conversations as notes. Do the first words found hold the evidence for an answer?

Maharana et al. (2024). Each conversation is a relationship, each of its sessions one shared note of its
day, a line a turn. A question's evidence is turns; one counts as found when the whole of it lies in the
passages that make up the first 350 words of the ranking (the one that would exceed them is left out).
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from copilot.retrieve import POOL, search
from evals.figures import Figure, Measured, Run, Table, at_least
from evals.fusions import KEYWORD_ALONE, VARIANTS, VECTOR_ALONE
from evals.metrics import Retrieved, Span, covered, within_words
from evals.workspace import corpus_of, encoder
from ingest.chunking import ChunkingConfig
from ingest.models import Document, DocumentKind, Filter, Hit, Scope
from ingest.preparing import DEFAULT_CHUNKING
from ingest.sync import Corpus

WORDS = 350
_PROGRAMME = "locomo"
_DEEP = 200
_NOTES = frozenset({DocumentKind.NOTE})
_TURN = re.compile(r"D(\d+):(\d+)")
_SIZES = (
    ChunkingConfig(max_tokens=75, target_tokens=60, min_tokens=15),
    DEFAULT_CHUNKING[DocumentKind.NOTE],
    ChunkingConfig(max_tokens=150, target_tokens=120, min_tokens=30),
    ChunkingConfig(max_tokens=220, target_tokens=180, min_tokens=40),
)


@dataclass(frozen=True)
class Asked:
    """A question with where its evidence stands. `where` sees the conversation after its last session."""

    text: str
    category: int
    where: Filter
    evidence: tuple[Span, ...]


Find = Callable[[Asked], Sequence[Hit]]


def measure(run: Run) -> Measured:
    """The share of evidence turns the product's search finds. `limit` cuts a conversation's questions."""
    file = run.input("retrieval", "locomo", "locomo-1-5.json")
    documents, asked, lost = load(file, run.limit)
    with encoder(run) as embedder, corpus_of(documents, run.scratch / "locomo", embedder) as corpus:
        embedder.encode([one.text for one in asked])
        found = shares(asked, lambda question: search(corpus, question.text, question.where, POOL))
        passages = corpus.count()
    pairs = list(zip(asked, found, strict=True))
    by_category = [
        Figure(
            f"evidence turns found, category {category}",
            _mean(share for one, own in pairs if one.category == category for share in own),
        )
        for category in sorted({one.category for one in asked})
    ]
    every = [share for own in found for share in own]
    return Measured(
        (
            Figure(
                "evidence turns found in 350 words",
                _mean(every),
                target=at_least(0.68),
                note=f"{len(every)} turns of {len(asked)} questions, {passages} passages; "
                f"{lost} turns named by no known id",
            ),
            *by_category,
        ),
        {"words": WORDS, "pool": POOL, "chunking": str(DEFAULT_CHUNKING[DocumentKind.NOTE])},
        (file,),
        tuple(ablation(run, documents, asked)) if run.ablate else (),
    )


def load(file: Path, limit: int | None) -> tuple[list[Document], list[Asked], int]:
    """The sessions as notes, the questions that have evidence, and how many turns could not be placed."""
    documents: list[Document] = []
    asked: list[Asked] = []
    lost = 0
    for conversation in json.loads(file.read_text("utf-8")):
        name = conversation["sample_id"]
        notes, turns = _notes(name, conversation["conversation"])
        documents += notes
        where = Filter(
            _PROGRAMME,
            frozenset({Scope.relationship(name)}),
            max(note.day for note in notes if note.day),
            subjects=frozenset({name}),
            kinds=_NOTES,
        )
        for item in conversation["qa"][:limit]:
            named = [match.groups() for each in item.get("evidence", ()) for match in _TURN.finditer(each)]
            places = [turns.get(f"D{int(session)}:{int(turn)}") for session, turn in named]
            evidence = tuple(dict.fromkeys(place for place in places if place is not None))
            lost += places.count(None)
            if evidence:
                asked.append(Asked(item["question"], item["category"], where, evidence))
    return documents, asked, lost


def shares(asked: Sequence[Asked], find: Find, words: int = WORDS) -> list[list[float]]:
    """For each question: 1 for an evidence turn that lies whole in the first `words` found, else 0."""
    found = []
    for question in asked:
        spans = [kept.place for kept in within_words(map(_retrieved, find(question)), words)]
        found.append([float(covered(turn, spans) == 1) for turn in question.evidence])
    return found


def ablation(run: Run, documents: Sequence[Document], asked: Sequence[Asked]) -> list[Table]:
    """Passage sizes and what is embedded with the text, against recency, limit per document and fusion."""
    searches: list[tuple[str, ...]] = []
    fusions: list[tuple[str, ...]] = []
    with encoder(run) as embedder:
        for size in _SIZES:
            for number, (embedded, change) in enumerate(_EMBEDDED.items()):
                chunking = {**DEFAULT_CHUNKING, DocumentKind.NOTE: size}
                folder = run.scratch / f"locomo-{size.max_tokens}-{number}"
                with corpus_of([change(each) for each in documents], folder, embedder, chunking) as corpus:
                    name = f"{size.target_tokens} tokens, {embedded}"
                    values = [_share(asked, _searcher(corpus, *how)) for how in _SEARCHES.values()]
                    searches.append((name, *values))
                    if number == 0:
                        fusions.append((name, *_fused(corpus, asked)))
    return [
        Table("share of evidence turns by search", ("passages", *_SEARCHES), tuple(searches)),
        Table(
            "share by fusion, without recency and limit",
            ("fusion", *(row[0] for row in fusions)),
            tuple(
                zip(
                    [each.name for each in (KEYWORD_ALONE, VECTOR_ALONE, *VARIANTS)],
                    *(row[1:] for row in fusions),
                    strict=True,
                )
            ),
        ),
    ]


_EMBEDDED: Mapping[str, Callable[[Document], Document]] = {
    "title and day": lambda document: document,
    "day, title names the speakers": lambda document: replace(document, title=f"{document.title}, {document.author}"),
    "text alone": lambda document: replace(document, title="", day=None),
}

_SEARCHES: Mapping[str, tuple[int, bool]] = {
    "as it is": (3, True),
    "no recency": (3, False),
    "no limit": (POOL, True),
    "neither": (POOL, False),
}
"""The limit per document, and whether recent notes are preferred."""


def _searcher(corpus: Corpus, per_document: int, recent: bool) -> Find:
    return lambda question: search(
        corpus, question.text, question.where, POOL, per_document=per_document, recent=recent
    )


def _fused(corpus: Corpus, asked: Sequence[Asked]) -> list[str]:
    rankings = [
        (corpus.keyword(one.text, one.where, _DEEP), corpus.nearest(one.text, one.where, _DEEP)) for one in asked
    ]
    hits = [
        corpus.hits({each.passage_id for ranking in pair for each in ranking}, one.where)
        for one, pair in zip(asked, rankings, strict=True)
    ]
    values = []
    for fuse in (KEYWORD_ALONE, VECTOR_ALONE, *VARIANTS):
        ordered = {
            id(one): [known[each.passage_id] for each in fuse(*pair)]
            for one, pair, known in zip(asked, rankings, hits, strict=True)
        }
        values.append(_share(asked, lambda question: ordered[id(question)]))  # noqa: B023 - used at once
    return values


def _share(asked: Sequence[Asked], find: Find) -> str:
    return f"{_mean(share for own in shares(asked, find) for share in own):.4f}"


def _notes(name: str, conversation: Mapping[str, object]) -> tuple[list[Document], dict[str, Span]]:
    """The sessions as shared notes, and where each turn's words stand (its speaker's name aside)."""
    notes: list[Document] = []
    turns: dict[str, Span] = {}
    number = 1
    while isinstance(session := conversation.get(f"session_{number}"), list):
        identifier = f"{name}:{number}"
        text = ""
        for turn in session:
            text += f"{turn['speaker']}: "
            words = " ".join(turn["text"].split())
            turns[turn["dia_id"]] = Span(identifier, len(text), len(text) + len(words))
            text += f"{words}\n"
        notes.append(
            Document(
                id=identifier,
                programme=_PROGRAMME,
                kind=DocumentKind.NOTE,
                title="Session note",
                text=text,
                scope=Scope.relationship(name),
                source=f"note:{identifier}",
                subject=name,
                author=" and ".join(str(conversation[key]) for key in ("speaker_a", "speaker_b")),
                day=_day(str(conversation[f"session_{number}_date_time"])),
            )
        )
        number += 1
    return notes, turns


def _day(written: str) -> date:
    """The day of "1:56 pm on 8 May, 2023"."""
    return datetime.strptime(written.partition(" on ")[2], "%d %B, %Y").date()  # noqa: DTZ007 - a day has no zone


def _retrieved(hit: Hit) -> Retrieved:
    passage = hit.passage
    return Retrieved(Span(passage.document_id, passage.start, passage.end), len(passage.text.split()))


def _mean(values: Iterable[float]) -> float:
    every = list(values)
    return sum(every) / len(every) if every else float("nan")
