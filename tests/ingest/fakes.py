"""Stand-ins for the slow parts of ingestion."""

from __future__ import annotations

from evals.hashing_embedder import HashingEmbedder

__all__ = ["HashingEmbedder"]
