"""`python -m pipeline` is the command `pipeline`."""

import sys

from pipeline.cli import main

if __name__ == "__main__":  # not when a test collector or documentation tool imports it
    sys.exit(main())
