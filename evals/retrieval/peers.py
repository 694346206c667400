"""What others' retrievers find in the same documents, with the same encoder, for the same queries, on the same machine.

The plain chain is LangChain's usual one: text cut by characters, Chroma, the nearest. haiku.rag ranks the same cuts with
its own store and its own search, keyword and vector fused; it runs in an environment of its own (`haiku_driver.py`).
Documents are given as a file of them would read: title, day, text.
"""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from evals.figures import Figure, Measured, Run, SuiteSkipped, Table
from evals.metrics import Retrieved, Span, covered, ndcg_at_10, within_words
from evals.retrieval import locomo, scifact
from evals.workspace import encoder
from ingest.embedding import TextEmbedder
from ingest.models import Document

CHARACTERS, OVERLAP = 1000, 200
"""How LangChain's own introduction cuts."""
DEEP = 100
"""How many pieces a peer ranks."""
_BATCH = 1000
_PATIENCE = 3600.0
_DRIVER = Path(__file__).with_name("haiku_driver.py")


class Search(Protocol):
    """The best `k` pieces for a text, best first, of all documents or of those about one subject."""

    def __call__(self, text: str, k: int = DEEP, subject: str | None = None) -> list[Retrieved]: ...


@dataclass(frozen=True)
class Piece:
    """A cut of a document: where it stands in the document's text, and what is encoded."""

    place: Span
    content: str
    subject: str

    @property
    def retrieved(self) -> Retrieved:
        return Retrieved(self.place, len(self.content.split()))


@dataclass(frozen=True)
class Query:
    text: str
    subject: str | None = None


def cut(documents: Iterable[Document]) -> list[Piece]:
    """The documents in pieces of at most 1,000 characters. Raises SuiteSkipped without the splitter's package."""
    try:
        from langchain_text_splitters import RecursiveCharacterTextSplitter
    except ImportError as reason:
        raise SuiteSkipped(
            f"{reason.name} is not installed; `pip install -e '.[dev]'` brings the plain chain."
        ) from None
    splitter = RecursiveCharacterTextSplitter(chunk_size=CHARACTERS, chunk_overlap=OVERLAP, add_start_index=True)
    pieces = []
    for document in documents:
        head = f"{document.title}\n{document.day or ''}\n\n"
        for piece in splitter.create_documents([head + document.text]):
            start = piece.metadata["start_index"] - len(head)
            place = Span(document.id, max(start, 0), max(start + len(piece.page_content), 0))
            pieces.append(Piece(place, piece.page_content, document.subject or ""))
    return pieces


def plain_chain(documents: Sequence[Document], embedder: TextEmbedder) -> Search:
    """LangChain and Chroma over these documents, in memory. Raises SuiteSkipped where a package is missing.

    Encode the queries at once beforehand if the embedder remembers: the chain asks for one after the other.
    """
    pieces = cut(documents)
    try:
        import chromadb
        from chromadb.config import Settings
        from langchain_chroma import Chroma
        from langchain_core.embeddings import Embeddings
    except ImportError as reason:
        raise SuiteSkipped(
            f"{reason.name} is not installed; `pip install -e '.[dev]'` brings the plain chain."
        ) from None

    class Encoder(Embeddings):
        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            rows: list[list[float]] = embedder.encode(texts).tolist()
            return rows

        def embed_query(self, text: str) -> list[float]:
            row: list[float] = embedder.encode_query(text).tolist()
            return row

    client = chromadb.EphemeralClient(Settings(anonymized_telemetry=False))
    # Clients in memory share what they hold, so a chain is named after itself.
    store = Chroma(f"chain-{id(pieces)}", Encoder(), client=client)
    for first in range(0, len(pieces), _BATCH):
        batch = pieces[first : first + _BATCH]
        store.add_texts(
            [piece.content for piece in batch],
            [{"subject": piece.subject} for piece in batch],
            ids=[str(number) for number in range(first, first + len(batch))],
        )

    def search(text: str, k: int = DEEP, subject: str | None = None) -> list[Retrieved]:
        where = None if subject is None else {"subject": subject}
        return [pieces[int(str(one.id))].retrieved for one in store.similarity_search(text, k=k, filter=where)]

    return search


def haiku(
    documents: Sequence[Document], queries: Sequence[Query], embedder: TextEmbedder, python: Path | None, folder: Path
) -> list[list[Retrieved]]:
    """What haiku.rag finds for each query, in a process of the environment that `python` belongs to.

    Raises SuiteSkipped where there is none, or where haiku.rag cannot be imported there.
    """
    if python is None:
        raise SuiteSkipped("No environment with haiku.rag was named; give its Python with --haiku.")
    folder.mkdir(parents=True)
    pieces = cut(documents)
    vectors = embedder.encode([piece.content for piece in pieces]).tolist()
    asked = embedder.encode([query.text for query in queries]).tolist()
    task = {
        "database": str(folder / "haiku.lancedb"),
        "k": DEEP,
        "pieces": [
            {"document": piece.place.document, "subject": piece.subject, "content": piece.content, "vector": vector}
            for piece, vector in zip(pieces, vectors, strict=True)
        ],
        "queries": [
            {"text": query.text, "subject": query.subject, "vector": vector}
            for query, vector in zip(queries, asked, strict=True)
        ],
    }
    (folder / "task.json").write_text(json.dumps(task), "utf-8")
    words = [str(python), str(_DRIVER), str(folder / "task.json"), str(folder / "found.json")]
    quiet = {**os.environ, "LOGFIRE_IGNORE_NO_CONFIG": "1"}
    done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=_PATIENCE, env=quiet)
    if done.returncode == 3:
        raise SuiteSkipped(f"haiku.rag cannot be imported by {python}: {done.stderr.strip()[-200:]}")
    if done.returncode != 0:
        raise RuntimeError(f"haiku.rag ended with {done.returncode}: {done.stderr.strip()[-1000:]}")
    found: list[list[int]] = json.loads((folder / "found.json").read_text("utf-8"))
    return [[pieces[number].retrieved for number in row] for row in found]


