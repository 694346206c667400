import json
import logging
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from sqlalchemy import text

from ingest.database import Base, Database
from ingest.errors import UnreadableFile
from ingest.index_state import IndexCondition, IndexState, read_index_state, write_index_state
from ingest.intake import tags_of
from ingest.models import Document, DocumentKind, Filter, Scope, Scored, content_id
from ingest.passages import write_document
from ingest.preparing import embedding_text
from ingest.sync import Corpus
from ingest.vectors import Entry, VectorIndex, copy
from ingest.vectors.chroma import ChromaIndex
from tests.ingest.fakes import HashingEmbedder

EVERYONE = Scope.programme("p")
ANA = Scope.person("ana")
DAY = date(2025, 6, 1)
SEES = Filter("p", frozenset({EVERYONE, ANA}), DAY)


class Place:
    """A data folder that corpora are opened on, one after another."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.index = folder / "index"
        self.embedder = HashingEmbedder()
        self._open: list[tuple[Corpus, Database]] = []

    def open(self, **options: object) -> Corpus:
        database = Database(f"sqlite:///{self.folder / 'mentoring.db'}")
        Base.metadata.create_all(database.engine)
        options.setdefault("exact_up_to", 0)
        corpus = Corpus(database, lambda: self.embedder, self.index, **options)  # type: ignore[arg-type]
        self._open.append((corpus, database))
        return corpus

    def close(self) -> None:
        for corpus, database in self._open:
            corpus.close()
            database.close()
        self._open.clear()

    def state(self) -> IndexState:
        database = Database(f"sqlite:///{self.folder / 'mentoring.db'}")
        with database.read() as session:
            state = read_index_state(session)
        database.close()
        assert state is not None
        return state

    def generations(self) -> list[str]:
        return sorted(path.name for path in self.index.iterdir())


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    place = Place(tmp_path)
    yield place
    place.close()


class ForbiddenIndex(ChromaIndex):
    """An index whose folder must not be opened."""

    def __init__(self, folder: Path) -> None:
        if folder.exists():
            raise AssertionError(f"{folder} was opened")
        super().__init__(folder)


def note(name: str, body: str, **changes: object) -> Document:
    plain = Document(
        id=name,
        programme="p",
        kind=DocumentKind.NOTE,
        title="Session note",
        text=body,
        scope=ANA,
        source=f"note:{name}",
        subject="r1",
        author="ana",
        day=DAY,
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def put(corpus: Corpus, *documents: Document) -> None:
    prepared = corpus.prepare(documents)
    with corpus.change() as change:
        for each in prepared:
            change.put(each)


def texts(corpus: Corpus, query: str, filter: Filter = SEES, k: int = 5) -> list[str]:
    """What a search by meaning shows, nearest first."""
    ranked = corpus.nearest(query, filter, k)
    hits = corpus.hits([each.passage_id for each in ranked], filter)
    assert len(hits) == len(ranked)
    return [hits[each.passage_id].passage.text for each in ranked]


def fill(corpus: Corpus, count: int = 30) -> None:
    put(corpus, *(note(f"n{number}", f"Note {number} on topic{number} alone.") for number in range(count)))


# --- changes


def test_passages_and_domain_rows_are_one_transaction(place: Place) -> None:
    corpus = place.open()
    prepared = corpus.prepare([note("n1", "We agreed on a roadmap.")])
    with pytest.raises(ZeroDivisionError), corpus.change() as change:
        change.session.execute(text("CREATE TABLE domain (x)"))
        change.put(prepared[0])
        raise ZeroDivisionError
    assert texts(corpus, "roadmap") == []
    assert corpus.keyword("roadmap", SEES, 5) == []
    with corpus.change() as change:
        change.session.execute(text("CREATE TABLE domain (x)"))
        change.put(prepared[0])
    assert texts(corpus, "roadmap") == ["We agreed on a roadmap."]
    assert corpus.check().in_use


def test_a_failed_change_leaves_the_index_whole(place: Place) -> None:
    corpus = place.open()
    fill(corpus)
    prepared = corpus.prepare([note("late", "Never written.")])
    with pytest.raises(ZeroDivisionError), corpus.change() as change:
        change.put(prepared[0])
        change.delete("n1")
        raise ZeroDivisionError
    report = corpus.check()
    assert (report.in_use, report.passages, report.indexed) == (True, 30, 30)


@pytest.mark.parametrize("warm", ["the index on disk", "exact ranking"])
def test_searches_follow_changes_at_once(place: Place, warm: str) -> None:
    def refuse(folder: Path) -> ChromaIndex:
        raise OSError("no room")

    corpus = place.open() if warm == "the index on disk" else place.open(open_index=refuse)
    put(corpus, note("n1", "First words about delegation."))
    assert texts(corpus, "delegation") == ["First words about delegation."]
    put(corpus, note("n1", "Other words about budgets."), note("n2", "More about delegation."))
    assert texts(corpus, "delegation", k=1) == ["More about delegation."]
    assert texts(corpus, "other words about budgets", k=1) == ["Other words about budgets."]
    assert corpus.delete("n2") == 1
    assert texts(corpus, "delegation") == ["Other words about budgets."]
    assert corpus.check().in_use is (warm == "the index on disk")


def test_a_document_put_twice_in_a_change_ends_as_the_second(place: Place) -> None:
    corpus = place.open()
    first, second = corpus.prepare([note("n1", "Draft text.")]), corpus.prepare([note("n1", "Final text.")])
    with corpus.change() as change:
        change.put(first[0])
        change.put(second[0])
        change.put(first[0])
        change.delete("n1")
        change.put(second[0])
    assert texts(corpus, "text") == ["Final text."]
    assert corpus.check().indexed == 1


def test_a_closed_corpus_takes_no_change(place: Place) -> None:
    corpus = place.open()
    corpus.close()
    corpus.close()
    with pytest.raises(RuntimeError, match="closed"), corpus.change():
        pass


def test_nothing_is_embedded_twice(place: Place) -> None:
    corpus = place.open()
    put(corpus, note("n1", "The same words."))
    assert place.embedder.encoded == 2  # the passage under its title, and its sentence
    put(corpus, note("n2", "The same words."), note("n1", "The same words.", scope=EVERYONE))
    assert place.embedder.encoded == 2
    assert len(texts(corpus, "words")) == 2


def test_the_embedder_is_not_built_before_it_is_needed(place: Place) -> None:
    def forbidden() -> HashingEmbedder:
        raise AssertionError("built")

    database = Database(f"sqlite:///{place.folder / 'mentoring.db'}")
    Base.metadata.create_all(database.engine)
    corpus = Corpus(database, forbidden, place.index)
    with corpus.change() as change:
        change.session.execute(text("CREATE TABLE domain (x)"))
    assert corpus.keyword("words", SEES, 5) == []
    corpus.close()
    database.close()


def test_chroma_is_not_imported_before_it_is_needed(tmp_path: Path) -> None:
    code = (
        "import sys, ingest.sync; from tests.ingest.test_sync import Place, SEES; from pathlib import Path;"
        "corpus = Place(Path(sys.argv[1])).open(); corpus.keyword('words', SEES, 5); corpus.nearest('x', SEES, 5);"
        "corpus.check(); corpus.close(); assert 'chromadb' not in sys.modules; assert 'torch' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=True)


# --- what is searched


def test_a_passage_is_embedded_with_its_place() -> None:
    doc = note("n", "", title="Handbook", day=None)
    dated = note("n", "", title="Handbook")
    assert embedding_text(doc, ("A", "B"), "Text.", lambda line: True) == "Handbook › A › B\nText."
    assert embedding_text(dated, ("A",), "Text.", lambda line: True) == "Handbook › 1 June 2025 › A\nText."
    assert embedding_text(doc, ("Handbook", "B"), "Text.", lambda line: True) == "Handbook › B\nText."


def _fits(room: int, line: str) -> bool:
    return len(line) <= room


def test_a_long_heading_path_gives_way_and_the_text_never() -> None:
    doc = note("n", "", title="Handbook", day=None)
    for room, line in ((12, "Handbook › B\n"), (8, "Handbook\n"), (3, "")):
        assert embedding_text(doc, ("A", "B"), "Text.", partial(_fits, room)) == f"{line}Text."


@pytest.mark.parametrize("window", [256, 128, 64])
def test_what_is_embedded_fits_the_window_of_whatever_encoder(place: Place, window: int) -> None:
    place.embedder.max_tokens = window
    corpus = place.open()
    title = " ".join(f"word{number}" for number in range(300))
    body = "\n\n".join(" ".join(f"w{line}x{word}" for word in range(60)) + "." for line in range(20))
    for kind in DocumentKind:
        cut = corpus.preparer.cut(note("n", body, title=title, kind=kind))
        assert len(cut.passages) > 1
        assert max(place.embedder.count_tokens(cut.texts)) <= place.embedder.max_tokens - 2


def test_half_a_surrogate_pair_is_refused_with_a_reason(place: Place) -> None:
    with pytest.raises(UnreadableFile, match="note:n1"):
        place.open().prepare([note("n1", "broken \ud800 text")])


def test_front_matter_becomes_tags() -> None:
    matter: dict[str, object] = {"stage": "closing", "topic": ["goals", "trust"], "draft": True}
    assert tags_of(matter) == ("topic:goals", "topic:trust", "stage:closing")


# --- a stale index never speaks


@pytest.mark.parametrize(
    "after",
    [
        pytest.param(None, id="deleted"),
        pytest.param({"scope": Scope.person("ben")}, id="re-scoped"),
        pytest.param({"programme": "q"}, id="moved to another programme"),
        pytest.param({"day": date(2025, 7, 1)}, id="dated later"),
    ],
)
def test_the_database_has_the_last_word_over_a_stale_index(
    place: Place, after: dict[str, object] | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus = place.open()
    put(corpus, note("n1", "The secret of the closing."), note("n2", "Something else."))
    [best] = corpus.nearest("secret of the closing", SEES, 1)
    monkeypatch.setattr(corpus._copy, "apply", lambda *args: None)  # the index hears of nothing any more
    if after is None:
        corpus.delete("n1")
    else:
        put(corpus, note("n1", "The secret of the closing.", **after))
    assert best.passage_id not in {each.passage_id for each in corpus.nearest("secret", SEES, 5)}
    assert corpus.hits([best.passage_id], SEES) == {}


# --- the index on disk


def test_a_clean_index_is_opened_again_and_not_rebuilt(place: Place) -> None:
    fill(place.open())
    place.close()
    before = place.state()
    assert before.condition is IndexCondition.CLEAN
    corpus = place.open()
    assert texts(corpus, "topic7", k=1) == ["Note 7 on topic7 alone."]
    assert place.state().condition is IndexCondition.WRITING  # a reader that dies leaves it unclean too
    place.close()
    assert place.state().generation == before.generation
    assert place.state().condition is IndexCondition.CLEAN


def test_a_change_without_passages_leaves_a_clean_index_clean(place: Place) -> None:
    fill(place.open())
    place.close()
    before = place.state()
    corpus = place.open(open_index=ForbiddenIndex)
    with corpus.change() as change:
        change.session.execute(text("CREATE TABLE domain (x)"))
    place.close()
    assert place.state() == before


_KILLED = """
import os, sys
from pathlib import Path
from tests.ingest.test_sync import Place, fill, note, put, texts
corpus = Place(Path(sys.argv[1])).open()
fill(corpus)
assert texts(corpus, "topic3", k=1) == ["Note 3 on topic3 alone."]
assert corpus.check().in_use
put(corpus, note("last", "The last words before the crash."))
os._exit(9)
"""


def test_after_a_crash_the_folder_is_not_opened_and_a_new_one_is_built(place: Place) -> None:
    done = subprocess.run([sys.executable, "-c", _KILLED, str(place.folder)], check=False)
    assert done.returncode == 9
    crashed = place.state()
    assert crashed.condition is IndexCondition.WRITING

    opened: list[Path] = []

    def watched(folder: Path) -> ChromaIndex:
        opened.append(folder)
        return ChromaIndex(folder)

    corpus = place.open(open_index=watched)
    assert texts(corpus, "last words before the crash", k=1) == ["The last words before the crash."]
    corpus.wait_for_index()
    assert corpus.check().in_use
    assert crashed.generation is not None
    assert not any(crashed.generation in path.parts for path in opened)
    assert place.state().generation != crashed.generation
    place.close()
    assert place.generations() == [place.state().generation]
    assert place.state().condition is IndexCondition.CLEAN


def test_while_it_is_rebuilt_passages_are_ranked_exactly(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copy, "_INLINE", 0)
    fill(place.open())
    place.close()
    shutil.rmtree(place.index)
    may_go_on = threading.Event()

    class Held(ChromaIndex):
        def add(self, entries: Sequence[Entry], vectors: NDArray[np.float32]) -> None:
            assert may_go_on.wait(30)
            super().add(entries, vectors)

    corpus = place.open(open_index=Held)
    assert texts(corpus, "topic5", k=1) == ["Note 5 on topic5 alone."]
    assert len(corpus.keyword("topic5", SEES, 5)) == 1
    report = corpus.check()
    assert (report.in_use, report.rebuilding) == (False, True)
    # changes meanwhile count at once, and are in the new index in the end
    put(corpus, note("new", "Something new about sabbaticals."), note("n5", "Changed to mangroves."))
    corpus.delete("n6")
    assert texts(corpus, "new about sabbaticals", k=1) == ["Something new about sabbaticals."]
    assert "Note 6 on topic6 alone." not in texts(corpus, "topic6", k=30)
    may_go_on.set()
    corpus.wait_for_index()
    report = corpus.check()
    assert (report.in_use, report.passages, report.indexed) == (True, 30, 30)
    assert texts(corpus, "changed to mangroves", k=1) == ["Changed to mangroves."]


def _other_database(place: Place) -> None:
    """The folder of another database of the same size, put in place of ours."""
    elsewhere = Place(place.folder / "elsewhere")
    elsewhere.folder.mkdir()
    fill(elsewhere.open())
    elsewhere.close()
    generation = place.state().generation
    assert generation is not None
    shutil.rmtree(place.index / generation)
    [other] = elsewhere.generations()
    shutil.copytree(elsewhere.index / other, place.index / generation)


def _garbage(place: Place) -> None:
    for path in (place.index / place.generations()[0] / "index").rglob("*"):
        if path.is_file():
            path.write_bytes(b"garbage" * 100)


def _cut_short(place: Place) -> None:
    """Every file ends halfway, as after a copy onto a full stick."""
    for path in (place.index / place.generations()[0]).rglob("*"):
        if path.is_file():
            os.truncate(path, path.stat().st_size // 2)


def _cut_short_but_for_its_mark(place: Place) -> None:
    for path in (place.index / place.generations()[0] / "index").rglob("*"):
        if path.is_file():
            os.truncate(path, path.stat().st_size // 2)


def _replaced_by_a_file(place: Place) -> None:
    [generation] = place.generations()
    shutil.rmtree(place.index / generation)
    (place.index / generation).write_text("garbage")


def _truncated(place: Place) -> None:
    """Some passages are missing, as after a copy that broke off."""
    [generation] = place.generations()
    shorter = ChromaIndex(place.index / generation / "index")
    some = shorter._collections["rest"].get(limit=5)["ids"]
    shorter._collections["rest"].delete(ids=some)
    shorter.close()


def _wrong_vectors(place: Place) -> None:
    [generation] = place.generations()
    index = ChromaIndex(place.index / generation / "index")
    every = index._collections["rest"].get()["ids"]
    wrong = np.eye(len(every), 384, dtype=np.float32)
    index._collections["rest"].update(ids=every, embeddings=wrong)
    index.close()


def _state(**changes: object) -> Callable[[Place], None]:
    def change(place: Place) -> None:
        state = replace(place.state(), **changes)  # type: ignore[arg-type]
        database = Database(f"sqlite:///{place.folder / 'mentoring.db'}")
        with database.write() as session:
            write_index_state(session, state)
        database.close()

    return change


@pytest.mark.parametrize(
    "harm",
    [
        pytest.param(lambda place: shutil.rmtree(place.index), id="missing"),
        pytest.param(_replaced_by_a_file, id="a file in its place"),
        pytest.param(_garbage, id="garbage"),
        pytest.param(_truncated, id="truncated"),
        pytest.param(_cut_short, id="cut short"),
        pytest.param(_cut_short_but_for_its_mark, id="cut short but for its mark"),
        pytest.param(_wrong_vectors, id="wrong vectors"),
        pytest.param(_other_database, id="another database's"),
        pytest.param(_state(format=0), id="an older format"),
        pytest.param(_state(model_id="another model"), id="another model's"),
        pytest.param(_state(token="of another day"), id="a restored backup"),
    ],
)
def test_whatever_happens_to_the_folder_search_answers_and_it_is_rebuilt(
    place: Place, harm: Callable[[Place], None]
) -> None:
    fill(place.open())
    place.close()
    before = place.state().generation
    harm(place)
    corpus = place.open()
    assert len(corpus.keyword("topic7", SEES, 5)) == 1, "keyword search needs no index"
    assert texts(corpus, "topic7", k=1) == ["Note 7 on topic7 alone."]
    corpus.wait_for_index()
    report = corpus.check()
    assert (report.in_use, report.passages, report.indexed, report.fault) == (True, 30, 30, "")
    assert texts(corpus, "topic8", k=1) == ["Note 8 on topic8 alone."]
    place.close()
    assert place.state().generation != before
    assert place.generations() == [place.state().generation]


def test_a_restored_backup_does_not_trust_the_folder_of_today(place: Place) -> None:
    fill(place.open())
    place.close()
    corpus = place.open()
    corpus.database.backup(place.folder / "backup.db")
    put(corpus, note("n1", "Changed after the backup."))
    place.close()
    for suffix in ("", "-wal", "-shm"):
        (place.folder / f"mentoring.db{suffix}").unlink(missing_ok=True)
    shutil.copy(place.folder / "backup.db", place.folder / "mentoring.db")
    corpus = place.open()
    assert texts(corpus, "note 1 on topic1 alone", k=1) == ["Note 1 on topic1 alone."]
    assert corpus.check().in_use


def test_an_older_database_put_back_by_hand_after_a_crash_does_not_trust_the_folder(place: Place) -> None:
    """The folder still carries the mark of the clean close that the older database knows of, but was written since."""
    fill(place.open())
    place.close()
    shutil.copy(place.folder / "mentoring.db", place.folder / "older.db")
    assert subprocess.run([sys.executable, "-c", _KILLED, str(place.folder)], check=False).returncode == 9
    for suffix in ("", "-wal", "-shm"):
        (place.folder / f"mentoring.db{suffix}").unlink(missing_ok=True)
    shutil.copy(place.folder / "older.db", place.folder / "mentoring.db")
    before = place.state()
    assert before.condition is IndexCondition.CLEAN
    opened: list[Path] = []

    def watched(folder: Path) -> ChromaIndex:
        opened.append(folder)
        return ChromaIndex(folder)

    corpus = place.open(open_index=watched)
    assert texts(corpus, "topic7", k=1) == ["Note 7 on topic7 alone."]
    assert corpus.check().in_use
    assert not any(str(before.generation) in path.parts for path in opened)


def test_an_index_that_fails_never_fails_a_write(place: Place, caplog: pytest.LogCaptureFixture) -> None:
    class Failing(ChromaIndex):
        def delete(self, entries: Sequence[Entry]) -> None:
            raise OSError("disk full")

    corpus = place.open(open_index=Failing)
    fill(corpus, 3)
    assert corpus.check().in_use
    with caplog.at_level(logging.WARNING):
        put(corpus, note("n1", "Changed to mangroves."))
    assert "disk full" in caplog.text
    assert texts(corpus, "changed to mangroves", k=1) == ["Changed to mangroves."]
    assert not corpus.check().in_use
    place.close()
    assert place.state().condition is not IndexCondition.CLEAN
    assert place.open().check().rebuilding is False
    assert texts(place.open(), "changed to mangroves", k=1) == ["Changed to mangroves."]


def test_a_query_that_fails_is_answered_exactly(place: Place) -> None:
    class Failing(ChromaIndex):
        broken = False

        def query(self, vector: NDArray[np.float32], filter: Filter, k: int) -> list[Scored]:
            if self.broken:
                raise OSError("unreadable")
            return super().query(vector, filter, k)

    corpus = place.open(open_index=Failing)
    fill(corpus, 3)
    assert corpus.check().in_use
    Failing.broken = True
    assert texts(corpus, "topic2", k=1) == ["Note 2 on topic2 alone."]


def test_an_interrupted_change_leaves_an_index_nobody_trusts(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(place.open())
    place.close()
    corpus = place.open()

    def interrupted(*args: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(corpus._copy, "apply", interrupted)
    with pytest.raises(KeyboardInterrupt):
        put(corpus, note("n1", "Changed to mangroves."))
    place.close()
    assert place.state().condition is IndexCondition.WRITING
    assert texts(place.open(), "changed to mangroves", k=1) == ["Changed to mangroves."]


def test_rebuild_on_demand_embeds_nothing_and_keeps_answering(place: Place) -> None:
    corpus = place.open()
    fill(corpus)
    before, embedded = place.generations(), place.embedder.encoded
    steps: list[tuple[int, int]] = []
    assert corpus.rebuild(lambda done, total: steps.append((done, total))) == 30
    assert steps == [(30, 30)]
    assert place.embedder.encoded == embedded
    assert place.generations() != before
    assert len(place.generations()) == 1
    assert texts(corpus, "topic7", k=1) == ["Note 7 on topic7 alone."]
    assert corpus.check().in_use


def test_a_failed_rebuild_keeps_the_index_in_use(place: Place) -> None:
    fails = False

    def sometimes(folder: Path) -> ChromaIndex:
        if fails:
            raise OSError("disk full")
        return ChromaIndex(folder)

    corpus = place.open(open_index=sometimes)
    fill(corpus)
    before = place.generations()
    fails = True
    with pytest.raises(OSError, match="disk full"):
        corpus.rebuild()
    assert place.generations() == before
    assert corpus.check().in_use


@pytest.mark.parametrize(("small", "finished"), [(5_000, True), (10, False)])
def test_closing_finishes_a_small_rebuild_and_puts_off_a_large_one(
    place: Place, monkeypatch: pytest.MonkeyPatch, small: int, finished: bool
) -> None:
    fill(place.open())
    place.close()
    shutil.rmtree(place.index)
    monkeypatch.setattr(copy, "_INLINE", 0)
    monkeypatch.setattr(copy, "SMALL", small)
    closing = threading.Event()

    class Held(ChromaIndex):
        def add(self, entries: Sequence[Entry], vectors: NDArray[np.float32]) -> None:
            assert closing.wait(30)
            super().add(entries, vectors)

    corpus = place.open(open_index=Held)
    assert texts(corpus, "topic7", k=1) == ["Note 7 on topic7 alone."]
    rebuilder = corpus._copy._rebuilder
    assert rebuilder is not None
    waited = rebuilder.join

    def join(timeout: float | None = None) -> None:
        closing.set()
        waited(timeout)

    monkeypatch.setattr(rebuilder, "join", join)
    place.close()
    assert (place.state().condition is IndexCondition.CLEAN) is finished
    assert len(place.generations()) == (1 if finished else 0)
    assert texts(place.open(), "topic7", k=1) == ["Note 7 on topic7 alone."]


def test_changes_and_searches_from_many_threads_end_in_step(place: Place) -> None:
    corpus = place.open()
    fill(corpus)
    trouble: list[BaseException] = []

    def work(name: str) -> None:
        try:
            for number in range(4):
                put(corpus, note(f"{name}{number}", f"Words of {name} number {number}."))
                ranked = {each.passage_id for each in corpus.nearest(f"words of {name}", SEES, 5)}
                assert corpus.hits(ranked, SEES).keys() <= ranked  # what another has deleted since is not shown
                if number % 2:
                    corpus.delete(f"{name}{number}")
        except BaseException as error:
            trouble.append(error)

    threads = [threading.Thread(target=work, args=(name,)) for name in ("ana", "ben", "eva")]
    threads.append(threading.Thread(target=corpus.rebuild))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert trouble == []
    report = corpus.check()
    assert (report.in_use, report.passages, report.indexed) == (True, 36, 36)


def test_the_cosine_of_any_passage_is_told_as_ranking_tells_it(place: Place) -> None:
    corpus = place.open()
    fill(corpus, 3)
    ranked = {one.passage_id: one.score for one in corpus.nearest("topic2", SEES, 5)}
    assert len(ranked) == 3
    assert corpus.cosines("topic2", [*ranked, "gone"]) == pytest.approx(ranked, abs=1e-6)
    assert corpus.cosines("topic2", []) == {}


def test_another_models_vectors_are_never_compared_but_can_be_made_anew(place: Place) -> None:
    corpus = place.open()
    fill(corpus, 3)
    place.close()
    place.embedder = HashingEmbedder()
    place.embedder.model_id = "a better model"
    corpus = place.open()
    assert texts(corpus, "topic2") == []
    assert len(corpus.keyword("topic2", SEES, 5)) == 1
    assert corpus.reembed() == 3
    assert texts(corpus, "topic2", k=1) == ["Note 2 on topic2 alone."]
    assert corpus.check().in_use
    assert corpus.reembed() == 0


# --- files


@pytest.fixture
def guidance(tmp_path: Path) -> Path:
    folder = tmp_path / "guidance"
    (folder / "deep").mkdir(parents=True)
    (folder / "goals.md").write_text(
        "---\ntopic: goals\n---\n# Goals\n\nA good goal names a date.\n\n## Steps\n\nName the first step.\n"
    )
    (folder / "deep" / "listening.txt").write_text("Listen before you speak.\n")
    return folder


def test_files_become_passages_that_are_found(place: Place, guidance: Path) -> None:
    corpus = place.open()
    heard: list[tuple[str, int, int]] = []
    report = corpus.ingest("p", [guidance], progress=lambda *step: heard.append(step))
    assert (report.read, report.unchanged, report.failed, report.removed) == (2, 0, (), 0)
    assert report.passages_added == corpus.count() > 0
    assert heard[-1] == ("files", 2, 2)
    [best] = corpus.nearest("a good goal names a date", SEES, 1)
    hit = corpus.hits([best.passage_id], SEES)[best.passage_id]
    assert hit.document_title == "Goals"
    assert hit.tags == ("topic:goals",)
    assert hit.source == str(guidance / "goals.md")
    assert hit.passage.document_id == content_id("p", hit.source)


def test_a_second_run_changes_nothing(place: Place, guidance: Path) -> None:
    corpus = place.open()
    corpus.ingest("p", [guidance])
    with corpus.database.read() as session:
        before = session.execute(text("SELECT * FROM passages")).all()
    embedded = place.embedder.encoded
    report = corpus.ingest("p", [guidance, guidance / "goals.md"])
    assert (report.read, report.unchanged, report.removed) == (0, 2, 0)
    assert (report.passages_added, report.passages_removed) == (0, 0)
    assert place.embedder.encoded == embedded
    with corpus.database.read() as session:
        assert session.execute(text("SELECT * FROM passages")).all() == before


@pytest.mark.parametrize("spelling", [".", "../guidance", "deep/..", "linked"])
def test_a_folder_by_another_spelling_is_the_same_folder(
    place: Place, guidance: Path, monkeypatch: pytest.MonkeyPatch, spelling: str
) -> None:
    (guidance.parent / "linked").symlink_to(guidance, target_is_directory=True)
    other = guidance.parent / "linked" if spelling == "linked" else Path(spelling)
    monkeypatch.chdir(guidance)
    corpus = place.open()
    corpus.ingest("p", [guidance])
    count = corpus.count()
    report = corpus.ingest("p", [other])
    assert (report.read, report.unchanged, report.removed) == (0, 2, 0)
    assert corpus.count() == count
    (guidance / "deep" / "listening.txt").unlink()
    report = corpus.ingest("p", [other])
    assert (report.unchanged, report.removed) == (1, 1)
    assert "Listen before you speak." not in texts(corpus, "listen", k=10)


def test_a_file_by_two_names_is_read_once(place: Place, guidance: Path) -> None:
    (guidance / "again.md").symlink_to(guidance / "goals.md")
    report = place.open().ingest("p", [guidance, guidance / "deep" / ".." / "goals.md"])
    assert (report.read, report.failed) == (2, ())


def test_a_file_removed_behind_a_linked_folder_goes_too(place: Place, guidance: Path) -> None:
    elsewhere = guidance.parent / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "kept.md").write_text("Stay for the walrus.")
    (elsewhere / "gone.md").write_text("Leave with the penguin.")
    (guidance.parent / "beside.md").write_text("Beside it all.")
    (guidance / "more").symlink_to(elsewhere, target_is_directory=True)
    corpus = place.open()
    corpus.ingest("p", [guidance, guidance.parent / "beside.md"])
    (elsewhere / "gone.md").unlink()
    report = corpus.ingest("p", [guidance])
    assert (report.unchanged, report.removed) == (3, 1)
    left = texts(corpus, "penguin walrus beside", k=10)
    assert "Leave with the penguin." not in left
    assert {"Stay for the walrus.", "Beside it all."} <= set(left)


def test_a_changed_file_changes_only_its_own_passages(place: Place, guidance: Path) -> None:
    corpus = place.open()
    corpus.ingest("p", [guidance])
    (guidance / "deep" / "listening.txt").write_text("Ask before you tell.\n")
    report = corpus.ingest("p", [guidance])
    assert (report.read, report.unchanged) == (1, 1)
    assert (report.passages_added, report.passages_removed) == (1, 1)
    assert "Listen before you speak." not in texts(corpus, "listen before you speak")
    assert "Ask before you tell." in texts(corpus, "ask before you tell")


def test_a_removed_file_goes_with_its_passages(place: Place, guidance: Path) -> None:
    corpus = place.open()
    put(corpus, note("n1", "Notes are no files."))
    (other := guidance.parent / "other.md").write_text("Lies elsewhere.")
    corpus.ingest("p", [guidance, other])
    (guidance / "deep" / "listening.txt").unlink()
    other.unlink()
    report = corpus.ingest("p", [guidance])
    assert (report.removed, report.passages_removed) == (1, 1)
    left = texts(corpus, "listen", k=10)
    assert "Listen before you speak." not in left
    assert {"Notes are no files.", "Lies elsewhere."} <= set(left)


def test_a_bad_file_is_reported_and_stops_nothing(place: Place, guidance: Path) -> None:
    corpus = place.open()
    corpus.ingest("p", [guidance])
    (guidance / "goals.md").write_text("")
    (guidance / "broken.pdf").write_bytes(b"%PDF-1.7 nonsense")
    (guidance / "new.md").write_text("Fine words.")
    report = corpus.ingest("p", [guidance, guidance / "nowhere.md"])
    assert (report.read, report.unchanged) == (1, 1)
    assert {each.path.name for each in report.failed} == {"goals.md", "broken.pdf", "nowhere.md"}
    assert all(each.reason and each.next_step for each in report.failed)
    assert "A good goal names a date." in texts(corpus, "a good goal names a date")  # the old text stays


def test_a_document_that_cannot_be_stored_leaves_the_others_of_its_window(
    place: Place, guidance: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = write_document

    def picky(session: object, document: Document, *args: object, **more: object) -> object:
        if document.title == "Goals":
            raise ValueError("cannot be stored")
        return real(session, document, *args, **more)  # type: ignore[arg-type]

    monkeypatch.setattr("ingest.sync.write_document", picky)
    report = place.open().ingest("p", [guidance])
    assert report.read == 1
    assert [each.path.name for each in report.failed] == ["goals.md"]


def test_duplicate_files_are_embedded_once_and_both_found(place: Place, guidance: Path) -> None:
    (guidance / "copy.txt").write_bytes((guidance / "deep" / "listening.txt").read_bytes())
    (guidance / "deep" / "copy.txt").write_bytes((guidance / "deep" / "listening.txt").read_bytes())
    corpus = place.open()
    corpus.ingest("p", [guidance])
    assert place.embedder.encoded < corpus.count()
    assert texts(corpus, "listen before you speak").count("Listen before you speak.") == 3


def test_another_scope_re_scopes_without_embedding(place: Place, guidance: Path) -> None:
    corpus = place.open()
    corpus.ingest("p", [guidance])
    embedded = place.embedder.encoded
    report = corpus.ingest("p", [guidance], scope=ANA)
    assert (report.read, report.passages_added, report.passages_removed) == (2, 0, 0)
    assert place.embedder.encoded == embedded
    assert texts(corpus, "goal", replace(SEES, scopes=frozenset({EVERYONE}))) == []
    assert texts(corpus, "goal", replace(SEES, scopes=frozenset({ANA}))) != []


def test_an_interrupted_ingestion_keeps_what_was_committed_and_goes_on(
    place: Place, guidance: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ingest.intake.WINDOW", 1)
    for number in range(6):
        (guidance / f"card{number}.md").write_text(f"Card number {number}.")
    corpus = place.open()
    calls = 0
    encode = place.embedder.encode

    def interrupted(*args: object, **more: object) -> NDArray[np.float32]:
        nonlocal calls
        calls += 1
        if calls == 3:
            raise KeyboardInterrupt
        return encode(*args, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(place.embedder, "encode", interrupted)
    with pytest.raises(KeyboardInterrupt):
        corpus.ingest("p", [guidance])
    assert not [thread for thread in threading.enumerate() if thread.name == "reading-ahead"]
    kept = corpus.count()
    assert kept >= 2
    assert corpus.check().in_use
    report = corpus.ingest("p", [guidance])
    assert report.unchanged == 2
    assert report.read == 6
    assert corpus.check().indexed == corpus.count() > kept


def test_the_owner_file_names_database_generation_and_format(place: Place) -> None:
    fill(place.open(), 1)
    place.close()
    state = place.state()
    assert state.generation is not None
    owner = json.loads((place.index / state.generation / "owner.json").read_text())
    assert owner == {
        "database": state.database_id,
        "generation": state.generation,
        "token": state.token,
        "format": state.format,
        "model": state.model_id,
    }


def test_a_few_passages_are_ranked_without_opening_the_index(place: Place) -> None:
    fill(place.open())
    place.close()

    def forbidden(_folder: Path) -> VectorIndex:
        raise AssertionError("the index was opened")

    corpus = place.open(exact_up_to=1000, open_index=forbidden)
    assert corpus.nearest("roadmap", SEES, 3)


def test_a_corpus_that_outgrows_exact_ranking_asks_the_index_from_then_on(place: Place) -> None:
    asked: list[int] = []

    class Counting(ChromaIndex):
        def query(self, vector: NDArray[np.float32], filter: Filter, k: int) -> list[Scored]:
            asked.append(k)
            return super().query(vector, filter, k)

    corpus = place.open(exact_up_to=1, open_index=Counting)
    put(corpus, note("first", "The roadmap is on the wall."))
    asked.clear()  # an index is asked by itself, too, to see that it is whole
    assert corpus.nearest("roadmap", SEES, 3)
    assert asked == []
    put(corpus, note("second", "The rota is by the door."))
    corpus.wait_for_index()
    asked.clear()
    assert len(corpus.nearest("rota", SEES, 3)) == 2
    assert asked == [3]
    corpus.delete("second")
    asked.clear()
    assert len(corpus.nearest("rota", SEES, 3)) == 1
    assert asked == []
