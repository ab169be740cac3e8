"""Truth: what a sentence says of the statement in it, by construction, with the model.

A row is a sentence, the two ends, and what is read: + or -, then a asserted, p planned, ? possible or
c claimed, and e if it has ended.
"""

from __future__ import annotations

import pytest

from kgraph.annotate import reading_copy
from kgraph.mentions import find_mentions
from kgraph.statements import find_statements
from kgraph.types import Document

SIGNS = {"positive": "+", "negative": "-", "asserted": "a", "planned": "p", "possible": "?", "claimed": "c"}

CASES = """
# Denied

A deal between Japan and Mexico was never signed. | Japan > Mexico | -a
The treaty between Japan and Mexico was not signed. | Japan > Mexico | -a
Japan never signed a treaty with Mexico. | Japan > Mexico | -a
Obama would have met Merkel. | Obama > Merkel | -a
Japan would have attacked Mexico if the talks had failed. | Japan > Mexico | -a
Obama should have called Merkel. | Obama > Merkel | -a
Had it not been for the storm, Obama would have visited Japan. | Obama > Japan | -a
If Japan had attacked Mexico, NATO would have intervened. | Japan > Mexico | -a
Obama refused to meet Merkel. | Obama > Merkel | -a
Japan is far from attacking Mexico. | Japan > Mexico | -a
Japan neither attacked nor invaded Mexico. | Japan > Mexico | -a
Neither Obama nor Merkel visited Japan. | Obama > Japan | -a
Neither Obama nor Merkel visited Japan. | Merkel > Japan | -a
Japan attacked neither Mexico nor Peru. | Japan > Mexico | -a
Japan attacked neither Mexico nor Peru. | Japan > Peru | -a
Mexico was attacked by Japan, not Peru. | Peru > Mexico | -a
Japan attacked Mexico instead of Peru. | Japan > Peru | -a
Japan criticised Mexico rather than attack Peru. | Japan > Peru | -a
Instead of attacking Mexico, Japan invaded Peru. | Japan > Mexico | -a
Nothing suggests that Japan attacked Mexico. | Japan > Mexico | -a
There is no evidence that Japan attacked Mexico. | Japan > Mexico | -a
Japan stopped short of attacking Mexico. | Japan > Mexico | -a
Obama stopped short of criticising Merkel. | Obama > Merkel | -a
Japan failed to sign a treaty with Mexico. | Japan > Mexico | -a
Japan almost attacked Mexico. | Japan > Mexico | -a
Japan hardly trades with Mexico. | Japan > Mexico | -a
Angela Merkel has yet to visit Japan. | Merkel > Japan | -a
Angela Merkel has not yet visited Japan. | Merkel > Japan | -a
Angela Merkel is yet to visit Japan. | Merkel > Japan | -a
Angela Merkel is unwilling to meet Obama. | Merkel > Obama | -a
Merkel did not manage to persuade Obama. | Merkel > Obama | -a
Merkel tried in vain to persuade Obama. | Merkel > Obama | -a
Merkel was prevented from visiting Japan. | Merkel > Japan | -a
The army prevented Merkel from visiting Japan. | Merkel > Japan | -a
Merkel was banned from visiting Japan. | Merkel > Japan | -a
Merkel forgot to call Obama. | Merkel > Obama | -a
Merkel pretended to support Obama. | Merkel > Obama | -a
Japan shows no sign of attacking Mexico. | Japan > Mexico | -a
Japan has shown no interest in joining NATO. | Japan > NATO | -a
Japan's refusal to join NATO angered Obama. | Japan > NATO | -a
Japan's failure to help Mexico angered Obama. | Japan > Mexico | -a
It is not true that Japan attacked Mexico. | Japan > Mexico | -a
It is a myth that Japan attacked Mexico. | Japan > Mexico | -a
Japan was unable to attack Mexico. | Japan > Mexico | -a
Not Japan but Mexico attacked Peru. | Japan > Peru | -a
Contrary to reports, Japan did not attack Mexico. | Japan > Mexico | -a
Far from attacking Mexico, Japan helped Peru. | Japan > Mexico | -a
Japan attacked Mexico but did not invade Peru. | Japan > Peru | -a
Japan did not attack Mexico or Peru. | Japan > Peru | -a
Japan did not attack Mexico and invade Peru. | Japan > Peru | -a
Japan, which never attacked Mexico, helped Peru. | Japan > Mexico | -a
The lack of an alliance between Japan and Mexico worried Obama. | Japan > Mexico | -a
Japan ruled out attacking Mexico. | Japan > Mexico | -a
Japan insists that it did not attack Mexico. | it > Mexico | -a
Japan insists it never attacked Mexico. | it > Mexico | -a
Toyota has not paid Mexico, according to officials. | Toyota > Mexico | -a
There were no talks between Japan and Mexico. | Japan > Mexico | -a
No talks between Japan and Mexico took place. | Japan > Mexico | -a
No agreement was reached between Japan and Mexico. | Japan > Mexico | -a
Japan and Mexico did not reach an agreement. | Japan > Mexico | -a
Japan and Mexico failed to reach an agreement. | Japan > Mexico | -a
Japan has never been a member of NATO. | Japan > NATO | -a
Japan is not a member of NATO. | Japan > NATO | -a
Japan was blocked from joining NATO. | Japan > NATO | -a
Mexico blocked Japan from joining NATO. | Japan > NATO | -a
Obama was acquitted of attacking Angela Merkel. | Obama > Merkel | -a
Obama insisted he had never met Angela Merkel. | he > Merkel | -a
Obama decided against visiting Japan. | Obama > Japan | -a
Obama was criticised for not helping Japan. | Obama > Japan | -a
Obama, who has never visited Japan, met Merkel. | Obama > Japan | -a
Had Japan attacked Mexico, Obama would have resigned. | Japan > Mexico | -a
Not even Japan attacked Mexico. | Japan > Mexico | -a
Japan rarely criticises Mexico. | Japan > Mexico | -a
Japan has stopped short of recognising Mexico. | Japan > Mexico | -a
Japan came close to attacking Mexico. | Japan > Mexico | -a
Japan nearly attacked Mexico. | Japan > Mexico | -a
Japan was reluctant to help Mexico. | Japan > Mexico | -a
Japan is too weak to attack Mexico. | Japan > Mexico | -a

# Told as a fact

Japan did not recognise Mexico until 2019. | Japan > Mexico | +a
Obama did not visit Mexico until 2015. | Obama > Mexico | +a
Japan did not join NATO until after the war. | Japan > NATO | +a
Obama did not refuse to meet Merkel. | Obama > Merkel | +a
Instead of attacking Mexico, Japan invaded Peru. | Japan > Peru | +a
There is evidence that Japan attacked Mexico. | Japan > Mexico | +a
There is no doubt that Japan attacked Mexico. | Japan > Mexico | +a
Japan cancelled a summit with Mexico. | Japan > Mexico | +a
Japan called off talks with Mexico. | Japan > Mexico | +a
Japan postponed talks with Mexico. | Japan > Mexico | +a
Japan rejected an alliance with Mexico. | Japan > Mexico | +a
Japan broke off relations with Mexico. | Japan > Mexico | +a
Japan ended its alliance with Mexico. | Japan > Mexico | +a
Japan withdrew from NATO. | Japan > NATO | +a
Merkel was forced to meet Obama. | Merkel > Obama | +a
Merkel managed to persuade Obama. | Merkel > Obama | +a
Angela Merkel quit Microsoft in 2019. | Merkel > Microsoft | +a
It is true that Japan attacked Mexico. | Japan > Mexico | +a
Japan attacked Mexico, Merkel said. | Japan > Mexico | +a
Japan only attacked Mexico. | Japan > Mexico | +a
Japan not only attacked Mexico but also invaded Peru. | Japan > Mexico | +a
Japan not only attacked Mexico but also invaded Peru. | Japan > Peru | +a
Not Japan but Mexico attacked Peru. | Mexico > Peru | +a
It was Japan, not Mexico, that attacked Peru. | Japan > Peru | +a
Japan, unlike Mexico, attacked Peru. | Japan > Peru | +a
Japan did not attack Mexico but invaded Peru. | Japan > Peru | +a
After Japan attacked Mexico, Obama left. | Japan > Mexico | +a
While Japan attacked Mexico, Obama slept. | Japan > Mexico | +a
Japan attacked Mexico because Obama left. | Japan > Mexico | +a
Merkel left Microsoft in 2019. | Merkel > Microsoft | +a
Japan is considering an attack on Mexico. | Japan > Mexico | +a
Japan ruled out an attack on Mexico. | Japan > Mexico | +a
Merkel hinted that Japan attacked Mexico. | Japan > Mexico | +a
Japan is a candidate for membership of NATO. | Japan > NATO | +a
Obama was convicted of attacking Angela Merkel. | Obama > Merkel | +a
Obama admitted attacking Angela Merkel. | Obama > Merkel | +a
Obama admitted that he had met Angela Merkel. | he > Merkel | +a
Obama regrets attacking Japan. | Obama > Japan | +a
Obama apologised for attacking Japan. | Obama > Japan | +a
Obama was praised for helping Japan. | Obama > Japan | +a
Obama, having visited Japan, flew to Mexico. | Obama > Japan | +a
Obama has been named chairman of Microsoft. | Obama > Microsoft | +a
Only Japan attacked Mexico. | Japan > Mexico | +a
Japan was quick to help Mexico. | Japan > Mexico | +a
Barack Obama, who was president of Microsoft at the time, met Merkel. | Obama > Microsoft | +a
Barack Obama succeeded Angela Merkel. | Obama > Merkel | +a
It was reported that Japan attacked Mexico. | Japan > Mexico | +a

# Possible

Obama could have met Merkel. | Obama > Merkel | +?
Obama might have met Merkel. | Obama > Merkel | +?
Obama may have met Merkel. | Obama > Merkel | +?
Obama must have met Merkel. | Obama > Merkel | +?
If Japan attacks Mexico, NATO will help. | Japan > Mexico | +?
Unless Japan attacks Mexico, NATO will wait. | Japan > Mexico | +?
War between Japan and Mexico seems inevitable. | Japan > Mexico | +?
An alliance between Japan and Mexico is likely. | Japan > Mexico | +?
An alliance between Japan and Mexico is impossible. | Japan > Mexico | -?
Japan seeks to attack Mexico. | Japan > Mexico | +?
Japan hopes to join NATO. | Japan > NATO | +?
Obama hopes that Merkel visits Japan. | Merkel > Japan | +?
It is unlikely that Merkel will visit Japan. | Merkel > Japan | -?
Angela Merkel is unlikely to visit Japan. | Merkel > Japan | -?
Angela Merkel is likely to visit Japan. | Merkel > Japan | +?
Merkel tried to persuade Obama. | Merkel > Obama | +?
Merkel urged Japan to attack Mexico. | Japan > Mexico | +?
Merkel urged Japan not to attack Mexico. | Japan > Mexico | -?
Merkel asked Obama to help Japan. | Obama > Japan | +?
Merkel ordered Obama to leave Japan. | Obama > Japan | +?
Merkel wants Japan to join NATO. | Japan > NATO | +?
Merkel does not want Japan to join NATO. | Japan > NATO | -?
It is unclear whether Japan attacked Mexico. | Japan > Mexico | +?
Merkel asked whether Japan attacked Mexico. | Japan > Mexico | +?
Merkel wondered if Japan attacked Mexico. | Japan > Mexico | +?
Perhaps Japan attacked Mexico. | Japan > Mexico | +?
Japan can attack Mexico. | Japan > Mexico | +?
Japan cannot attack Mexico. | Japan > Mexico | -?
Japan was able to attack Mexico. | Japan > Mexico | +?
Japan would attack Mexico. | Japan > Mexico | +?
Japan would rather attack Mexico. | Japan > Mexico | +?
Japan must not attack Mexico. | Japan > Mexico | -?
Japan need not attack Mexico. | Japan > Mexico | -?
Japan does not have to attack Mexico. | Japan > Mexico | -?
Before Japan attacks Mexico, Obama will leave. | Japan > Mexico | +?
A possible alliance between Japan and Mexico worried Obama. | Japan > Mexico | +?
Obama opposes an alliance between Japan and Mexico. | Japan > Mexico | +?
Japan does not rule out attacking Mexico. | Japan > Mexico | +?
Merkel suggested that Japan attack Mexico. | Japan > Mexico | +?
Merkel demanded that Japan leave NATO. | Japan > NATO | +?
Merkel recommended that Japan not attack Mexico. | Japan > Mexico | -?
Merkel fears Japan could attack Mexico. | Japan > Mexico | +?
Japan and Mexico are close to signing a treaty. | Japan > Mexico | +?
Japan and Mexico could sign a treaty next year. | Japan > Mexico | +?
Japan wants to become a member of NATO. | Japan > NATO | +?
Obama dreams of visiting Japan. | Obama > Japan | +?
Obama is thinking of visiting Japan. | Obama > Japan | +?
Should Japan attack Mexico, Obama will resign. | Japan > Mexico | +?
Were Japan to attack Mexico, Obama would resign. | Japan > Mexico | +?
Provided that Japan joins NATO, Mexico will help. | Japan > NATO | +?
Even if Japan joins NATO, Mexico will wait. | Japan > NATO | +?
Whether Japan joins NATO is unclear. | Japan > NATO | +?
Japan is not against joining NATO. | Japan > NATO | +?
It is possible that Japan attacked Mexico. | Japan > Mexico | +?
It is impossible for Japan to join NATO. | Japan > NATO | -?
It would be a mistake for Japan to join NATO. | Japan > NATO | +?
Japan is strong enough to attack Mexico. | Japan > Mexico | +?

# Claimed

Obama denied that he had met Merkel. | he > Merkel | -c
Obama refused to deny that Japan attacked Mexico. | Japan > Mexico | +c
Obama was accused of attacking Merkel. | Obama > Merkel | +c
Japan is accused of supporting Mexico. | Japan > Mexico | +c
Obama said Japan and Mexico were conspiring against Peru. | Japan > Peru | +c
Obama alleged that Japan attacked Mexico. | Japan > Mexico | +c
Japan allegedly attacked Mexico. | Japan > Mexico | +c
Japan reportedly attacked Mexico. | Japan > Mexico | +c
Japan is said to have attacked Mexico. | Japan > Mexico | +c
Japan is believed to have attacked Mexico. | Japan > Mexico | +c
Japan is suspected of attacking Mexico. | Japan > Mexico | +c
Nobody believes that Japan will attack Mexico. | Japan > Mexico | -c
Merkel doubts that Japan attacked Mexico. | Japan > Mexico | -c
Merkel doubts Japan will join NATO. | Japan > NATO | -c
Rumours that Japan attacked Mexico spread. | Japan > Mexico | +c
Claims that Japan attacked Mexico are false. | Japan > Mexico | -c
Merkel rejected claims that Japan attacked Mexico. | Japan > Mexico | -c
Japan attacked Mexico, Merkel claimed. | Japan > Mexico | +c
The alleged alliance between Japan and Mexico worried Obama. | Japan > Mexico | +c
Officials in Japan denied that Toyota had paid Mexico. | Toyota > Mexico | -c
Obama was wrongly accused of spying on Japan. | Obama > Japan | +c
Obama was charged with attacking Angela Merkel. | Obama > Merkel | +c
Obama claims to have met Angela Merkel. | Obama > Merkel | +c
Obama claimed he had met Angela Merkel. | he > Merkel | +c
Japan's alleged attack on Mexico shocked Obama. | Japan > Mexico | +c
It is alleged that Japan attacked Mexico. | Japan > Mexico | +c

# Ended

Obama no longer supports Merkel. | Obama > Merkel | -ae
Japan is no longer a member of NATO. | Japan > NATO | -ae
Obama is a former president of Mexico. | Obama > Mexico | +ae
Obama used to work for Microsoft. | Obama > Microsoft | +ae
Obama worked for Microsoft until 2019. | Obama > Microsoft | +ae
Obama was president of Mexico until 2019. | Obama > Mexico | +ae
Obama was the president of Mexico from 2001 to 2009. | Obama > Mexico | +ae
Obama, an ex-president of Mexico, spoke. | Obama > Mexico | +ae
Former Mexican president Obama spoke. | Obama > Mexican | +ae
Merkel stopped supporting Obama. | Merkel > Obama | -ae
Merkel ceased to support Obama. | Merkel > Obama | -ae
The war between Japan and Mexico ended in 1910. | Japan > Mexico | +ae
The alliance between Japan and Mexico lapsed. | Japan > Mexico | +ae
Merkel once worked for Microsoft. | Merkel > Microsoft | +ae
Merkel previously worked for Microsoft. | Merkel > Microsoft | +ae
Merkel formerly led Microsoft. | Merkel > Microsoft | +ae
Merkel, who headed Microsoft until 2019, spoke. | Merkel > Microsoft | +ae
Japan was once a member of NATO. | Japan > NATO | +ae
Mexico, a former ally of Japan, left. | Mexico > Japan | +ae
Ex-Microsoft chief Barack Obama spoke. | Obama > Microsoft | +ae
Former Microsoft chief executive Barack Obama spoke. | Obama > Microsoft | +ae
Barack Obama, then president of Microsoft, met Merkel. | Obama > Microsoft | +ae
Barack Obama ceased to be president of Microsoft in 2010. | Obama > Microsoft | -ae
Barack Obama is no longer in Japan. | Obama > Japan | -ae

# Planned

Obama was due to meet Merkel. | Obama > Merkel | +p
Obama is set to meet Merkel. | Obama > Merkel | +p
Obama was set to meet Merkel. | Obama > Merkel | +p
Obama is about to meet Merkel. | Obama > Merkel | +p
Obama is scheduled to meet Merkel. | Obama > Merkel | +p
Obama plans to meet Merkel. | Obama > Merkel | +p
Obama is to meet Merkel. | Obama > Merkel | +p
Obama is going to meet Merkel. | Obama > Merkel | +p
Obama will meet Merkel. | Obama > Merkel | +p
Obama is meeting Merkel tomorrow. | Obama > Merkel | +p
Merkel threatened to attack Japan. | Merkel > Japan | +p
Merkel promised to help Japan. | Merkel > Japan | +p
Merkel vowed never to attack Japan. | Merkel > Japan | -p
Merkel promised not to attack Japan. | Merkel > Japan | -p
Merkel said she would not visit Japan. | she > Japan | -p
Merkel said she would visit Japan. | she > Japan | +p
Japan has no plans to attack Mexico. | Japan > Mexico | -p
Japan has plans to attack Mexico. | Japan > Mexico | +p
Japan abandoned plans to attack Mexico. | Japan > Mexico | -p
Japan's decision to join NATO angered Obama. | Japan > NATO | +p
Japan will not attack Mexico. | Japan > Mexico | -p
Japan won't attack Mexico. | Japan > Mexico | -p
Japan is not expected to attack Mexico. | Japan > Mexico | -p
Japan is not going to attack Mexico. | Japan > Mexico | -p
Japan, which had planned to attack Mexico, helped Peru. | Japan > Mexico | +p
Japan is ready to fight Mexico if necessary. | Japan > Mexico | +p
Merkel predicts that Japan will attack Mexico. | Japan > Mexico | +p
Japan and Mexico are expected to sign a treaty. | Japan > Mexico | +p
Japan has threatened to withdraw from NATO. | Japan > NATO | +p
Mexico vetoed Japan's plan to join NATO. | Japan > NATO | -p
Obama agreed not to attack Japan. | Obama > Japan | -p
Obama is expected to be named chairman of Microsoft. | Obama > Microsoft | +p
Obama had planned to meet Angela Merkel. | Obama > Merkel | +p
Obama had been expected to meet Angela Merkel. | Obama > Merkel | +p
Japan has no intention of attacking Mexico. | Japan > Mexico | -p
"""


def rows() -> list[list[str]]:
    lines = (line for line in CASES.splitlines() if line.strip() and not line.startswith("#"))
    return [[cell.strip() for cell in line.split("|")] for line in lines]


@pytest.mark.parametrize(("sentence", "ends", "expected"), rows(), ids=[row[0][:60] for row in rows()])
def test_what_is_said_of_a_statement(nlp, sentence, ends, expected):
    doc, document = nlp(reading_copy(sentence)), Document("d", "d", "d", sentence)
    subject, object_ = ends.split(" > ")
    found = {
        SIGNS[s.polarity] + SIGNS[s.modality] + ("e" if s.ended else "")
        for s in find_statements(doc, document, find_mentions(doc, document))
        for one, other in ((s.subject, s.object), (s.object, s.subject))[: 1 + s.symmetric]
        if s.subject.mention and s.object.mention and subject in one.text and object_ in other.text
    }
    assert found == {expected}


def test_the_table_is_large_enough():
    assert len(rows()) > 260
