"""While the app runs on a folder, `mentor` goes through it and behaves the same."""

from __future__ import annotations

import ast
import io
import json
import re
import shutil
import socket
import stat
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from copilot import owner_calls, serving
from copilot.api import Guard, create_app
from copilot.api.application import PUBLIC
from copilot.api.hosting import Host, listen
from copilot.app import Copilot
from copilot.cli import main
from copilot.errors import Conflict, CopilotError, InvalidInput, NotFound, TooManyTries
from copilot.remote import connect
from copilot.settings import Settings
from ingest.errors import UnreadableFile
from tests.copilot.api.serving import ADDRESS, House
from tests.ingest.fakes import HashingEmbedder

Run = Callable[..., tuple[int, str, str]]
JOURNEY: tuple[tuple[str, ...], ...] = (
    ("people", "--as", "ann"),
    ("note", "add", "{file}", "--as", "ann", "--json"),
    ("note", "list", "--as", "ann"),
    ("note", "list", "--as", "cem"),
    ("note", "show", "n2", "--as", "ann"),
    ("actions", "list", "--as", "ann"),
    ("actions", "accept", "{proposal}", "--as", "ann", "--json"),
    ("actions", "done", "nothing", "--as", "ann"),
    ("goals", "add", "Write every week.", "--as", "ann"),
    ("goals", "list", "--as", "ann"),
    ("draft", "agenda", "--as", "bob", "--relationship", "ann-bob", "--out", "{out}", "--force", "--keep"),
    ("drafts", "list", "--as", "bob", "--json"),
    ("draft", "agenda", "--as", "bob", "--relationship", "nowhere"),
    ("draft", "outreach", "--as", "ann", "--to", "bob", "--model", "acme:large", "--json"),
    ("ask", "What", "did", "we", "plan?", "--as", "ann"),
    ("search", "roadmap", "review", "--as", "ann", "--json"),
    ("guidance", "add", "{file}", "--id", "walk"),
    ("guidance", "list"),
    ("guidance", "remove", "walk"),
    ("ingest", "{folder}", "--json"),
    ("export", "-"),
    ("export", "-", "--as", "ann"),
    ("user", "add", "ann", "--password-file", "{password}"),
    ("user", "add", "ann", "--password-file", "{password}"),
    ("user", "disable", "ann"),
    ("import", "{broken}", "--json"),
    ("rebuild",),
    ("forget", "--as", "cem", "--yes"),
    ("people",),
)


@pytest.fixture
def files(tmp_path: Path) -> dict[str, str]:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "card.md").write_text("# Card\n\nListen first.", "utf-8")
    (tmp_path / "walk.md").write_text("We walked. Ann to call Bob by 20 November.", "utf-8")
    (tmp_path / "password").write_text("four grey herons fly\n", "utf-8")
    (tmp_path / "broken.yaml").write_text("format: mentoring-programme/1\nprogramme: {id: oak}\n", "utf-8")
    return {
        "file": str(tmp_path / "walk.md"),
        "folder": str(folder),
        "password": str(tmp_path / "password"),
        "broken": str(tmp_path / "broken.yaml"),
        "out": str(tmp_path / "agenda.md"),
    }


