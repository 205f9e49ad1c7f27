"""While the command line is being imported there is nothing to keep yet: Ctrl-C ends it at once, without a traceback.

Imported first of all; does nothing but in the command `pipeline`. A program that uses the package keeps its own signals.
"""

from __future__ import annotations

import os
import signal
import sys


def is_command(program: str) -> bool:
    """Whether a process is the command line, by what it was started as.

    >>> is_command("/usr/bin/pipeline"), is_command("pipeline.exe"), is_command("/home/me/pipeline.py"), is_command("-c")
    (True, True, False, False)
    """
    return os.path.basename(program).lower() in ("pipeline", "pipeline.exe")


def end_quietly() -> None:
    """Ctrl-C ends the process, until `interrupt_again`. Where it is ignored (a job in the background) it stays so."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)


def interrupt_again() -> None:
    """From here on Ctrl-C is an exception, as usual."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_DFL:
        signal.signal(signal.SIGINT, signal.default_int_handler)


if sys.argv and is_command(sys.argv[0]):
    end_quietly()
