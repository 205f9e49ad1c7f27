"""Learned parts at run time: plain arrays, read without pickle, applied with numpy. Training is in `pipeline.train`."""

from pipeline.learning.linear import LinearModel, Sample, load_linear
from pipeline.learning.stored import BadModel, model_file, model_hashes

__all__ = ["BadModel", "LinearModel", "Sample", "load_linear", "model_file", "model_hashes"]