@pytest.fixture
def mentor(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    def call(data: Path, *words: str) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.stdin", io.StringIO(""))
        capsys.readouterr()
        code = main([*words, "--data", str(data)], embedder=HashingEmbedder)
        said = capsys.readouterr()
        return code, said.out, said.err

    return call


@pytest.fixture
def served(oak: Path, tmp_path: Path) -> Iterator[Path]:
    """A copy of Oak's folder with the app running on it."""
    data = tmp_path / "served"
    shutil.copytree(oak, data)
    with Copilot.open(Settings(data=data), HashingEmbedder) as copilot, listen("127.0.0.1", 0) as listening:
        token, ready = serving.new_token(), threading.Event()
        app = Guard(create_app(copilot, owner=token), copilot, public=PUBLIC)
        host = Host(app, ready.set)
        with serving.announced(data, token, *listening.getsockname()[:2]):
            thread = threading.Thread(target=host.run, kwargs={"sockets": [listening]})
            thread.start()
            assert ready.wait(20)
            yield data
            host.should_exit = True
            thread.join(20)


def same_but_for_time(text: str) -> str:
    """Without what is another at each run: how long it took, when it was."""
    lines = (line for line in text.splitlines() if "seconds" not in line)
    return re.sub(r"\b\d+\.\d s\b", "a while", "\n".join(lines))


def test_every_command_says_the_same_through_the_app(
    oak: Path, served: Path, tmp_path: Path, files: dict[str, str], mentor: Run
) -> None:
    direct = tmp_path / "direct"
    shutil.copytree(oak, direct)
    listed = json.loads(mentor(direct, "actions", "list", "--as", "ann", "--json")[1])["actions"]
    files["proposal"] = next(one["id"] for one in listed if one["status"] == "proposed")
    for words in JOURNEY:
        asked = [word.format(**files) for word in words]
        alone = mentor(direct, *asked)
        through = mentor(served, *asked)
        assert through[0] == alone[0], (words, through)
        assert same_but_for_time(through[1]) == same_but_for_time(alone[1]), words
        assert same_but_for_time(through[2]).replace(str(served), str(direct)) == same_but_for_time(alone[2]), words


def test_a_restore_still_says_that_the_folder_is_in_use_and_a_backup_works(
    served: Path, tmp_path: Path, mentor: Run
) -> None:
    copy = tmp_path / "copy.db"
    assert mentor(served, "backup", str(copy))[0] == 0
    code, _, said = mentor(served, "restore", str(copy))
    assert (code, "in use" in said) == (5, True)


def test_the_announcement_is_the_owners_alone_and_goes_with_the_app(served: Path) -> None:
    file = served / serving.FILE
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    with connect(Settings(data=served)) or pytest.fail("the app did not prove itself"):
        pass


def test_the_announcement_goes_with_the_app(tmp_path: Path) -> None:
    with serving.announced(tmp_path, "token", "127.0.0.1", 8500):
        assert serving.read(tmp_path) == serving.Serving("http://127.0.0.1:8500", "token")
    assert serving.read(tmp_path) is None
    assert list(tmp_path.iterdir()) == []


def test_an_app_at_an_outer_address_alone_is_not_announced(tmp_path: Path) -> None:
    with serving.announced(tmp_path, "token", "192.0.2.7", 8500):
        assert serving.read(tmp_path) is None
    with serving.announced(tmp_path, "token", "0.0.0.0", 8500):
        assert serving.read(tmp_path) == serving.Serving("http://127.0.0.1:8500", "token")


@pytest.mark.parametrize("left_behind", ["{", "{}", '{"address": "http://192.0.2.7:1", "token": "x"}', "nobody"])
def test_what_a_killed_app_left_behind_is_recognised(oak: Path, tmp_path: Path, mentor: Run, left_behind: str) -> None:
    data = tmp_path / "data"
    shutil.copytree(oak, data)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        gone = f'{{"address": "http://127.0.0.1:{free.getsockname()[1]}", "token": "x"}}'
    (data / serving.FILE).write_text(gone if left_behind == "nobody" else left_behind, "utf-8")
    with Copilot.open(Settings(data=data), HashingEmbedder):
        code, _, said = mentor(data, "note", "list", "--as", "ann")
    assert (code, "in use" in said) == (5, True)


def test_whoever_answers_without_knowing_the_token_is_told_nothing(served: Path) -> None:
    settings = Settings(data=served)
    known = serving.read(served)
    assert known is not None
    (served / serving.FILE).write_text(json.dumps({"address": known.address, "token": "another"}), "utf-8")
    assert connect(settings) is None
    (served / serving.FILE).write_text(json.dumps({"address": known.address, "token": known.token}), "utf-8")


def test_the_owners_address_asks_for_the_token_over_loopback_from_no_page(house: House) -> None:
    house.app._app.state.owner = "the token"  # type: ignore[attr-defined]
    body = {"arguments": {}, "model": "none", "results": 10}
    near = house.client(authorization="Bearer the token")
    far_away = near.post("/api/v1/owner/programmes", json=body)
    assert far_away.status_code == 404, "the test client's address is no loopback address"
    near._transport.client = ("127.0.0.1", 5)  # type: ignore[attr-defined]
    assert near.post("/api/v1/owner/programmes", json=body).status_code == 200
    assert near.post("/api/v1/owner/close", json=body).status_code == 404
    assert near.post("/api/v1/owner/_scrub", json=body).status_code == 404
    assert near.post("/api/v1/owner/programmes", json={**body, "arguments": {"x": 1}}).status_code == 422
    assert near.post("/api/v1/owner/programmes", json=body, headers={"origin": ADDRESS}).status_code == 404
    for wrong in ("Bearer", "Bearer other", "Basic the token"):
        assert near.post("/api/v1/owner/programmes", json=body, headers={"authorization": wrong}).status_code == 404
    person = house.client("sam")
    person._transport.client = ("127.0.0.1", 5)  # type: ignore[attr-defined]
    assert person.post("/api/v1/owner/programmes", json=body).status_code == 404


def test_without_a_token_there_is_no_owner(house: House) -> None:
    client = house.client(authorization="Bearer None")
    client._transport.client = ("127.0.0.1", 5)  # type: ignore[attr-defined]
    body = {"arguments": {}, "model": "none", "results": 10}
    assert client.post("/api/v1/owner/programmes", json=body).status_code == 404
    assert client.get("/api/v1/owner/proof?nonce=0123456789abcdef").status_code == 404


def test_every_method_can_be_written_and_read() -> None:
    for name in [*owner_calls.METHODS, *(f"accounts.{one}" for one in owner_calls.ACCOUNTS)]:
        assert owner_calls.call(name) is not None
    assert owner_calls.call("close") is None
    assert owner_calls.call("accounts.session") is None


def test_all_that_commands_ask_of_the_copilot_can_be_asked_through_the_app() -> None:
    commands = Path(owner_calls.__file__).parent / "commands"
    asked = set()
    for file in commands.glob("*.py"):
        if file.stem in ("demo", "serve"):  # these open a folder of their own, or are the app
            continue
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Attribute) and ast.unparse(node.value) == "copilot":
                asked.add(node.attr)
            if isinstance(node, ast.Attribute) and ast.unparse(node.value) == "copilot.accounts":
                assert node.attr in owner_calls.ACCOUNTS
    assert asked - {"settings", "accounts"} <= owner_calls.METHODS


