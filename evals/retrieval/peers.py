"""Others' retrievers, on documents and an encoder that they are given.

The plain chain is LangChain's usual one: text cut by characters, Chroma, the nearest. haiku.rag ranks the same cuts with
its own store and its own search, keyword and vector fused; it runs in an environment of its own (`haiku_driver.py`).
Documents are given as a file of them would read: title, day, text.
"""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from evals.figures import SuiteSkipped
from evals.metrics import Retrieved, Span
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
