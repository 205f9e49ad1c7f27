"""What is written: one file per output. Parquet is the corpus itself; every other format is made from it."""
