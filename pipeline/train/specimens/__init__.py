"""Printed specimens: words and figures of the vocabulary drawn as reports print them, worn, read by the OCR engine."""
