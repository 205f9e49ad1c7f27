"""Text of sections → statements: what increased, decreased, was completed or made up a share, and why."""

from pipeline.statements.find import find_blanks, find_statements

__all__ = ["find_blanks", "find_statements"]
