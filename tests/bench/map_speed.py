"""Writes made maps of several sizes and says how long it took.

python tests/bench/map_speed.py FOLDER [N ...]
"""

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from map_graphs import made_graph, seeds_graph

from kgraph.map import render_map


def main() -> None:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for size in sys.argv[2:] or ["seeds", "50", "500", "2000", "5000"]:
        graph = seeds_graph() if size == "seeds" else made_graph(int(size))
        start = time.perf_counter()
        page = render_map(graph, title="Seeds" if size == "seeds" else f"Made graph of {size} entities")
        seconds = time.perf_counter() - start
        (folder / f"{size}.html").write_text(page, encoding="utf-8", newline="\n")
        print(f"{size}: {seconds:.2f} s, {len(page.encode()) / 1e6:.2f} MB, {len(graph.relations)} relations")


if __name__ == "__main__":
    main()
