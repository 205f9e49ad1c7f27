"""Answers compared with gold data (CONTRACT section 4): what is right, what was missed, what was too much.

    gold.py      gold data as it is stored: JSON Lines, reference grids and texts (grids.py, printed.py)
    found.py     answers, ours or another system's; corpus.py reads them from a folder
    fits.py      when an answer is right; pairing.py: each gold item is matched at most once
    score.py     precision, recall, F1

`pipeline evaluate` makes its figures from this, `pipeline train` the scores on its cards.

>>> from pipeline.scoring import score_corpus
>>> score_corpus(Path("corpus"), [Path("annotations/gold")])["fact"].f1  # doctest: +SKIP
"""

from pipeline.scoring.score import Tally, score, score_corpus

__all__ = ["Tally", "score", "score_corpus"]
