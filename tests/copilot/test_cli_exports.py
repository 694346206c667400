"""The commands that take drafts and everything of a person's out: files, kept drafts, forgetting."""

from __future__ import annotations

import csv
import email
import io
import json
import shutil
from collections.abc import Callable
from email.policy import default
from pathlib import Path
from typing import Any

import icalendar
import pytest
from docx import Document

from copilot.cli import main
from tests.copilot.contents import SMALL
from tests.ingest.fakes import HashingEmbedder

Run = Callable[..., tuple[int, str, str]]
AGENDA = ("draft", "agenda", "--as", "tom", "--relationship", "tom-ines", "--date", "2025-06-10")


class _Stdin(io.TextIOWrapper):
    def __init__(self, typed: str) -> None:
        super().__init__(io.BytesIO(typed.encode()), encoding="utf-8")


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("prepared")
    (folder / "harbour.yaml").write_text(SMALL, encoding="utf-8")
    assert main(["import", str(folder / "harbour.yaml"), "--data", str(folder / "data")], embedder=HashingEmbedder) == 0
    return folder / "data"


@pytest.fixture
def run(prepared: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("COPILOT_DATA", str(shutil.copytree(prepared, tmp_path / "data")))
    monkeypatch.delenv("COPILOT_DEBUG", raising=False)

    def call(*words: str, typed: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr("sys.stdin", _Stdin(typed))
        capsys.readouterr()
        code = main(list(words), embedder=HashingEmbedder)
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


def said(output: str) -> Any:
    return json.loads(output)


def kept(run: Run, *words: str) -> str:
    code, out, _ = run(*AGENDA, "--keep", "--json", *words)
    assert code == 0
    return str(said(out)["kept"])


def test_the_suffix_says_what_is_written(run: Run, tmp_path: Path) -> None:
    def written(name: str, *words: str) -> bytes:
        assert run(*AGENDA, "--out", str(tmp_path / name), *words)[0] == 0
        return (tmp_path / name).read_bytes()

    text = written("a.txt").decode()
    assert text == said(run(*AGENDA, "--json")[1])["text"]
    assert "## Open actions (" in written("a.md").decode()
    assert "## Sources" in written("b.md", "--with-sources").decode()
    assert Document(io.BytesIO(written("a.docx"))).paragraphs[0].text == text.splitlines()[0]
    assert email.message_from_bytes(written("a.eml"), policy=default)["Subject"] == text.splitlines()[0].rstrip(".")
    events = icalendar.Calendar.from_ical(written("a.ics")).walk("VEVENT")
    assert [str(event.decoded("dtstart")) for event in events] == ["2025-06-10", "2025-06-10"]
    left = said(written("a.JSON").decode())
    assert (left["text"], left["questions"], left["findings"]) == (text, [], [])


@pytest.mark.parametrize("name", ["a.pdf", "a", "a.markdown"])
def test_an_unknown_suffix_is_2_and_names_the_known_ones(run: Run, tmp_path: Path, name: str) -> None:
    code, out, _ = run(*AGENDA, "--out", str(tmp_path / name), "--json")
    assert code == 2
    assert (said(out)["error"]["code"], said(out)["error"]["location"]) == ("brief", "--out")
    assert ".md, .docx, .eml, .ics, .txt, .json" in said(out)["error"]["next"]
    assert not (tmp_path / name).exists()


def test_what_cannot_be_written_says_so_and_leaves_nothing(run: Run, tmp_path: Path) -> None:
    assert run(*AGENDA, "--out", str(tmp_path / "no" / "a.md"))[0] == 3
    code, _, err = run(*AGENDA, "--with-sources", "--out", str(tmp_path / "a.eml"))
    assert code == 2
    assert "Sources cannot stand in a .eml file" in err
    letter = ("draft", "outreach", "--as", "ines", "--to", "tom", "--type", "thank_you", "--why", "the review")
    code, _, err = run(*letter, "--out", str(tmp_path / "a.ics"))
    assert code == 2
    assert "no day" in err
    assert [path.name for path in tmp_path.iterdir()] == ["data"]


def test_a_draft_with_questions_alone_is_neither_written_nor_kept(run: Run, tmp_path: Path) -> None:
    code, out, err = run("draft", "outreach", "--as", "ines", "--keep", "--out", str(tmp_path / "a.md"))
    assert code == 0
    assert "Who is the message for?" in out
    assert "Nothing is written or kept" in err
    assert not (tmp_path / "a.md").exists()
    assert said(run("drafts", "list", "--as", "ines", "--json")[1])["drafts"] == []


def test_a_kept_draft_is_listed_shown_exported_and_removed(run: Run, tmp_path: Path) -> None:
    identifier = kept(run)
    assert f"Kept as {identifier}." in run(*AGENDA, "--keep")[1]
    [one] = said(run("drafts", "list", "--as", "tom", "--json")[1])["drafts"]
    assert (one["id"], one["kind"], one["relationship"], one["stale"]) == (identifier, "agenda", "tom-ines", False)
    assert identifier in run("drafts", "list", "--as", "tom")[1]
    shown = run("drafts", "show", identifier, "--as", "tom")[1]
    assert "Open actions" in shown
    assert "Stale" not in shown
    file = tmp_path / "a.md"
    assert run("drafts", "export", identifier, str(file), "--as", "tom", "--with-sources")[0] == 0
    assert "## Sources" in file.read_text(encoding="utf-8")
    assert run("drafts", "export", identifier, str(tmp_path / "a.pdf"), "--as", "tom")[0] == 2
    for words in (("show", identifier), ("remove", identifier), ("export", identifier, str(tmp_path / "b.md"))):
        code, _, err = run("drafts", *words, "--as", "ines")
        assert code == 4
        assert err.replace(identifier, "d-0") == run("drafts", words[0], "d-0", *words[2:], "--as", "ines")[2]
    assert not (tmp_path / "b.md").exists()
    assert run("drafts", "remove", identifier, "--as", "tom")[0] == 0
    assert "No drafts yet" in run("drafts", "list", "--as", "tom")[1]


def test_a_stale_draft_says_so_and_why(run: Run, tmp_path: Path) -> None:
    identifier = kept(run)
    assert run("note", "remove", "n1", "--as", "ines")[0] == 0
    assert "stale" in run("drafts", "list", "--as", "tom")[1]
    code, out, _ = run("drafts", "show", identifier, "--as", "tom")
    assert code == 0
    assert "Stale: " in out
    assert "2025-05-02" in out
    assert "shadow" not in out.casefold()
    told = said(run("drafts", "show", identifier, "--as", "tom", "--json")[1])
    assert told["stale"]
    assert "gone or no longer open" in told["why_stale"][0]
    code, _, err = run("drafts", "export", identifier, str(tmp_path / "a.md"), "--as", "tom")
    assert (code, err.startswith("Stale: ")) == (0, True)


def test_actions_come_as_a_table_for_a_spreadsheet(run: Run, tmp_path: Path) -> None:
    run("note", "add", "--as", "wei", "--visibility", "shared", typed="Wei to book the ferry by 12 June.")
    file = tmp_path / "actions.csv"
    code, out, _ = run("actions", "list", "--as", "tom", "--csv", str(file), "--json")
    assert code == 0
    rows = list(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8-sig"), newline="")))
    assert [row["id"] for row in rows] == [one["id"] for one in said(out)["actions"]]
    assert {row["action"] for row in rows} == {one["text"] for one in said(out)["actions"]}
    assert run("actions", "list", "--as", "tom", "--csv", str(tmp_path / "no" / "a.csv"))[0] == 3


def test_forgetting_asks_for_the_id_first(run: Run) -> None:
    before = run("export", "-")[1]
    assert run("forget")[0] == 2, "nobody is named"
    for typed in ("", "y\n", "tom\n"):
        code, _, err = run("forget", "--as", "ines", typed=typed)
        assert code != 0, typed
        assert "1 note, 1 goal, 1 action" in err
        assert "The name Inês Duarte stays" in err
    assert run("export", "-")[1] == before
    assert run("forget", "--as", "nobody", "--yes")[0] == 4
    code, out, _ = run("forget", "--as", "ines", typed="ines\n")
    assert code == 0
    assert "Forgotten: 1 note, 1 goal, 1 action." in out
    assert "Backups and exports" in out
    assert "n1" not in run("export", "-")[1]
    assert "Forgotten: nothing was kept." in run("forget", "--as", "ines", "--yes")[1]


def test_forgetting_tells_programs_what_it_did(run: Run, tmp_path: Path) -> None:
    kept(run)
    assert run("backup", str(tmp_path / "b.db"))[0] == 0
    assert run("restore", str(tmp_path / "b.db"))[0] == 0
    code, out, err = run("forget", "--as", "ines", "--yes", "--json")
    assert (code, err) == (0, "")
    told = said(out)
    assert (told["person"], told["notes"], told["goals"], told["actions"]) == ("ines", 1, 1, 1)
    assert told["stale_drafts"] == 1
    assert [Path(path).name for path in told["still_held_by"]] == ["before-restore.db"]


def test_everything_of_mine_can_be_taken_along_first(run: Run, tmp_path: Path) -> None:
    mine = tmp_path / "mine.yaml"
    assert run("export", "--as", "ines", str(mine))[0] == 0
    assert run("forget", "--as", "ines", "--yes")[0] == 0
    elsewhere = ("--data", str(tmp_path / "elsewhere"))
    assert run("import", str(mine), *elsewhere)[0] == 0
    assert run("export", "--as", "ines", "-", *elsewhere)[1] == mine.read_text(encoding="utf-8")


def test_no_command_writes_over_a_file_unless_that_was_said(run: Run, tmp_path: Path) -> None:
    identifier = kept(run)
    for name, words in (
        ("agenda.md", (*AGENDA, "--out")),
        ("kept.md", ("drafts", "export", "--as", "tom", identifier)),
        ("actions.csv", ("actions", "list", "--as", "tom", "--csv")),
        ("programme.yaml", ("export",)),
    ):
        file = tmp_path / name
        file.write_text("# my own words\n", encoding="utf-8")
        code, out, _ = run(*words, str(file), "--json")
        assert (code, said(out)["error"]["location"]) == (2, str(file)), name
        assert file.read_text(encoding="utf-8") == "# my own words\n"
        assert run(*words, str(file), "--force")[0] == 0
        assert "my own words" not in file.read_text(encoding="utf-8")


def test_an_export_takes_the_place_of_an_earlier_one_of_the_same(run: Run, tmp_path: Path) -> None:
    whole, mine = tmp_path / "all.yaml", tmp_path / "mine.yaml"
    assert run("export", str(whole))[0] == run("export", "--as", "ines", str(mine))[0] == 0
    run("note", "add", "--as", "ines", typed="A walrus.")
    assert run("export", str(whole))[0] == run("export", "--as", "ines", str(mine))[0] == 0
    assert "walrus" in whole.read_text(encoding="utf-8")
    assert "walrus" in mine.read_text(encoding="utf-8")
    assert run("export", "--as", "ines", str(whole))[0] == 2, "one person's is not the whole"
    assert run("export", str(mine))[0] == 0
    whole.write_text(f"# by hand\n{whole.read_text(encoding='utf-8')}", encoding="utf-8")
    assert run("export", str(whole))[0] == 2, "what somebody wrote by hand stays"


@pytest.mark.parametrize("columns", ["40", "60", "80"])
def test_a_kept_drafts_id_stands_on_one_line_however_narrow_the_terminal(
    run: Run, monkeypatch: pytest.MonkeyPatch, columns: str
) -> None:
    identifier = kept(run)
    monkeypatch.setenv("COLUMNS", columns)
    assert identifier in run("drafts", "list", "--as", "tom")[1]