def measure(run: Run) -> Measured:
    """Ours, the plain chain and, where `--haiku` names it, haiku.rag on SciFact and LoCoMo. `limit` cuts the queries."""
    own = replace(run, scratch=run.scratch / "peers", ablate=False)
    own.scratch.mkdir(parents=True, exist_ok=True)
    figures: list[Figure] = []
    left_out: list[tuple[str, str, str]] = []
    data: list[Path] = []
    for one in _SETS:
        try:
            prepared = one.prepare(run)
        except SuiteSkipped as reason:
            left_out.append((one.name, "the set", str(reason)))
            continue
        ours = one.measure(own)
        headline = next(figure for figure in ours.figures if figure.target is not None)
        data += ours.data
        figures.append(Figure(f"{one.name}, ours: {headline.name}", headline.value))
        with encoder(run) as embedder:
            embedder.encode([query.text for query in prepared.queries])
            for peer, find in _peers(prepared, embedder, run, own.scratch / one.name):
                try:
                    value = prepared.score(find())
                except SuiteSkipped as reason:
                    left_out.append((one.name, peer, str(reason)))
                    continue
                figures.append(Figure(f"{one.name}, {peer}", value))
                figures.append(Figure(f"{one.name}, ours over {peer}", headline.value / value))
    if not figures:
        raise SuiteSkipped("; ".join(f"{peer}, {name}: {reason}" for name, peer, reason in left_out))
    return Measured(
        tuple(figures),
        {"characters": CHARACTERS, "overlap": OVERLAP, "ranked": DEEP},
        tuple(dict.fromkeys(data)),
        (Table("left out", ("set", "peer", "why"), tuple(left_out)),) if left_out else (),
    )


Found = list[list[Retrieved]]


@dataclass(frozen=True)
class Prepared:
    """A set ready for any retriever: what to rank, what is asked, and how what was found is scored."""

    documents: Sequence[Document]
    queries: Sequence[Query]
    score: Callable[[Found], float]


@dataclass(frozen=True)
class Set:
    name: str
    prepare: Callable[[Run], Prepared]
    measure: Callable[[Run], Measured]


def _peers(
    prepared: Prepared, embedder: TextEmbedder, run: Run, folder: Path
) -> Iterator[tuple[str, Callable[[], Found]]]:
    def by_chain() -> Found:
        search = plain_chain(prepared.documents, embedder)
        return [search(query.text, DEEP, query.subject) for query in prepared.queries]

    yield "the plain chain", by_chain
    yield "haiku.rag", lambda: haiku(prepared.documents, prepared.queries, embedder, run.haiku, folder)


def _scifact(run: Run) -> Prepared:
    documents, queries, judged = scifact.load(run.input("retrieval", "scifact"), run.limit)
    names = list(queries)

    def score(found: Found) -> float:
        return ndcg_at_10(judged, rankings(names, found))

    return Prepared(documents, [Query(queries[name]) for name in names], score)


def rankings(names: Sequence[str], found: Found) -> Mapping[str, list[tuple[str, float]]]:
    """Rankings of documents by query, each document at the place of its best piece."""
    return {
        name: [(document, 0.0) for document in dict.fromkeys(piece.place.document for piece in row)]
        for name, row in zip(names, found, strict=True)
    }


def _locomo(run: Run) -> Prepared:
    documents, asked, _ = locomo.load(run.input("retrieval", "locomo", "locomo-1-5.json"), run.limit)

    def score(found: Found) -> float:
        return share_whole([one.evidence for one in asked], found, locomo.WORDS)

    return Prepared(documents, [Query(one.text, _subject(one)) for one in asked], score)


def _subject(asked: locomo.Asked) -> str:
    assert asked.where.subjects is not None
    (subject,) = asked.where.subjects
    assert subject is not None
    return subject


def share_whole(evidence: Sequence[Sequence[Span]], found: Found, words: int) -> float:
    """The share of all wanted spans that lie whole in the first `words` found for their query; NaN of none."""
    hits: list[bool] = []
    for wanted, row in zip(evidence, found, strict=True):
        kept = [piece.place for piece in within_words(row, words)]
        hits += [covered(span, kept) == 1 for span in wanted]
    return sum(hits) / len(hits) if hits else float("nan")


_SETS = (Set("SciFact", _scifact, scifact.measure), Set("LoCoMo", _locomo, locomo.measure))
