"""Speakers: who says what, in reported speech, in quotations over sentences and paragraphs, and nested.

A row is a text (backslash and n for a new line) and, for a type of statement, who says it and after "<"
who tells that he says so, or "-" for the writer; the model makes parse and mentions.
"""

from __future__ import annotations

import pytest
import spacy

from kgraph.annotate import reading_copy
from kgraph.mentions import find_mentions
from kgraph.mentions.quotations import quotations
from kgraph.statements import find_statements
from kgraph.types import Document

CASES = r"""
Putin said that Russia attacked Ukraine.
> attack: Putin

Reuters reported that Lavrov said Iran had attacked Israel.
> attack: Lavrov < Reuters

According to Reuters, Lavrov said Iran had attacked Israel.
> attack: Lavrov < Reuters

Lavrov said Merkel had claimed that Iran attacked Israel.
> attack: Merkel < Lavrov

"Iran attacked Israel," Lavrov said.
> attack: Lavrov

"Iran attacked Israel," said Lavrov.
> attack: Lavrov

"Iran attacked Israel," said Sergei Lavrov, the Russian foreign minister.
> attack: Sergei Lavrov

"Iran attacked Israel," Lavrov said. "Israel will punish Iran."
> punish: Lavrov

"Iran attacked Israel," Lavrov said. "It was a mistake. Israel will punish Iran."
> punish: Lavrov

"Iran attacked Israel. Israel will punish Iran," Lavrov told reporters in Moscow.
> attack: Lavrov
> punish: Lavrov

Lavrov said: "Iran attacked Israel. Israel will punish Iran."
> attack: Lavrov
> punish: Lavrov

Lavrov said the following: "Iran attacked Israel. Israel will punish Iran."
> attack: Lavrov
> punish: Lavrov

"Iran attacked Israel," Lavrov said, "and Israel will punish Iran."
> attack: Lavrov
> punish: Lavrov

Lavrov spoke in Moscow on Monday.\n\n“Iran attacked Israel.\n\n“Israel will punish Iran,” he said.
> attack: Lavrov
> punish: Lavrov

“Iran attacked Israel.\n\n“Israel will punish Iran.\n\n“Egypt will help Israel,” Angela Merkel said.
> attack: Angela Merkel
> punish: Angela Merkel
> help: Angela Merkel

Angela Merkel arrived in Paris. She said Iran had attacked Israel. She added that Israel would punish Iran.
> attack: Angela Merkel
> punish: Angela Merkel

Reuters reports, “Iran attacked Israel”. It continues, “Israel will punish Iran”.
> attack: Reuters
> punish: Reuters

Angela Merkel praised the soldiers. She added: "Iran attacked Israel."
> attack: Angela Merkel

Iran attacked Israel, Reuters reported.
> attack: Reuters

Iran attacked Israel, said Angela Merkel.
> attack: Angela Merkel

Iran attacked Israel, according to Reuters.
> attack: Reuters

Iran attacked Israel, according to a statement by the Pentagon.
> attack: Pentagon

According to a report published by the United Nations, Iran attacked Israel.
> attack: United Nations

Iran attacked Israel, according to the Pentagon's website.
> attack: Pentagon

Iran attacked Israel, Angela Merkel said in a statement.
> attack: Angela Merkel

In a statement on Monday, Angela Merkel said Iran had attacked Israel.
> attack: Angela Merkel

Reuters, citing the Pentagon, said Iran had attacked Israel.
> attack: Pentagon < Reuters

According to Reuters, quoting the Pentagon, Iran attacked Israel.
> attack: Pentagon < Reuters

Angela Merkel was quoted by Reuters as saying Iran had attacked Israel.
> attack: Angela Merkel < Reuters

Angela Merkel was quoted as saying that Iran had attacked Israel.
> attack: Angela Merkel

Reuters quoted Angela Merkel as saying Iran had attacked Israel.
> attack: Angela Merkel < Reuters

Angela Merkel: Iran attacked Israel
> attack: Angela Merkel

Iran attacked Israel - Pentagon
> attack: Pentagon

Iran attacked Israel, says Angela Merkel
> attack: Angela Merkel

Angela Merkel accused Iran of attacking Israel.
> attack: Angela Merkel

Iran was accused by Angela Merkel of attacking Israel.
> attack: Angela Merkel

Iran was accused of attacking Israel.
> attack: -

Angela Merkel's claim that Iran attacked Israel was rejected.
> attack: Angela Merkel

Angela Merkel told Barack Obama in a letter that Iran had attacked Israel, Reuters reported on Tuesday.
> attack: Angela Merkel < Reuters

The Pentagon issued a statement saying Iran had attacked Israel.
> attack: Pentagon

Angela Merkel wrote on Twitter that Iran had attacked Israel.
> attack: Angela Merkel

Angela Merkel tweeted: "Iran attacked Israel. Israel will punish Iran."
> attack: Angela Merkel
> punish: Angela Merkel

Asked about the war, Angela Merkel said Iran had attacked Israel.
> attack: Angela Merkel

In an interview with Reuters, Angela Merkel said that Iran attacked Israel.
> attack: Angela Merkel

Israel will punish Iran. Angela Merkel said so in Paris.
> punish: -

Angela Merkel said Israel was tired. Egypt attacked Iran.
> attack: -

"Iran attacked Israel," Angela Merkel said. Egypt attacked Jordan.
> attack: -
> attack: Angela Merkel

Angela Merkel visited the "Palace of Peace". Egypt attacked Jordan.
> attack: -

Iran attacked Israel, but Angela Merkel said nothing.
> attack: -

Angela Merkel did not say that Iran attacked Israel.
> attack: -

It is said that Iran attacked Israel.
> attack: -

State media reported that Barack Obama had told Angela Merkel that Iran attacked Israel.
> attack: Barack Obama < State media

“Iran attacked Israel,” Barack Obama told reporters on Monday, adding that Egypt would punish Iran.
> attack: Barack Obama
> punish: Barack Obama

"Angela Merkel told me that Iran attacked Israel," Barack Obama said.
> attack: Angela Merkel < Barack Obama

In Angela Merkel's view, Iran attacked Israel.
> attack: Angela Merkel

Angela Merkel believes that Iran attacked Israel, the BBC reports.
> attack: Angela Merkel < BBC

Iran, according to Angela Merkel, attacked Israel.
> attack: Angela Merkel

The Pentagon confirmed on Friday that Iran attacked Israel.
> attack: Pentagon

The report by the United Nations says Iran attacked Israel.
> attack: United Nations

As Angela Merkel said, Iran attacked Israel.
> attack: Angela Merkel

Angela Merkel warned: “Israel will punish Iran.” They left. “Egypt attacked Jordan,” said Barack Obama.
> punish: Angela Merkel
> attack: Barack Obama

“We did not attack Israel,” said Iran’s minister Abbas Araghchi in Bonn. “Israel attacked Iran,” he added.
> attack: Abbas Araghchi

“Japan will help Mexico,” Prime Minister Shinzo Abe said on Tuesday. “It is our duty.” Obama attacked Merkel.
> help: Shinzo Abe
> attack: -

Speaking in Paris, Emmanuel Macron said: “France will help Japan. Germany will help Mexico.”
> help: Emmanuel Macron

Emmanuel Macron has said France will help Japan. He also said Germany would help Mexico.
> help: Emmanuel Macron

Emmanuel Macron said France would help Japan, adding that Germany would attack Mexico.
> help: Emmanuel Macron
> attack: Emmanuel Macron

Iran attacked Israel, Reuters reported, citing the CIA.
> attack: CIA < Reuters

The CIA told Reuters that Iran had attacked Israel.
> attack: CIA

A spokesman for the CIA said Iran had attacked Israel.
> attack: CIA

CIA officials say Iran attacked Israel.
> attack: CIA

Iran attacked Israel, a CIA spokeswoman said.
> attack: CIA

Barack Obama’s spokesman said Iran had attacked Israel.
> attack: Barack Obama

The BBC quoted Barack Obama as saying that Iran had attacked Israel.
> attack: Barack Obama < BBC

Barack Obama tells CNN: Iran attacked Israel
> attack: Barack Obama

Iran attacked Israel: Barack Obama
> attack: Barack Obama

'Iran attacked Israel,' Barack Obama said.
> attack: Barack Obama

‘Iran attacked Israel,’ Barack Obama said. ‘Israel will punish Iran.’
> attack: Barack Obama
> punish: Barack Obama

Barack Obama, speaking to reporters, said that “Iran attacked Israel” and that Egypt would punish Jordan.
> attack: Barack Obama
> punish: Barack Obama

Barack Obama denied that Iran attacked Israel.
> attack: Barack Obama

Witnesses said Iran attacked Israel.
> attack: Witnesses

Barack Obama, according to the BBC, said Iran had attacked Israel.
> attack: Barack Obama < BBC

According to the BBC, which cited Barack Obama, Iran attacked Israel.
> attack: BBC

The BBC's John Simpson says Iran attacked Israel.
> attack: John Simpson

It emerged that Iran attacked Israel.
> attack: -
"""


