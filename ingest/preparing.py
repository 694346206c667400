"""Documents into passages with their vectors, outside any transaction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from ingest.chunking import ChunkingConfig, chunk
from ingest.errors import UnreadableFile
from ingest.models import Document, DocumentKind, Passage, content_id
from ingest.passages import embeddings_by_text_hash
from ingest.rows import HEADING_SEPARATOR
from ingest.sentence_vectors import packed, packed_by_text_hash, sentences_of

if TYPE_CHECKING:
    from ingest.database import Database
    from ingest.embedding import TextEmbedder, Vectors

DEFAULT_CHUNKING: Mapping[DocumentKind, ChunkingConfig] = {
    DocumentKind.GUIDANCE: ChunkingConfig(max_tokens=220, target_tokens=180, min_tokens=40),
    DocumentKind.NOTE: ChunkingConfig(max_tokens=110, target_tokens=90, min_tokens=20),
}
"""Notes are cut finer: what someone looks for in them is a sentence or two."""

_RECIPE_VERSION = "1"
"""Changes when `embedding_text`, or anything else here that passages depend on, changes."""

_SPECIAL_TOKENS = 2
_LINE_TOKENS = 30
"""Room in the encoder's window for the line that places a passage."""


@dataclass(frozen=True)
class Cut:
    """A document in passages; `texts` are what is embedded of each, `hashes` their names."""

    document: Document
    passages: tuple[Passage, ...]
    texts: tuple[str, ...]
    hashes: tuple[str, ...]


@dataclass(frozen=True)
class Prepared:
    """A document ready to be written: row i of `embeddings` is passage i's vector.

    `sentences` are what is stored of each passage's sentences, None for guidance's; None for none at all.
    """

    document: Document
    passages: tuple[Passage, ...]
    hashes: tuple[str, ...]
    embeddings: Vectors
    model_id: str
    recipe: str
    sentences: tuple[bytes | None, ...] | None = None


def embedding_text(document: Document, heading_path: Sequence[str], text: str, fits: Callable[[str], bool]) -> str:
    """What is embedded of a passage: a line that places it (title › a note's day › headings), then its text.

    A passage out of the middle seldom says what it is about; its title and headings do. The line is
    shortened, the outer headings first, until `fits` accepts it, so the text itself is never cut.
    """
    day = f"{document.day.day} {document.day:%B %Y}" if document.day is not None else ""
    headings = [heading for heading in heading_path if heading and heading != document.title]
    for parts in (
        [document.title, day, *headings],
        [document.title, day, *headings[-1:]],
        [document.title, day],
        [day],
    ):
        line = HEADING_SEPARATOR.join(part for part in parts if part)
        if line and fits(line):
            return f"{line}\n{text}"
    return text


