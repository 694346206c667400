"""The README's pictures."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PIL import Image

from evals.looks.readme_pictures import MOST_BYTES, PICTURES, put_together
from evals.looks.shot_list import SHOTS

ROOT = Path(__file__).parents[3]


def _taken(folder: Path) -> Path:
    for picture in PICTURES:
        for shot in picture.shots:
            image = Image.effect_noise((picture.width, 1400), 60).convert("RGB")
            image.save(folder / f"{shot}-{picture.width}-light.png")
    return folder


def test_every_picture_is_of_a_page_that_is_taken() -> None:
    known = {shot.name for shot in SHOTS}
    assert {shot for picture in PICTURES for shot in picture.shots} <= known


def test_the_readme_shows_each_picture_and_says_what_is_seen() -> None:
    shown = re.findall(r"!\[([^\]]+)\]\(docs/images/(\w+)\.png\)", (ROOT / "README.md").read_text(encoding="utf-8"))
    assert sorted(name for _, name in shown) == sorted(picture.name for picture in PICTURES)
    assert all(len(words.split()) > 5 for words, _ in shown)


def test_pictures_in_the_repository_are_small() -> None:
    for picture in PICTURES:
        assert (ROOT / "docs" / "images" / f"{picture.name}.png").stat().st_size <= MOST_BYTES


def test_phones_stand_side_by_side(tmp_path: Path) -> None:
    for picture in PICTURES:
        for shot in picture.shots:
            Image.new("RGB", (picture.width, 2000), "#fbf8f2").save(tmp_path / f"{shot}-{picture.width}-light.png")
    made = {file.stem: file for file in put_together(tmp_path, tmp_path / "images")}
    with Image.open(made["phone"]) as phone, Image.open(made["home"]) as home:
        assert phone.width > 3 * 380
        assert home.size == (1440, 1000)


def test_what_cannot_be_made_small_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"home\.png has more than"):
        put_together(_taken(tmp_path), tmp_path / "images")
