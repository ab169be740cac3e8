"""A build that goes on from the one before ends with what a fresh build writes."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import SEEDS
from contents import contents
from hypothesis import given, settings
from hypothesis import strategies as st

import kgraph
from kgraph import extraction, pipeline
from kgraph.cli import main
from kgraph.decisions import Decision, Reference
from kgraph.pipeline import GRAPHML, MAP, STORE, update
from kgraph.record import plan
from kgraph.types import Document, Plan

# Articles that depend on each other: full names and short ones, an acronym, copies, a denial.
TEXTS = (
    "PARIS (Reuters) - Maria Keller, director of the European Space Agency, met Jan Novak on 3 May 2024.",
    "Keller praised Novak in Berlin. The ESA signed a contract with Airbus, officials said on Monday.",
    "Jan Novak did not meet Maria Keller in Paris, Czech officials said.",
    "Airbus, which is based in Toulouse, sued Boeing in Germany.",
    "Maria Keller, director of the European Space Agency, met Jan Novak on 3 May 2024.",
)
NAMES = ("a.txt", "b.txt", "c.txt")


def put(folder: Path, state: dict[str, int | None]) -> None:
    folder.mkdir(exist_ok=True)
    for name, text in state.items():
        if text is None:
            (folder / name).unlink(missing_ok=True)
        else:
            (folder / name).write_text(f"{TEXTS[text]}\n")


states = st.fixed_dictionaries({name: st.none() | st.integers(0, len(TEXTS) - 1) for name in NAMES}).filter(
    lambda state: any(text is not None for text in state.values())
)


@settings(max_examples=8)
@given(steps=st.lists(states, min_size=2, max_size=4))
def test_an_update_equals_a_fresh_build(tmp_path_factory, steps):
    root = tmp_path_factory.mktemp("update")
    for number, step in enumerate(steps):
        put(root / "articles", step)
        update([root / "articles"], root / "out")
        update([root / "articles"], root / f"fresh{number}")
        assert contents(root / "out") == contents(root / f"fresh{number}")


def fail(*_: object, **__: object) -> None:
    raise AssertionError("this was annotated again")


@pytest.fixture
def built(tmp_path, seeds_output):
    """The four seeds with their build, to be changed: (articles, output)."""
    shutil.copytree(SEEDS, tmp_path / "seeds")
    shutil.copytree(seeds_output, tmp_path / "out")
    return tmp_path / "seeds", tmp_path / "out"


def test_an_unchanged_folder_is_done_without_a_word(built, monkeypatch):
    articles, out = built
    times = {path.name: path.stat().st_mtime_ns for path in out.iterdir()}
    monkeypatch.setattr(extraction, "annotate", fail)
    monkeypatch.setattr(pipeline, "resolve", fail)
    outcome = update([articles], out)
    assert outcome.graph is None
    assert outcome.plan == Plan(unchanged=4)
    assert {path.name: path.stat().st_mtime_ns for path in out.iterdir() if path.suffix != ".lock"} == {
        name: time for name, time in times.items() if not name.endswith(".lock")
    }


def test_an_unchanged_folder_is_not_even_parsed(built, monkeypatch):
    articles, out = built
    update([articles], out)  # the first was of another path
    monkeypatch.setattr(pipeline, "read_documents", fail)
    assert update([articles], out).plan == Plan(unchanged=4)


def test_only_what_is_new_or_changed_is_annotated(built, monkeypatch):
    articles, out = built
    seen = []
    annotate = extraction.annotate

    def watched(nlp, documents):
        seen.extend(Path(document.name).name for document in documents)
        return annotate(nlp, documents)

    monkeypatch.setattr(extraction, "annotate", watched)
    changed, removed, *_ = sorted(path.name for path in articles.iterdir())
    (articles / changed).write_text((articles / changed).read_text() + "\n\nChina thanked Russia.\n")
    (articles / removed).unlink()
    (articles / "new.txt").write_text("Xi Jinping met Kim Jong Un in Pyongyang.\n")
    outcome = update([articles], out)
    assert sorted(seen) == sorted([changed, "new.txt"])
    assert outcome.plan == Plan(("seeds/new.txt",), (f"seeds/{changed}",), (f"seeds/{removed}",), 2)


def test_a_file_that_got_another_name_is_not_annotated_again(built, monkeypatch, tmp_path):
    articles, out = built
    monkeypatch.setattr(extraction, "annotate", fail)
    first = min(articles.iterdir())
    first.rename(articles / "zz.txt")
    update([articles], out)
    assert "seeds/zz.txt" in {document.name for document in kgraph.read_graph(out / STORE).documents}


def test_the_files_that_somebody_changed_are_written_again(built):
    articles, out = built
    before = contents(out)
    (out / GRAPHML).write_text("scribble")
    (out / MAP).unlink()
    update([articles], out)
    assert contents(out) == before


def test_one_article_out_and_in_again(built):
    """What other articles say stays as it is, and the first bytes come back."""
    articles, out = built
    before = contents(out)
    edges = [r for r in kgraph.read_graph(out / STORE).relations if r.kind == "stated"]
    gone = articles / "003_c1a02161869c3a71.txt"
    text = gone.read_text()
    (id_,) = (d.id for d in kgraph.read_graph(out / STORE).documents if d.source.endswith(gone.name))
    gone.unlink()
    update([articles], out)
    left = kgraph.read_graph(out / STORE).relations
    others = [r for r in edges if id_ not in {span.doc for span in r.sentences}]
    assert len(others) >= 90
    assert {relation for relation in others if relation not in left} == set()
    assert id_ not in repr(contents(out))
    gone.write_text(text)
    update([articles], out)
    assert contents(out) == before


def test_a_corrected_sentence_changes_only_its_edges(built):
    articles, out = built
    before = {statement_key(s) for s in stated(out)}
    path = articles / "003_c1a02161869c3a71.txt"
    path.write_text(path.read_text().replace("signed a deal", "refused a deal"))
    update([articles], out)
    after = {statement_key(s) for s in stated(out)}
    assert before != after
    assert {sentence for *_, sentence in before ^ after} <= {
        sentence for *_, sentence in before | after if "Gazprom and the China National" in sentence
    }


def stated(out: Path):
    graph = kgraph.read_graph(out / STORE)
    texts = {document.id: document.text for document in graph.documents}
    for relation in graph.relations:
        for s in relation.statements:
            yield relation, s, texts[s.sentence.doc][s.sentence.start : s.sentence.end]


def statement_key(found):
    relation, s, sentence = found
    return relation.subject, relation.object, relation.type, s.polarity, s.modality, sentence


NOW_AND_THEN = [
    # names with contents now, and then; what is added, changed, removed; how many are unchanged
    ("a1 b1", "", Plan(("a", "b"))),
    ("a1 b1", "a1 b1", Plan(unchanged=2)),
    ("a2 b1", "a1 b1", Plan(changed=("a",), unchanged=1)),
    ("a1 c1", "a1 b1", Plan(("c",), removed=("b",), unchanged=1)),
    ("a1 a2", "a1 a2", Plan(unchanged=2)),
    ("a1", "a1 a2", Plan(removed=("a",), unchanged=1)),
    ("a1 a2", "a1", Plan(("a",), unchanged=1)),
    ("a1 a3", "a1 a2", Plan(changed=("a",), unchanged=1)),
]


@pytest.mark.parametrize(("now", "then", "expected"), NOW_AND_THEN)
def test_a_plan_tells_what_is_to_be_done(now, then, expected):
    documents = [[Document(both, both[0], both[0], "A text.") for both in of.split()] for of in (now, then)]
    assert plan(*documents) == expected


# --- what else a graph depends on ---


def test_another_model_or_rule_annotates_everything_again(built, monkeypatch):
    articles, out = built
    seen = []
    annotate = extraction.annotate
    monkeypatch.setattr(
        extraction, "annotate", lambda nlp, documents: seen.append(len(documents)) or annotate(nlp, documents)
    )
    monkeypatch.setattr(pipeline, "fingerprint", lambda model, names: "of other rules")
    update([articles], out)
    assert seen == [4]


def test_an_alias_of_the_users_is_found_in_what_was_there(built, tmp_path):
    articles, out = built
    (articles / "5.txt").write_text("Rocket Man thanked Vladimir Putin on Monday.")
    update([articles], out)
    decision = Decision("alias", (Reference("Kim Jong Un"),), "Rocket Man")
    update([articles], out, decisions=[decision])
    update([articles], tmp_path / "fresh", decisions=[decision])
    assert contents(out) == contents(tmp_path / "fresh")
    assert "Rocket Man" in next(
        e.aliases for e in kgraph.read_graph(out / STORE).entities if e.name == "Kim Jong Un"
    )


def test_choices_of_the_graph_annotate_nothing(built, tmp_path, monkeypatch):
    articles, out = built
    config = kgraph.Config(comentions=1, min_confidence=0.7)
    update([articles], tmp_path / "fresh", config=config)
    monkeypatch.setattr(extraction, "annotate", fail)
    update([articles], out, config=config)
    assert contents(out) == contents(tmp_path / "fresh")


def test_a_document_that_failed_is_tried_again_when_something_has_changed(tmp_path, monkeypatch):
    (tmp_path / "a.txt").write_text("Xi Jinping met Vladimir Putin in Beijing.")
    (tmp_path / "b.txt").write_text("Gazprom grew in Russia.")
    find = extraction.find_mentions

    def fragile(doc, document, aliases):
        if "Gazprom" in doc.text:
            raise IndexError("a rule with a hole")
        return find(doc, document, aliases)

    with monkeypatch.context() as patched:
        patched.setattr(extraction, "find_mentions", fragile)
        assert len(kgraph.build([tmp_path], output=tmp_path / "out").failures) == 1
        graph = kgraph.build([tmp_path], output=tmp_path / "out")
        assert len(graph.failures) == 1  # nothing has changed, and nothing is forgotten
    (tmp_path / "c.txt").write_text("Kim Jong Un visited Moscow.")
    assert not kgraph.build([tmp_path], output=tmp_path / "out").failures


def put_many(folder: Path, number: int) -> None:
    folder.mkdir()
    for n in range(number):
        (folder / f"{n}.txt").write_text(f"Xi Jinping met Vladimir Putin {n} times in Beijing.")


def test_what_a_build_has_written_is_no_article_of_the_next(tmp_path, monkeypatch):
    put_many(tmp_path / "news", 2)
    monkeypatch.chdir(tmp_path / "news")
    before = update(["."], "output").plan
    assert update(["."], "output").plan == Plan(unchanged=2)
    update(["."], ".")
    assert update(["."], ".").plan == Plan(unchanged=2)
    assert len(before.added) == 2


def test_an_excluded_article_that_goes_is_forgotten(tmp_path):
    """The articles that are read are the same as before, but not what is told of those that are not."""
    put_many(tmp_path / "news", 3)
    decisions = [Decision("exclude", to="news/2.txt")]
    update([tmp_path / "news"], tmp_path / "out", decisions=decisions)
    (tmp_path / "news" / "2.txt").unlink()
    update([tmp_path / "news"], tmp_path / "out", decisions=decisions)
    update([tmp_path / "news"], tmp_path / "fresh", decisions=decisions)
    assert contents(tmp_path / "out") == contents(tmp_path / "fresh")


def test_what_was_annotated_is_kept_when_a_run_ends_in_the_middle(tmp_path, monkeypatch):
    monkeypatch.setattr(extraction, "BATCH", 2)
    articles = tmp_path / "articles"
    put_many(articles, 6)
    annotate, done = extraction.annotate, []

    def until_the_third(nlp, documents):
        if len(done) == 2:
            raise KeyboardInterrupt
        done.append(len(documents))
        return annotate(nlp, documents)

    with monkeypatch.context() as patched:
        patched.setattr(extraction, "annotate", until_the_third)
        with pytest.raises(KeyboardInterrupt):
            update([articles], tmp_path / "out")
    with pytest.raises(kgraph.StoreError, match=r"no build has ended in .*out yet; run kgraph build again"):
        kgraph.read_graph(tmp_path / "out" / STORE)
    monkeypatch.setattr(
        extraction, "annotate", lambda nlp, documents: done.append(len(documents)) or annotate(nlp, documents)
    )
    update([articles], tmp_path / "out")
    assert done == [2, 2, 2]
    assert contents(tmp_path / "out")["kept"] == []
    update([articles], tmp_path / "fresh")
    assert contents(tmp_path / "out") == contents(tmp_path / "fresh")


# --- the record ---


def test_the_manifest_makes_the_graph_reproducible(built, seeds_output):
    _, out = built
    graph = kgraph.read_graph(out / STORE)
    manifest = dict(graph.manifest)
    assert json.loads(manifest["inputs"]) == sorted([d.name, d.id] for d in graph.documents)
    for key in ("kgraph", "spacy", "networkx", "model", "model version", "comentions", "title", "failed"):
        assert manifest[key], key
    page = (out / MAP).read_text(encoding="utf-8")
    assert all(d.id in page for d in graph.documents)
    import networkx

    told = networkx.read_graphml(out / GRAPHML).graph
    assert told["inputs"] == manifest["inputs"]
    assert told["model_version"] == manifest["model version"]


def test_a_build_says_what_it_found_new(tmp_path):
    (tmp_path / "a.txt").write_text("Xi Jinping met Vladimir Putin in Beijing.")
    (tmp_path / "b.txt").write_text("Kim Jong Un visited Moscow.")
    out = tmp_path / "out"
    run("build", tmp_path / "a.txt", tmp_path / "b.txt", "-o", out)
    (tmp_path / "b.txt").write_text("Kim Jong Un visited Beijing.")
    (tmp_path / "c.txt").write_text("Kim Jong Un visited Seoul.")
    said = run("build", tmp_path / "b.txt", tmp_path / "c.txt", "-o", out).stderr
    assert "2 documents in" in said and ": 1 new, 1 changed, 1 removed" in said
    said = run("build", tmp_path / "b.txt", tmp_path / "c.txt", "-o", out).stderr
    assert "2 unchanged" in said and "nothing has changed" in said
    summary = json.loads(run("build", tmp_path / "b.txt", tmp_path / "c.txt", "-o", out, "--json").stdout)
    assert (summary["unchanged"], summary["written"], summary["added"]) == (2, False, [])


# --- kgraph remove ---


def run(*arguments: object):
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    return result


@pytest.fixture
def at_home(built, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    return built


def test_an_article_that_was_removed_stays_out(at_home):
    articles, out = at_home
    before = contents(out)
    result = run("remove", "003_c1a02161869c3a71.txt", "-o", out)
    assert result.exit_code == 0
    assert "seeds/003_c1a02161869c3a71.txt left out" in result.stderr
    assert "3 documents (-1)" in result.stderr
    removed = contents(out)
    assert run("build", articles, "-o", out).exit_code == 0
    assert contents(out) == removed
    run("build", articles, "-o", "fresh", "-q")
    assert contents(Path("fresh")) == removed
    Path("kgraph.toml").unlink()
    run("build", articles, "-o", out, "-q")
    assert contents(out) == before


def test_two_are_removed_as_one_build_without_them_would_have_it(at_home):
    articles, out = at_home
    run("remove", "seeds/003_c1a02161869c3a71.txt", "-o", out)
    graph = kgraph.read_graph(out / STORE)
    (id_,) = (d.id for d in graph.documents if d.name.startswith("seeds/004"))
    assert run("remove", id_, "-o", out).exit_code == 0
    removed = contents(out)
    run("build", articles, "-o", "fresh", "-q")
    assert contents(Path("fresh")) == removed


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("003_c1a02161869c3a7.txt", "did you mean seeds/003_c1a02161869c3a71.txt?"),
        ("xyz", "no article of"),
    ],
)
def test_what_is_not_there_cannot_be_removed(at_home, name, said):
    _, out = at_home
    before = contents(out)
    result = run("remove", name, "-o", out)
    assert result.exit_code == 1
    assert said in result.stderr
    assert contents(out) == before
    assert not Path("kgraph.toml").exists()


@pytest.mark.parametrize(
    ("other", "left"),
    [
        ({"id": "p2", "source": "p1"}, "p2"),  # its source is the id of the one that is meant
        ({"id": "p1"}, "p1"),  # so is its id, in another file
    ],
)
def test_only_what_is_meant_is_removed(tmp_path, monkeypatch, other, left):
    monkeypatch.chdir(tmp_path)
    lines = {"id": "p1", "text": "Xi Jinping met Vladimir Putin in Beijing."}, {**other, "text": "Ruth sang."}
    for number, line in enumerate(lines):
        Path(f"{number}.jsonl").write_text(json.dumps(line))
    run("build", "0.jsonl", "1.jsonl", "-q")
    meant = next(d for d in kgraph.read_graph("output/kgraph.db").documents if "Xi" in d.text)
    assert run("remove", meant.id).stderr.startswith("p1 left out, by kgraph.toml; now there are 1 document")
    (document,) = kgraph.read_graph("output/kgraph.db").documents
    assert (document.name, document.text) == (left, "Ruth sang.")


def test_the_last_article_is_not_removed(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("Xi Jinping met Vladimir Putin in Beijing.")
    run("build", "a.txt", "-q")
    result = run("remove", "a.txt")
    assert result.exit_code == 1
    assert "excludes each of the articles" in result.stderr
    assert not Path("kgraph.toml").exists()


def test_a_removal_keeps_the_choices_of_the_build(at_home, tmp_path):
    articles, out = at_home
    config = kgraph.Config(comentions=2, min_confidence=0.6, title="A title")
    update([articles], out, config=config)
    run("remove", "003_c1a02161869c3a71.txt", "-o", out)
    (articles / "003_c1a02161869c3a71.txt").unlink()
    update([articles], tmp_path / "fresh", config=config)
    left, fresh = (dict(kgraph.read_graph(folder / STORE).manifest) for folder in (out, tmp_path / "fresh"))
    decided = {"decisions", "decisions not applied", "excluded"}
    assert {k: v for k, v in left.items() if k not in decided} == fresh
    assert (out / MAP).read_text().count("A title") == (tmp_path / "fresh" / MAP).read_text().count("A title")


def test_config_comes_back_from_a_manifest():
    from kgraph.config import Groups, config_of
    from kgraph.record import Input, manifest

    config = kgraph.Config(
        comentions=2,
        min_confidence=0.25,
        since="2024",
        families=Groups((("treatment", ("treat", "prescribe")),), ("location",), True),
    )
    assert config_of(manifest(Input((), (), "t"), config, ())) == replace(config, title="")
