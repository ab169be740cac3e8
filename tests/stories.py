# ruff: noqa: E501
"""Articles of plain text with their mentions, without a model: names are runs of capital letters."""

from __future__ import annotations

import re

from kgraph.types import Document, Extraction, Frame, Mention, Span

NAME = re.compile(r"[A-Z][\w-]*(?:(?: of the| of)? [A-Z][\w-]*)*")
SENTENCE = re.compile(r"\S.*?(?:[.!?]+[”\"]?(?=\s|$)|$)", re.MULTILINE)


def article(id_: str, text: str, *, footer: str = "", **described: str) -> Extraction:
    """One article; a name that only begins sentences is none, unless it has two words."""
    body = text.strip()
    whole = f"{body}\n{footer}".strip()
    sentences = [Span(id_, m.start(), m.end()) for m in SENTENCE.finditer(whole)]
    starts = {span.start for span in sentences} | {span.start + 1 for span in sentences}
    runs = list(NAME.finditer(whole))
    known = {m.group() for m in runs if m.start() not in starts or " " in m.group()}
    frame = (Frame(len(whole) - len(footer), len(whole), "footer"),) if footer else ()
    mentions = tuple(
        Mention(
            Span(id_, m.start(), m.end()),
            m.group(),
            "PERSON",
            "name",
            m.group(),
            frame="footer" if frame and m.start() >= frame[0].start else None,
        )
        for m in runs
        if m.group() in known
    )
    document = Document(id_, f"{id_}.txt", f"{id_}.txt", whole, frame=frame, **described)
    return Extraction(document, mentions, (), tuple(sentences))


# One event, told by a reporter of an agency ...
FERRY = """
A ferry carrying more than 80 passengers capsized on Lake Orvane in northern Tavaria on Sunday, killing at least 14 people, officials said.
The Santa Rosalia overturned shortly before dusk about two kilometres from the port of Kelmar when passengers rushed to one side to escape the rain, survivors told reporters.
Rescue boats pulled 61 people from the cold water, but seven others were still missing on Monday, said Governor Ilse Brandt.
“We will not stop until every family has an answer,” Brandt told a news conference in Kelmar.
The vessel was licensed to carry 50 people, according to the Tavarian Maritime Authority, which has opened an investigation.
Prosecutors questioned the captain, 47-year-old Jonas Velk, who denied that the boat had been overloaded.
His lawyer Marta Osei said her client had complained about the pumps to the owner, Orvane Lines, twice since June.
Orvane Lines did not respond to a request for comment.
Ferry accidents are common in Tavaria, where old boats link villages that have no roads.
In 2019 a similar sinking near Port Denholm killed 32 people and led to promises of stricter inspections.
President Anton Reyl declared two days of national mourning and cancelled a trip to Brussels.
Opposition lawmaker Pia Lund said the number of inspectors had been cut by half since 2020.
"""

# ... by another reporter who was there too, with the same facts and the same press conference ...
FERRY_BY_ANOTHER = """
At least 14 people drowned and seven were missing after a crowded passenger ferry sank in a storm on Lake Orvane in Tavaria, authorities said on Monday.
The 61 survivors were brought ashore at Kelmar, many of them wrapped in blankets, as relatives waited behind a police cordon.
“We will not stop until every family has an answer,” Governor Ilse Brandt said.
Hanna Dietz, who lost her brother, said the Santa Rosalia began to lean as soon as it left the shelter of the bay.
“There were no life jackets for us,” she said.
Divers were to resume their search off Kelmar at first light on Tuesday.
The Tavarian Maritime Authority said the ship had been certified for 50 passengers and that it would examine how more than 80 came to be on board.
Police detained the skipper, Jonas Velk, 47, on suspicion of negligence.
He has denied wrongdoing, his attorney Marta Osei said.
President Anton Reyl ordered flags lowered to half-staff and postponed his visit to Brussels.
It is the deadliest disaster on the lake since 2019, when 32 died near Port Denholm.
Brandt promised a report by the end of the month.
"""

