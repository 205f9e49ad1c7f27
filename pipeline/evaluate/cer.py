"""CER, the character error rate: edits (Levenshtein) per character of the reference.

A reference is a piece of a document, its answer a whole text: the edits are those to the stretch of the text that is
nearest to the piece (P. H. Sellers: The theory and computation of evolutionary distances. J. Algorithms 1, 1980).
"""

from __future__ import annotations

import re
from typing import Final

import numpy

from pipeline.scoring.fits import plain

_LEADER: Final = re.compile(r"[.·‥]{4,}")  # of a table of contents; not 12.50, not an ellipsis


def edits_within(reference: str, text: str) -> int:
    """Edits from a piece to the nearest stretch of a text; spaces and widths of characters do not count.

    >>> edits_within("增加 2.68 万元", "比上年增加2.63万元，"), edits_within("增加", "")
    (1, 2)
    """
    piece, whole = plain(reference), numpy.array([ord(character) for character in plain(text)], dtype=numpy.int64)
    steps = numpy.arange(len(whole) + 1)
    edits = numpy.zeros(len(whole) + 1, dtype=numpy.int64)  # a stretch may begin anywhere
    for character in piece:
        nearest = edits + 1
        numpy.minimum(nearest[1:], edits[:-1] + (whole != ord(character)), out=nearest[1:])
        edits = numpy.minimum.accumulate(nearest - steps) + steps  # characters too many, any number of them
    return int(edits.min())


def characters(reference: str) -> int:
    """What the edits are divided by."""
    return len(plain(reference))


def without_leaders(text: str) -> str:
    """A text as it is compared as a whole: half width, no spaces, no dots that lead to a page number.

    >>> without_leaders("一、概况………… 3"), without_leaders("12.50")
    ('一、概况3', '12.50')
    """
    return _LEADER.sub("", plain(text))
