"""The language of budgets, as data: each file here is one kind of words, its module reads and checks it."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.vocabulary.accounts import Accounts, load_accounts
from pipeline.vocabulary.columns import Columns
from pipeline.vocabulary.columns_file import load_columns
from pipeline.vocabulary.confusions import Confusions, load_confusions
from pipeline.vocabulary.cues import Cues, load_cues
from pipeline.vocabulary.digits import Digits, load_digits
from pipeline.vocabulary.heading_models import HeadingModels, load_heading_models
from pipeline.vocabulary.headings import Headings, load_headings
from pipeline.vocabulary.natures import Natures, load_natures
from pipeline.vocabulary.own import NO_WORDS, Texts
from pipeline.vocabulary.quantities import Quantities, load_quantities
from pipeline.vocabulary.regions import Regions, load_regions


@dataclass(frozen=True)
class Vocabulary:
    """Everything the stages know of words."""

    accounts: Accounts  # 政府收支分类科目
    columns: Columns  # header terms and standard tables
    confusions: Confusions  # characters that look or are encoded alike
    cues: Cues  # words of comparison, reason and quantity
    digits: Digits  # misreadings of figures
    headings: Headings  # titles of sections
    heading_models: HeadingModels  # what was learned of them
    natures: Natures  # what tells reports from other texts
    quantities: Quantities  # what figures are of
    regions: Regions  # 行政区划

    @property
    def answers(self) -> dict[str, tuple[str, ...]]:
        """Field of a table, cell or statement → what it may be."""
        named = self.quantities
        return {"type": self.columns.types, "fund": tuple(named.funds), "phase": tuple(named.phases)}


def load_vocabulary(own: Texts = NO_WORDS) -> Vocabulary:
    """Read all vocabulary files once, with a user's `own` words. Raises BadVocabulary, naming file and entry, if one is wrong."""
    return Vocabulary(
        accounts=load_accounts(),
        columns=load_columns(own),
        confusions=load_confusions(),
        cues=load_cues(own),
        digits=load_digits(),
        headings=load_headings(own),
        heading_models=load_heading_models(),
        natures=load_natures(),
        quantities=load_quantities(),
        regions=load_regions(),
    )
