"""How good a corpus is: its answers compared with gold data (CONTRACT section 4), as precision, recall and F1.

>>> from pipeline.evaluate import score_corpus
>>> score_corpus(Path("corpus"), [Path("annotations/gold")])["fact"].f1  # doctest: +SKIP
"""

from pipeline.evaluate.score import Tally, score, score_corpus

__all__ = ["Tally", "score", "score_corpus"]