def fitting(sizes: ChunkingConfig, window: int) -> ChunkingConfig:
    """The sizes where a passage and a line that places it fit into `window` tokens, else smaller ones in proportion.

    Encoders read no more than their window, and what they do not read is not found by meaning.
    """
    most = max(window - _LINE_TOKENS, window // 2)
    if sizes.max_tokens <= most:
        return sizes
    return replace(
        sizes,
        max_tokens=most,
        target_tokens=max(sizes.target_tokens * most // sizes.max_tokens, 2),
        min_tokens=max(sizes.min_tokens * most // sizes.max_tokens, 1),
    )


class Preparer:
    """Cuts documents and embeds their passages; a text whose vector is stored is not embedded again."""

    def __init__(
        self,
        database: Database,
        embedder: Callable[[], TextEmbedder],
        chunking: Mapping[DocumentKind, ChunkingConfig] = DEFAULT_CHUNKING,
    ) -> None:
        self._database = database
        self._embedder = embedder
        self._chunking = dict(chunking)
        self._line_tokens = lru_cache(maxsize=4096)(self._count_line)

    def recipe(self, kind: DocumentKind) -> str:
        """Changes when the same document would give other passages or vectors: the model, the sizes."""
        return content_id(_RECIPE_VERSION, self._embedder().model_id, repr(self._chunking[kind]))

    def forget(self) -> None:
        """Let go of the lines whose lengths are kept."""
        self._line_tokens.cache_clear()

    def cut(self, document: Document) -> Cut:
        """The document's passages. Raises UnreadableFile for text that is no valid Unicode."""
        try:
            document.text.encode()
            document.title.encode()
        except UnicodeEncodeError as error:
            raise UnreadableFile(
                f"{document.source} holds broken characters (half a surrogate pair).",
                "Save it as UTF-8, or paste the text anew.",
            ) from error
        embedder = self._embedder()
        window = embedder.max_tokens - _SPECIAL_TOKENS
        config = fitting(self._chunking[document.kind], window)
        room = window - config.max_tokens
        passages: list[Passage] = []
        texts: list[str] = []
        seen: Counter[str] = Counter()
        for each in chunk(document.text, count_tokens=embedder.count_tokens, config=config):
            seen[each.text] += 1
            passages.append(
                Passage(
                    # Made of the words, not of their place: an edit elsewhere leaves the id as it is.
                    id=content_id(document.id, each.text, str(seen[each.text])),
                    document_id=document.id,
                    programme=document.programme,
                    kind=document.kind,
                    ordinal=each.ordinal,
                    text=each.text,
                    heading_path=tuple(each.heading_path),
                    start=each.start,
                    end=each.end,
                    scope=document.scope,
                    subject=document.subject,
                    day=document.day,
                )
            )
            texts.append(
                embedding_text(document, each.heading_path, each.text, lambda line: self._line_tokens(line) <= room)
            )
        hashes = tuple(content_id(text, length=32) for text in texts)
        return Cut(document, tuple(passages), tuple(texts), hashes)

    def embed(self, cuts: Sequence[Cut], progress: Callable[[int], None] | None = None) -> list[Prepared]:
        """The cuts with vectors, in order. `progress` hears how many passages were done since it last did."""
        embedder = self._embedder()
        model_id = embedder.model_id
        wanted = {text_hash: text for cut in cuts for text_hash, text in zip(cut.hashes, cut.texts, strict=True)}
        with self._database.read() as session:
            vectors = embeddings_by_text_hash(session, wanted, model_id)
        missing = [text_hash for text_hash in wanted if text_hash not in vectors]
        if progress is not None:
            progress(sum(len(cut.passages) for cut in cuts) - len(missing))
        if missing:
            encoded = embedder.encode([wanted[text_hash] for text_hash in missing], progress)
            vectors.update(zip(missing, encoded, strict=True))
        spoken = self._sentences(cuts)
        empty = np.empty((0, embedder.dimension), np.float32)
        return [
            Prepared(
                document=cut.document,
                passages=cut.passages,
                hashes=cut.hashes,
                embeddings=np.stack([vectors[each] for each in cut.hashes]) if cut.hashes else empty,
                model_id=model_id,
                recipe=self.recipe(cut.document.kind),
                sentences=tuple(map(spoken.get, cut.hashes)),
            )
            for cut in cuts
        ]

    def _sentences(self, cuts: Sequence[Cut]) -> dict[str, bytes]:
        """What is stored of the sentences of the notes among the cuts, by text hash; what is known is not encoded again."""
        notes = [cut for cut in cuts if cut.document.kind is DocumentKind.NOTE]
        if not notes:
            return {}
        said = {
            name: texts for cut in notes for name, texts in zip(cut.hashes, sentences_of(cut.passages), strict=True)
        }
        embedder = self._embedder()
        with self._database.read() as session:
            found = packed_by_text_hash(session, [name for name, texts in said.items() if texts], embedder.model_id)
        unknown = {name: texts for name, texts in said.items() if name not in found}
        each = list(dict.fromkeys(text for texts in unknown.values() for text in texts))
        vectors = dict(zip(each, embedder.encode(each), strict=True)) if each else {}
        for name, texts in unknown.items():
            found[name] = packed(np.stack([vectors[text] for text in texts])) if texts else b""
        return found

    def _count_line(self, line: str) -> int:
        return self._embedder().count_tokens([line])[0]
