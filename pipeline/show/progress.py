"""How far a run is, on stderr: a bar on a terminal, a line now and then elsewhere; what fails is told at once."""

from __future__ import annotations

import time
from collections import deque
from typing import TYPE_CHECKING, Final

from pipeline.show.printable import printable

if TYPE_CHECKING:
    from rich.console import Console

    from pipeline.run.batch import Step

SECONDS: Final = 30.0  # between two lines, where nobody sees a bar
_RECENT: Final = 60.0  # seconds that the rate is of


class Account:
    """Files and pages of a run, its rate, and the time that is left at that rate."""

    def __init__(self) -> None:
        self.files = self.done = self.read = self.pages = 0  # read: files that took work
        self._start = time.monotonic()
        self._recent: deque[tuple[float, int]] = deque([(self._start, 0)])

    def turn(self, pages: int) -> None:
        self.pages = max(pages, self.pages)
        now = time.monotonic()
        self._recent.append((now, self.pages))
        while len(self._recent) > 2 and now - self._recent[0][0] > _RECENT:
            self._recent.popleft()

    @property
    def rate(self) -> float:
        """Pages a second, of the last minute."""
        (begin, before), (end, pages) = self._recent[0], self._recent[-1]
        return (pages - before) / (end - begin) if end > begin else 0.0

    def left(self) -> float | None:
        """Seconds that the other files take if they are like those that were read; None before the first."""
        if not self.read:
            return None
        return (time.monotonic() - self._start) / self.read * (self.files - self.done)

    def __str__(self) -> str:
        left = self.left()
        told = f"{self.done:,} of {self.files:,} files, {self.pages:,} pages, {self.rate:.1f} pages/s"
        return told if left is None or self.done == self.files else f"{told}, {spell(left)} left"


def spell(seconds: float) -> str:
    """A time as people say it.

    >>> spell(42), spell(340), spell(9000), spell(400_000)
    ('42 s', '6 min', '2 h 30 min', '4 d 15 h')
    """
    minutes = round(seconds / 60)
    if seconds < 90:
        return f"{seconds:.0f} s"
    if minutes < 60:
        return f"{minutes} min"
    if minutes < 48 * 60:
        return f"{minutes // 60} h {minutes % 60} min"
    return f"{minutes // 1440} d {minutes % 1440 // 60} h"


class Progress:
    """A Watch of `pipeline.run.batch`. `verbose` tells of every file, `quiet` of nothing at all."""

    def __init__(self, *, quiet: bool = False, verbose: bool = False, console: Console | None = None) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, TextColumn
        from rich.progress import Progress as Bar

        self._quiet, self._verbose = quiet, verbose
        self._console = console or Console(stderr=True, highlight=False)
        self._account = Account()
        self._told = time.monotonic()
        self._bar = Bar(BarColumn(), TextColumn("{task.fields[told]}"), console=self._console)
        self._task = self._bar.add_task("files", told="")
        self._drawn = self._console.is_terminal and not quiet

    def begin(self, files: int) -> None:
        self._account.files = files
        if self._drawn:
            self._bar.start()
            self._draw()

    def advance(self, step: Step) -> None:
        self._account.done += 1
        self._account.read += step.status not in ("known", "duplicate")
        if not self._quiet and (step.status == "failed" or self._verbose):
            reason = f": {step.reason}" if step.reason else ""
            self._print(f"{step.status:<8}{step.path}{reason}")
        self._draw()

    def turn(self, pages: int) -> None:
        self._account.turn(pages)
        self._draw()

    def end(self) -> None:
        if self._bar.live.is_started:  # else it would print an empty line
            self._bar.stop()

    def _draw(self) -> None:
        if self._drawn:
            account = self._account
            self._bar.update(self._task, total=account.files, completed=account.done, told=str(account))
        elif not self._quiet and time.monotonic() - self._told >= SECONDS:
            self._told = time.monotonic()
            self._print(str(self._account))

    def _print(self, line: str) -> None:
        self._console.print(printable(line), markup=False, soft_wrap=True)
