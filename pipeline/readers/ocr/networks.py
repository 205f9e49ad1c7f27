"""A neural network in an ONNX file, run by OpenVINO, or by ONNX Runtime where that is not installed."""

from __future__ import annotations

import math
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from pipeline.errors import MachineFault, RecognitionFailed

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Batch = NDArray[np.float32]  # pictures × channels × height × width


def send_nothing() -> None:
    """To be called before ONNX Runtime is imported: from 1.29 on it reports every session to its maker, with hashes of the model.

    https://github.com/microsoft/onnxruntime/pull/27379
    """
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"


_SHAPES = (
    "256"  # that OpenVINO keeps computations for: lines have 199 widths; 5,000 unless it is told, which costs memory
)
# Where memory runs out OpenVINO says nothing, and what it made of the batch before is still there.
_STALE = "OpenVINO made nothing of a batch of lines: no memory left for this process; use fewer --jobs"


class Network(Protocol):
    """A loaded network with one input and one output."""

    def __call__(self, batch: Batch) -> NDArray[np.float32]:
        """What it makes of a batch. Raises RecognitionFailed."""

    def note(self, key: str) -> str:
        """A remark that the file carries, such as the characters a recogniser knows. Raises MachineFault."""


class OpenVinoNetwork:
    """Raises MachineFault where the file cannot be loaded."""

    def __init__(self, file: Path, threads: int) -> None:
        import openvino

        settings = {
            "PERFORMANCE_HINT": "LATENCY",
            "INFERENCE_NUM_THREADS": str(threads),
            "NUM_STREAMS": "1",
            "INFERENCE_PRECISION_HINT": "f32",  # else processors with bfloat16 read other figures than those without
            "CPU_RUNTIME_CACHE_CAPACITY": _SHAPES,  # unbound, every new width of a line stays: 150 MB of data a page
        }
        try:
            core = openvino.Core()
            self._model = core.read_model(file)
            self._request: Any = core.compile_model(self._model, "CPU", settings).create_infer_request()
        except (RuntimeError, MemoryError) as error:
            raise MachineFault(f"OpenVINO cannot load {file.name}: {_gist(error)}") from error
        self._answer: NDArray[np.float32] | None = None  # the last one, in memory that OpenVINO uses again

    def __call__(self, batch: Batch) -> NDArray[np.float32]:
        try:
            if self._answer is not None:
                self._answer[(0,) * self._answer.ndim] = math.nan
            self._request.infer([batch], share_inputs=True)
            answer: NDArray[np.float32] = self._request.get_output_tensor().data  # valid until the next batch
            self._answer = answer
        except (RuntimeError, MemoryError) as error:
            raise RecognitionFailed(f"OpenVINO failed on a picture of {batch.shape}: {_gist(error)}") from error
        if len(answer) != len(batch) or math.isnan(answer[(0,) * answer.ndim]):
            raise RecognitionFailed(_STALE)
        return answer

    def note(self, key: str) -> str:
        try:
            return str(self._model.get_rt_info()["framework"][key].value)
        except (KeyError, RuntimeError) as error:
            raise MachineFault(f"the OCR weights carry no {key!r}; install the locked rapidocr") from error


class OnnxNetwork:
    """Raises MachineFault where the file cannot be loaded."""

    def __init__(self, file: Path, threads: int) -> None:
        send_nothing()
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.log_severity_level = 3  # errors only
        wanted = ("CUDAExecutionProvider", "CPUExecutionProvider")  # the first with onnxruntime-gpu alone
        providers = [name for name in wanted if name in onnxruntime.get_available_providers()]
        try:
            self._session: Any = onnxruntime.InferenceSession(str(file), options, providers=providers)
        except (RuntimeError, ValueError, OSError, MemoryError) as error:
            raise MachineFault(f"ONNX Runtime cannot load {file.name}: {_gist(error)}") from error
        self._input = self._session.get_inputs()[0].name

    def __call__(self, batch: Batch) -> NDArray[np.float32]:
        try:
            (answer,) = self._session.run(None, {self._input: batch})
        except (RuntimeError, ValueError, MemoryError) as error:
            raise RecognitionFailed(f"ONNX Runtime failed on a picture of {batch.shape}: {_gist(error)}") from error
        found: NDArray[np.float32] = answer
        return found

    def note(self, key: str) -> str:
        try:
            return str(self._session.get_modelmeta().custom_metadata_map[key])
        except KeyError as error:
            raise MachineFault(f"the OCR weights carry no {key!r}; install the locked rapidocr") from error


def _gist(error: BaseException) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__
