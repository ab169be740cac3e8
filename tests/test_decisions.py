"""A user's decisions: what the file may hold, what it may not, and how it is written and taken back."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from worlds import HOSTILE

from kgraph.config import Config, load_config
from kgraph.decisions import (
    TARGETS,
    VERBS,
    VERDICT_VERBS,
    Claim,
    Decision,
    Reference,
    describe,
    folded,
    load_decisions,
    stands_in,
    with_decision,
    without_decision,
)
from kgraph.errors import ConfigError
from kgraph.types import CLAIM_VERDICTS, ENTITY_TYPES, MODALITIES, POLARITIES, Document
from kgraph.vocabulary import vocabulary

THANKED = "The minister thanked the pilot of the flight to Oslo."
EVERYTHING = """\
# settings
comentions = 5

[[same]]   # two spellings
names = ["Kaja Kallas", "Kaia Kallas"]
note = "the EU's"
[[different]]
names = ["John Smith", { name = "John Smith", document = "b.txt" }]
[[unsure]]
names = ["J. Smith", "John Smith"]
[[rename]]
name = "DPRK"
to = "North Korea"
[[retype]]
name = { name = "Truth Social", type = "PERSON" }
type = "ORG"
[[ignore]]
name = "File Photo"
[[alias]]
name = "Kim Jong Un"
alias = "Rocket Man"
[[wrong]]
document = "b.txt"
sentence = '''
The minister thanked the pilot
 of the flight  to Oslo.'''
