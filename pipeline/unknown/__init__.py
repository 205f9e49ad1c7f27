"""`pipeline unknown`: the words of a corpus that the vocabulary lacks, in the form in which it takes them."""
