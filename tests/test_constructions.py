"""Constructions of the language -> edges: plain sentences, with the model and the mentions it leads to.

A row is a text and statements between two mentions that it must give, each as subject | type | object,
under the names that the mentions stand for; "- " before one says that it must not be given.
"""

from __future__ import annotations

import pytest

from kgraph.annotate import reading_copy
from kgraph.mentions import find_mentions
from kgraph.statements import find_statements
from kgraph.types import Document

CASES = """
# Those who act for a country or body

Russian troops crossed into Ukraine.
Russia | cross into | Ukraine

Israeli warplanes bombed Beirut, and Hezbollah fighters fired at Israeli soldiers.
Israel | bomb | Beirut
Hezbollah | fire at | Israel

US and Iranian officials held talks in Oman.
US | hold talks | Iran
US | hold talks in | Oman
Iran | hold talks in | Oman

Chinese and Indian troops clashed in Ladakh.
China | clash | India

Officials from Norway and Finland met in Oslo.
Norway | meet | Finland

A Swedish soldier married a Dane in Norway.
- Sweden | marry in | Norway

French citizens protested in Berlin.
- France | protest in | Berlin

# What somebody does or says

Trump's remarks angered Ukraine.
Trump | anger | Ukraine

Denmark was hit by American tariffs.
United States | hit | Denmark

Mario's songs pleased Greece.
- Mario | please | Greece

# Examples of a noun

Norway relies on alliances such as NATO.
Norway | rely on | NATO

Companies including Nokia and Ericsson sued Apple.
Nokia | sue | Apple
Ericsson | sue | Apple

A man like Putin scares Estonia.
- Putin | scare | Estonia

# Events and names further inside a phrase

Modi defended India's purchases of Iranian oil.
India | purchases of oil | Iran

Putin flew to Hanoi for talks with Vietnam.
Putin | talks with | Vietnam

Putin left Hanoi without talks with Vietnam.
- Putin | talks with | Vietnam

Anna Berg, head of the research team at Nokia, spoke.
Anna Berg | head | Nokia

Google's headquarters located in Mountain View burned.
Google | headquarters in | Mountain View

A Russian drone crashed in Romania.
Russia | crash in | Romania

German Chancellor Friedrich Merz and French President Emmanuel Macron held a joint press conference.
Friedrich Merz | hold conference | Emmanuel Macron

# Bodies of a state

Brazil's foreign ministry criticised Peru.
Brazil's foreign ministry | foreign ministry | Brazil

The US Department of Energy sued Exxon.
US Department of Energy | department of energy | United States

The Danish Red Cross Society helped Nepal.
- Danish Red Cross Society | red cross society | Denmark

Macron and other European Union leaders met in Oslo.
Macron | leader | European Union

Iran and other members of OPEC agreed.
Iran | member | OPEC

# Titles with their body before the name

President of Ukraine Volodymyr Zelensky visited Poland.
Volodymyr Zelensky | president | Ukraine

Afghan Ambassador to France Ana Rey met Macron.
Ana Rey | ambassador | France
Ana Rey | ambassador | Afghanistan

The director of sales praised Siemens and Anna Kern.
- Anna Kern | director | Siemens

President Vladimir Putin of Russia called Erdogan.
Vladimir Putin | president | Russia

The United Nations secretary-general, António Guterres, spoke.
António Guterres | secretary-general | United Nations

President Joe Biden's son Hunter was convicted in Delaware.
Hunter | son | Joe Biden
- Hunter | president son | Joe Biden

Swiss bank UBS took over Credit Suisse.
UBS | bank | Switzerland

# Offices that are given

Musk named Linda Yaccarino chief executive of Twitter.
Musk | name | Linda Yaccarino
Linda Yaccarino | chief executive | Twitter
- Musk | chief executive | Twitter

Pope Francis appointed Robert McElroy as archbishop of Washington.
Robert McElroy | archbishop | Washington
- Francis | archbishop | Washington

# Parties of events

The Russia-Ukraine war goes on.
Russia | war | Ukraine

US-China trade talks resumed.
US | trade talks | China

Putin and Kim's visit to Beijing ended.
Putin | visit to | Beijing
Kim | visit to | Beijing

Qatar hosted talks between Israel and Hamas.
Israel | talks | Hamas
Qatar | host talks between | Israel
Qatar | host talks between | Hamas

Kim built an alliance between Russia and China.
- Kim | build alliance between | Russia

Talks between the United States and the Taliban in Doha broke down.
- Taliban | located in | Doha

Brazil beat Argentina in the final of the Gold Cup.
Brazil | beat in | Gold Cup

# Passives and infinitives

Sweden's application to NATO was opposed by Turkey and Hungary.
Turkey | oppose application of | Sweden
Hungary | oppose application of | Sweden

A novel by Orhan Pamuk was published by Penguin.
- Penguin | publish novel by | Orhan Pamuk

Egypt called on Ethiopia to stop attacking Sudan.
Ethiopia | attack | Sudan
- Egypt | attack | Sudan

Peru sent an envoy to Oslo in the hope of joining NATO.
Peru | join | NATO

# Places

The museum opened in Mountain View, California, in 1999.
Mountain View | located in | California

# Descriptions

Chilean President Gabriel Boric met Lula in Brasilia. The Chilean president praised Lula.
Gabriel Boric | president | Chile
"""


def rows(text: str) -> list[tuple[str, list[str]]]:
    blocks = [block.splitlines() for block in text.strip().split("\n\n") if not block.startswith("#")]
    return [(lines[0], lines[1:]) for lines in blocks]


def edges(nlp, text: str) -> set[str]:
    document = Document("d", "d", "d", text)
    doc = nlp(reading_copy(text))
    mentions = find_mentions(doc, document)
    by_span = {m.span: m for m in mentions}

    def name(span):
        mention = by_span[span]
        while mention.antecedent is not None:
            mention = by_span[mention.antecedent]
        return mention.name or mention.text

    return {
        f"{name(s.subject.mention)} | {s.type} | {name(s.object.mention)}"
        for s in find_statements(doc, document, mentions)
        if s.subject.mention and s.object.mention
    }


@pytest.mark.parametrize(("text", "expected"), rows(CASES), ids=lambda value: str(value)[:60])
def test_edges_of_a_construction(nlp, text, expected):
    found = edges(nlp, text)
    assert {row for row in expected if not row.startswith("- ")} <= found
    assert not found & {row.removeprefix("- ") for row in expected if row.startswith("- ")}