@pytest.mark.parametrize(
    "error",
    [
        NotFound("Not there.", next_step="Look."),
        InvalidInput("Wrong.", location="line 3", problems=("one", "two")),
        TooManyTries("Wait.", seconds=5),
        Conflict("Changed.", version="abc", yours={"text": "a"}, theirs={"text": "b"}),
        UnreadableFile("Broken.", "Mend it."),
        CopilotError("Something."),
    ],
)
def test_an_error_arrives_as_what_it_was(error: CopilotError) -> None:
    said = owner_calls.Failed.model_validate_json(owner_calls.failed(error).model_dump_json())
    again = owner_calls.raised(said)
    assert type(again) is type(error)
    assert vars(again) == vars(error)


def test_local_sign_in_is_served_to_this_computer_alone(tmp_path: Path, mentor: Run) -> None:
    code, _, said = mentor(tmp_path / "data", "serve", "--host", "0.0.0.0")
    assert code == 2
    assert "this computer alone" in said
    assert "COPILOT_SIGN_IN=password" in said


def test_a_port_that_is_taken_is_told(oak: Path, tmp_path: Path, mentor: Run) -> None:
    data = tmp_path / "data"
    shutil.copytree(oak, data)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        code, _, said = mentor(data, "serve", "--port", str(taken.getsockname()[1]))
    assert (code, "cannot answer" in said) == (2, True)
