"""How long kgraph takes beside spaCy alone, on the same texts in the same run.

    python tests/bench/speed.py DOCUMENTS.jsonl

Prints one line of JSON: seconds of spaCy's bare nlp.pipe in this process, of the whole command
`kgraph build` (started, model loaded, files written) as users run it, in one process, again with
nothing changed and again without the last document, of each stage in this process, and the ratios of
the commands to spaCy alone and of the first build to those that follow.  Absolute times vary with the
machine; the ratios are what counts.
"""

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from kgraph.annotate import annotate, load_model
from kgraph.config import Config
from kgraph.graph import build_graph
from kgraph.mentions import find_mentions
from kgraph.read import read_documents
from kgraph.resolve import resolve
from kgraph.statements import find_statements
from kgraph.types import Extraction, Span


def main(path: str) -> None:
    seconds: dict[str, float] = {}

    def timed(stage, work):
        started = time.perf_counter()
        result = work()
        seconds[stage] = seconds.get(stage, 0.0) + time.perf_counter() - started
        return result

    nlp = load_model()
    documents, _ = timed("read", lambda: read_documents([path]))
    bare = load_model()
    for name in ("kgraph_paragraphs", "kgraph_names"):
        bare.remove_pipe(name)
    texts = [d.text for d in documents]
    list(bare.pipe(texts[:20]))  # warm up
    timed("spacy alone", lambda: [None for _ in bare.pipe(texts)])
    with tempfile.TemporaryDirectory() as folder:
        input_ = Path(folder, "documents.jsonl")
        lines = Path(path).read_bytes().splitlines(keepends=True)
        input_.write_bytes(b"".join(lines))

        def build(stage, output, *options):
            command = [sys.executable, "-m", "kgraph.cli", "build", input_, "-q", "-o", Path(folder, output)]
            timed(stage, lambda: subprocess.run([*command, *options], check=True))

        build("build", "out")
        build("build again", "out")
        build("build in one process", "one", "--processes", "1")
        input_.write_bytes(b"".join(lines[:-1]))
        build("build without one", "out")
    docs = timed("annotate", lambda: list(annotate(nlp, documents)))
    extractions = []
    for document, doc in docs:
        mentions = timed("mentions", lambda doc=doc, document=document: find_mentions(doc, document))
        statements = timed(
            "statements", lambda doc=doc, document=document, m=mentions: find_statements(doc, document, m)
        )
        sentences = tuple(Span(document.id, s.start_char, s.end_char) for s in doc.sents if s.text)
        extractions.append(Extraction(document, tuple(mentions), tuple(statements), sentences))
    entities = timed("resolve", lambda: resolve(extractions)).entities
    timed("graph", lambda: build_graph(extractions, entities, config=Config()))
    report = {stage: round(s, 2) for stage, s in seconds.items()}
    ratios = {
        f"{stage} / spacy alone": round(seconds[stage] / seconds["spacy alone"], 2)
        for stage in ("build", "build in one process")
    }
    for stage in ("build again", "build without one"):
        ratios[f"build / {stage}"] = round(seconds["build"] / seconds[stage], 1)
    print(json.dumps({"documents": len(documents), **report, **ratios}))


if __name__ == "__main__":
    main(sys.argv[1])
