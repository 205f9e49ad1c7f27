"""Invented bodies for the benchmark: what kinds there are, and ledgers drawn from a seed."""