def cases() -> list[tuple[str, list[str]]]:
    blocks = (block.split("\n> ") for block in CASES.strip().split("\n\n"))
    return [(text.replace(r"\n", "\n"), expected) for text, *expected in blocks]


@pytest.mark.parametrize(("text", "expected"), cases(), ids=[text[:60] for text, _ in cases()])
def test_who_says_it(nlp, text, expected):
    doc, document = nlp(reading_copy(text)), Document("d", "d", "d", text)
    mentions = find_mentions(doc, document)
    by_span = {m.span: m for m in mentions}

    def name(teller):
        mention = by_span.get(teller.mention)
        while mention is not None and mention.antecedent is not None:
            mention = by_span[mention.antecedent]
        return teller.text if mention is None else mention.name or mention.text

    said = set()
    for s in find_statements(doc, document, mentions):
        tellers = [] if s.source is None else [s.source, *s.relayed_by]
        said.add(f"{s.type}: {' < '.join(map(name, tellers)) or '-'}")
    assert said >= set(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"A is," he said. "B is."', ['"A is,"', '"B is."']),
        ("“A b.\n\n“C d,” he said.", ["“A b.\n\n“C d,”"]),  # each paragraph opens, the last one closes
        ('He said, "A b.\n\nC d." After it, "E f.', ['"A b.\n\nC d."', '"E f.']),
        ('"A b\n\nNone here.\n\nOr "here" it is.', ['"A b', '"here"']),  # a lost mark costs a paragraph
        ('the "axis" of "evil"', ['"axis"', '"evil"']),
        ('"He said "no" to it," X said.', ['"He said "no" to it,"']),
        ('5" wide and 6" tall', []),
        ("‘A b,’ he said. ‘C d.’", ["‘A b,’", "‘C d.’"]),
        ("the ‘axis’ of workers’ rights", []),
        ('a " b " c " d ", e', ['" b "', '" d "']),
        ('x\n\n"A"\n\n"B"\n\n"C', ['"A"', '"B"', '"C']),
    ],
)
def test_quotations_end_with_their_mark_or_paragraph(text, expected):
    doc = spacy.blank("en")(text)
    assert [doc[start:end].text for start, end in quotations(doc)] == expected


@pytest.mark.parametrize(
    "text", ["A b c d e", "Angela Merkel said so - ", ": : : : : was", "“", '"', "” was “ was", "- X"]
)
def test_odd_texts_have_no_speakers(nlp, text):
    doc, document = nlp(reading_copy(text)), Document("d", "d", "d", text)
    assert all(s.source is None for s in find_statements(doc, document, find_mentions(doc, document)))
