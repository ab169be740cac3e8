"""What refers to what within a document, on parses made by hand."""

from __future__ import annotations

import pytest
from parses import document, parse

from kgraph.gazetteer import load_gazetteer
from kgraph.mentions import find_mentions, proper_names
from kgraph.mentions.people import People
from kgraph.mentions.pronouns import antecedent, pronouns_of, weighed
from kgraph.mentions.ranking import Past

# Two women of one sentence, a pronoun in the next.
TWO_WOMEN = """
    Anna NNP nsubj 1
    met VBD ROOT 1 meet
    Maria NNP dobj 1
    ._ . punct 1
    She PRP nsubj 5
    left VBD ROOT 5 leave
    ._ . punct 5
    Later RB advmod 9
    she PRP nsubj 9
    slept VBD ROOT 9 sleep
"""
PAGETT = """
    Pagett NNP nsubj 1
    played VBD ROOT 1 play
    ._ . punct 1
    {pronoun} PRP nsubj 4
    left VBD ROOT 4 leave
"""


def people_of(doc):
    names, _ = proper_names(doc, document(doc))
    return People(doc, names, load_gazetteer())


def meant(doc, **texts):
    """What the mentions of the document that refer to others mean, by their texts."""
    found = find_mentions(doc, document(doc), **texts)
    return {
        m.text: doc.text[m.antecedent.start : m.antecedent.end]
        for m in found
        if m.antecedent is not None and m.kind != "name"
    }


def test_a_pronoun_stands_for_its_person_to_the_next_one():
    doc = parse(TWO_WOMEN, ents=((0, 1, "PERSON"), (2, 3, "PERSON")))
    people = people_of(doc)
    first, second = pronouns_of(doc, people)
    past = Past(dict(people.gender))
    anna = antecedent(first, people, past)
    assert anna.entity == "anna"
    past.add(anna, first)
    roots = [candidate.root.text for candidate, _ in weighed(second, people, past)]
    assert roots == ["Anna", "Maria", "She"]
    assert antecedent(second, people, past).mention.text == "Anna"


@pytest.mark.parametrize(("pronoun", "texts"), [("She", ["Pagett", "She"]), ("It", [])])
def test_an_unlabelled_subject_is_a_name_where_a_pronoun_means_it(pronoun, texts):
    doc = parse(PAGETT.format(pronoun=pronoun))
    assert [m.text for m in find_mentions(doc, document(doc))] == texts


def test_who_is_an_argument_of_the_verb_by_another_pronoun_is_nobody_else_there():
    doc = parse(
        """
        Anna NNP nsubj 1
        left VBD ROOT 1 leave
        ._ . punct 1
        She PRP nsubj 4
        admired VBD ROOT 4 admire
        her PRP dobj 4
        """,
        ents=((0, 1, "PERSON"),),
    )
    assert meant(doc) == {"She": "Anna"}


def test_the_owned_is_not_the_owner():
    doc = parse(
        """
        Anna NNP nsubj 1
        came VBD ROOT 1 come
        with IN prep 1
        her PRP$ poss 4
        mother NN pobj 2 mother
        ,_ , punct 4
        Maria NNP appos 4
        """,
        ents=((0, 1, "PERSON"), (6, 7, "PERSON")),
    )
    assert meant(doc) == {"her": "Anna"}


def test_a_name_of_many_mentions_keeps_its_type_beside_one_pronoun():
    lines = "".join(
        f"Holt NNP nsubj {at + 1}\nwon VBD ROOT {at + 1} win\n._ . punct {at + 1}\n" for at in range(0, 15, 3)
    )
    doc = parse(
        lines + "She PRP nsubj 16\nleft VBD ROOT 16 leave",
        ents=tuple((i, i + 1, "ORG") for i in range(0, 15, 3)),
    )
    assert {m.type for m in find_mentions(doc, document(doc)) if m.kind == "name"} == {"ORG"}