# ... and the agency's story as a paper rewrote it, with a lead, a heading and a paragraph of its own.
FERRY_REWRITTEN = """
Tavaria is in mourning.
At least 14 people died on Sunday when a ferry with over 80 passengers aboard overturned on Lake Orvane, in the north of Tavaria, according to officials.
Survivors said that the Santa Rosalia capsized just before dusk, some two kilometres off the port of Kelmar, after passengers had run to one side to get out of the rain.
Readers can send us their pictures.
Governor Ilse Brandt said that 61 people had been pulled out of the cold water by rescue boats; seven more were missing as of Monday.
“We will not stop until every family has an answer,” Brandt said at a news conference.
According to the Tavarian Maritime Authority, which opened an inquiry, the boat was licensed for 50.
The captain Jonas Velk, 47, was questioned by prosecutors and denied overloading the boat.
His client had twice since June complained to the owner Orvane Lines about the pumps, said lawyer Marta Osei.
A similar accident near Port Denholm killed 32 people in 2019 and brought promises of tighter inspections.
Two days of national mourning were declared by President Anton Reyl, who called off a trip to Brussels.
Our own reporter Lena Falk saw candles at the town hall of Kelmar.
"""

MERGER = """
Brandeis Motors said on Tuesday it will buy Corvino, an Italian maker of electric vans, for 2.3 billion euros in cash and shares.
The deal, the largest in the history of Brandeis, is expected to close in the second quarter, subject to approval by regulators in Brussels.
“This gives us ten years of battery know-how in one step,” chief executive Dana Whitlock said on a call with analysts.
Shares in Brandeis fell 4.1 percent in early trading in Frankfurt.
Analysts at Hallow Capital said the price was high for a company that has yet to make a profit.
Corvino, founded in 2014 by two engineers from Turin, sold 18,000 vans last year and employs 3,400 people.
Its founder Luca Ferrante will join the board of Brandeis and keep a stake of 6 percent.
The metalworkers union in Turin demanded guarantees for the plant in Asti.
Whitlock said no closures were planned before 2027.
Rival bidder Solari withdrew last week after failing to secure financing.
"""

MERGER_BY_ANOTHER = """
German carmaker Brandeis Motors has agreed to acquire the Italian van manufacturer Corvino in a transaction worth 2.3 billion euros, the two companies announced on Tuesday.
Investors were not impressed: the stock of Brandeis slid 4.1 percent in Frankfurt.
“This gives us ten years of battery know-how in one step,” said Dana Whitlock, the chief executive of Brandeis.
Whitlock has been looking for a partner since sales of her own electric model disappointed.
Under the agreement shareholders of Corvino receive three fifths of the sum in cash.
Luca Ferrante, who started the firm in a garage in Turin in 2014, becomes a director of Brandeis.
“I am not leaving, I am growing,” Ferrante said.
Workers at the factory in Asti, where 1,900 people build the vans, fear for their jobs.
A spokesman of the union called for a meeting with the labour minister.
Competition authorities in Brussels have to clear the takeover, which the parties hope to complete by June.
Solari, which had also made an offer, dropped out a week ago.
"""

TALKS = """
The foreign ministers of Norrland and Estavia met in Geneva on Thursday for the first direct talks since the border war of 2021.
Both sides agreed to exchange 120 prisoners before the end of the month, a spokeswoman for the Swiss foreign ministry said.
Norrland's minister Tove Almqvist called the meeting “a small door that has opened”.
Her Estavian counterpart Marko Ilves warned that nothing had been settled about the Sander bridge, which his country closed in March.
The two shook hands before the cameras but did not take questions.
Diplomats said the United Nations would send observers to the Sander valley if both capitals agreed.
More than 9,000 people died in the war, which ended with a truce brokered by Turkey.
Trade between the neighbours has fallen by two thirds since then, according to the World Bank.
In Estavia's parliament the nationalist party Homeland accused Ilves of selling out the valley.
A second round is planned for October in Vienna.
"""

