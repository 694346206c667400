"""Files that attack their reader, in one batch: a line for each, and the others are read as if they were not there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

from evals.inputs.hostile_files import SECRET, docx, make_hostile_files, paragraph
from ingest import intake
from ingest.intake import IngestReport
from ingest.models import DocumentKind, Filter, Scope
from ingest.readers import Reader, ReadingLimits
from ingest.sync import Corpus
from tests.ingest.test_sync import DAY, Place

SLOW = {"deep.docx", "deep.html", "anchors.md", "bomb.pdf"}
"""These take their reader to its limits of time or memory: `python -m evals files` waits for them."""
GOOD = 3


@dataclass(frozen=True)
class Batch:
    folder: Path
    expected: dict[str, str]
    report: IngestReport
    corpus: Corpus

    def reason(self, name: str) -> str:
        [reason] = [each.reason for each in self.report.failed if each.path.name == name]
        return reason


@pytest.fixture(scope="module")
def batch(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Batch]:
    """The hostile files between good ones, and one that hangs its parser, taken in at once."""
    base = tmp_path_factory.mktemp("hostile")
    folder = base / "files"
    folder.mkdir()
    made = make_hostile_files(folder)
    for path in made:
        if path.name in SLOW:
            path.unlink()
    expected = {path.name: words for path, words in made.items() if path.name not in SLOW}
    (folder / "hang.txt").write_text("Reading this never ends.", encoding="utf-8")
    expected["hang.txt"] = "took longer than"
    for name in ("a-first.md", "m-middle.md", "z-last.md"):
        (folder / name).write_text(f"# {name}\n\nListen first, says walrus {name[0]}.", encoding="utf-8")
    limits = ReadingLimits(seconds=8)
    place = Place(base)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(intake, "Reader", partial(Reader, limits, "tests.ingest.hostile:parse_unless_named_so"))
        corpus = place.open()
        report = corpus.ingest("p", [folder])
    yield Batch(folder, expected, report, corpus)
    place.close()


def test_the_batch_goes_on_and_every_file_is_accounted_for(batch: Batch) -> None:
    assert batch.report.read + len(batch.report.failed) == len(batch.expected) + GOOD
    sees = Filter("p", frozenset({Scope.programme("p")}), DAY, kinds=frozenset({DocumentKind.GUIDANCE}))
    hits = batch.corpus.hits([one.passage_id for one in batch.corpus.keyword("walrus", sees, 10)], sees)
    assert {hit.document_title for hit in hits.values()} == {"a-first.md", "m-middle.md", "z-last.md"}


def test_each_is_refused_for_what_it_is(batch: Batch) -> None:
    refused = {each.path.name: each.reason for each in batch.report.failed}
    for name, words in batch.expected.items():
        if words:
            assert words in refused[name], name


def test_every_refusal_is_one_line_that_names_the_file_and_says_what_to_do(batch: Batch) -> None:
    for each in batch.report.failed:
        assert each.reason.startswith(str(each.path))
        assert "\n" not in each.reason
        assert each.next_step, each.reason
        assert len(each.reason) < len(str(each.path)) + 300


def test_no_file_of_this_computer_is_read_for_them(batch: Batch) -> None:
    assert not any(SECRET in each.reason + each.next_step for each in batch.report.failed)
    sees = Filter("p", frozenset({Scope.programme("p")}), DAY)
    assert batch.corpus.keyword(SECRET, sees, 5) == []


def test_an_entity_in_a_part_of_any_name_is_refused(batch: Batch) -> None:
    assert "document type definition" in batch.reason("external-elsewhere.docx")


def test_a_picture_in_a_word_file_is_not_taken_for_its_text(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(docx(paragraph("Words."), extra={"word/media/a.png": b"\x89PNG <!DOCTYPE inside a picture>"}))
    with Reader() as reader:
        assert reader.read(path).text == "Words."
