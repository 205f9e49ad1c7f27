"""`pipeline status`: what became of the documents of a corpus."""
