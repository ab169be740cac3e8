"""Names, types, antecedents.

Rules with a parse of their own are tested on parses made by hand; what depends on the model's
mistakes is tested with the model.
"""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from parses import document, parse

from kgraph.annotate import reading_copy
from kgraph.gazetteer import load_gazetteer
from kgraph.mentions import find_mentions
from kgraph.mentions.classify import classify
from kgraph.mentions.patterns import as_demonym, coordinated, is_common_acronym, numbered
from kgraph.mentions.spans import Cover, Name
from kgraph.types import Document


def mentions_of(nlp, text):
    return find_mentions(nlp(reading_copy(text)), Document("d", "d", "d", text))


def names_of(nlp, text):
    return {m.name: m.type for m in mentions_of(nlp, text) if m.kind in ("name", "adjective")}


def test_a_number_before_a_singular_proper_noun_is_a_name():
    doc = parse(
        """
        director NN ROOT 0
        of IN prep 0
        38 CD nummod 3
        North NNP pobj 1
        """
    )
    assert list(numbered(doc)) == [Name(2, 4, "ORG", "38 North")]


def test_a_number_that_counts_what_follows_is_no_name():
    doc = parse(
        """
        600 CD nummod 3
        North JJ amod 2
        Korean JJ amod 3
        soldiers NNS nsubj 4
        died VBD ROOT 4 die
        """
    )
    assert list(numbered(doc)) == []


def test_coordinated_directions_are_two_names():
    doc = parse(
        """
        North NNP nsubj 4
        and CC cc 0
        South NNP compound 3
        Korea NNP conj 0
        agreed VBD ROOT 4 agree
        """
    )
    found = Cover(5, [Name(2, 4, "GPE", "South Korea")])
    assert list(coordinated(doc, found)) == [Name(0, 1, "GPE", "North Korea")]


@pytest.mark.parametrize(
    ("word", "tag", "dep", "kind", "name"),
    [
        ("Chinese", "JJ", "amod", "adjective", "China"),
        ("Western", "JJ", "amod", "adjective", "West"),
        ("Americans", "NNPS", "nsubj", "name", "Americans"),
        ("Christian", "JJ", "amod", "adjective", "Christian"),
        ("Shiites", "NNPS", "nsubj", "name", "Shiites"),
    ],
)
def test_a_demonym_is_an_adjective_of_its_country_and_a_people_a_group(word, tag, dep, kind, name):
    doc = parse(f"{word} {tag} {dep} 1\nofficials NNS ROOT 1 official")
    found = as_demonym(doc, Name(0, 1, "GROUP", word), load_gazetteer())
    assert (found.kind, found.name) == (kind, name)


def test_the_acronym_of_a_common_noun_is_no_name():
    doc = parse(
        """
        light NN ROOT 0
        (_ -LRB- punct 2
        CFL_ NNP appos 0
        ) -RRB- punct 2
        """
    )
    assert is_common_acronym(doc, Name(2, 3, "ORG", "CFL"))
    assert not is_common_acronym(doc, Name(0, 1, "ORG", "light"))


def test_equal_names_of_a_document_get_one_type_by_vote():
    doc = parse(
        """
        Trump NNP nsubj 1
        spoke VBD ROOT 1 speak
        ._ . punct 1
        Trump NNP nsubj 4
        left VBD ROOT 4 leave
        ._ . punct 4
        Trump NNP nsubj 7
        won VBD ROOT 7 win
        """
    )
    names = [Name(0, 1, "PERSON", "Trump"), Name(3, 4, "ORG", "Trump"), Name(6, 7, "PERSON", "Trump")]
    assert classify(doc, names, load_gazetteer()) == ["PERSON", "PERSON", "PERSON"]


@pytest.mark.parametrize(
    ("words", "label", "kind"),
    [
        ("Durham University", "PERSON", "ORG"),
        ("Center for Strategic Studies", "FAC", "ORG"),
        ("Socotra Island", "PERSON", "LOC"),
        ("Fort Lee", "PERSON", "FAC"),
        ("Ju-min Park", "PERSON", "PERSON"),
        ("Great Hall of the People", "ORG", "FAC"),
    ],
)
def test_words_inside_a_name_tell_its_type(words, label, kind):
    tokens = words.split()
    last = len(tokens) - 1
    doc = parse(
        "\n".join(f"{t} NNP {'ROOT' if i == last else 'compound'} {last}" for i, t in enumerate(tokens))
    )
    assert classify(doc, [Name(0, len(tokens), label, words)], load_gazetteer()) == [kind]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Treasury Secretary Scott Bessent spoke.", {"Scott Bessent": "PERSON"}),
        ("Chinese President Xi Jinping spoke.", {"China": "GPE", "Xi Jinping": "PERSON"}),
        ("The Kremlin's reply was brief.", {"Kremlin": "ORG"}),
        ("She joined the University of Chicago in May.", {"University of Chicago": "ORG"}),
        ("It was read on Monday in September.", {}),
        ("North and South Korea agreed.", {"North Korea": "GPE", "South Korea": "GPE"}),
        ("US President Joe Biden spoke.", {"US": "GPE", "Joe Biden": "PERSON"}),
        ("French President Emmanuel Macron spoke.", {"France": "GPE", "Emmanuel Macron": "PERSON"}),
        ("Companies, including Gazprom and Rosneft, left.", {"Gazprom": "ORG", "Rosneft": "ORG"}),
        ("Apple chief executive Tim Cook spoke.", {"Apple": "ORG", "Tim Cook": "PERSON"}),
        ("UN Secretary-General António Guterres spoke.", {"UN": "ORG", "António Guterres": "PERSON"}),
    ],
)
def test_names_as_the_model_and_the_rules_find_them(nlp, text, expected):
    assert names_of(nlp, text) == expected