@pytest.mark.parametrize(
    ("lines", "ents", "expected"),
    [
        pytest.param(
            "China NNP nsubj 1\nopened VBD ROOT 1 open\nits PRP$ poss 3\nmarket NN dobj 1",
            ((0, 1, "GPE"),),
            {"its": "China"},
            id="owner, of its own clause",
        ),
        pytest.param(
            "China NNP nsubj 1\nsaid VBD ROOT 1 say\nit PRP nsubj 3\nagreed VBD ccomp 1 agree",
            ((0, 1, "GPE"),),
            {"it": "China"},
            id="subject, of the clause above",
        ),
        pytest.param(
            "Google NNP nsubj 1\nwants VBZ ROOT 1 want\nto TO aux 3\nsupport VB xcomp 1\nit PRP dobj 3",
            ((0, 1, "ORG"),),
            {},
            id="nobody does it to itself",
        ),
        pytest.param(
            "China NNP nsubj 1\nurged VBD ROOT 1 urge\nJapan NNP dobj 1\nto TO aux 4\nchange VB xcomp 1\n"
            "its PRP$ poss 6\nlaw NN dobj 4",
            ((0, 1, "GPE"), (2, 3, "GPE")),
            {},
            id="either of two",
        ),
        pytest.param(
            "Trump NNP nsubj 1\npressed VBD ROOT 1 press\nIndia NNP dobj 1\nover IN prep 1\nits PRP$ poss 5\n"
            "purchases NNS pobj 3 purchase",
            ((0, 1, "PERSON"), (2, 3, "GPE")),
            {"its": "India"},
            id="no person is it",
        ),
        pytest.param(
            "Google NNP nsubj 1\nsaid VBD ROOT 1 say\nit PRP nsubj 3\nis VBZ ccomp 1 be\nclear JJ acomp 3\n"
            "that IN mark 7\nall DT nsubj 7\nlost VBD ccomp 3 lose",
            ((0, 1, "ORG"),),
            {},
            id="empty",
        ),
        pytest.param(
            "Juba NNP nsubj 1\nis VBZ ROOT 1 be\nits PRP$ poss 3\ncapital NN attr 1",
            ((0, 1, "GPE"),),
            {},
            id="what is its capital is another",
        ),
        pytest.param(
            "China NNP nsubj 1\ngrew VBD ROOT 1 grow\n._ . punct 1\nIt PRP nsubj 4\nled VBD ROOT 4 lead",
            ((0, 1, "GPE"),),
            {"It": "China"},
            id="the only thing of the sentence before",
        ),
        pytest.param(
            "Google NNP nsubj 1\nbought VBD ROOT 1 buy\nFitbit NNP dobj 1\n._ . punct 1\nIt PRP nsubj 5\n"
            "grew VBD ROOT 5 grow",
            ((0, 1, "ORG"), (2, 3, "ORG")),
            {},
            id="either thing of the sentence before",
        ),
    ],
)
def test_it_means_a_thing_only_where_the_syntax_tells(lines, ents, expected):
    assert meant(parse(lines, ents=ents)) == expected


def test_they_are_the_members_of_the_coordination():
    doc = parse(
        """
        Anna NNP nsubj 3
        and CC cc 0
        Maria NNP conj 0
        said VBD ROOT 3 say
        they PRP nsubj 5
        agreed VBD ccomp 3 agree
        """,
        ents=((0, 1, "PERSON"), (2, 3, "PERSON")),
    )
    they = next(m for m in find_mentions(doc, document(doc)) if m.kind == "pronoun")
    assert [doc.text[s.start : s.end] for s in they.members] == ["Anna", "Maria"]


def test_a_group_may_be_named_in_two_sentences():
    doc = parse(
        """
        Japan NNP nsubj 1
        waited VBD ROOT 1 wait
        ._ . punct 1
        China NNP nsubj 4
        agreed VBD ROOT 4 agree
        ._ . punct 4
        Both DT det 7
        countries NNS nsubj 8 country
        won VBD ROOT 8 win
        """,
        ents=((0, 1, "GPE"), (3, 4, "GPE")),
    )
    both = next(m for m in find_mentions(doc, document(doc)) if m.members)
    assert [doc.text[s.start : s.end] for s in both.members] == ["Japan", "China"]


