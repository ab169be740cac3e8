"""What several test modules share: the model, loaded once, and the graph of the seeds, built once."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# Tests assert no times: on a busy machine the making of a name may take longer than hypothesis allows.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")

SEEDS = Path(__file__).parent.parent / "seeds"


@pytest.fixture(scope="session")
def nlp():
    from kgraph.annotate import load_model

    return load_model()


@pytest.fixture(scope="session")
def seeds_output(tmp_path_factory):
    """The folder that `kgraph build seeds` writes."""
    from kgraph import build

    folder = tmp_path_factory.mktemp("seeds")
    build([SEEDS], output=folder)
    return folder
