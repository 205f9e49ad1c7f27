"""A multinomial logistic model over named sparse features: what `pipeline train` stores and the stages ask.

A sample is a mapping from feature names ("3:收入决" a character n-gram, "before=income" an indicator) to values. Names
the model has never seen count nothing. Probabilities are softmax((sample · weights + intercept) / temperature); the
temperature is fitted on held-out samples, so that of the answers with 0.9 nine in ten are right.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pipeline.learning.stored import BadModel

if TYPE_CHECKING:  # `import pipeline` stays light: numpy comes with the first model
    import numpy as np
    from numpy.typing import NDArray

Sample = Mapping[str, float]

_EPOCH: Final = (1980, 1, 1, 0, 0, 0)  # the time of every file in the archive: the same model, the same bytes
_ARRAYS: Final = ("classes", "features", "weights", "intercept", "temperature", "made_for")


@dataclass(frozen=True, slots=True, eq=False)
class LinearModel:
    """Weights by feature and class. `made_for` names the features it was trained with: "sections 1"."""

    made_for: str
    classes: tuple[str, ...]
    features: Mapping[str, int]  # name → row of `weights`
    weights: NDArray[np.float32]  # (features, classes)
    intercept: NDArray[np.float32]  # (classes,)
    temperature: float = 1.0

    def logits(self, samples: Sequence[Sample]) -> NDArray[np.float64]:
        """(samples, classes): how much speaks for each class, before calibration."""
        import numpy as np

        found = np.tile(self.intercept.astype(np.float64), (len(samples), 1))
        rows: list[int] = []
        values: list[float] = []
        spans: list[tuple[int, int]] = []  # (sample, where its rows begin), of samples with a known name
        for at, sample in enumerate(samples):
            known = [(row, value) for name, value in sample.items() if (row := self.features.get(name)) is not None]
            if known:
                spans.append((at, len(rows)))
                rows += [row for row, _ in known]
                values += [value for _, value in known]
        if spans:
            own, begins = np.array(spans).T
            terms = self.weights[np.array(rows)].astype(np.float64) * np.array(values)[:, None]
            found[own] += np.add.reduceat(terms, begins)
        return found

    def probabilities(self, samples: Sequence[Sample]) -> NDArray[np.float64]:
        """(samples, classes), calibrated; each row sums to 1."""
        return softmax(self.logits(samples) / self.temperature)

    def predict(self, sample: Sample) -> tuple[str, float]:
        """The most likely class and its probability."""
        row = self.probabilities([sample])[0]
        best = int(row.argmax())
        return self.classes[best], float(row[best])

    def reasons(self, sample: Sample, label: str, most: int = 5) -> list[tuple[str, float]]:
        """The features that speak most for a class against the mean of all, with their weight times value."""
        at = self.classes.index(label)
        known = [
            (name, value, self.weights[self.features[name]]) for name, value in sample.items() if name in self.features
        ]
        told = [(name, float(value * (row[at] - row.mean()))) for name, value, row in known]
        return sorted(told, key=lambda one: (-one[1], one[0]))[:most]


def softmax(logits: NDArray[np.float64]) -> NDArray[np.float64]:
    """Along the last axis, without overflow.

    >>> import numpy
    >>> softmax(numpy.array([[0.0, 0.0], [1000.0, 0.0]])).tolist()
    [[0.5, 0.5], [1.0, 0.0]]
    """
    import numpy as np

    powers = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=-1, keepdims=True))


def dump_linear(model: LinearModel) -> bytes:
    """The model as the bytes of an .npz archive of plain arrays; the same model gives the same bytes.

    Raises ValueError for a name with a line break, which separates names in the archive.
    """
    import numpy as np

    names = sorted(model.features, key=model.features.__getitem__)
    if any("\n" in name for name in (*names, *model.classes)):
        raise ValueError("a name of a feature or class holds a line break")
    arrays = {
        "classes": _packed(model.classes),
        "features": _packed(names),
        "weights": model.weights.astype("<f4"),
        "intercept": model.intercept.astype("<f4"),
        "temperature": np.array([model.temperature], "<f8"),
        "made_for": _packed((model.made_for,)),
    }
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        for name, array in arrays.items():
            member = io.BytesIO()
            np.save(member, array, allow_pickle=False)
            entry = zipfile.ZipInfo(f"{name}.npy", _EPOCH)
            entry.create_system = 3  # else the archive tells the machine it was made on
            file.writestr(entry, member.getvalue(), zipfile.ZIP_DEFLATED, 9)
    return archive.getvalue()


def load_linear(path: Path, made_for: str) -> LinearModel:
    """A stored model. Raises BadModel where the file is damaged, or was made for other features than the code has."""
    import numpy as np

    try:
        with np.load(path, allow_pickle=False) as archive:
            arrays = {name: archive[name] for name in _ARRAYS}
    except (OSError, EOFError, ValueError, KeyError, zipfile.BadZipFile) as error:
        raise BadModel(f"{path}: no model that can be read ({error}); make it with: pipeline train") from error
    told = _unpacked(arrays["made_for"])[0]
    if told != made_for:
        raise BadModel(f"{path}: made for {told!r}, the program wants {made_for!r}; make it with: pipeline train")
    classes, names = _unpacked(arrays["classes"]), _unpacked(arrays["features"])
    weights, intercept = arrays["weights"], arrays["intercept"]
    if weights.shape != (len(names), len(classes)) or intercept.shape != (len(classes),):
        raise BadModel(
            f"{path}: weights of {weights.shape} do not fit {len(names)} features and {len(classes)} classes"
        )
    features = {name: row for row, name in enumerate(names)}
    return LinearModel(told, classes, features, weights, intercept, float(arrays["temperature"][0]))


def _packed(names: Sequence[str]) -> NDArray[np.uint8]:
    import numpy as np

    return np.frombuffer("\n".join(names).encode("utf-8"), np.uint8)


def _unpacked(array: NDArray[np.uint8]) -> tuple[str, ...]:
    return tuple(array.tobytes().decode("utf-8").split("\n")) if array.size else ()
