"""The cues as packaged, and what a broken list says."""

from __future__ import annotations

import pytest

from pipeline.errors import BadVocabulary
from pipeline.vocabulary import cues as module
from pipeline.vocabulary import script
from pipeline.vocabulary.cues import load_cues


def test_longer_words_come_first() -> None:
    cues = load_cues()
    for group in (cues.base, cues.direction, cues.reason):
        for words in group.values():
            assert list(words) == sorted(words, key=len, reverse=True)


def test_traditional_characters_fold_one_to_one() -> None:
    assert "與預算數持平，佔萬元".translate(load_cues().traditional) == "与预算数持平，占万元"


def test_an_empty_list_is_named() -> None:
    with pytest.raises(BadVocabulary, match=r"cues, share\.parts"):
        module._group({"share": {"parts": []}}, "share", ("parts",))


def test_a_pair_of_three_characters_is_named() -> None:
    with pytest.raises(BadVocabulary, match="萬万元"):
        script.read_pairs("萬万元")
