"""The command line: what docs/interfaces.md promises of flags, JSON, exit codes and lost text."""

from __future__ import annotations

import io
import json
import logging
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from copilot.app import Copilot
from copilot.cli import main, mentor
from copilot.commands.output import logs_aside
from copilot.settings import Settings
from tests.copilot.contents import SMALL
from tests.ingest.fakes import HashingEmbedder

Run = Callable[..., tuple[int, str, str]]


class _Stdin(io.TextIOWrapper):
    """Standard input with bytes in it, not a terminal."""

    def __init__(self, typed: bytes) -> None:
        super().__init__(io.BytesIO(typed), encoding="utf-8")


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the small programme, to be copied: importing it takes a second."""
    folder = tmp_path_factory.mktemp("prepared")
    (folder / "harbour.yaml").write_text(SMALL, encoding="utf-8")
    assert main(["import", str(folder / "harbour.yaml"), "--data", str(folder / "data")], embedder=HashingEmbedder) == 0
    return folder / "data"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    (tmp_path / "place").mkdir()
    return tmp_path / "place" / "data"


@pytest.fixture
def run(data: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("COPILOT_DATA", str(data))
    monkeypatch.delenv("COPILOT_DEBUG", raising=False)

    def call(*words: str, typed: str | bytes = "") -> tuple[int, str, str]:
        monkeypatch.setattr("sys.stdin", _Stdin(typed.encode() if isinstance(typed, str) else typed))
        capsys.readouterr()
        code = main(list(words), embedder=HashingEmbedder)
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


@pytest.fixture
def harbour(prepared: Path, data: Path) -> Path:
    return Path(shutil.copytree(prepared, data))


def said(output: str) -> Any:
    return json.loads(output)


def test_a_person_alone_needs_no_file(run: Run) -> None:
    begun = run("init", "--name", "Ada", "--role", "mentee", "--partner", "Bo", "--since", "2025-01-10")
    assert begun[0] == 0
    code, out, _ = run("note", "add", "--date", "2025-05-02", typed="I will send Bo the slides by 20 May.")
    assert code == 0
    assert out.strip().startswith("n-20250502-")
    code, out, _ = run("actions", "list", "--today", "2025-05-03", "--json")
    actions = said(out)["actions"]
    found = [(one["owner"], one["due"], one["status"]) for one in actions]
    assert found == [("ada", "2025-05-20", "proposed")]
    assert run("actions", "accept", actions[0]["id"], "--today", "2025-05-03")[0] == 0
    assert run("actions", "done", actions[0]["id"], "--today", "2025-05-03")[0] == 0
    assert "Nothing is owed" in run("actions", "list", "--today", "2025-05-03")[1]


def test_flags_stand_before_or_after_and_the_later_wins(run: Run, harbour: Path) -> None:
    before = run("--as", "ines", "--json", "actions", "list")
    after = run("actions", "list", "--as", "ines", "--json")
    between = run("--json", "actions", "--as", "ines", "list")
    assert before == after == between
    assert before[0] == 0
    assert [one["id"] for one in said(before[1])["actions"]][:1] == ["a1"]
    assert "purple giraffe" in run("--as", "ines", "search", "--as", "tom", "purple giraffe", "--json")[1]


@pytest.mark.parametrize("name", sorted(mentor.commands))
def test_every_command_takes_every_common_flag(name: str) -> None:
    command = mentor.commands[name]
    for each in [command, *getattr(command, "commands", {}).values()]:
        offered = {option for param in each.params for option in param.opts}
        assert offered >= {
            "--data",
            "--programme",
            "--as",
            "--today",
            "--model",
            "--brief",
            "--answers",
            "--include-private",
            "--seed",
            "--json",
        }


def test_usage_is_2_also_in_json(run: Run, harbour: Path) -> None:
    assert run("search", "x", "--colour")[0] == 2
    code, out, err = run("people", "--today", "soon", "--json")
    assert code == 2
    assert said(out)["error"]["code"] == "usage"
    assert "YYYY-MM-DD" in said(out)["error"]["message"]
    assert err == ""
    assert run("search", "roadmap")[0] == 2, "nobody is named"
    assert run("--model", "gpt", "people")[0] == 2
    assert run("init", "--name", "Ada", "--json")[0] == 2


def test_a_wrong_file_is_3_and_names_every_place(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "wrong.yaml"
    broken = SMALL.replace("author: wei", "author: q").replace("mentee: wei", "mentee: z")
    path.write_text(broken, encoding="utf-8")
    code, out, _ = run("import", str(path), "--json")
    error = said(out)["error"]
    assert code == 3
    assert error["code"] == "invalid_input"
    assert error["location"] == "relationships[1].mentee, line 10"
    assert [line.split(":")[0] for line in error["problems"]] == [
        "relationships[1].mentee, line 10",
        "notes[2].author, line 39",
    ]
    code, out, err = run("import", str(path))
    assert (code, out) == (3, "")
    assert "notes[2].author, line 39" in err


def test_not_there_and_not_yours_are_4_with_the_same_words(run: Run, harbour: Path) -> None:
    def refused(relationship: str) -> tuple[int, str]:
        code, out, _ = run("actions", "list", "--as", "wei", "--relationship", relationship, "--json")
        return code, out.replace(relationship, "X")

    assert refused("tom-ines") == refused("no-such")
    assert refused("tom-ines")[0] == 4
    assert run("people", "--as", "nobody")[0] == 4
    assert run("people", "--programme", "nowhere")[0] == 4


def test_an_empty_folder_says_how_to_begin(run: Run) -> None:
    code, _, err = run("people")
    assert code == 4
    assert "mentor init" in err


def test_a_folder_in_use_is_5_and_what_was_typed_is_kept(run: Run, harbour: Path, data: Path) -> None:
    with Copilot.open(Settings(data=data), HashingEmbedder):
        code, out, _ = run("note", "add", "--as", "ines", "--json", typed="Three hours of thought.")
        assert run("backup", str(data.parent / "b.db"))[0] == 0, "a backup needs no lock"
    error = said(out)["error"]
    assert (code, error["code"]) == (5, "folder_in_use")
    kept = list(data.parent.glob("mentor-note-*.md"))
    assert [path.read_text(encoding="utf-8") for path in kept] == ["Three hours of thought."]
    assert str(kept[0]) in error["next"]


@pytest.mark.parametrize("flags", [("--as", "nobody"), ("--relationship", "no-such"), ("--programme", "p9")])
def test_whatever_goes_wrong_a_typed_note_is_kept(run: Run, harbour: Path, data: Path, flags: tuple[str, str]) -> None:
    author = () if flags[0] == "--as" else ("--author", "ines")
    code, _, err = run("note", "add", *author, *flags, typed="Dear diary.")
    assert code == 4
    kept = list(data.parent.glob("mentor-note-*.md"))
    assert [path.read_text(encoding="utf-8") for path in kept] == ["Dear diary."]
    assert kept[0].name in err.replace("\n", "")


def test_a_private_note_says_that_it_is_private(run: Run, harbour: Path) -> None:
    hint = "--visibility shared"
    code, out, err = run("note", "add", "--as", "ines", typed="Mine.")
    assert (code, len(out.split()), err.count("\n")) == (0, 1, 1)
    assert hint in err
    assert hint not in run("note", "add", "--as", "ines", "--visibility", "shared", typed="Ours.")[2]
    assert hint not in run("note", "add", "--as", "ines", typed="Ours.")[2], "it stays shared"
    assert hint not in run("note", "add", "--as", "ines", "--relationship", "none", typed="Nobody's.")[2]
    assert run("note", "add", "--as", "ines", "--json", typed="More.")[2] == ""


def test_a_saved_note_leaves_no_rescue_file(run: Run, harbour: Path, data: Path) -> None:
    assert run("note", "add", "--as", "ines", typed="Fine.")[0] == 0
    assert list(data.parent.glob("mentor-note-*")) == []


def test_a_note_may_come_from_a_file_or_in_another_encoding(run: Run, harbour: Path, tmp_path: Path) -> None:
    path = tmp_path / "note.md"
    path.write_text("A walrus from a file.", encoding="utf-8")
    assert run("note", "add", str(path), "--as", "ines")[0] == 0
    assert run("note", "add", "--as", "ines", typed="Réunion walrus".encode("cp1252"))[0] == 0
    found = run("search", "walrus", "--as", "ines")[1]
    assert "from a file" in found
    assert "Réunion" in found
    assert run("note", "add", str(tmp_path / "none.md"), "--as", "ines")[0] == 3


def test_stored_text_is_shown_as_it_stands(run: Run, tmp_path: Path) -> None:
    odd = "x[/x]:smile:[bold]"
    changes = {
        "name: Tom Okafor": f"known_as: '{odd}', title: '{odd}', name: 'Tom {odd}'",
        "name: Sam Sousa": "name: '[/x]'",
        "id: tom-ines,": "id: 'tom[/x]',",
        "relationship: tom-ines": "relationship: tom[/x]",
        "id: harbour": "id: 'harbour[/x]'",
        "id: a1,": "id: 'a[/x]',",
        "text: Shadow a roadmap review}": f"text: 'Shadow [/docs] {odd}'}}",
        "id: handbook\n    title: Handbook": f"id: 'h[/x]'\n    title: '{odd}'",
        "# Handbook": "# Handbook [/a\n\n      ## b] of [/c]",
    }
    text = SMALL
    for before, after in changes.items():
        text = text.replace(before, after)
    folder = tmp_path / "odd["
    folder.mkdir()
    (folder / "in].yaml").write_text(text, encoding="utf-8")

    def shown(*words: str) -> str:
        code, out, err = run(*words)
        assert (code, err) == (0, ""), words
        return " ".join(out.split())

    assert shown("import", str(folder / "in].yaml")).startswith("harbour[/x]: 4 people")
    assert "a[/x]" in shown("actions", "list", "--as", "tom")
    assert "[/docs]" in shown("actions", "list", "--as", "tom")
    people = shown("people", "--as", "tom")
    assert f"Tom {odd} mentors Inês" in people
    assert "tom[/x] (traditional)" in people
    assert f"h[/x] {odd}" in shown("guidance", "list")
    assert "Handbook [/a › b] of [/c]" in shown("search", "second", "week", "--as", "tom")
    assert shown("export", str(folder / "x].yaml")).replace(" ", "").endswith("odd[/x].yaml.")
    begun = shown("init", "--name", "Ada", "--role", "mentee", "--partner", "Bo", "--programme", "[/mine]")
    assert "You are ada, with bo in bo-ada." in begun


def test_who_will_read_a_draft_can_be_said(run: Run, harbour: Path, tmp_path: Path) -> None:
    def audience(*words: str) -> list[str]:
        code, out, _ = run("draft", "agenda", "--as", "tom", "--relationship", "tom-ines", "--json", *words)
        assert code == 0
        found: list[str] = said(out)["audience"]
        return found

    assert audience() == ["tom", "ines"]
    assert audience("--audience", "tom") == ["tom"]
    assert audience("--audience", "tom, ines", "--audience", "outside") == ["tom", "ines", "outside"]
    (tmp_path / "brief.yaml").write_text("audience: [ines]", encoding="utf-8")
    assert audience("--brief", str(tmp_path / "brief.yaml")) == ["ines"]
    assert audience("--brief", str(tmp_path / "brief.yaml"), "--audience", "tom") == ["tom"]


def test_beginning_again_keeps_what_no_flag_names(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    names = ("--name", "Ada", "--role", "mentee", "--partner", "Bo")

    def pair() -> tuple[str, str, str]:
        [one] = said(run("people", "--as", "ada", "--json")[1])["relationships"]
        return one["kind"], one["started"], one["ends"]

    assert run("init", *names, "--kind", "peer", "--since", "2025-01-10", "--ends", "2025-12-01")[0] == 0
    assert run("init", *names)[0] == 0
    assert pair() == ("peer", "2025-01-10", "2025-12-01")
    monkeypatch.setattr(_Stdin, "isatty", lambda _self: True)
    assert run("init", *names, "--ends", "2026-01-01", typed="\n")[0] == 0
    assert pair() == ("peer", "2025-01-10", "2026-01-01"), "Enter keeps the day it began"
    assert run("init", *names, typed="soon\n2025-02-02\n")[0] == 0, "what is no date is asked again"
    assert pair() == ("peer", "2025-02-02", "2026-01-01")


def test_a_beginning_that_cannot_be_is_2_and_named(run: Run) -> None:
    names = ("--name", "Ada", "--role", "mentee", "--partner", "Bo", "--json")
    code, out, _ = run("init", *names, "--programme", "my own")
    assert (code, said(out)["error"]["code"], said(out)["error"]["location"]) == (2, "brief", "--programme")
    assert run("init", *names, "--since", "2025-02-01", "--ends", "2025-01-01")[0] == 2
    code, out, _ = run("init", "--name", "🙂", *names[2:])
    assert "no letter or digit" in said(out)["error"]["message"]
    assert code == 2


def test_an_import_that_gives_a_relationship_away_is_3(run: Run, harbour: Path, tmp_path: Path) -> None:
    path = tmp_path / "changed.yaml"
    path.write_text(SMALL[: SMALL.index("goals:")].replace("mentee: ines", "mentee: sam"), encoding="utf-8")
    code, out, err = run("import", str(path))
    assert (code, out) == (3, "")
    assert "'tom-ines'" in err
    assert "new relationship id" in err


def test_part_of_a_batch_failing_is_6_and_tells_the_reasons(run: Run, harbour: Path, tmp_path: Path) -> None:
    folder = tmp_path / "guides"
    folder.mkdir()
    (folder / "good.md").write_text("# Good\n\nListen first.", encoding="utf-8")
    (folder / "bad.md").write_bytes(b"")
    code, out, _ = run("ingest", str(folder), "--json")
    assert code == 6
    assert (said(out)["read"], [Path(each["path"]).name for each in said(out)["failed"]]) == (1, ["bad.md"])
    assert said(out)["error"]["code"] == "partly_failed"
    (folder / "bad.md").unlink()
    code, out, _ = run("ingest", str(folder))
    assert code == 0
    assert "1 unchanged" in out
    assert run("ingest", str(tmp_path / "nothing"))[0] == 3


def test_our_own_fault_is_1_without_a_traceback(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr(Copilot, "open", broken)
    code, out, err = run("people")
    assert (code, out) == (1, "")
    assert "boom" in err
    assert "Traceback" not in err
    assert "COPILOT_DEBUG" in err
    monkeypatch.setenv("COPILOT_DEBUG", "1")
    with pytest.raises(RuntimeError, match="boom"):
        run("people")


def test_export_to_a_file_and_to_standard_output_agree(run: Run, harbour: Path, tmp_path: Path) -> None:
    path = tmp_path / "out.yaml"
    assert run("export", str(path))[0] == 0
    assert run("export", "-")[1] == path.read_text(encoding="utf-8")
    code, out, _ = run("export", str(tmp_path / "mine.yaml"), "--as", "wei", "--json")
    assert (code, said(out)["programme"]) == (0, "harbour")
    assert "giraffe" not in (tmp_path / "mine.yaml").read_text(encoding="utf-8")
    assert run("export", str(tmp_path / "no" / "folder.yaml"))[0] == 3


def test_guidance_people_rebuild_restore_and_doctor(run: Run, harbour: Path, tmp_path: Path) -> None:
    path = tmp_path / "rules.md"
    path.write_text("# Rules\n\nBe on time.", encoding="utf-8")
    assert run("guidance", "add", str(path))[1].strip() == "rules"
    assert "rules" in run("guidance", "list")[1]
    assert run("guidance", "remove", "rules")[0] == 0
    assert run("guidance", "remove", "rules")[0] == 4
    _, out, _ = run("people", "--as", "wei", "--json")
    assert [one["id"] for one in said(out)["people"]] == ["sam", "tom", "wei"]
    assert "example.org" not in out
    assert said(run("rebuild", "--json")[1])["passages"] > 0
    assert run("backup", str(tmp_path / "b.db"))[0] == 0
    assert run("backup", str(tmp_path / "b.db"))[0] == 2
    assert run("restore", str(tmp_path / "b.db"))[0] == 0
    assert run("restore", str(path))[0] == 3
    assert said(run("doctor", "--json")[1])["fine"] is True


def test_piped_output_has_no_colours(run: Run, harbour: Path) -> None:
    for words in (["people"], ["search", "roadmap", "--as", "ines"], ["doctor"], ["guidance", "list"]):
        assert "\x1b" not in run(*words)[1]


def test_help_loads_nothing_heavy() -> None:
    heavy = "{'torch', 'chromadb', 'sqlalchemy', 'pydantic', 'numpy', 'rich', 'yaml', 'alembic'}"
    code = (
        "import sys; from copilot.cli import main; main(['--help']); main(['note', 'add', '--help']); "
        f"sys.exit(str({heavy} & set(sys.modules)) if {heavy} & set(sys.modules) else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "--include-private" in done.stdout


def test_a_reader_that_leaves_early_is_no_error() -> None:
    code = (
        "import sys; from copilot import cli; import click\n"
        "@cli.mentor.command()\n"
        "def talk():\n"
        "    for _ in range(100_000): click.echo('more and more')\n"
        "sys.exit(cli.main(['talk']))"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as talking:
        assert talking.stdout is not None
        assert talking.stderr is not None
        talking.stdout.readline()
        talking.stdout.close()
        assert talking.stderr.read() == ""
        assert talking.wait() == 0


def test_notes_are_listed_shown_and_removed_by_those_who_may(run: Run, harbour: Path) -> None:
    listed = said(run("note", "list", "--as", "tom", "--json")[1])["notes"]
    assert [one["id"] for one in listed] == ["n1", "n2", "n3"]
    assert [one["id"] for one in said(run("note", "list", "--as", "ines", "--json")[1])["notes"]] == ["n1"]
    assert run("note", "list", "--as", "ines", "--relationship", "tom-wei")[0] == 4
    assert run("note", "show", "n2", "--as", "tom")[1] == "Private. Ines seems tired; purple giraffe.\n"
    private, missing = run("note", "show", "n2", "--as", "ines"), run("note", "show", "n9", "--as", "ines")
    assert (private[0], private[2].replace("n2", "n9")) == (4, missing[2])
    code, _, error = run("note", "remove", "n1", "--as", "tom")
    assert code == 2
    assert "only its author" in error
    assert run("note", "remove", "n1", "--as", "ines")[0] == 0
    assert run("note", "show", "n1", "--as", "tom")[0] == 4
    assert said(run("actions", "list", "--as", "ines", "--json", "--all")[1])["actions"] == []
    assert "roadmap" not in run("search", "roadmap review", "--as", "tom", "--kind", "note")[1]


def test_a_made_up_id_is_shown_and_taken_by_its_beginning(run: Run, harbour: Path) -> None:
    run("note", "add", "--as", "wei", "--visibility", "shared", typed="Wei to book the ferry by 12 June.")
    [action] = said(run("actions", "list", "--as", "wei", "--json")[1])["actions"]
    shown = run("actions", "list", "--as", "wei")[1]
    assert action["id"] not in shown
    short = action["id"][:7]
    assert short in shown
    assert run("actions", "accept", short[:3], "--as", "wei")[0] == 4
    assert run("actions", "accept", short, "--as", "wei")[0] == 0
    assert said(run("actions", "list", "--as", "wei", "--json")[1])["actions"][0]["status"] == "open"


@pytest.mark.parametrize(
    ("flags", "words"),
    [
        (("--date", "tomorrow"), "'tomorrow' is not a date; write YYYY-MM-DD"),
        (("--minutes", "3"), "at least 10"),
        (("--minutes", "900"), "at most 480"),
    ],
)
def test_a_brief_that_cannot_be_used_says_why_in_plain_words(
    run: Run, harbour: Path, flags: tuple[str, str], words: str
) -> None:
    code, _, error = run("draft", "agenda", "--as", "ines", *flags)
    assert code == 2
    assert words in error
    assert "Input should" not in error


def test_deleting_a_note_says_what_goes_with_it_and_asks_on_a_terminal(
    run: Run, harbour: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_Stdin, "isatty", lambda _stdin: True)
    [action] = said(run("actions", "list", "--as", "ines", "--json")[1])["actions"]
    assert run("actions", "accept", action["id"], "--as", "ines")[0] == 0
    code, out, err = run("note", "remove", "n1", "--as", "ines", typed="n\n")
    assert (code, out) == (130, "")
    assert "One action came from it" in err
    assert action["text"] in err
    assert run("note", "show", "n1", "--as", "ines")[0] == 0
    _, _, err = run("note", "remove", "n1", "--as", "tom")
    assert "Go on?" not in err, "nobody is asked about what they may not delete"
    code, out, err = run("note", "remove", "n1", "--as", "ines", "--yes")
    assert (code, err) == (0, "")
    assert "with one action" in out


def test_a_script_is_not_asked_before_a_note_goes_and_is_told_which_actions_went(run: Run, harbour: Path) -> None:
    _, out, err = run("note", "remove", "n1", "--as", "ines", "--json")
    assert said(out) == {"removed": "n1", "actions": ["a1"]}
    assert err == ""


def test_the_wait_for_the_encoder_is_told_to_who_watches_and_to_no_script(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for watched in (True, False):
        monkeypatch.setattr(sys.stderr, "isatty", lambda watched=watched: watched, raising=False)
        with logs_aside():
            logging.getLogger("ingest.embedding").info("Loading the encoder")
        assert ("Loading" in capsys.readouterr().err) is watched


def test_search_within_words_tells_no_more_than_fits(run: Run, harbour: Path) -> None:
    hits = said(run("search", "purple giraffe", "--as", "tom", "--within", "12", "--json")[1])["hits"]
    assert hits
    assert sum(len(hit["text"].split()) for hit in hits) <= 12
    assert run("search", "purple giraffe", "--as", "tom", "--within", "0")[0] == 2


def test_search_says_which_hits_have_little_to_do_with_the_words(run: Run, harbour: Path) -> None:
    hits = said(run("search", "purple giraffe", "--as", "tom", "--json")[1])["hits"]
    assert {hit["weak"] for hit in hits if "purple giraffe" in hit["text"]} <= {False}
    assert "weak, " in run("search", "zymurgy", "--as", "tom")[1]


@pytest.mark.parametrize("named", ["wei", "Wei Chen", "wei chen", "tom-wei"])
def test_a_relationship_may_be_named_by_its_partner(run: Run, harbour: Path, named: str) -> None:
    code, kept, _ = run("goals", "add", "Write every day", "--relationship", named, "--as", "tom", "--json")
    assert (code, said(kept)["relationship"]) == (0, "tom-wei")
    for command in (("goals", "list"), ("actions", "list"), ("note", "list")):
        assert run(*command, "--relationship", named, "--as", "tom", "--json") == run(
            *command, "--relationship", "tom-wei", "--as", "tom", "--json"
        )


def test_somebody_who_is_no_partner_names_no_relationship(run: Run, harbour: Path) -> None:
    code, _, error = run("goals", "list", "--relationship", "wei", "--as", "ines")
    assert code == 4
    assert "There is no relationship 'wei' here" in error


def test_on_a_narrow_terminal_ids_of_drafts_and_of_ones_relationships_stand_whole(
    run: Run, harbour: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    code, _, _ = run("draft", "agenda", "--relationship", "ines", "--keep", "--as", "tom", "--json")
    assert code == 0
    _, listed, _ = run("drafts", "list", "--as", "tom", "--json")
    (kept,) = said(listed)["drafts"]
    assert kept["id"] in run("drafts", "list", "--as", "tom")[1].split()
    assert run("drafts", "show", kept["id"][:-2], "--as", "tom")[0] == 0
    _, people, _ = run("people", "--as", "tom")
    assert all(one in people.split() for one in ("tom-ines", "tom-wei", "ines", "wei"))
