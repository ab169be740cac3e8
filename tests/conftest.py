"""What several test modules share: the model, loaded once, and the graph of the seeds, built once."""

from __future__ import annotations

from pathlib import Path

import pytest

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