def test_a_heading_in_capitals_names_nobody_new(nlp):
    text = "Donald Trump met Xi Jinping.\n\nSTICKING POINTS\n\nTrump left on Monday."
    assert set(names_of(nlp, text)) == {"Donald Trump", "Xi Jinping", "Trump"}


def antecedents(nlp, text):
    found = mentions_of(nlp, text)
    by_span = {m.span: m for m in found}
    chained = {}
    for m in found:
        end = m
        while end.antecedent:
            end = by_span[end.antecedent]
        chained.setdefault(m.text, set()).add(" ".join(end.name.split()))
    return chained


def test_short_names_refer_to_the_full_ones(nlp):
    found = antecedents(nlp, "Xi Jinping met Vladimir Putin in Beijing. Xi praised Putin. Xi's visit ended.")
    assert found["Xi"] == {"Xi Jinping"}
    assert found["Putin"] == {"Vladimir Putin"}


def test_a_surname_of_two_is_the_one_that_it_was_used_for_first(nlp):
    text = (
        "Kim Jong Un arrived in Beijing. Kim met Xi Jinping. "
        "Youngjun Kim, an analyst in Seoul, doubted it. Kim left on Tuesday."
    )
    assert antecedents(nlp, text)["Kim"] == {"Kim Jong Un"}


def test_a_given_name_alone_leaves_the_surname_to_the_other(nlp):
    text = (
        "Kim Jong Un came with his daughter, Kim Ju Ae, on Tuesday. "
        "Officials saw Ju Ae in Beijing. Later Kim spoke."
    )
    found = antecedents(nlp, text)
    assert found["Ju Ae"] == {"Kim Ju Ae"}
    assert found["Kim"] == {"Kim Jong Un"}


def test_a_capital_that_acts_is_its_country_and_a_place_stays_a_place(nlp):
    found = mentions_of(nlp, "Beijing refused the offer. The envoys met in Beijing.")
    assert [m.name for m in found] == ["China", "Beijing"]


def test_partners_between_whom_something_is_are_governments(nlp):
    found = mentions_of(nlp, "They signed an alliance between Beijing and Pyongyang.")
    assert [m.name for m in found] == ["China", "North Korea"]


def test_pronouns_refer_to_a_subject_and_not_to_another_argument_of_their_verb(nlp):
    text = "Vladimir Putin thanked Xi Jinping. Then he met him."
    found = [m for m in mentions_of(nlp, text) if m.kind == "pronoun"]
    assert [m.text for m in found[:1]] == ["he"]
    assert text[found[0].antecedent.start : found[0].antecedent.end] == "Vladimir Putin"


def test_a_pronoun_follows_the_gender_that_a_given_name_tells(nlp):
    text = "Jenny Town spoke with Victor Cha. She is the director."
    pronoun = next(m for m in mentions_of(nlp, text) if m.kind == "pronoun")
    assert text[pronoun.antecedent.start : pronoun.antecedent.end] == "Jenny Town"


@pytest.mark.parametrize(
    ("text", "pronoun", "meant"),
    [
        # the subject of the sentence before, not its last name
        ("Maria Lopez visited Anna Weber in Vienna. She left on Monday.", "She", "Maria Lopez"),
        # the subject of the clause above
        ("Anna Weber said that she would resign.", "she", "Anna Weber"),
        # a phrase before its subject
        ("During her time in Berlin, Angela Merkel learned Russian.", "her", "Angela Merkel"),
        # the one that the pronouns before mean
        ("Victor Cha met Scott Bessent. He was tired. Later he left Seoul.", "he", "Victor Cha"),
    ],
)
def test_a_pronoun_means_who_is_most_prominent(nlp, text, pronoun, meant):
    found = next(m for m in mentions_of(nlp, text) if m.kind == "pronoun" and m.text == pronoun)
    assert text[found.antecedent.start : found.antecedent.end] == meant


def test_whom_a_pronoun_means_is_a_person():
    doc = parse(
        "Holt NNP nsubj 1\nlaughed VBD ROOT 1 laugh\n. . punct 1\n"
        "She PRP nsubj 4\nleft VBD ROOT 4 leave\n. . punct 4",
        ents=((0, 1, "ORG"),),
    )
    holt, she = find_mentions(doc, document(doc))
    assert (holt.type, she.antecedent) == ("PERSON", holt.span)


