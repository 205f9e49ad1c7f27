"""The body of a grid: blocks of keys and amounts, rows with code and name, cells of the corpus."""
