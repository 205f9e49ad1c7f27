"""What is known of one section while the components of the pipeline read it."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.statements.drafts import Draft, Quantity
from pipeline.statements.passages import Passage
from pipeline.statements.tokens import Token
from pipeline.statements.words import Words
from pipeline.vocabulary.cues import Cues


@dataclass(slots=True)
class Reading:
    """A section on its way; travels with its spaCy Doc as `doc._.reading`, and each component adds to it."""

    cues: Cues
    subject: Quantity | None  # what the section speaks of
    printed: str  # the section's text
    year: int | None  # that the document is about
    passages: tuple[Passage, ...]
    earlier: tuple[Draft, ...] = ()  # of the sections before this one
    words: list[Words] = field(init=False)  # of each passage, from the Doc; empty where it compares nothing
    tokens: list[list[Token]] = field(init=False)  # of each passage, from `clauses`
    years: list[list[tuple[int, int | None]]] = field(init=False)  # of each passage, from `bases`: place, year
    drafts: list[Draft] = field(default_factory=list)  # from `comparisons`, in order

    def __post_init__(self) -> None:
        self.words = [Words(passage.text) for passage in self.passages]
        self.tokens = [[] for _ in self.passages]
        self.years = [[] for _ in self.passages]

    @property
    def folded(self) -> str:
        """The text of the Doc: the passages, one a line."""
        return "\n".join(passage.text for passage in self.passages)
