"""How plain a text is: syllables by rule and the Flesch-Kincaid grade (Kincaid et al., 1975)."""

from __future__ import annotations

import re


def syllables(word: str) -> int:
    """Syllables of an English word by its vowel groups; at least 1. Right to about one in ten words."""
    word = re.sub(r"[^a-z]", "", word.lower())
    if len(word) <= 3:
        return 1
    silent = re.sub(r"(?:[^laeiouy]es|(?<=[^td])ed|[^laeiouy]e)$", "", word)
    return max(1, len(re.findall(r"[aeiouy]+", silent)))


def grade(text: str) -> float:
    """US school grade: 0.39 words a sentence + 11.8 syllables a word - 15.59; 0 for no words."""
    words = re.findall(r"[A-Za-z]+(?:'[A-Za-z]+)?", text)
    if not words:
        return 0.0
    sentences = max(1, len(re.findall(r"[.!?]+(?=\s|$)", text)))
    return 0.39 * len(words) / sentences + 11.8 * sum(map(syllables, words)) / len(words) - 15.59
