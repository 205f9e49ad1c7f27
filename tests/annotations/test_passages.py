"""The annotated passages mean what they say, cover what they promise, and keep their splits apart."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from annotations.passages.check import FOLDER, counts, faults, squeezed
from pipeline.train.passages import Passage, PassageStatement, read_passages, read_splits
from pipeline.vocabulary.accounts import fold_name, load_accounts

PASSAGES = read_passages(FOLDER)
MANNERS = sorted({passage.manner for passage in PASSAGES})
STATEMENTS = [claim for passage in PASSAGES for claim in passage.statements]


def wordings(passages: tuple[Passage, ...]) -> list[str]:
    """Sentences with their figures masked: what a wording is, whatever amounts fill it."""
    sentences = [sentence for one in passages for sentence in re.split(r"[。；;]", squeezed(one.text))]
    return [re.sub(r"\d[\d,.]*", "#", sentence) for sentence in sentences if len(sentence) > 12]


@pytest.mark.parametrize("manner", MANNERS)
def test_annotations_fit_their_text(manner: str) -> None:
    assert [fault for one in PASSAGES if one.manner == manner for fault in faults(one)] == []


def test_each_manner_has_one_file_and_one_split() -> None:
    files = [path.name.partition("_")[0] for path in sorted(FOLDER.glob("m*.jsonl"))]
    assert files == sorted(read_splits(FOLDER))


def test_splits_are_about_seventy_to_thirty() -> None:
    test = read_passages(FOLDER, "test")
    assert 0.25 <= len(test) / len(PASSAGES) <= 0.35
    assert len(read_passages(FOLDER, "train")) + len(test) == len(PASSAGES)


def test_few_wordings_of_the_test_split_stand_in_the_training_split() -> None:
    """A few sentences are prescribed nationwide; all else is the manner's own."""
    known = set(wordings(read_passages(FOLDER, "train")))
    tested = wordings(read_passages(FOLDER, "test"))
    assert sum(one in known for one in tested) < 0.06 * len(tested)


def test_codes_are_of_accounts_that_are_called_so() -> None:
    """行政运行 under 档案事务 is 2012601: each code exists, and one of the accepted indicators bears its name."""
    accounts = load_accounts()

    def called_so(claim: PassageStatement) -> bool:
        known = [fold_name(name) for name in accounts.names_of(claim.indicator_code or "")]
        said = [fold_name(name or "") for name in claim.gold.indicator]
        return any(name in one or one.partition("(")[0] in name for name in known for one in said)

    coded = [claim for claim in STATEMENTS if claim.indicator_code]
    assert [(claim.gold.doc, claim.indicator_code) for claim in coded if not called_so(claim)] == []


def test_no_passage_stands_twice() -> None:
    texts = Counter(squeezed(one.text) for one in PASSAGES)
    assert [text for text, times in texts.items() if times > 1] == []


def test_what_the_passages_cover() -> None:
    """Enough of every kind, base and direction to learn from, and enough passages that claim nothing."""
    kinds = Counter(claim.gold.kind for claim in STATEMENTS)
    bases = Counter(claim.gold.base[0] for claim in STATEMENTS)
    directions = Counter(claim.gold.direction[0] for claim in STATEMENTS)
    assert len(PASSAGES) >= 400
    assert min(kinds[kind] for kind in ("change", "completion", "share")) >= 150
    assert min(bases[base] for base in ("prior_year", "initial_budget", "annual_budget", "total")) >= 80
    assert min(directions[one] for one in ("increase", "decrease", "flat", "above", "below")) >= 25
    assert sum(not one.statements for one in PASSAGES) >= 0.1 * len(PASSAGES)
    assert sum(claim.gold.reason[0] is not None for claim in STATEMENTS) >= 300
    assert sum(not claim.gold.counts for claim in STATEMENTS) <= 0.1 * len(STATEMENTS)


def test_every_passage_line_is_written_alike() -> None:
    """One object a line, UTF-8, no escapes: a change of one passage is one line of a difference."""
    for path in sorted(Path(FOLDER).glob("m*.jsonl")):
        text = path.read_text("utf-8")
        assert "\\u" not in text, path.name
        assert text.endswith("}\n"), path.name


def test_the_data_card_counts_what_is_there() -> None:
    card = (FOLDER / "README.md").read_text("utf-8")
    assert counts(PASSAGES, read_splits(FOLDER)) in card, "run: python -m annotations.passages.check"
