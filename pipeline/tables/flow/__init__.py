"""Tables that a converter wrote as text without boxes: tokens in reading order → grids, each number where the sums allow it."""
