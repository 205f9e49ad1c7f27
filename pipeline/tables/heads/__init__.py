"""The heads of a grid: which rows they are, what they stand over, the canonical paths they make."""
