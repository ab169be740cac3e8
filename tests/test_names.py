"""Strings about strings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgraph.names import acronyms, clean_name, fold, is_acronym, is_variant, stands_for


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("the Kremlin's", "Kremlin"),
        ("Putin’s", "Putin"),
        ("‘Quad’", "Quad"),
        ('"Axis of Upheaval"', "Axis of Upheaval"),
        ("Democratic\nPeople's Republic of Korea", "Democratic People's Republic of Korea"),
        (
            "The Center for Strategic and International Studies,",
            "Center for Strategic and International Studies",
        ),
        ("U.S.", "U.S."),
        ("Gazprom.", "Gazprom"),
        ("A Coruña", "Coruña"),
        ("Reuters (", "Reuters"),
        ("The", "The"),
    ],
)
def test_a_name_is_cleaned_of_what_belongs_to_the_sentence(text, name):
    assert clean_name(text) == name


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text):
    assert clean_name(clean_name(text)) == clean_name(text)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Kim Jong-un", "Kim Jong Un"),
        ("U.S.", "US"),
        ("Łódź", "lodz"),
        ("José Martínez", "Jose Martinez"),
        ("Asia–Pacific", "Asia-Pacific"),
        ("O’Brien", "O'Brien"),
    ],
)
def test_spellings_of_one_name_share_a_key(left, right):
    assert fold(left) == fold(right)


@pytest.mark.parametrize(("left", "right"), [("Kim Jong Un", "Kim Jong Il"), ("Iran", "Iraq"), ("!", "?")])
def test_different_names_have_different_keys(left, right):
    assert fold(left) != fold(right)


@pytest.mark.parametrize(
    ("short", "name", "fits"),
    [
        ("CSIS", "Center for Strategic and International Studies", True),
        ("NATO", "North Atlantic Treaty Organization", True),
        ("U.N.", "United Nations", True),
        ("BoE", "Bank of England", False),
        ("EU", "European Union", True),
        ("EU", "European Council", False),
        ("Quad", "Queensland United Airport Developers", False),
        ("X", "Xerox", False),
    ],
)
def test_an_acronym_stands_for_the_name_with_its_initials(short, name, fits):
    assert stands_for(short, name) is fits


def test_acronyms():
    assert acronyms("Asia-Pacific Economic Cooperation") == {"APEC"}
    assert acronyms("Bank of England") == {"BE", "BOE"}
    assert acronyms("Gazprom") == frozenset()
    assert is_acronym("D.P.R.K.") and not is_acronym("Nato") and not is_acronym("A")


@pytest.mark.parametrize(
    ("left", "right", "alike"),
    [
        ("Kaja Kallas", "Kaia Kallas", True),
        ("Lee Seong-kweun", "Lee Song-kyun", True),
        ("Volodymyr Zelensky", "Volodymyr Zelenskyy", True),
        ("Kim Jong Un", "Kim Ju Ae", False),
        ("Kim Jong Un", "Kim Jong Un", False),
        ("George Bush", "Laura Bush", False),
        ("Donald Trump", "Donald Trump Jr.", False),
        ("Xi", "Li", False),
    ],
)
def test_variants_are_spelled_alike(left, right, alike):
    assert is_variant(left, right) is alike
    assert is_variant(right, left) is alike
