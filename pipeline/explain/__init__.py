"""`pipeline explain`: why a cell, a statement or a table of a corpus is what it is, and what proves it."""
