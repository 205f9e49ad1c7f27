"""Distributions as SVG, drawn by matplotlib; words stand beside them in the page, so that no font is needed here."""

from __future__ import annotations

import io
import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from pipeline.show.markup import Markup

if TYPE_CHECKING:
    from matplotlib.axes import Axes

COLOURS: Final = {"budget": "#2f6f9f", "final": "#c07a1c"}
HATCHES: Final = {"budget": "", "final": "////"}  # told apart without colour as well
_STYLE: Final[dict[Any, Any]] = {
    "svg.fonttype": "none", "svg.hashsalt": "pipeline", "font.family": "sans-serif", "font.size": 9,
    "axes.spines.top": False, "axes.spines.right": False, "axes.spines.left": False, "axes.edgecolor": "#9a948a",
    "xtick.color": "#4b5058", "ytick.color": "#4b5058", "axes.grid": True, "axes.grid.axis": "y", "grid.color": "#ece8df",
    "axes.axisbelow": True, "hatch.linewidth": 0.6,
}  # fmt: skip
_THOUSAND, _MILLION = 1_000, 1_000_000
_LEAST, _STEP = -2, 0.25  # decades of 万元


def amounts_chart(amounts: Mapping[str, Sequence[float]]) -> Markup:
    """How many documents have which amount (万元, logarithmic), budgets and final accounts over each other."""
    logs = {kind: [math.log10(amount) for amount in some] for kind, some in amounts.items() if some}
    highest = max((max(some) for some in logs.values()), default=0.0)
    least = max(_LEAST, math.floor(min((min(some) for some in logs.values()), default=_LEAST)))
    bins = [least + _STEP * n for n in range(int((highest - least) / _STEP) + 2)]

    def draw(axes: Axes) -> None:
        for kind, some in logs.items():
            clipped = [max(value, least) for value in some]
            axes.hist(
                clipped, bins, color=COLOURS[kind], alpha=0.62, hatch=HATCHES[kind], edgecolor="white", linewidth=0.6
            )
        decades = range(least, math.ceil(highest) + 1)
        axes.set_xticks(list(decades), [_written(10.0**decade) for decade in decades])

    return _svg(draw)


def changes_chart(changes: Sequence[float]) -> Markup:
    """How many claims say which change against the year before, in percent."""

    def draw(axes: Axes) -> None:
        _, _, bars = axes.hist(changes, [-100 + 5 * n for n in range(41)], edgecolor="white", linewidth=0.6)
        for n, bar in enumerate(bars):  # type: ignore[arg-type]
            bar.set(color="#a8432b" if n < 20 else "#23705a", edgecolor="white", hatch="////" if n < 20 else "")
        axes.set_xticks([-100, -50, 0, 50, 100], ["≤ −100 %", "−50 %", "0", "+50 %", "≥ +100 %"])

    return _svg(draw)


def _svg(draw: Any) -> Markup:
    import matplotlib as mpl
    from matplotlib.figure import Figure
    from matplotlib.ticker import MaxNLocator

    with mpl.rc_context(_STYLE):
        figure = Figure(figsize=(5.4, 2.3), layout="constrained")
        axes = figure.add_subplot()
        draw(axes)
        axes.tick_params(length=0)
        axes.yaxis.set_major_locator(MaxNLocator(nbins=4, integer=True))
        written = io.StringIO()
        figure.savefig(written, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
    svg = written.getvalue()
    return Markup(svg[svg.index("<svg") :].replace("<svg ", '<svg aria-hidden="true" ', 1))


def _written(amount: float) -> str:
    """An amount under an axis, short.

    >>> _written(0.01), _written(1.0), _written(1000.0), _written(10_000_000.0)
    ('0.01', '1', '1k', '10M')
    """
    if amount >= _MILLION:
        return f"{amount / _MILLION:,.0f}M"
    return f"{amount / _THOUSAND:,.0f}k" if amount >= _THOUSAND else f"{amount:g}"
