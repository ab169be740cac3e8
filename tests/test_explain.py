"""Why mentions are one node, why two nodes are two, and what to write to change it."""

from __future__ import annotations

import json
import tomllib

import pytest
from click.testing import CliRunner
from marked import Corpus

from kgraph.cli import main
from kgraph.explain import explain, explain_pair
from kgraph.types import Judgement

TALKS = Corpus(
    {
        "a": "{Kaja Kallas=kaja} spoke. {Kallas=kaja<Kaja Kallas} left. {She=kaja<Kaja Kallas} wept. "
        "{The minister=kaja<Kaja Kallas} met {Xi=xi}. {Beijing=china|China} and {Chinese=cn|China} envoys.",
        "b": "{Kaia Kallas=kaja} met {Kallas=other}. {Kaia Kallas=kaja} left. {DPRK=nk}, {North Korea=nk}.",
        "c": "{Kaja Kallas=kaja} met {Maria Kallas=maria}. {Kallas=kaja<Kaja Kallas} won. {Georgia=gpe}. "
        "{Georgia=ann}.",
    },
    {
        "kaja": ("Kaja Kallas", "PERSON"),
        "other": ("Kallas", "PERSON"),
        "maria": ("Maria Kallas", "PERSON"),
        "xi": ("Xi", "PERSON"),
        "china": ("China", "GPE"),
        "cn": ("China", "ORG"),
        "nk": ("North Korea", "GPE"),
        "gpe": ("Georgia", "GPE"),
        "ann": ("Georgia", "PERSON"),
    },
    (("b:Kaia Kallas", "a:Kaja Kallas", "same", 0.9), ("b:Kallas", "a:Kaja Kallas", "unsure", 0.5)),
)


def entity(resolved, id_):
    return next(e for e in resolved.entities if e.id == id_)


def blocks(id_):
    resolved = TALKS.resolved()
    found = explain(resolved, entity(resolved, id_)).blocks
    return {
        (b.spelling, b.kind): (len(b.mentions), [s.says + ("!" if s.judgement else "") for s in b.steps])
        for b in found
    }


def test_each_spelling_says_how_often_it_stands_and_why_it_belongs():
    assert blocks("kaja") == {
        ("Kaja Kallas", "name"): (2, []),
        ("Kaia Kallas", "name"): (2, ["Kaja Kallas and Kaia Kallas were judged the same!"]),
        ("Kallas", "name"): (2, ["Kallas is short for Kaja Kallas in news/a, news/c"]),
        ("The minister", "nominal"): (1, ["The minister refers to Kaja Kallas in news/a"]),
        ("she", "pronoun"): (1, ["the pronoun refers to Kaja Kallas in news/a"]),
    }


@pytest.mark.parametrize(
    ("id_", "spelling", "says"),
    [
        ("nk", "DPRK", "DPRK and North Korea are names of one country"),
        ("china", "Beijing", "Beijing is the capital, and stands for the government, of China"),
        ("cn", "Chinese", "Chinese is the adjective of China"),
    ],
)
def test_other_names_of_a_country_say_what_they_are(id_, spelling, says):
    (steps,) = [steps for (name, _), (_, steps) in blocks(id_).items() if name == spelling]
    assert steps == [says]


def test_the_name_itself_comes_first_then_names_then_what_refers_to_them():
    resolved = TALKS.resolved()
    kinds = [b.kind for b in explain(resolved, entity(resolved, "kaja")).blocks]
    assert explain(resolved, entity(resolved, "kaja")).blocks[0].spelling == "Kaja Kallas"
    assert kinds == sorted(kinds, key=["name", "adjective", "nominal", "pronoun"].index)


def test_every_mention_is_in_one_block():
    resolved = TALKS.resolved()
    for each in resolved.entities:
        spans = [span for block in explain(resolved, each).blocks for span in block.mentions]
        assert sorted(spans) == sorted(each.mentions)


