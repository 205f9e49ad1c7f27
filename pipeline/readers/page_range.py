"""Which pages of a file are wanted: `3-9`, `1,4-6`, `12-`."""

from __future__ import annotations

import re
from dataclasses import dataclass

_SPAN = re.compile(r"(\d{1,6})(?:(-)(\d{1,6})?)?")  # 3, 3-9, 12-; not -5


@dataclass(frozen=True, slots=True)
class PageRange:
    """Pages from 1, both ends included; None: to the last."""

    spans: tuple[tuple[int, int | None], ...]

    @classmethod
    def parse(cls, text: str) -> PageRange:
        """Raises ValueError.

        >>> str(PageRange.parse("3-9, 12-")), 9 in PageRange.parse("3-9"), 10 in PageRange.parse("3-9")
        ('3-9,12-', True, False)
        """
        spans: list[tuple[int, int | None]] = []
        for part in text.split(","):
            found = _SPAN.fullmatch(part.strip())
            if not found:
                raise ValueError(f"{text!r} names no pages; give 3, 3-9, 12- or several of these with commas")
            first = int(found[1])
            last = first if not found[2] else int(found[3]) if found[3] else None
            if first < 1 or (last is not None and last < first):
                raise ValueError(f"{part.strip()!r} holds no page; pages are counted from 1, the lower one first")
            spans.append((first, last))
        return cls(tuple(spans))

    def __contains__(self, number: int) -> bool:
        return any(first <= number and (last is None or number <= last) for first, last in self.spans)

    def __str__(self) -> str:
        return ",".join(
            str(first) if last == first else f"{first}-{'' if last is None else last}" for first, last in self.spans
        )