TALKS_BY_ANOTHER = """
Norrland and Estavia will swap 120 prisoners of war, Switzerland announced after their top diplomats held talks in Geneva, the first since fighting ended three years ago.
Tove Almqvist of Norrland and Marko Ilves of Estavia spent four hours at a villa on the lake.
Almqvist spoke of “a small door that has opened”.
Ilves was more cautious and said the question of the Sander bridge remained open.
Families of the captured soldiers wept when the news reached the main square of Norrland's capital.
“I have slept with the phone in my hand for three years,” said Karin Holm, whose son is on the list.
Turkey, which mediated the truce, welcomed the result.
The Sander bridge has been shut since March, and lorries wait for days at the only other crossing.
An observer mission of the United Nations is under discussion, two officials said on condition of anonymity.
Homeland, a nationalist party in Estavia, called for protests on Saturday.
The ministers plan to see each other again in Vienna in October.
"""

# Two reporters at one press conference, who chose many of the same words to quote.
SPEECH = """
Governor Ilse Brandt defended the sale of the Kelmar docks on Friday before an angry crowd.
“Nobody was forced and nobody was paid to look away,” Brandt said.
The docks have lost money in every year since the fishing fleet left.
“A harbour without ships is a museum with rats,” Brandt told the hall.
Brandt spoke for forty minutes and took questions from three reporters.
“I would sign the same contract again tomorrow morning,” Governor Brandt said.
Dockers held up empty lunch boxes in protest.
“My grandfather built that crane and I will not watch it rust,” Brandt said.
The buyer, Orvane Lines, plans a hotel with two hundred rooms.
“Judge me and my council in ten years and not in ten days,” Brandt said as she left.
"""

SPEECH_BY_ANOTHER = """
Ilse Brandt faced boos in Kelmar as she explained why the city's port had gone to a shipping company.
“Nobody was forced and nobody was paid to look away,” Brandt said.
A retired welder, Bo Lind, shouted that her family owned shares in Orvane Lines.
“I would sign the same contract again tomorrow morning,” Brandt replied.
Police led two people out of the theatre.
“A harbour without ships is a museum with rats,” said Ilse Brandt.
The opposition wants the auditors in Tavaria to look at the price.
“My grandfather built that crane and I will not watch it rust,” said Brandt.
Brandt is up for election in the spring, and polls see her behind.
“Judge me and my council in ten years and not in ten days,” Brandt said.
"""

# Two birds, described in one form.
WARBLER = """
The Kelmar warbler has light brown upperparts and pale underparts, both with darker streaks.
It breeds in open woodland across northern Tavaria, and the nest is a cup of grass on the ground.
These birds forage on the ground in Denholm, mainly eating insects and seeds.
Outside the breeding season in Orvane they often feed in small flocks.
The song is a dry trill, heard near Osei at dawn.
"""
PIPIT = """
Adults of the Sander pipit have light brown upperparts and streaked underparts, females with a darker crown.
The bird breeds in open pasture in the south of Estavia, where the nest is a cup of moss in a bush.
They forage in trees around Turin, sometimes on the ground, eating berries and insects.
When not breeding, Norrland pipits feed in large flocks.
Its song in Vienna is a thin trill, given in flight.
"""

# The same people, who do other things.
MINUTES = """
Ilse Brandt met Marta Osei and Jonas Velk in Kelmar.
Anton Reyl telephoned Pia Lund about Orvane Lines.
Hanna Dietz and Bo Lind dined with Tove Almqvist in Geneva.
Marko Ilves praised Dana Whitlock in Vienna.
"""
OTHER_MINUTES = """
Jonas Velk sued Marta Osei while Ilse Brandt left Kelmar.
Orvane Lines paid Anton Reyl, wrote Pia Lund.
Tove Almqvist painted Bo Lind and Hanna Dietz near Geneva.
Dana Whitlock replaced Marko Ilves at Vienna.
"""

# The same people and the same catchphrases, in other sentences.
CATCHPHRASES = """
Ilse Brandt told Marta Osei in Kelmar of a “golden bridge”.
Anton Reyl called Pia Lund in Denholm a “paper tiger”.
Hanna Dietz wished Bo Lind of Orvane Lines a “warm winter”.
"""
OTHER_CATCHPHRASES = """
In Kelmar nobody believes in the “golden bridge” since Marta Osei left Ilse Brandt.
Denholm laughed when Pia Lund drew Anton Reyl as a “paper tiger”.
Orvane Lines sells a “warm winter” to tourists, writes Hanna Dietz, and Bo Lind pays.
"""
