"""What the codebook misses: comments without a theme, put together by meaning."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from copilot.themes.anonymity import THEME_FLOOR
from copilot.themes.comments import Comment
from copilot.themes.sorting import Similarity

APART = 0.6
"""Comments whose mean cosine distance is greater than this are about different matters."""

_MOST_COMMENTS = 3000
"""Clustering compares every pair; beyond so many comments it would take minutes."""

_MOST_WORDS = 3
_WORD = re.compile(r"[^\W\d_]{4,}")


@dataclass(frozen=True)
class Cluster:
    """Comments of at least five people on one matter. `words` are theirs in common, at most three, perhaps none."""

    people: frozenset[str]
    comments: tuple[Comment, ...]
    words: tuple[str, ...]


def find_clusters(comments: Sequence[Comment], similar: Similarity, names: Collection[str] = ()) -> list[Cluster]:
    """Clusters that have enough people to be shown, the largest first.

    A cluster's words are those that at least five of its people use, never capitalised and no part of
    `names`: what so many people say is nobody's own.
    """
    comments = comments[:_MOST_COMMENTS]
    if len({comment.respondent for comment in comments}) < THEME_FLOOR:
        return []
    from sklearn.cluster import AgglomerativeClustering  # type: ignore[import-untyped]

    texts = [comment.units[0] for comment in comments]
    distances = (1.0 - similar(texts, texts)).clip(0.0)
    labels = AgglomerativeClustering(
        n_clusters=None, metric="precomputed", linkage="average", distance_threshold=APART
    ).fit_predict(distances)
    members: dict[int, list[Comment]] = {}
    for label, comment in zip(labels, comments, strict=True):
        members.setdefault(int(label), []).append(comment)
    known = {part.casefold() for name in names for part in name.split()}
    clusters = [
        Cluster(frozenset(one.respondent for one in group), tuple(group), _words(group, known))
        for group in members.values()
        if len({one.respondent for one in group}) >= THEME_FLOOR
    ]
    return sorted(clusters, key=lambda cluster: (-len(cluster.people), cluster.words))


def _words(comments: Sequence[Comment], names: Collection[str]) -> tuple[str, ...]:
    from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS  # type: ignore[import-untyped]

    used: dict[str, set[str]] = {}
    capitalised = set()
    for comment in comments:
        for word in _WORD.findall(comment.text):
            used.setdefault(word.casefold(), set()).add(comment.respondent)
            if not word.islower():
                capitalised.add(word.casefold())
    common = Counter(
        {
            word: len(people)
            for word, people in used.items()
            if len(people) >= THEME_FLOOR
            and word not in names
            and word not in capitalised
            and word not in ENGLISH_STOP_WORDS
        }
    )
    return tuple(word for word, _ in sorted(common.items(), key=lambda item: (-item[1], item[0]))[:_MOST_WORDS])