def test_a_chain_of_judgements_is_told_step_by_step():
    judged = (("a:J. Smith", "b:John Smith", "same", 0.9), ("b:John Smith", "c:Jon Smith", "same", 0.8))
    corpus = Corpus(
        {"a": "{J. Smith=one}.", "b": "{John Smith=one}.", "c": "{Jon Smith=one}."},
        {"one": ("John Smith", "PERSON")},
        judged,
    )
    resolved = corpus.resolved()
    (one,) = resolved.entities
    pair = explain_pair(resolved, one, one, ("J. Smith", "jon smith"))
    assert [step.judgement.score for step in pair.steps] == [0.9, 0.8]
    assert pair.change is not None and pair.change.verb == "different"
    assert [reference.name for reference in pair.change.of] == ["J. Smith", "jon smith"]


def test_what_no_judgement_explains_is_said():
    resolved = Corpus({"a": "{Ann=x}.", "b": "{Bob=x}."}, {"x": ("Ann", "PERSON")}).resolved()
    pair = explain_pair(resolved, resolved.entities[0], resolved.entities[0], ("Ann", "Bob"))
    assert "no reason is recorded" in pair.steps[0].says


def test_an_acronym_that_is_used_more_than_its_expansion_is_the_name_of_both():
    articles = {
        "a": "{Court of Appeal=coa} sat. {COA=coa<Court of Appeal} rose. {COA=coa<Court of Appeal} sat.",
        "b": "{COA=coa} sat.",
    }
    resolved = Corpus(articles, {"coa": ("COA", "ORG")}).resolved()
    found = explain(resolved, resolved.entities[0]).blocks
    short = "COA is short for Court of Appeal in news/a"
    assert [(b.spelling, [s.says for s in b.steps]) for b in found] == [
        ("COA", []), ("COA", [short]), ("Court of Appeal", [short]),
    ]  # fmt: skip


def test_an_antecedent_that_the_user_has_denied_is_no_reason():
    """The store keeps what the document said; the entities say what was made of it."""
    corpus = Corpus({"a": "{Xi Jinping=jinping} and {Xi=xi<Xi Jinping}."}, {"jinping": ("Xi Jinping", "PERSON"), "xi": ("Xi", "PERSON")})  # fmt: skip  # noqa: E501
    resolved = corpus.resolved()
    (block,) = explain(resolved, entity(resolved, "xi")).blocks
    assert block.steps == ()


# --- two nodes ---


@pytest.mark.parametrize(
    ("left", "right", "says"),
    [
        ("kaja", "other", "Kaja Kallas and Kallas were compared, and left open"),
        ("kaja", "maria", "they cannot be one: "),
        ("kaja", "china", "people, places and other names are not compared with each other"),
        ("xi", "other", "they cannot be one: different names"),
        ("gpe", "ann", "Georgia is GPE and Georgia is PERSON"),
        ("kaja", "xi", "they"),
    ],
)
def test_two_nodes_say_why_they_are_two(left, right, says):
    resolved = TALKS.resolved()
    pair = explain_pair(resolved, entity(resolved, left), entity(resolved, right), (left, right))
    assert says in pair.says
    assert pair.change is not None and pair.change.verb == "same"


def test_what_the_user_has_decided_is_changed_by_taking_it_out():
    resolved = TALKS.resolved()
    left, right = entity(resolved, "kaja"), entity(resolved, "maria")
    decided = Judgement(left.mentions[0], right.mentions[0], "different", 1.0, "decided by the user", "user")
    resolved = type(resolved)(resolved.extractions, resolved.entities, [*resolved.judgements, decided])
    pair = explain_pair(resolved, left, right, ("", ""))
    assert (pair.judgements, pair.change) == ((decided,), None)
    assert "kept apart" in pair.says


def test_a_short_name_that_many_have_is_nobodys():
    names = ["Ann", "Bea", "Cleo", "Dora", "Ella", "Fay", "Gina", "Hana", "Ida"]
    corpus = Corpus(
        {"a": "{Smith=x}. " + " ".join(f"{{{name} Smith={name}}}." for name in names)},
        {"x": ("Smith", "PERSON")} | {name: (f"{name} Smith", "PERSON") for name in names},
    )
    resolved = corpus.resolved()
    pair = explain_pair(resolved, entity(resolved, "x"), entity(resolved, "Ann"), ("", ""))
    assert pair.says == "they were never compared: Smith is in 10 names, and more than 8 are too many"