subject = "The minister"
type = "thank"
object = "Oslo"
note = "the pilot was thanked"
[[right]]
document = "b.txt"
sentence = "Smith and Keller left."
subject = "John Smith"
object = "Keller"
[[unclear]]
document = "c.txt"
sentence = "It would."
subject = "It"
object = "they"
type = "tell"
polarity = "negative"
modality = "claimed"
[[exclude]]
document = "drafts/old.txt"
"""


SAID = '[[wrong]]\ndocument = "d"\nsentence = "A saw  B."\nsubject = "A"\n'


def test_each_kind_of_decision_is_read(tmp_path):
    file = tmp_path / "kgraph.toml"
    file.write_text(EVERYTHING)
    smith = Reference("John Smith")
    assert load_decisions(file) == (
        Decision("same", (Reference("Kaja Kallas"), Reference("Kaia Kallas"))),
        Decision("different", (smith, Reference("John Smith", document="b.txt"))),
        Decision("unsure", (Reference("J. Smith"), smith)),
        Decision("rename", (Reference("DPRK"),), "North Korea"),
        Decision("retype", (Reference("Truth Social", type="PERSON"),), "ORG"),
        Decision("ignore", (Reference("File Photo"),)),
        Decision("alias", (Reference("Kim Jong Un"),), "Rocket Man"),
        Decision("wrong", claim=Claim("b.txt", THANKED, "The minister", "Oslo", "thank")),
        Decision("right", claim=Claim("b.txt", "Smith and Keller left.", "John Smith", "Keller")),
        Decision("unclear", claim=Claim("c.txt", "It would.", "It", "they", "tell", "negative", "claimed")),
        Decision("exclude", to="drafts/old.txt"),
    )
    assert load_config(file) == Config(comentions=5)


def test_the_examples_of_the_readme_are_right(tmp_path):
    readme = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
    decided, families = re.findall(r"```toml\n(.*?)```", readme, re.S)
    (tmp_path / "kgraph.toml").write_text(decided)
    (tmp_path / "decisions.toml").write_text("")
    assert {decision.verb for decision in load_decisions(tmp_path / "kgraph.toml")} == set(VERBS)
    assert load_config(tmp_path / "kgraph.toml") == Config()
    (tmp_path / "kgraph.toml").write_text(families)
    known = vocabulary(load_config(tmp_path / "kgraph.toml"))
    types = ("prescribe for", "reject plea bargain", "appear in", "village in", "attack")
    assert [known.family(type) for type in types] == ["treatment", "agreement", "other", "other", "conflict"]
    assert known.brought_together("dine with", True) == ("meet", True)
    assert known.brought_together("purchase", False) == ("purchase", False)


def test_another_file_may_hold_the_decisions(tmp_path):
    (tmp_path / "names").mkdir()
    (tmp_path / "names" / "ours.toml").write_text('[[ignore]]\nname = "File Photo"\n')
    file = tmp_path / "kgraph.toml"
    file.write_text('decisions = "names/ours.toml"\n[[ignore]]\nname = "Getty"\n')
    assert [d.of[0].name for d in load_decisions(file)] == ["Getty", "File Photo"]
    assert load_config(file) == Config()


def test_a_file_that_is_yet_to_be_written_holds_none(tmp_path):
    assert load_decisions(tmp_path / "none.toml", missing_ok=True) == ()
    (tmp_path / "kgraph.toml").write_text('decisions = "none.toml"\n')
    assert load_decisions(tmp_path / "kgraph.toml", missing_ok=True) == ()
    with pytest.raises(ConfigError, match=r"none\.toml cannot be read"):
        load_decisions(tmp_path / "kgraph.toml")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[[sames]]\nnames = ["A", "B"]', r"unknown key 'sames'.*\[\[same\]\], \[\[different\]\]"),
        ('[same]\nnames = ["A", "B"]', r"write each same as a table of its own under \[\[same\]\]"),
        ("same = 3", r"write each same as a table of its own"),
        (
            '[[same]]\nname = "A"',
            r"\[\[same\]\] number 1 has an unknown key 'name'; valid keys are names",
        ),
        ('[[same]]\nnames = ["A", "B"]\n[[same]]\nnames = ["A"]', r"number 2 needs two or more names.*\"A\""),
        ('[[same]]\nnames = ["Kim Jong Un", "Kim Jong-un"]', r"number 1 needs two or more names"),
        ('[[same]]\nnames = "A"', r'needs names = \["...", "..."\]'),
        ("[[same]]\nnames = [1, 2]", "a name is text or a table with name, document, type, not 1"),
        ('[[same]]\nnames = ["", "B"]', "the name of a name must be text, not ''"),
        ('[[same]]\nnames = ["A", {document = "b"}]', "the name of a name must be text, not None"),
        (
            '[[same]]\nnames = ["A", {name = "B", doc = "b"}]',
            "unknown key 'doc'; valid keys are name",
        ),
        (
            '[[same]]\nnames = ["A", {name = "B", type = "HUMAN"}]',
            "'HUMAN' is no type; types are PERSON, ORG",
        ),
        ('[[same]]\nnames = ["A", "B"]\nnote = 1', "note must be text, not 1"),
        ('[[rename]]\nname = "A"', r'\[\[rename\]\] number 1 needs to = "..."'),
        ('[[rename]]\nto = "A"', r'needs name = "..."'),
        ('[[rename]]\nname = "A"\nto = " "', "needs to = .*not ' '"),
        ('[[retype]]\nname = "A"\ntype = "HUMAN"', "'HUMAN' is no type; types are PERSON, ORG"),
        ('[[retype]]\nname = "A"\nto = "ORG"', "unknown key 'to'; valid keys are name, type, note"),
        ('[[ignore]]\nname = "A"\nto = "B"', "unknown key 'to'; valid keys are name, note"),
        ('[[alias]]\nname = "A"', 'needs alias = "..."'),
        ("decisions = 3", "decisions must be the name of a file, not 3"),
        (
            '[[same]]\nnames = ["A", "B"]\n[[different]]\nnames = ["b", "a"]',
            '"b", "a" are same and different',
        ),
        (
            '[[same]]\nnames = ["A", "B", "C"]\n[[different]]\nnames = ["C", "D", "A"]',
            '"C", "A" are same and different',
        ),
        ('[[different]]\nnames = ["A", "B", "A"]', '"A", "A" are same and different'),
        (
            '[[rename]]\nname = "A"\nto = "B"\n[[rename]]\nname = "a"\nto = "C"',
            r"\[\[rename\]\] \"a\" is there to 'B' and to 'C'; remove one",
        ),
        ("[[same]", "is not valid TOML"),
        ('[[wrong]]\ndocument = "a"', r'\[\[wrong\]\] number 1 needs sentence = "..."'),
        (SAID + "object = 3", 'needs object = "...", not 3'),
        (SAID + 'object = "B"\nfrom = 3', "unknown key 'from'; valid keys are document, sentence, subject"),
        (SAID + 'object = "B"\ntype = "go"\npolarity = "no"', "'no' is no polarity; choose of positive"),
        (SAID + 'object = "B"\ntype = "go"\nmodality = "no"', "'no' is no modality; choose of asserted, "),
        (SAID + 'object = "B"\nmodality = "claimed"', "a modality but no type"),
        (
            SAID + 'object = "B"\n' + SAID.replace("wrong", "right") + 'object = "B"\n',
            '"A" mentioned with "B" in "d", "A saw B." is wrong and right; remove one',
        ),
        ("[[exclude]]", 'needs document = "..."'),
        ('[[exclude]]\nname = "a.txt"', "unknown key 'name'; valid keys are document, note"),
    ],
)
def test_a_wrong_entry_is_one_sentence_that_names_file_and_entry(tmp_path, text, said):
    file = tmp_path / "kgraph.toml"
    file.write_text(text)
    with pytest.raises(ConfigError, match=said) as error:
        load_decisions(file)
    assert str(file) in str(error.value) and "\n" not in str(error.value)


def test_what_a_user_could_not_tell_contradicts_nothing(tmp_path):
    file = tmp_path / "kgraph.toml"
    file.write_text('[[unsure]]\nnames = ["A", "B"]\n[[same]]\nnames = ["A", "B"]\n')
    assert len(load_decisions(file)) == 2


def test_settings_do_not_stand_in_the_other_file(tmp_path):
    (tmp_path / "ours.toml").write_text("comentions = 3\n")
    (tmp_path / "kgraph.toml").write_text('decisions = "ours.toml"\n')
    with pytest.raises(ConfigError, match=r"ours\.toml has an unknown key 'comentions'"):
        load_decisions(tmp_path / "kgraph.toml")


@pytest.mark.parametrize(
    ("document", "stands"), [(None, True), ("b.txt", True), ("news/b.txt", True), ("d2", True), ("b", False)]
)
def test_a_document_is_named_by_name_source_or_id(document, stands):
    assert stands_in(Reference("A", document), Document("d2", "b.txt", "news/b.txt", "A")) is stands


def test_references_sort_by_name_document_and_type():
    shuffled = [Reference("B"), Reference("A", "b"), Reference("A"), Reference("A", type="ORG")]
    assert sorted(shuffled) == [shuffled[2], shuffled[3], shuffled[1], shuffled[0]]


@pytest.mark.parametrize(
    ("decision", "line"),
    [
        (Decision("same", (Reference("A"), Reference("B"))), 'same: "A", "B"'),
        (Decision("ignore", (Reference("B", "c"),)), 'ignore: { name = "B", document = "c" }'),
        (Decision("rename", (Reference("A"),), "B\n"), 'rename: "A" to "B\\u000a"'),
        (Decision("ignore", (Reference("A"),)), 'ignore: "A"'),
        (Decision("exclude", to="a.txt"), 'exclude: "a.txt"'),
        (
            Decision("wrong", claim=Claim("d", "A saw B.", "A", "B", "see", "negative")),
            'wrong: "A" "see" "B" (negative) in "d", "A saw B."',
        ),
    ],
)  # fmt: skip
def test_a_decision_is_described_in_one_line(decision, line):
    assert describe(decision) == line


# --- writing ---

characters = st.characters(exclude_categories=["Cs"])
names = (st.text(characters, min_size=1, max_size=12) | st.sampled_from(HOSTILE)).filter(str.strip)
references = st.builds(Reference, names, st.none() | names, st.none() | st.sampled_from(ENTITY_TYPES))


@st.composite
def claims(draw) -> Claim:
    said = (draw(names.map(folded)) for _ in range(3))
    if draw(st.booleans()):
        return Claim(draw(names), *said)
    type_ = draw(names.map(folded))
    polarity = draw(st.none() | st.sampled_from(POLARITIES))
    return Claim(draw(names), *said, type_, polarity, draw(st.none() | st.sampled_from(MODALITIES)))


@st.composite
def decisions(draw) -> Decision:
    verb = draw(st.sampled_from(VERBS))
    if verb in VERDICT_VERBS:
        return Decision(verb, tuple(draw(st.lists(references, min_size=2, max_size=3))))
    if verb in CLAIM_VERDICTS:
        return Decision(verb, claim=draw(claims()))
    if verb == "exclude":
        return Decision(verb, to=draw(names))
    to = draw(st.sampled_from(ENTITY_TYPES)) if verb == "retype" else draw(names) if TARGETS[verb] else ""
    return Decision(verb, (draw(references),), to)


texts = st.sampled_from(
    ("", "\n", "\ufeff", "\ufeffcomentions = 3", "# only this", "a = 1\r\n", EVERYTHING, EVERYTHING[:-1])
)


@given(texts, decisions())
def test_what_is_written_is_read_again(text, decision):
    before = tomllib.loads(text.removeprefix("\ufeff"))
    after = tomllib.loads(with_decision(text, decision).removeprefix("\ufeff"))
    assert after.pop(decision.verb)[: len(before.get(decision.verb, []))] == before.pop(decision.verb, [])
    assert after == before


@settings(max_examples=50)
@given(st.lists(decisions(), max_size=4))
def test_a_file_of_any_names_is_read_as_it_was_written(tmp_path_factory, made):
    text = ""
    for decision in made:
        text = with_decision(text, decision)
    file = tmp_path_factory.mktemp("decisions") / "kgraph.toml"
    file.write_bytes(text.encode("utf-8"))
    try:
        read = load_decisions(file)
    except ConfigError as error:  # two of them may contradict each other
        assert "contradicts itself" in str(error) or "two or more names" in str(error)
    else:
        assert sorted(read, key=str) == sorted(made, key=str)
    assert all(c.isprintable() or c == "\n" for c in text)


@given(texts, st.lists(decisions(), min_size=1, max_size=3))
def test_taking_back_restores_every_byte(text, made):
    states = [text]
    for decision in made:
        states.append(with_decision(states[-1], decision))
    for number in reversed(range(len(made))):
        assert without_decision(states[number + 1], made[number]) == states[number]


def test_taking_back_leaves_what_others_have_added():
    first = Decision("same", (Reference("A"), Reference("B")))
    text = with_decision(EVERYTHING, first) + '\n[[ignore]]\nname = "Getty"\n'
    assert without_decision(text, first) == EVERYTHING + '\n[[ignore]]\nname = "Getty"\n'
    assert without_decision(EVERYTHING, first) == EVERYTHING


def test_a_verb_in_one_line_is_no_place_to_add_to():
    with pytest.raises(ConfigError, match=r"\[\[same\]\] cannot be added"):
        with_decision('same = [{ names = ["A", "B"] }]\n', Decision("same", (Reference("A"), Reference("C"))))
