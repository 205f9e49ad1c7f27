"""How learned parts are made: `pipeline train`, from annotations/ to models/.

A part is one file in `parts/` and one entry in `PARTS` (parts/__init__.py):

    # parts/headers.py
    PART = Part("headers", "header terms of tables, from annotations/gold and columns.toml", train)

    def train(annotations: Path) -> Trained:
        import sklearn  # heavy things here: `pipeline train --help` reads this file
        return Trained(
            files={"model.npz": dump_linear(model)},   # written to models/headers/
            data={"gold/a.facts.jsonl": 412},          # under annotations/ → items taken from it
            scores={"top-1": 0.998, "items": 412},     # held out, for the card
            seed=7,
        )

Training is deterministic: the same annotations and the same versions give the same bytes. `train/linear.py` has the
fitting of a `LinearModel` by groups and its calibration.
"""

from pipeline.train.trained import Part, Trained

__all__ = ["Part", "Trained"]
