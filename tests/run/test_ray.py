"""The same promises on a Ray cluster; without Ray, the next step."""

from __future__ import annotations

import importlib.util
import os
import sys
from functools import partial

import fakes
import pyarrow.parquet as pq
import pytest

from pipeline.errors import MachineFault, UsageError
from pipeline.run.batch import Step

INSTALLED = importlib.util.find_spec("ray") is not None
needs_ray = pytest.mark.skipif(not INSTALLED, reason="Ray is not installed: pip install 'yujuesuan[ray]'")


@pytest.fixture
def loadable(monkeypatch):
    """The cluster's workers load `fakes`."""
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, sys.path)))
    yield
    import ray

    ray.shutdown()


@pytest.mark.skipif(INSTALLED, reason="Ray is installed")
def test_without_ray_the_message_says_what_to_install(extract, reports):
    (reports / "a.txt").write_text("1.5\n", "utf-8")
    with pytest.raises(UsageError, match=r"pip install 'yujuesuan\[ray\]', or leave --engine local"):
        extract(fakes.load_simple, engine="ray")


@pytest.mark.slow
@needs_ray
def test_documents_that_crash_or_hang_on_a_cluster_fail_alone(extract, reports, out, loadable):
    for name in ("segfault", "hang", "unreadable", "fine", "print"):
        (reports / f"{name}.txt").write_text(f"1.5\n{name}\n{name}", "utf-8")
    summary = extract(fakes.load_wicked, engine="ray", timeout=5.0)
    found = {row["path"].rpartition("/")[2]: row["error"] for row in pq.read_table(out / "documents").to_pylist()}
    assert "the worker of the cluster was lost" in str(found.pop("segfault.txt"))
    assert found == {
        "hang.txt": "not done after 5 s; give it more with --timeout",
        "unreadable.txt": "the PDF is locked with a password; save it without one",
        "fine.txt": None,
        "print.txt": None,
    }
    assert summary.corpus.documents == {"ok": 2, "failed": 3}


@pytest.mark.slow
@needs_ray
def test_when_one_of_two_nodes_dies_the_other_does_its_documents(extract, reports, steps, loadable, monkeypatch):
    """It is killed when the first document is done: the one it has then is begun anew, and nothing waits for it to come back."""
    import ray
    from ray.cluster_utils import Cluster

    for name in "abcdef":
        (reports / f"{name}.txt").write_text(f"1.5\nfine\n{name}", "utf-8")
    cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 0, "include_dashboard": False})
    nodes = [cluster.add_node(num_cpus=1), cluster.add_node(num_cpus=1)]
    try:
        ray.init(address=cluster.address, log_to_driver=False)

        def advance(step: Step) -> None:
            steps.append(step)
            if len(steps) == 1:
                cluster.remove_node(nodes[1], allow_graceful=False)

        monkeypatch.setattr(steps, "advance", advance)
        summary = extract(partial(fakes.load_waiting, 2.0), engine="ray", timeout=60.0)
        assert (summary.problems, summary.extracted, len(steps)) == ((), 6, 6)
        assert summary.seconds < 120
    finally:
        ray.shutdown()
        cluster.shutdown()


@pytest.mark.slow
@needs_ray
def test_a_node_with_another_version_of_the_program_is_refused(extract, reports, loadable, monkeypatch):
    from pipeline.run import ray as rays

    (reports / "a.txt").write_text("1.5\n", "utf-8")
    monkeypatch.setattr(rays, "program", lambda: "what another version would say")
    with pytest.raises(MachineFault, match=r"of another version here; install the same on all"):
        extract(fakes.load_simple, engine="ray")


@pytest.mark.slow
@needs_ray
def test_a_cluster_that_wants_a_token_says_so(monkeypatch):
    import ray

    from pipeline.run.ray import RayCrew

    def refuse(**_: object) -> None:
        raise ray.exceptions.AuthenticationError("invalid or missing token")

    monkeypatch.setenv("RAY_ADDRESS", "10.0.0.7:6379")
    monkeypatch.setattr(ray, "init", refuse)
    with pytest.raises(UsageError, match=r"the Ray cluster 10\.0\.0\.7:6379 wants a token: set RAY_AUTH_MODE=token"):
        RayCrew(fakes.load_simple)
