"""How long maps take: to be written, to stand still once opened, to move, and to answer.

    python tests/bench/map_speed.py FOLDER [N ...]

Writes the map of the seeds' articles and made maps of N entities (default 50, 500, 2000, 5000, 10000) into
FOLDER, opens each in headless Chromium (1280 x 800) and prints a line for each:

    write    seconds from graph to HTML text, the layout included, in this process; MB of the file
    stable   ms from before the page is asked for to the first of a run of equal pictures, a quarter of the
             page's size, that lasts a second after the page has loaded
    pan      ms between frames while the mouse drags the background, mean and 95th of 100
    zoom     the same while the wheel turns over the middle
    toggle   ms from a click on the legend's first type to the second frame after it
    key      ms from a letter typed into the search to the second frame after it, the slowest of four
    collapse ms from a click on "Collapse all" or "Expand all" to the second frame after it, the slower
    heap     MB of JavaScript's heap after all that, garbage collected
    peak     MB of memory that this process has held at most so far, the made graph included

A map shows at most 10,000 entities here, and 5,000, as by default, of 50,000 (which take minutes to make).

Times vary with the machine and with what else it does: compare lines of one run.
"""

import base64
import hashlib
import itertools
import math
import resource
import shutil
import sys
import time
from pathlib import Path

from playwright.sync_api import CDPSession, Page, sync_playwright

sys.path.insert(0, str(Path(__file__).parent.parent))

from map_graphs import made_graph, seeds_graph

from kgraph.map import render_map

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
SIZES = ("seeds", "50", "500", "2000", "5000", "10000")
STILL = 1.0  # seconds without a change
LONGEST = 60.0  # seconds that a page is given
MOVING = 3.0  # seconds of dragging and of the wheel

FRAMES = """() => { window.frames_ = []; const f = (t) => { if (!window.frames_) return; frames_.push(t);
  requestAnimationFrame(f); }; requestAnimationFrame(f); }"""
TAKEN = "() => { const found = frames_; window.frames_ = null; return found; }"
TOGGLE = """() => new Promise((done) => { const start = performance.now();
  document.querySelector('#keys button[data-group=type]').click();
  requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - start))); })"""
COLLAPSE = """(label) => new Promise((done) => { const start = performance.now();
  [...document.querySelectorAll('#reading button')].find((one) => one.textContent === label)?.click();
  requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - start))); })"""
KEY = """(text) => new Promise((done) => { const start = performance.now();
  const field = document.getElementById('search');
  field.value = text; field.dispatchEvent(new Event('input'));
  requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - start))); })"""


def main() -> None:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    print("map       write      MB  stable  pan mean/p95  zoom mean/p95  toggle   key collapse   heap  peak")
    for size in sys.argv[2:] or SIZES:
        graph = seeds_graph() if size == "seeds" else made_graph(int(size))
        start = time.perf_counter()
        page = render_map(
            graph, title=f"Made graph: {size}", max_entities=5000 if len(graph.entities) >= 50_000 else 10_000
        )
        seconds = time.perf_counter() - start
        path = folder / f"{size}.html"
        path.write_text(page, encoding="utf-8", newline="\n")
        found = measured(path)
        pan, zoom = (f"{mean:.1f}/{high:.1f}" for mean, high in (found["pan"], found["zoom"]))
        print(
            f"{size:<7} {seconds:6.2f} s {len(page.encode()) / 1e6:6.2f} {found['stable']:7.0f}"
            f"{pan:>14} {zoom:>14} {found['toggle']:7.0f} {found['key']:5.0f} {found['collapse']:8.0f}"
            f" {found['heap']:6.1f} {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000:5.0f}",
            flush=True,
        )


def measured(path: Path) -> dict:
    """What a reader waits for on the map at ``path``, in a browser of its own."""
    with sync_playwright() as playwright:
        program = next(
            filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
        )
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        session = page.context.new_cdp_session(page)
        found = {"stable": stable(page, session, path.as_uri())}
        found["pan"], found["zoom"] = frames(page, drag), frames(page, wheel)
        page.keyboard.press("0")
        page.wait_for_timeout(600)
        found["toggle"] = page.evaluate(TOGGLE)
        page.evaluate(TOGGLE)
        found["collapse"] = max(page.evaluate(COLLAPSE, label) for label in ("Collapse all", "Expand all"))
        page.wait_for_timeout(1000)  # a letter must not wait for the picture of what has just been expanded
        found["key"] = max(page.evaluate(KEY, text) for text in ("e", "en", "ent", "enti"))
        session.send("HeapProfiler.collectGarbage")
        session.send("Performance.enable")
        metrics = {one["name"]: one["value"] for one in session.send("Performance.getMetrics")["metrics"]}
        found["heap"] = metrics["JSHeapUsedSize"] / 1e6
        browser.close()
        return found


def stable(page: Page, session: CDPSession, address: str) -> float:
    """Milliseconds until the page has loaded and begins to stand still; inf where it never does."""
    start = time.monotonic()
    page.goto(address, wait_until="commit")
    clip = {"x": 0, "y": 0, "width": 1280, "height": 800, "scale": 0.25}
    last, since = b"", start
    while time.monotonic() - start < LONGEST:
        ready = page.evaluate("document.readyState === 'complete'")
        picture = session.send("Page.captureScreenshot", {"clip": clip, "optimizeForSpeed": True})
        now, seen = time.monotonic(), hashlib.sha256(base64.b64decode(picture["data"])).digest()
        if seen != last or not ready:
            last, since = seen, now
        elif now - since >= STILL:
            return (since - start) * 1000
        page.wait_for_timeout(40)
    return math.inf


def frames(page: Page, move) -> tuple[float, float]:
    """Mean and 95th of 100 of the milliseconds between frames while ``move`` goes on."""
    canvas = page.locator("canvas").first.bounding_box()
    page.evaluate(FRAMES)
    move(page, canvas)
    times = page.evaluate(TAKEN)
    gaps = sorted(b - a for a, b in itertools.pairwise(times))
    return sum(gaps) / len(gaps), gaps[int(len(gaps) * 0.95)]


def drag(page: Page, canvas: dict) -> None:
    """In circles, from a corner where no node lies."""
    x, y = canvas["x"] + 30, canvas["y"] + 30
    page.mouse.move(x, y)
    page.mouse.down()
    start, step = time.monotonic(), 0
    while time.monotonic() - start < MOVING:
        step += 1
        page.mouse.move(x + 120 * (1 - math.cos(step / 12)), y + 120 * abs(math.sin(step / 12)))
    page.mouse.up()


def wheel(page: Page, canvas: dict) -> None:
    page.mouse.move(canvas["x"] + canvas["width"] / 2, canvas["y"] + canvas["height"] / 2)
    start, step = time.monotonic(), 0
    while time.monotonic() - start < MOVING:
        page.mouse.wheel(0, -60 if (step // 12) % 2 == 0 else 60)
        step += 1
        time.sleep(0.012)


if __name__ == "__main__":
    main()
