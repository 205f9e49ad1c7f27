"""Fitting a `LinearModel`: with scikit-learn, by groups that are held out in turn, with a calibrated temperature."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.learning import LinearModel, Sample

_DECIMALS = 3  # of weights: what a solver leaves beyond them differs between machines
_TOLERANCE = 1e-3  # of the solver's gradient; less changes no answer and takes four times as long
_NEVER = -50.0  # logit of a class that a model does not know
_TEMPERATURES = np.round(np.geomspace(0.2, 5.0, 65), 3)


@dataclass(frozen=True, slots=True, eq=False)
class Examples:
    """What is learned from: one sample, label, group and weight each. Groups (regions, manners) are held out whole."""

    samples: Sequence[Sample]
    labels: Sequence[str]
    groups: Sequence[str]
    weights: Sequence[float] | None = None


def fit_linear(
    examples: Examples, made_for: str, *, strength: float = 1.0, rarest: int = 2, seed: int = 0
) -> LinearModel:
    """A multinomial logistic regression with L2 penalty 1 / `strength`; features in fewer than `rarest` samples left out."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression
    from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

    counts = Counter(name for sample in examples.samples for name in sample)
    kept = [{name: value for name, value in one.items() if counts[name] >= rarest} for one in examples.samples]
    table = DictVectorizer(sort=True)
    matrix = table.fit_transform(kept)
    features = {str(name): row for row, name in enumerate(table.feature_names_)}
    solver = LogisticRegression(C=strength, max_iter=2000, tol=_TOLERANCE, random_state=seed)
    with threadpool_limits(1):  # sums in one order, whatever the machine: the same bytes
        solver.fit(matrix, list(examples.labels), sample_weight=examples.weights)
    weights, intercept = solver.coef_.T, solver.intercept_
    if len(solver.classes_) == 2:  # scikit-learn has one column for two classes
        weights, intercept = np.hstack([-weights / 2, weights / 2]), np.array([-intercept[0] / 2, intercept[0] / 2])
    return LinearModel(
        made_for,
        tuple(str(label) for label in solver.classes_),
        features,
        np.round(weights, _DECIMALS).astype(np.float32) + np.float32(0),  # no -0
        np.round(intercept, _DECIMALS).astype(np.float32) + np.float32(0),
    )


def held_out_models(
    examples: Examples, made_for: str, *, strength: float = 1.0, rarest: int = 2, seed: int = 0
) -> dict[str, LinearModel]:
    """Group → a model that was not shown it."""
    found = {}
    for group in sorted(set(examples.groups)):
        inside = [at for at, name in enumerate(examples.groups) if name != group]
        found[group] = fit_linear(subset(examples, inside), made_for, strength=strength, rarest=rarest, seed=seed)
    return found


def held_out_logits(
    examples: Examples, models: Mapping[str, LinearModel], classes: Sequence[str]
) -> NDArray[np.float64]:
    """(samples, classes): each sample seen by the model without its group. Classes that this lacks get −50."""
    found = np.full((len(examples.samples), len(classes)), _NEVER)
    for group, model in models.items():
        outside = [at for at, name in enumerate(examples.groups) if name == group]
        columns = [classes.index(label) for label in model.classes]
        found[np.ix_(outside, columns)] = model.logits([examples.samples[at] for at in outside])
    return found


def subset(examples: Examples, chosen: Sequence[int]) -> Examples:
    """The examples at these places."""
    return Examples(
        [examples.samples[at] for at in chosen],
        [examples.labels[at] for at in chosen],
        [examples.groups[at] for at in chosen],
        None if examples.weights is None else [examples.weights[at] for at in chosen],
    )


def fit_temperature(logits: NDArray[np.float64], truth: Sequence[int]) -> float:
    """The temperature under which held-out logits are most likely; `truth` holds the column of the right class."""
    right = np.asarray(truth)

    def loss(temperature: float) -> float:
        scaled = logits / temperature
        top = scaled.max(axis=1)
        spread = top + np.log(np.exp(scaled - top[:, None]).sum(axis=1))
        return float((spread - scaled[np.arange(len(right)), right]).mean())

    return float(min(_TEMPERATURES, key=lambda one: (loss(float(one)), one)))
