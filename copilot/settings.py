"""How this copilot runs: read once at the edge, then passed on, never global."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

import platformdirs
from pydantic import AfterValidator, BeforeValidator, Field, PrivateAttr, ValidationError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from copilot.errors import BriefError
from ingest.precision import Precision
from ingest.sync import EXACT_UP_TO

APPLICATION = "mentoring-copilot"


def _default_folder() -> Path:
    return platformdirs.user_data_path(APPLICATION, appauthor=False)


def model_spec(value: str) -> str:
    """The name of a model as it was written. Raises ValueError where it is none."""
    provider, colon, name = value.partition(":")
    if value != "none" and not (colon and provider and name):
        raise ValueError("a model is `none`, `provider:name` or `gguf:path`")
    return value


def _address(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("an address is http://… or https://…")
    return value.rstrip("/")


def _folder(value: Path) -> Path:
    if not value.expanduser().is_dir():
        raise ValueError(f"there is no folder {value}")
    return value.expanduser().absolute()


def _listed(value: object) -> object:
    """Names with commas between them, or a JSON list."""
    if not isinstance(value, str):
        return value
    if value.lstrip().startswith("["):
        return json.loads(value)
    return [name for name in (part.strip() for part in value.split(",")) if name]


_Names = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_listed)]


class Settings(BaseSettings):
    """What can be set, by `COPILOT_*` in the environment or by a flag, which wins.

    `data`: the folder that holds the database and the index. `model`: `none`, `provider:name` or
    `gguf:path`. `database_url`: a database elsewhere; by default a SQLite file in the folder.
    """

    model_config = SettingsConfigDict(env_prefix="COPILOT_", frozen=True, extra="forbid")

    data: Path = Field(default_factory=_default_folder)
    model: Annotated[str, AfterValidator(model_spec)] = "none"
    database_url: str | None = None
    results: int = Field(default=10, ge=1, le=100)
    """How many hits a search shows unless it is told."""
    exact_up_to: int = Field(default=EXACT_UP_TO, ge=0)
    """Up to so many passages vectors are ranked without the index on disk; see `ingest.sync.Corpus`."""
    encoder: Annotated[Path, AfterValidator(_folder)] | None = None
    """The folder of a sentence-transformers model that stands in the place of ours; see docs/serving.md."""
    encoder_precision: Precision = Precision.AUTO
    """In which numbers the encoder computes: `auto`, `float32` or `bfloat16`; see `ingest.precision`."""

    sign_in: Literal["local", "password"] = "local"
    """How the app knows who asks. `local`: on this computer only, whoever is there picks who they are."""
    session_hours: int = Field(default=12, ge=1, le=24 * 30)
    """So long after it was last used a browser session ends."""
    allowed_hosts: _Names = ()
    """Names by which browsers may call the app, beside this computer's own."""
    trusted_proxies: _Names = ()
    """Addresses or networks of servers before the app that are believed about who asks, and whether by HTTPS."""
    upload_mb: int = Field(default=50, ge=1, le=500)
    """The largest file that may be uploaded."""

    model_url: Annotated[str, AfterValidator(_address)] | None = None
    """Where an OpenAI-compatible server or Ollama answers (`openai:`, `ollama:`); by default the provider's own."""
    model_local: bool = False
    """What answers at `model_url` on this computer sends nothing on, so it gets the text as it is."""
    model_timeout: int = Field(default=120, ge=1, le=3600)
    """So many seconds an answer of a language model may take."""
    model_context: int = Field(default=4096, ge=512, le=131072)
    """So many tokens a `gguf:` model has for prompt and answer together; memory grows with it."""
    unsupported: Literal["flag", "drop"] = "flag"
    """What becomes of a model's sentence that no source supports, after it was sent back twice."""
    votes: bool = False
    """Whether a `gguf:` model is asked of each sentence that it wrote if the sources say it: a second or so each."""
    prompts: Annotated[Path, AfterValidator(_folder)] | None = None
    """A folder of one's own prompts; each file there stands in the place of ours of the same name."""

    _model_said: bool = PrivateAttr(default=False)

    @property
    def model_said(self) -> bool:
        """Whether `model` was said with this call, so that no other counts: see `saying`."""
        return self._model_said

    def saying(self, *, model: str) -> Settings:
        """The same settings with this model, whatever was chosen."""
        said = self.model_copy(update={"model": model})
        said._model_said = True
        return said

    @property
    def url(self) -> str:
        """Where the database is, as an SQLAlchemy URL."""
        return self.database_url or f"sqlite:///{self.folder / 'copilot.db'}"

    @property
    def database_path(self) -> Path:
        """The SQLite file of `url`."""
        return Path(self.url.removeprefix("sqlite:///"))

    @property
    def folder(self) -> Path:
        """The data folder, absolute."""
        return self.data.expanduser().absolute()


def load_settings(**flags: object) -> Settings:
    """The settings of the environment with `flags` on top; flags that are None don't count.

    Raises:
        BriefError: when a value is out of bounds, naming the setting.
    """
    try:
        read = Settings(**{name: value for name, value in flags.items() if value is not None})  # type: ignore[arg-type]
        return read if flags.get("model") is None else read.saying(model=read.model)
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0])
        raise BriefError(
            f"The setting {name} cannot be used: {first['msg']}.",
            location=name,
            next_step=f"Correct --{name.replace('_', '-')} or COPILOT_{name.upper()}.",
        ) from error
