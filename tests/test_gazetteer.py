"""Countries, capitals, demonyms."""

import pytest

from kgraph.gazetteer import load_gazetteer
from kgraph.names import fold


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("DPRK", "North Korea"),
        ("Democratic People's Republic of Korea", "North Korea"),
        ("U.S.", "United States"),
        ("America", "United States"),
        ("Russian Federation", "Russia"),
        ("Burma", "Myanmar"),
        ("Britain", "United Kingdom"),
        ("Washington DC", "Washington"),
    ],
)
def test_other_names_of_countries(name, country):
    assert load_gazetteer().countries[fold(name)] == country


@pytest.mark.parametrize(
    ("adjective", "country"),
    [
        ("Chinese", "China"),
        ("French", "France"),
        ("Indian", "India"),
        ("North Korean", "North Korea"),
        ("Western", "West"),
    ],
)
def test_a_demonym_is_that_of_the_state_and_not_of_its_territories(adjective, country):
    assert load_gazetteer().adjectives[fold(adjective)] == country


def test_what_fits_two_countries_is_neither():
    assert "korean" not in load_gazetteer().adjectives
    assert "korea" not in load_gazetteer().countries


def test_capitals_belong_to_their_countries():
    capitals = load_gazetteer().capitals
    assert (capitals["beijing"], capitals["washington"], capitals["pyongyang"]) == (
        "China",
        "United States",
        "North Korea",
    )
    assert "singapore" not in capitals  # the same word is the country