GAZPROM = """
    Gazprom NNP nsubj 1
    is VBZ ROOT 1 be
    a DT det 3
    company NN attr 1 company
    ._ . punct 1
"""


@pytest.mark.parametrize(
    ("lines", "ents", "expected"),
    [
        pytest.param(
            GAZPROM + "The DT det 6\ncompany NN nsubj 7 company\ngrew VBD ROOT 7 grow",
            ((0, 1, "ORG"),),
            {"The company": "Gazprom"},
            id="said to be one",
        ),
        pytest.param(
            GAZPROM + "The DT det 6\nfirm NN nsubj 7 firm\ngrew VBD ROOT 7 grow",
            ((0, 1, "ORG"),),
            {"The firm": "Gazprom"},
            id="a wider noun",
        ),
        pytest.param(
            GAZPROM + "The DT det 6\ncompany NN nsubj 10 company\nof IN prep 6\na DT det 9\nrival NN pobj 7\n"
            "grew VBD ROOT 10 grow",
            ((0, 1, "ORG"),),
            {},
            id="told to be another",
        ),
        pytest.param(
            GAZPROM + "A DT det 6\ncompany NN nsubj 7 company\ngrew VBD ROOT 7 grow\n._ . punct 7\n"
            "The DT det 10\ncompany NN nsubj 11 company\nfell VBD ROOT 11 fall",
            ((0, 1, "ORG"),),
            {},
            id="one without a name between",
        ),
        pytest.param(
            "Lake NNP compound 1\nHiawatha NNP nsubj 2\nfroze VBD ROOT 2 freeze\n._ . punct 2\n"
            "The DT det 5\nlake NN nsubj 6 lake\nmelted VBD ROOT 6 melt",
            ((0, 2, "LOC"),),
            {"The lake": "Lake Hiawatha"},
            id="its name says so",
        ),
        pytest.param(
            "Cuba NNP nsubj 1\nrefused VBD ROOT 1 refuse\n._ . punct 1\n"
            "Anna NNP nsubj 4\nleft VBD ROOT 4 leave\nthe DT det 6\ncountry NN dobj 4",
            ((0, 1, "GPE"), (3, 4, "PERSON")),
            {"the country": "Cuba"},
            id="known to be a country",
        ),
        pytest.param(
            "Cuba NNP nsubj 1\nmet VBD ROOT 1 meet\nFrance NNP dobj 1\n._ . punct 1\n"
            "Anna NNP nsubj 5\nleft VBD ROOT 5 leave\nthe DT det 7\ncountry NN dobj 5",
            ((0, 1, "GPE"), (2, 3, "GPE"), (4, 5, "PERSON")),
            {},
            id="either of two",
        ),
    ],
)
def test_a_definite_description_means_the_only_one_of_its_class(lines, ents, expected):
    assert meant(parse(lines, ents=ents)) == expected


@pytest.mark.parametrize(
    ("word", "name", "ent", "expected"),
    [
        ("I", "Anna", "PERSON", {"I": "Anna"}),
        ("We", "Microsoft", "ORG", {"We": "Microsoft"}),
        # whom she speaks for is not said
        ("We", "Anna", "PERSON", {}),
    ],
)
def test_who_speaks_in_a_quotation_is_who_is_said_to(word, name, ent, expected):
    doc = parse(
        f"""
        “_ `` punct 2
        {word} PRP nsubj 2
        agree VBP ccomp 4 agree
        ”_ '' punct 4
        said VBD ROOT 4 say
        {name} NNP nsubj 4
        """,
        ents=((5, 6, ent),),
    )
    assert meant(doc) == expected


