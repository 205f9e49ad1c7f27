"""`pipeline diff`: what changed between two corpora of the same documents, and why."""
