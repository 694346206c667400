"""What the codebook misses is found, and only from five people on."""

from __future__ import annotations

from copilot.similarity import Similarity
from copilot.themes.clustering import find_clusters
from copilot.themes.comments import Comment
from tests.ingest.fakes import HashingEmbedder

similar = Similarity(HashingEmbedder().encode)


def said(person: str, text: str) -> Comment:
    return Comment(person, "", "", text, (text,))


def test_five_people_on_one_matter_are_a_cluster_named_by_their_words() -> None:
    comments = [said(f"p{n}", "the parking garage closes early") for n in range(5)]
    comments += [said(f"q{n}", f"unrelated{n} remark{n} of{n} mine{n}") for n in range(5)]
    (cluster,) = find_clusters(comments, similar)
    assert len(cluster.people) == 5
    assert set(cluster.words) <= {"parking", "garage", "closes", "early"}
    assert cluster.words


def test_one_person_five_times_is_no_cluster() -> None:
    assert find_clusters([said("p", "the parking garage closes early") for _ in range(9)], similar) == []


def test_names_are_never_a_cluster_s_words() -> None:
    comments = [said(f"p{n}", "rosalind parks badly near Bertha") for n in range(6)]
    (cluster,) = find_clusters(comments, similar, names=["Rosalind Marsh"])
    assert not {"rosalind", "bertha"} & set(cluster.words)
