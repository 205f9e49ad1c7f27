"""Numbers that OCR misread, mended where the sums and repetitions of their document prove what was printed."""

from pipeline.repair.mend import repair

__all__ = ["repair"]
