"""What is inconsistent in the reports of a corpus, listed like the findings of a linter."""
