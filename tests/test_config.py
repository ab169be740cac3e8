"""Choices: ranges, files."""

import pytest

from kgraph.config import Config, Groups, load_config
from kgraph.errors import ConfigError


def test_a_file_makes_choices_and_leaves_the_others(tmp_path):
    file = tmp_path / "kgraph.toml"
    file.write_text("comentions = 3\nmin_confidence = 1\n")
    assert load_config(file, Config(title="News")) == Config(comentions=3, min_confidence=1.0, title="News")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("comention = 3", "valid keys are comentions"),
        ('comentions = "three"', "must be of type int"),
        ("comentions = true", "must be of type int"),
        ("comentions = -1", "0 or more"),
        ("min_confidence = 2", "between 0 and 1"),
        ("comentions = ", "not valid TOML"),
        ('model = ""', "name of a spaCy pipeline"),
        ('[[sames]]\nnames = ["A", "B"]', r"unknown key 'sames'; .*decisions and \[\[same\]\]"),
        ("a = " + "[" * 5000, "not valid TOML"),
        ("families = 3", r"kgraph\.toml, \[families\] must be a table with lines such as name = "),
        ("[families]\ncare = 'nurse'", r"\[families\]: care must be a list of words, as in .* not 'nurse'"),
        ("[families]\ncare = [1]", "care must be a list of words"),
        ("[families]\ncare = true", "care must be a list of words"),
        ("[families]\ncare = false", "switches nothing off; built in are agreement, "),
        ("[types]\nsign = false", "switches nothing off; built in are accuse, "),
        (
            "[families]\ncare = ['nurse']\nstaff = ['Nurse']",
            "the word 'nurse' stands under 'care' and 'staff'",
        ),
        ("[families]\n'a\\nb' = ['x']".replace("'", '"'), "no name or word of a group"),
        ("[families]\n'' = ['x']", "no name or word of a group"),
        ("[families]\ncare = ['']", "no name or word of a group"),
        (f"[families]\n{'x' * 61} = []", "no name or word of a group"),
    ],
)
def test_a_wrong_file_is_one_sentence(tmp_path, text, said):
    file = tmp_path / "kgraph.toml"
    file.write_text(text)
    with pytest.raises(ConfigError, match=said):
        load_config(file)


def test_decisions_in_the_file_are_left_to_others(tmp_path):
    file = tmp_path / "kgraph.toml"
    file.write_text('comentions = 3\ndecisions = "d.toml"\n[[ignore]]\nname = "File Photo"\n')
    assert load_config(file) == Config(comentions=3)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(ConfigError, match=r"none\.toml"):
        load_config(tmp_path / "none.toml")


def test_families_and_types_of_the_user(tmp_path):
    file = tmp_path / "kgraph.toml"
    file.write_text(
        '[families]\nonly = true\ncare = ["nurse", "Treat  for"]\n'
        '[types]\nmeet = false\ntreat = ["tend to"]\n'
    )
    config = load_config(file)
    assert config.families == Groups((("care", ("nurse", "treat for")),), only=True)
    assert config.types == Groups((("treat", ("tend to",)),), off=("meet",))
    assert hash(config) == hash(load_config(file))
