"""The same reports and answers as in tests/scoring."""

from tests.scoring.conftest import answers, gold, lines

__all__ = ["answers", "gold", "lines"]
