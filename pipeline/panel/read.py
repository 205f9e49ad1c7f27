"""The panel of a corpus as a pandas data frame."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.panel.build import open_panel
from pipeline.panel.shape import Shape, shaped
from pipeline.vocabulary.quantities import load_quantities

if TYPE_CHECKING:
    import pandas


def panel_frame(
    corpus: Path, indicators: Iterable[str], grades: Iterable[str], *, wide: bool, reasons: bool, decimal: bool
) -> pandas.DataFrame:
    """What `pipeline panel` writes; amounts as floats, or exact. Raises UsageError as the command does."""
    from pipeline.export.read import as_frame

    shape = Shape(wide, tuple(indicators), tuple(grades), reasons)
    with open_panel(corpus) as connection:
        rows = connection.sql(shaped(connection, shape, load_quantities()).query).to_arrow_table()
    return as_frame(rows, decimal=decimal)