def test_i_outside_a_quotation_is_nobody():
    doc = parse(
        "Anna NNP nsubj 1\nsaid VBD ROOT 1 say\nI PRP nsubj 3\nagreed VBD ccomp 1 agree",
        ents=((0, 1, "PERSON"),),
    )
    assert meant(doc) == {}


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param(
            "Anna NNP nsubj 1\nspoke VBD ROOT 1 speak\npraising VBG advcl 1 praise\nher PRP dobj 2",
            {},
            id="who praises is another",
        ),
        pytest.param(
            "Anna NNP nsubj 1\nis VBZ ROOT 1 be\nher PRP$ poss 3\nmother NN attr 1",
            {},
            id="what is her mother is another",
        ),
        pytest.param(
            "Anna NNP nsubj 1\nspoke VBD ROOT 1 speak\npraising VBG advcl 1\nher PRP$ poss 4\nson NN dobj 2",
            {"her": "Anna"},
            id="an owner may be who praises",
        ),
    ],
)
def test_nobody_does_to_herself_what_is_done_to_her(lines, expected):
    assert meant(parse(lines, ents=((0, 1, "PERSON"),))) == expected


PRESIDENT = """
    Chinese JJ amod 3
    President NNP compound 3
    Xi NNP compound 3
    Jinping NNP nsubj 4
    spoke VBD ROOT 4 speak
    ._ . punct 4
"""
OF_COUNTRY = """\
    The DT det 7
    leader NN nsubj 10 leader
    of IN prep 7
    {} NNP pobj 8
    left VBD ROOT 10 leave
"""


@pytest.mark.parametrize(
    ("lines", "ents", "expected"),
    [
        pytest.param(
            PRESIDENT + "China_ NNP poss 8\n's POS case 6\nleader NN nsubj 9 leader\nleft VBD ROOT 9 leave",
            ((0, 1, "NORP"), (2, 4, "PERSON"), (6, 7, "GPE")),
            {"China's leader": "Xi Jinping"},
            id="by the country's name",
        ),
        pytest.param(
            PRESIDENT + OF_COUNTRY.format("China"),
            ((0, 1, "NORP"), (2, 4, "PERSON"), (9, 10, "GPE")),
            {"The leader": "Xi Jinping"},
            id="of the country",
        ),
        pytest.param(
            PRESIDENT + OF_COUNTRY.format("France"),
            ((0, 1, "NORP"), (2, 4, "PERSON"), (9, 10, "GPE")),
            {},
            id="of another country",
        ),
        pytest.param(
            """\
            Xi NNP nsubj 6
            ,_ , punct 0
            president NN appos 0 president
            of IN prep 2
            China NNP pobj 3
            ,_ , punct 0
            spoke VBD ROOT 6 speak
            ._ . punct 6
            The DT det 10
            Chinese JJ amod 10
            leader NN nsubj 11 leader
            left VBD ROOT 11 leave
            """,
            ((0, 1, "PERSON"), (4, 5, "GPE"), (9, 10, "NORP")),
            {"The Chinese leader": "Xi"},
            id="stated in an apposition",
        ),
    ],
)
def test_an_office_and_its_country_tell_who_is_meant(lines, ents, expected):
    assert meant(parse(lines, ents=ents)) == expected


def test_a_relative_with_the_family_name_tells_whose_she_is():
    doc = parse(
        """
        Xi NNP nsubj 1
        left VBD ROOT 1 leave
        ._ . punct 1
        The DT det 4
        train NN nsubj 7 train
        of IN prep 4
        Kim NNP pobj 5
        came VBD ROOT 7 come
        with IN prep 7
        his PRP$ poss 10
        daughter NN pobj 8 daughter
        ,_ , punct 10
        Kim NNP compound 13
        Ae NNP appos 10
        """,
        ents=((0, 1, "PERSON"), (6, 7, "PERSON"), (12, 14, "PERSON")),
    )
    assert meant(doc)["his"] == "Kim"
