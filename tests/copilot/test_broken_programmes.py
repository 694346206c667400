"""Two hundred broken copies of the sample programme: each comes in whole, or not at all with a line that says where."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from copilot import programme_file
from copilot.app import Copilot
from copilot.cli import main
from copilot.errors import InvalidInput
from copilot.settings import Settings
from tests.copilot.contents import SMALL
from tests.copilot.mutations import MUTATIONS, mutated
from tests.ingest.fakes import HashingEmbedder

SAMPLE = Path(programme_file.__file__).parent / "sample" / "programme.yaml"
SEEDS = range(200)
ROUNDS = range(10)


@pytest.fixture(scope="module")
def copilot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Copilot]:
    """A folder with the small programme in it, which no broken file may change."""
    folder = tmp_path_factory.mktemp("broken")
    (folder / "harbour.yaml").write_text(SMALL, encoding="utf-8")
    with Copilot.open(Settings(data=folder / "data"), HashingEmbedder) as opened:
        opened.import_programme(folder / "harbour.yaml")
        yield opened


def held(copilot: Copilot) -> tuple[object, ...]:
    """All there is: every programme's export, what can be found, and how much of it."""
    programmes = copilot.programmes()
    return (
        programmes,
        [copilot.exported(one.id) for one in programmes],
        [copilot.guidance_list(one.id) for one in programmes],
        copilot.corpus.count(),
    )


def refusal(path: Path) -> InvalidInput | None:
    """Why the file is refused, None if it is valid. Anything else that is raised fails the test."""
    try:
        programme_file.load(path)
    except InvalidInput as error:
        return error
    return None


@pytest.mark.parametrize("round_", ROUNDS)
def test_a_broken_file_is_whole_or_a_line_with_its_place(copilot: Copilot, tmp_path: Path, round_: int) -> None:
    text = SAMPLE.read_text(encoding="utf-8")
    before = held(copilot)
    refused = 0
    for seed in SEEDS[round_ :: len(ROUNDS)]:
        name, raw = mutated(text, seed)
        path = tmp_path / f"{seed}.yaml"
        path.write_bytes(raw)
        error = refusal(path)
        if error is None:
            written = programme_file.dump(programme_file.load(path))
            assert programme_file.dump(programme_file.parse(written, tmp_path)) == written, (name, seed)
            continue
        refused += 1
        lines = [error.message, error.location or "", error.next_step, *error.problems]
        assert all(line and "\n" not in line and line.isprintable() for line in lines), (name, seed, lines)
        assert max(map(len, lines)) < 600, (name, seed, max(map(len, lines)))
        assert "line " in error.message or "UTF-8" in error.message, (name, seed, error.message)
        with pytest.raises(InvalidInput):
            copilot.import_programme(path)
        assert held(copilot) == before, (name, seed)
    assert refused > 0


def test_most_mutations_break_the_file_and_none_is_the_file_itself(tmp_path: Path) -> None:
    text = SAMPLE.read_text(encoding="utf-8")
    broken = set()
    for seed in SEEDS:
        name, raw = mutated(text, seed)
        (tmp_path / "p.yaml").write_bytes(raw)
        if refusal(tmp_path / "p.yaml") is not None:
            broken.add((name, seed))
    assert len(broken) > 100
    assert {name for name, _ in broken} >= set(MUTATIONS) - {"a megabyte of one word", "two lines swapped"}


@pytest.mark.parametrize("kind", sorted(MUTATIONS))
def test_the_command_line_says_it_in_one_line_and_exits_with_3(
    tmp_path: Path, kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    text = SAMPLE.read_text(encoding="utf-8")
    path = tmp_path / "broken.yaml"
    for seed in range(list(MUTATIONS).index(kind), 2000, len(MUTATIONS)):
        path.write_bytes(mutated(text, seed)[1])
        if refusal(path) is not None:
            break
    else:
        pytest.skip("this change breaks nothing")
    words = ["import", str(path), "--data", str(tmp_path / "data"), "--json"]
    assert main(words, embedder=HashingEmbedder) == 3
    said = json.loads(capsys.readouterr().out)["error"]
    assert said["code"] == "invalid_input"
    assert said["location"]
    assert main(["people", "--data", str(tmp_path / "data")], embedder=HashingEmbedder) == 4, "nothing came in"
