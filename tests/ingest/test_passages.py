from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from ingest import keyword_search as keyword_search_module
from ingest.database import Base, Database
from ingest.keyword import TELLING_TERMS, match_expression, terms_of
from ingest.keyword_search import keyword_search
from ingest.models import Document, DocumentKind, Filter, Passage, Scope, content_id
from ingest.passages import (
    Written,
    delete_document,
    embeddings_by_text_hash,
    get_document,
    list_documents,
    load_hits,
    sample_vectors,
    still_visible,
    stored_vectors,
    write_document,
)
from tests.ingest.fakes import HashingEmbedder

EVERYONE = Scope.programme("p")
PRIVATE = Scope.person("ana")
TODAY = date(2025, 6, 1)
EMBEDDER = HashingEmbedder()


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = Database(f"sqlite:///{tmp_path / 'a.db'}")
    Base.metadata.create_all(database.engine)
    yield database
    database.close()


def document(name: str, body: str, **changes: object) -> Document:
    """One whose paragraphs become its passages."""
    plain = Document(
        id=name,
        programme="p",
        kind=DocumentKind.GUIDANCE,
        title=f"About {name}",
        text=body,
        scope=EVERYONE,
        source=f"{name}.md",
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def write(database: Database, doc: Document, heading: str = "Heading", model: str = "m") -> Written:
    passages: list[Passage] = []
    start = 0
    for ordinal, words in enumerate(doc.text.split("\n\n")):
        passages.append(
            Passage(
                id=content_id(doc.id, words),
                document_id=doc.id,
                programme=doc.programme,
                kind=doc.kind,
                ordinal=ordinal,
                text=words,
                heading_path=(heading,),
                start=start,
                end=start + len(words),
                scope=doc.scope,
                subject=doc.subject,
                day=doc.day,
            )
        )
        start += len(words) + 2
    vectors = EMBEDDER.encode([each.text for each in passages])
    with database.write() as session:
        return write_document(session, doc, passages, vectors, model)


def sees(*scopes: Scope, **changes: object) -> Filter:
    return replace(Filter("p", frozenset(scopes or {EVERYONE}), TODAY), **changes)  # type: ignore[arg-type]


def found(database: Database, query: str, filter: Filter) -> list[str]:
    """The texts found, best first."""
    with database.read() as session:
        ranked = keyword_search(session, query, filter, 10)
        hits = load_hits(session, [each.passage_id for each in ranked], filter)
    assert [each.score for each in ranked] == sorted((each.score for each in ranked), reverse=True)
    return [hits[each.passage_id].passage.text for each in ranked]


def test_a_document_comes_back_as_it_was_written(database: Database) -> None:
    doc = document("goals", "One.\n\nTwo.", author="ana", subject="r1", day=TODAY, tags=("topic:goals",))
    write(database, doc)
    with database.read() as session:
        assert get_document(session, "goals") == doc
        assert get_document(session, "other") is None
        [stored] = list_documents(session, programme="p")
        assert (stored.title, stored.content_hash) == (doc.title, doc.content_hash)
        assert list_documents(session, programme="q") == []
        assert list_documents(session, sees(PRIVATE)) == []


def test_a_hit_carries_what_a_citation_needs(database: Database) -> None:
    doc = document("goals", "Set a date.\n\nName a step.", author="ana", tags=("topic:goals",))
    write(database, doc)
    [identifier] = [content_id("goals", "Name a step.")]
    with database.read() as session:
        hit = load_hits(session, [identifier, "unknown"], sees())[identifier]
    assert hit.passage.text == "Name a step." == doc.text[hit.passage.start : hit.passage.end]
    assert hit.passage.heading_path == ("Heading",)
    assert (hit.document_title, hit.source, hit.author) == ("About goals", "goals.md", "ana")
    assert hit.tags == ("topic:goals",)


def test_a_rewrite_touches_only_what_changed(database: Database) -> None:
    write(database, document("goals", "Kept one.\n\nOld.\n\nKept two."))
    written = write(database, document("goals", "Kept two.\n\nKept one.\n\nNew."))
    assert [each.passage_id for each in written.removed] == [content_id("goals", "Old.")]
    assert [each.passage_id for each in written.added] == [content_id("goals", "New.")]
    assert (written.texts_added, written.texts_removed) == (1, 1)
    assert found(database, "old", sees()) == []
    assert found(database, "new", sees()) == ["New."]
    with database.read() as session:
        [hit] = load_hits(session, [content_id("goals", "Kept two.")], sees()).values()
    assert (hit.passage.ordinal, hit.passage.start) == (0, 0)


def test_writing_the_same_again_changes_nothing(database: Database) -> None:
    doc = document("goals", "One.\n\nTwo.")
    write(database, doc)
    written = write(database, doc)
    assert (written.removed, written.added, len(written.vectors)) == ((), (), 0)


def test_a_moved_passage_is_removed_and_added_for_the_indexes(database: Database) -> None:
    write(database, document("note", "Secret plan.", scope=PRIVATE))
    written = write(database, document("note", "Secret plan.", scope=EVERYONE))
    assert [each.scope for each in written.removed] == [PRIVATE]
    assert [each.scope for each in written.added] == [EVERYONE]
    assert written.texts_added == 0


def test_a_new_title_and_heading_can_be_searched_and_the_old_ones_not(database: Database) -> None:
    write(database, document("card", "Same words.", title="Listening"), heading="Silence")
    write(database, document("card", "Same words.", title="Asking"), heading="Curiosity")
    assert found(database, "listening silence", sees()) == []
    assert found(database, "asking", sees()) == found(database, "curiosity", sees()) == ["Same words."]


def test_a_deleted_document_is_gone_everywhere(database: Database) -> None:
    write(database, document("goals", "One word.\n\nTwo words."))
    with database.write() as session:
        assert len(delete_document(session, "goals")) == 2
        assert delete_document(session, "goals") == ()
    assert found(database, "words", sees()) == []
    with database.read() as session:
        assert get_document(session, "goals") is None
        assert session.scalar(text("SELECT count(*) FROM passages")) == 0


def test_the_full_text_table_stays_in_step(database: Database) -> None:
    write(database, document("a", "One.\n\nTwo."))
    write(database, document("a", "Two.\n\nThree."), heading="Other")
    write(database, document("b", "Four."))
    with database.write() as session:
        delete_document(session, "b")
        session.execute(text("INSERT INTO passages_fts(passages_fts, rank) VALUES ('integrity-check', 1)"))


@pytest.mark.parametrize(
    ("changes", "filter", "visible"),
    [
        ({}, sees(), True),
        ({"scope": PRIVATE}, sees(), False),
        ({"scope": PRIVATE}, sees(PRIVATE), True),
        ({}, replace(sees(), scopes=frozenset()), False),
        ({}, sees(programme="q"), False),
        ({"day": TODAY}, sees(), True),
        ({"day": date(2025, 6, 2)}, sees(), False),
        ({"subject": "r1"}, sees(), True),
        ({"subject": "r1"}, sees(subjects=frozenset({None})), False),
        ({"subject": "r1"}, sees(subjects=frozenset({"r1"})), True),
        ({}, sees(subjects=frozenset({"r1"})), False),
        ({}, sees(subjects=frozenset({None, "r1"})), True),
        ({}, sees(subjects=frozenset()), False),
        ({}, sees(kinds=frozenset({DocumentKind.NOTE})), False),
        ({"kind": DocumentKind.NOTE}, sees(kinds=frozenset({DocumentKind.NOTE})), True),
        ({}, sees(kinds=frozenset()), False),
    ],
)
def test_a_filter_decides_what_search_hits_and_lists_show(
    database: Database, changes: dict[str, object], filter: Filter, visible: bool
) -> None:
    write(database, document("doc", "Mentoring.", **changes))
    identifier = content_id("doc", "Mentoring.")
    with database.read() as session:
        assert bool(keyword_search(session, "mentoring", filter, 5)) is visible
        assert bool(load_hits(session, [identifier], filter)) is visible
        assert (still_visible(session, [identifier], filter) == {identifier}) is visible
        assert bool(list_documents(session, filter)) is visible


def test_the_filter_is_inside_the_search_not_after_it(database: Database) -> None:
    for number in range(30):
        write(database, document(f"hidden{number}", "feedback feedback feedback", scope=PRIVATE))
    write(database, document("mine", "Some long talk about many things and feedback in the end."))
    with database.read() as session:
        assert len(keyword_search(session, "feedback", sees(), 3)) == 1


def test_words_are_stemmed_and_accents_ignored(database: Database) -> None:
    write(database, document("a", "The mentor met José twice."))
    assert found(database, "jose", sees()) == found(database, "mentors", sees()) != []


def test_the_rarer_word_ranks_higher(database: Database) -> None:
    for number in range(5):
        write(database, document(f"d{number}", f"Meeting number {number}."))
    write(database, document("rare", "Sabbatical plans."))
    assert found(database, "the meeting on her sabbatical", sees())[0] == "Sabbatical plans."


def test_of_many_words_the_rarest_are_searched_for(database: Database) -> None:
    common = [f"word{number}" for number in range(TELLING_TERMS)]
    write(database, document("common", " ".join(common)))
    write(database, document("more", " ".join(common)))
    write(database, document("rare", "Sabbatical plans, word0."))
    assert found(database, " ".join([*common, "sabbatical", "unheard-of"]), sees())[0] == "Sabbatical plans, word0."
    assert len(found(database, " ".join(common), sees())) == 3
    assert len(found(database, " ".join([*common, "sabbatical"]), sees())) == 3
    assert found(database, " ".join(f"unheard{number}" for number in range(2 * TELLING_TERMS)), sees()) == []


def test_words_that_too_many_passages_have_are_left_out_but_never_the_three_rarest(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keyword_search_module, "LOOKED_AT", 4)
    for number in range(5):
        write(database, document(f"d{number}", f"Meeting number {number}."))
    write(database, document("rare", "Sabbatical plans for spring."))
    assert found(database, "sabbatical plans, spring, meeting", sees()) == ["Sabbatical plans for spring."]
    assert len(found(database, "sabbatical plans, meeting", sees())) == 6


@pytest.mark.parametrize("nothing", ["", "   ", "the of and", "?!…", "_"])
def test_a_query_without_words_finds_nothing(database: Database, nothing: str) -> None:
    write(database, document("a", "The of and."))
    assert found(database, nothing, sees()) == []


def test_a_month_and_a_name_are_not_stop_words() -> None:
    assert match_expression(terms_of("What did Will and I agree on in May?")) == '"will" OR "agree" OR "may"'


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
@given(st.one_of(st.text(), st.text(alphabet="\"*()^:+-{}NEARORNOT \x00\ud800'a")))
def test_no_text_is_ever_fts_syntax(database: Database, query: str) -> None:
    with database.read() as session:
        keyword_search(session, query, sees(), 5)


def test_stored_vectors_are_found_again_by_text_and_model(database: Database) -> None:
    write(database, document("a", "One."))
    with database.read() as session:
        found = embeddings_by_text_hash(session, [content_id("One."), content_id("Two.")], "m")
        assert embeddings_by_text_hash(session, [content_id("One.")], "another model") == {}
    assert list(found) == [content_id("One.")]
    np.testing.assert_array_equal(found[content_id("One.")], EMBEDDER.encode(["One."])[0])


def test_stored_vectors_come_in_pages_without_loss(database: Database) -> None:
    write(database, document("a", "\n\n".join(f"Passage {number}." for number in range(7))))
    write(database, document("b", "Other model."), model="other")
    with database.read() as session:
        entries, vectors, last = stored_vectors(session, "m", limit=4)
        more, more_vectors, last = stored_vectors(session, "m", after=last, limit=4)
        none, no_vectors, _ = stored_vectors(session, "m", after=last, limit=4)
        every, matrix, _ = stored_vectors(session, "m")
        sample, _ = sample_vectors(session, "m", 3)
        assert sample_vectors(session, "unknown", 3)[0] == []
    assert (len(entries), len(more), len(none), len(no_vectors)) == (4, 3, 0, 0)
    assert entries + more == every
    np.testing.assert_array_equal(np.concatenate([vectors, more_vectors]), matrix)
    assert sample[0] == every[0]
    assert sample[-1] == every[-1]


def test_search_still_works_in_a_backup(database: Database, tmp_path: Path) -> None:
    write(database, document("gone", "Gone soon."))
    write(database, document("a", "Find me."))
    with database.write() as session:
        delete_document(session, "gone")  # a gap in the numbers, which a compact copy must keep
    database.backup(tmp_path / "copy.db")
    copy = Database(f"sqlite:///{tmp_path / 'copy.db'}")
    assert found(copy, "find", sees()) == ["Find me."]
    copy.close()