def test_a_country_is_nobody_whom_a_pronoun_means():
    doc = parse(
        "France NNP nsubj 1\nwon VBD ROOT 1 win\n. . punct 1\n"
        "She PRP nsubj 4\nleft VBD ROOT 4 leave\n. . punct 4",
        ents=((0, 1, "GPE"),),
    )
    assert [m.text for m in find_mentions(doc, document(doc))] == ["France"]


def test_a_description_refers_to_the_holder_of_the_office(nlp):
    text = "Chinese President Xi Jinping met Vladimir Putin. The Chinese president spoke on Monday."
    description = next(m for m in mentions_of(nlp, text) if m.kind == "nominal")
    assert description.text == "The Chinese president"
    assert text[description.antecedent.start : description.antecedent.end] == "Xi Jinping"


def test_counterparts_are_who_holds_the_office_of_the_other_country(nlp):
    text = (
        "Chilean President Gabriel Boric called his Brazilian and Peruvian counterparts. "
        "Brazilian President Lula da Silva agreed."
    )
    mentions = mentions_of(nlp, text)
    name = {m.span: m.name for m in mentions}
    told = {m.text: (name.get(m.antecedent, ""), m.office) for m in mentions if "counterpart" in m.text}
    assert told["Brazilian and Peruvian counterparts"] == ("Lula da Silva", "")
    assert told["Peruvian counterparts"] == ("", "head: peru")
    (both,) = [m for m in mentions if m.members]
    assert both.text == "his Brazilian and Peruvian counterparts"
    assert len(both.members) == 2


def test_a_minister_s_counterpart_may_be_any_minister(nlp):
    text = "Chilean Foreign Minister Alberto van Klaveren called his Brazilian counterpart."
    assert [m for m in mentions_of(nlp, text) if "counterpart" in m.text] == []


@pytest.mark.parametrize(
    ("text", "description", "meant"),
    [
        (
            "Serena Williams and her husband, Alexis Ohanian, left. Her husband smiled.",
            "Her husband",
            "Alexis Ohanian",
        ),
        ("Kim flew to Beijing. He left the Chinese capital on Tuesday.", "the Chinese capital", "Beijing"),
        ("Ana fled Kyiv. Ukraine's capital was hit.", "Ukraine's capital", "Kyiv"),
    ],
)
def test_relatives_and_capitals_are_those_that_the_text_names(nlp, text, description, meant):
    mentions = mentions_of(nlp, text)
    name = {m.span: m.name for m in mentions}
    assert [name[m.antecedent] for m in mentions if m.text == description] == [meant]


@pytest.mark.parametrize(
    "text",
    [
        "Donald Trump met his son, Eric Trump, and his son, Barron Trump. His son smiled.",
        "Kyoto was long the capital of Japan. Tokyo followed.",
        "Kim flew to Beijing. The former Chinese capital is older.",
    ],
)
def test_nor_are_one_of_several_and_what_another_is(nlp, text):
    mentions = mentions_of(nlp, text)
    assert not [m for m in mentions if m.kind == "nominal" and ("son" in m.text or "capital" in m.text)]


def test_a_group_refers_to_its_members(nlp):
    text = "Xi hosted talks with both Putin and Kim. The trio did not sit down together."
    trio = next(m for m in mentions_of(nlp, text) if m.members)
    assert [text[s.start : s.end] for s in trio.members] == ["Xi", "Putin", "Kim"]


def test_mentions_in_a_frame_are_marked(nlp):
    from kgraph.types import Frame

    text = "By Antoni Slodkowski\n\nXi Jinping spoke in Beijing."
    found = find_mentions(nlp(text), Document("d", "d", "d", text, frame=(Frame(0, 20, "byline"),)))
    assert {m.name: m.frame for m in found} == {
        "Antoni Slodkowski": "byline",
        "Xi Jinping": None,
        "Beijing": None,
    }


PARTS = [
    "Xi Jinping",
    "the U.S.'s",
    "38 North",
    "Kim Jong-un",
    "said",
    ",",
    "\n",
    "\n\n",
    "(CSIS)",
    "’s",
    "-",
    "he",
    "“",
]


@settings(max_examples=60)
@given(parts=st.lists(st.sampled_from(PARTS) | st.text(max_size=5), max_size=15))
def test_a_mention_is_the_text_of_its_span_whatever_the_text(nlp, parts):
    text = " ".join(parts)
    found = mentions_of(nlp, text)
    assert all(text[m.span.start : m.span.end] == m.text for m in found)
    # one name may hold another only as "South Korea's foreign ministry" does, or "war in Ukraine"
    names = [m.span for m in found if m.kind != "nominal"]
    assert all(a.end <= b.start or a.start == b.start or a.end == b.end for a, b in pairwise(names))
    spans = {m.span for m in found}
    assert all(m.antecedent in spans for m in found if m.antecedent)


def test_a_document_of_hand_made_parts_has_mentions():
    doc = parse("Gazprom NNP nsubj 1\ngrew VBD ROOT 1 grow", ents=((0, 1, "ORG"),))
    (mention,) = find_mentions(doc, document(doc))
    assert (mention.name, mention.type, mention.kind) == ("Gazprom", "ORG", "name")
