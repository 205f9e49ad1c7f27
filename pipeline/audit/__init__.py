"""`pipeline audit`: a random sample of a corpus to be marked by a person, and the error rate that follows from it."""
