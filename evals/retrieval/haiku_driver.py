"""haiku.rag over given pieces and vectors: `python haiku_driver.py TASK FOUND`, by a Python that has haiku.rag.

Run by `peers.py` in a process of its own, so it imports nothing of ours. Vectors of pieces and of queries come with the
task: nothing is encoded here, and nothing asked of any server. Ends with 3 where haiku.rag is not installed.
"""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path
from typing import Any

_BATCH = 500


async def found(task: dict[str, Any]) -> list[list[int]]:
    """The numbers of the pieces found for each query, best first."""
    from docling_core.types.doc.document import DoclingDocument
    from haiku.rag.client import HaikuRAG
    from haiku.rag.client.documents import DocumentImport
    from haiku.rag.config import AppConfig
    from haiku.rag.store.models.chunk import Chunk

    config = AppConfig()
    config.embeddings.model.vector_dim = len(task["pieces"][0]["vector"])
    own: dict[str, list[Any]] = {}
    for number, piece in enumerate(task["pieces"]):
        chunk = Chunk(
            content=piece["content"],
            metadata={"number": number},
            order=len(own.get(piece["document"], ())),
            embedding=piece["vector"],
        )
        own.setdefault(piece["document"], []).append(chunk)
    subject = {piece["document"]: piece["subject"] for piece in task["pieces"]}
    imports = [
        # The title is what a search is narrowed by; ranking looks at pieces only.
        DocumentImport(DoclingDocument(name=name), chunks, uri=f"eval:{name}", title=subject[name] or "-")
        for name, chunks in own.items()
    ]
    async with HaikuRAG(Path(task["database"]), config=config, create=True) as client:
        for first in range(0, len(imports), _BATCH):
            await client.import_documents(imports[first : first + _BATCH])
        rows = []
        for query in task["queries"]:
            where = None if query["subject"] is None else f"title = '{query['subject']}'"
            ranked = await client.chunk_repository.search(
                query["text"], task["k"], "hybrid", where, query_vector=query["vector"]
            )
            rows.append([chunk.metadata["number"] for chunk, _ in ranked])
        return rows


def main() -> int:
    try:
        import haiku.rag  # noqa: F401
    except ImportError as reason:
        print(reason, file=sys.stderr)
        return 3
    task, outcome = map(Path, sys.argv[1:])
    outcome.write_text(json.dumps(asyncio.run(found(json.loads(task.read_text("utf-8"))))), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