# --- the command ---


def run(folder, *arguments):
    return CliRunner().invoke(main, ["explain", "-o", str(folder), *arguments])


@pytest.fixture(scope="module")
def talks(tmp_path_factory):
    return TALKS.write(tmp_path_factory.mktemp("talks"))


def test_one_name_as_text(talks):
    shown = run(talks, "kaja kallas").stdout
    assert shown.startswith(
        "Kaja Kallas  PERSON, 8 mentions in 3 articles\n\n  “Kaja Kallas”: 2 mentions in 2"
    )
    for line in (
        "    the name itself",
        "    same, 0.90 by kgraph: b:Kaia Kallas and a:Kaja Kallas",
        "      +1.50  names alike",
        "  Other nodes it was compared with:\n    Kallas  PERSON\n      unsure, 0.50 by kgraph: ",
    ):
        assert line in shown


def test_two_names_as_text_with_what_to_write(talks):
    shown = run(talks, "Kaja Kallas", "Kaia Kallas").stdout
    assert shown.startswith("One node, Kaja Kallas (PERSON):\n  same, 0.90 by kgraph")
    assert "To keep them apart, write into kgraph.toml and build again:" in shown
    written = tomllib.loads(shown.partition("again:\n")[2])
    assert written == {"different": [{"names": ["Kaja Kallas", "Kaia Kallas"]}]}
    shown = run(talks, "Maria Kallas", "Kaja Kallas").stdout
    assert shown.startswith(
        "Two nodes, Maria Kallas (PERSON) and Kaja Kallas (PERSON):\n  they cannot be one"
    )
    assert tomllib.loads(shown.partition("again:\n")[2]) == {
        "same": [{"names": ["Maria Kallas", "Kaja Kallas"]}]
    }


def test_as_data(talks):
    (row,) = json.loads(run(talks, "Kaia Kallas", "--json").stdout)
    assert (row["id"], row["name"], row["type"]) == ("kaja", "Kaja Kallas", "PERSON")
    assert sum(block["mentions"] for block in row["spellings"]) == 8
    (block,) = [block for block in row["spellings"] if block["spelling"] == "Kaja Kallas"]
    assert block == {
        "spelling": "Kaja Kallas",
        "kind": "name",
        "mentions": 2,
        "documents": ["news/a", "news/c"],
        "steps": [],
    }
    (apart,) = row["apart"]
    assert apart["from"]["name"] == "Kallas" and apart["verdict"] == "unsure"
    assert apart["parts"][0] == {"part": "names alike", "weight": 1.5}
    (pair,) = json.loads(run(talks, "Maria Kallas", "Kaja Kallas", "--json").stdout)
    assert pair["one"] is False and pair["why"].startswith("they cannot be one")
    assert tomllib.loads(pair["change"]) == {"same": [{"names": ["Maria Kallas", "Kaja Kallas"]}]}


def test_a_name_of_several_is_explained_for_each(talks):
    shown = run(talks, "Georgia").stdout
    assert "Georgia  GPE" in shown and "Georgia  PERSON" in shown
    shown = run(talks, "Georgia", "Maria Kallas").stdout
    assert shown.count("Two nodes") == 2


def test_an_unknown_name_suggests_the_nearest(talks):
    result = run(talks, "Kaja Kalas")
    assert result.exit_code == 1 and "did you mean Kaja Kallas" in result.stderr


def test_the_seeds(seeds_output):
    shown = run(seeds_output, "dprk").stdout
    assert "DPRK and North Korea are names of one country" in shown
    assert "no reason is recorded" not in shown
    result = run(seeds_output, "Xi Jinping", "Vladimir Putin")
    assert result.exit_code == 0 and result.stdout.startswith("Two nodes")


def test_every_mention_of_the_seeds_has_a_reason(seeds_output):
    from kgraph.query import read_resolved

    resolved = read_resolved(seeds_output / "kgraph.db")
    for each in resolved.entities:
        for block in explain(resolved, each).blocks:
            assert not any("no reason" in step.says for step in block.steps), (each.name, block)
