"""Statements: what the rules read in short sentences, most of them parsed by hand.

A case is a sentence with its mentions in braces (P person, O organisation, G place, A demonym,
p pronoun, D date, which is no mention), its parse, and every statement between two mentions:
subject | type | object | polarity | modality | source.  The parse has a cell for each word: the
tag (with the lemma if it is not the word), the dependency, and the number of the head.  Cases
below MODEL_CASES have no parse: the model makes it.
"""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
import spacy
from spacy.tokens import Doc, Span

from kgraph.statements import find_statements
from kgraph.statements.arguments import LONGEST_COORDINATION
from kgraph.statements.dates import resolve_time
from kgraph.types import MODALITIES, POLARITIES, Document, Frame, Mention
from kgraph.types import Span as Place

VOCAB = spacy.blank("en").vocab  # knows lower case and punctuation, needs no model
MARKS = {
    "P": ("PERSON", "name"),
    "O": ("ORG", "name"),
    "G": ("GPE", "name"),
    "A": ("GPE", "adjective"),
    "p": ("PERSON", "pronoun"),
}
DATE = "D"
TAGS = {
    "NN": "NOUN",
    "NNS": "NOUN",
    "NNP": "PROPN",
    "MD": "AUX",
    "IN": "ADP",
    "TO": "PART",
    "RB": "ADV",
    "RBR": "ADV",
    "JJ": "ADJ",
    "DT": "DET",
    "CC": "CCONJ",
    "CD": "NUM",
    "PRP": "PRON",
    "PRP$": "PRON",
    "WP": "PRON",
    "WDT": "PRON",
    "EX": "PRON",
    "POS": "PART",
}

CASES = """
# Polarity and modality

{P Xi} met {P Putin} .
NNP nsubj 2 | VBD:meet ROOT 2 | NNP dobj 2 | . punct 2
> Xi | meet | Putin | positive | asserted | -

{P Xi} did not meet {P Putin} .
NNP nsubj 4 | VBD:do aux 4 | RB neg 4 | VB ROOT 4 | NNP dobj 4 | . punct 4
> Xi | meet | Putin | negative | asserted | -

{G US} claims of {A Chinese} influence on {G Panama} are false .
NNP compound 2 | NNS:claim nsubj 8 | IN prep 2 | JJ amod 5 | NN pobj 3 | IN prep 5 | NNP pobj 6 |
VBP:be ROOT 8 | JJ acomp 8 | . punct 8
> Chinese | influence on | Panama | positive | claimed | US

Amid a shift , {G Russia} and {G China} are far from forming a bloc .
IN prep 8 | DT det 3 | NN pobj 1 | , punct 3 | NNP appos 3 | CC cc 5 | NNP conj 5 | VBP:be ROOT 8 |
RB advmod 8 | IN prep 9 | VBG:form pcomp 10 | DT det 13 | NN dobj 11 | . punct 8
> Russia | bloc | China | negative | asserted | -

{P Xi} never met {P Putin} .
NNP nsubj 3 | RB neg 3 | VBD:meet ROOT 3 | NNP dobj 3 | . punct 3
> Xi | meet | Putin | negative | asserted | -

{P Xi} will meet {P Putin} .
NNP nsubj 3 | MD aux 3 | VB ROOT 3 | NNP dobj 3 | . punct 3
> Xi | meet | Putin | positive | planned | -

{P Xi} may meet {P Putin} .
NNP nsubj 3 | MD aux 3 | VB ROOT 3 | NNP dobj 3 | . punct 3
> Xi | meet | Putin | positive | possible | -

{P Xi} is expected to meet {P Putin} .
NNP nsubjpass 3 | VBZ:be auxpass 3 | VBN:expect ROOT 3 | TO aux 5 | VB xcomp 3 | NNP dobj 5 |
. punct 3
> Xi | meet | Putin | positive | planned | -

{P Xi} wants to meet {P Putin} .
NNP nsubj 2 | VBZ:want ROOT 2 | TO aux 4 | VB xcomp 2 | NNP dobj 4 | . punct 2
> Xi | meet | Putin | positive | possible | -

{P Xi} agreed to meet {P Putin} .
NNP nsubj 2 | VBD:agree ROOT 2 | TO aux 4 | VB xcomp 2 | NNP dobj 4 | . punct 2
> Xi | meet | Putin | positive | planned | -

{P Xi} refused to meet {P Putin} .
NNP nsubj 2 | VBD:refuse ROOT 2 | TO aux 4 | VB xcomp 2 | NNP dobj 4 | . punct 2
> Xi | meet | Putin | negative | asserted | -

{P Xi} failed to persuade {P Putin} .
NNP nsubj 2 | VBD:fail ROOT 2 | TO aux 4 | VB xcomp 2 | NNP dobj 4 | . punct 2
> Xi | persuade | Putin | negative | asserted | -

{P Xi} did not fail to persuade {P Putin} .
NNP nsubj 4 | VBD:do aux 4 | RB neg 4 | VB ROOT 4 | TO aux 6 | VB xcomp 4 | NNP dobj 6 | . punct 4
> Xi | persuade | Putin | positive | asserted | -

{P Xi} did not refuse to meet {P Putin} .
NNP nsubj 4 | VBD:do aux 4 | RB neg 4 | VB ROOT 4 | TO aux 6 | VB xcomp 4 | NNP dobj 6 | . punct 4
> Xi | meet | Putin | positive | asserted | -

{P Xi} denied meeting {P Putin} .
NNP nsubj 2 | VBD:deny ROOT 2 | VBG:meet xcomp 2 | NNP dobj 3 | . punct 2
> Xi | meet | Putin | negative | claimed | -

{P Xi} left without meeting {P Putin} .
NNP nsubj 2 | VBD:leave ROOT 2 | IN prep 2 | VBG:meet pcomp 3 | NNP dobj 4 | . punct 2
> Xi | meet | Putin | negative | asserted | -

{P Xi} no longer trusts {P Putin} .
NNP nsubj 4 | RB neg 3 | RBR:long advmod 4 | VBZ:trust ROOT 4 | NNP dobj 4 | . punct 4
> Xi | trust | Putin | negative | asserted | -

No officials met {P Putin} .
DT det 2 | NNS:official nsubj 3 | VBD:meet ROOT 3 | NNP dobj 3 | . punct 3
> nothing

# "X, not Y"

{P Xi} , not {P Kim} , met {P Putin} .
NNP nmod 4 | , punct 4 | RB neg 4 | NNP nsubj 6 | , punct 6 | VBD:meet ROOT 6 | NNP dobj 6 |
. punct 6
> Xi | meet | Putin | positive | asserted | -
> Kim | meet | Putin | negative | asserted | -

{P Xi} met {P Putin} , not {P Kim} .
NNP nsubj 2 | VBD:meet ROOT 2 | NNP dobj 2 | , punct 3 | RB neg 3 | NNP appos 3 | . punct 2
> Xi | meet | Putin | positive | asserted | -
> Xi | meet | Kim | negative | asserted | -

# Passives

{G Russia} was accused by {G Ukraine} .
NNP nsubjpass 3 | VBD:be auxpass 3 | VBN:accuse ROOT 3 | IN agent 3 | NNP pobj 4 | . punct 3
> Ukraine | accuse | Russia | positive | asserted | -

{G Russia} was not invaded by {G Ukraine} .
NNP nsubjpass 4 | VBD:be auxpass 4 | RB neg 4 | VBN:invade ROOT 4 | IN agent 4 | NNP pobj 5 |
. punct 4
> Ukraine | invade | Russia | negative | asserted | -

{G Kyiv} was attacked on {D Monday} .
NNP nsubjpass 3 | VBD:be auxpass 3 | VBN:attack ROOT 3 | IN prep 3 | NNP pobj 4 | . punct 3
> nothing

# Claims, speakers and quotations

{G Ukraine} accused {G Russia} of attacking {G Kyiv} .
NNP nsubj 2 | VBD:accuse ROOT 2 | NNP dobj 2 | IN prep 2 | VBG:attack pcomp 4 | NNP dobj 5 |
. punct 2
> Ukraine | accuse | Russia | positive | asserted | -
> Russia | attack | Kyiv | positive | claimed | Ukraine

{G Ukraine} said {G Russia} had attacked {G Kyiv} .
NNP nsubj 2 | VBD:say ROOT 2 | NNP nsubj 5 | VBD:have aux 5 | VBN:attack ccomp 2 | NNP dobj 5 |
. punct 2
> Russia | attack | Kyiv | positive | asserted | Ukraine

{P Trump} said that {P Xi} and {P Kim} were conspiring against {p him} .
NNP nsubj 2 | VBD:say ROOT 2 | IN mark 8 | NNP nsubj 8 | CC cc 4 | NNP conj 4 | VBD:be aux 8 |
VBG:conspire ccomp 2 | IN prep 8 | PRP:he pobj 9 | . punct 2
> Trump | say about | Xi | positive | asserted | -
> Trump | say about | Kim | positive | asserted | -
> Xi | conspire against | him | positive | claimed | Trump
> Kim | conspire against | him | positive | claimed | Trump
> Xi | conspire | Kim | positive | claimed | Trump

{G Russia} allegedly attacked {G Kyiv} .
NNP nsubj 3 | RB advmod 3 | VBD:attack ROOT 3 | NNP dobj 3 | . punct 3
> Russia | attack | Kyiv | positive | claimed | -

{G Russia} is believed to have attacked {G Kyiv} .
NNP nsubjpass 3 | VBZ:be auxpass 3 | VBN:believe ROOT 3 | TO aux 6 | VB aux 6 | VBN:attack xcomp 3 |
NNP dobj 6 | . punct 3
> Russia | attack | Kyiv | positive | claimed | -

" {G Russia} attacked {G Kyiv} , " {P Zelenskyy} said .
`` punct 3 | NNP nsubj 3 | VBD:attack ccomp 8 | NNP dobj 3 | , punct 8 | '' punct 8 | NNP nsubj 8 |
VBD:say ROOT 8 | . punct 8
> Russia | attack | Kyiv | positive | asserted | Zelenskyy

According to {P Zelenskyy} , {G Russia} attacked {G Kyiv} .
VBG:accord prep 6 | IN prep 1 | NNP pobj 2 | , punct 6 | NNP nsubj 6 | VBD:attack ROOT 6 |
NNP dobj 6 | . punct 6
> Russia | attack | Kyiv | positive | asserted | Zelenskyy

# Conditions, questions and imperatives

If {G Russia} attacks {G Kyiv} , {G Poland} will help {G Ukraine} .
IN mark 3 | NNP nsubj 3 | VBZ:attack advcl 8 | NNP dobj 3 | , punct 8 | NNP nsubj 8 | MD aux 8 |
VB ROOT 8 | NNP dobj 8 | . punct 8
> Russia | attack | Kyiv | positive | possible | -
> Poland | help | Ukraine | positive | planned | -

Did {P Xi} meet {P Putin} ?
VBD:do aux 3 | NNP nsubj 3 | VB ROOT 3 | NNP dobj 3 | . punct 3
> nothing

Meet {P Putin} in {G Moscow} .
VB ROOT 1 | NNP dobj 1 | IN prep 1 | NNP pobj 3 | . punct 1
> nothing

# Coordination

{P Xi} and {P Putin} met in {G Beijing} .
NNP nsubj 4 | CC cc 1 | NNP conj 1 | VBD:meet ROOT 4 | IN prep 4 | NNP pobj 5 | . punct 4
> Xi | meet in | Beijing | positive | asserted | -
> Putin | meet in | Beijing | positive | asserted | -
> Xi | meet | Putin | positive | asserted | -

{P Xi} met {P Putin} and {P Kim} .
NNP nsubj 2 | VBD:meet ROOT 2 | NNP dobj 2 | CC cc 3 | NNP conj 3 | . punct 2
> Xi | meet | Putin | positive | asserted | -
> Xi | meet | Kim | positive | asserted | -

{P Xi} met {P Putin} and praised {P Kim} .
NNP nsubj 2 | VBD:meet ROOT 2 | NNP dobj 2 | CC cc 2 | VBD:praise conj 2 | NNP dobj 5 | . punct 2
> Xi | meet | Putin | positive | asserted | -
> Xi | praise | Kim | positive | asserted | -

{P Xi} will meet {P Putin} and visit {G Moscow} .
NNP nsubj 3 | MD aux 3 | VB ROOT 3 | NNP dobj 3 | CC cc 3 | VB conj 3 | NNP dobj 6 | . punct 3
> Xi | meet | Putin | positive | planned | -
> Xi | visit | Moscow | positive | planned | -

# Light verbs, agreements and parties

{P Xi} held talks with {P Putin} .
NNP nsubj 2 | VBD:hold ROOT 2 | NNS:talk dobj 2 | IN prep 3 | NNP pobj 4 | . punct 2
> Xi | hold talks with | Putin | positive | asserted | -

{P Xi} held talks with both {P Putin} and {P Kim} .
NNP nsubj 2 | VBD:hold ROOT 2 | NNS:talk dobj 2 | IN prep 3 | CC preconj 6 | NNP pobj 4 | CC cc 6 |
NNP conj 6 | . punct 2
> Xi | hold talks with | Putin | positive | asserted | -
> Xi | hold talks with | Kim | positive | asserted | -

{P Xi} hopes to hold talks with {P Putin} .
NNP nsubj 2 | VBZ:hop ROOT 2 | TO aux 4 | VB xcomp 2 | NNS:talk dobj 4 | IN prep 5 | NNP pobj 6 |
. punct 2
> Xi | hold talks with | Putin | positive | possible | -

{P Xi} is seeking talks with {P Putin} .
NNP nsubj 3 | VBZ:be aux 3 | VBG:seek ROOT 3 | NNS:talk dobj 3 | IN prep 4 | NNP pobj 5 | . punct 3
> Xi | seek talks with | Putin | positive | possible | -

{P Xi} discussed possible talks with {P Putin} .
NNP nsubj 2 | VBD:discuss ROOT 2 | JJ amod 4 | NNS:talk dobj 2 | IN prep 4 | NNP pobj 5 | . punct 2
> Xi | discuss talks with | Putin | positive | possible | -

{G Russia} and {G North Korea} signed a mutual defence pact in {D June 2024} .
NNP nsubj 5 | CC cc 1 | NNP compound 4 | NNP conj 1 | VBD:sign ROOT 5 | DT det 9 | JJ amod 8 |
NN compound 9 | NN dobj 5 | IN prep 5 | NNP pobj 10 | CD nummod 11 | . punct 5
> Russia | mutual defence pact | North Korea | positive | asserted | -

{G Russia} signed a pact with {G North Korea} .
NNP nsubj 2 | VBD:sign ROOT 2 | DT det 4 | NN dobj 2 | IN prep 4 | NNP compound 7 | NNP pobj 5 |
. punct 2
> Russia | pact | North Korea | positive | asserted | -

{G Russia} has not signed a pact with {G North Korea} .
NNP nsubj 4 | VBZ:have aux 4 | RB neg 4 | VBN:sign ROOT 4 | DT det 6 | NN dobj 4 | IN prep 6 |
NNP compound 9 | NNP pobj 7 | . punct 4
> Russia | pact | North Korea | negative | asserted | -

The summit led to a binding memorandum between {G Russia} and {G China} .
DT det 2 | NN nsubj 3 | VBD:lead ROOT 3 | IN prep 3 | DT det 7 | VBG:bind amod 7 | NN pobj 4 |
IN prep 7 | NNP pobj 8 | CC cc 9 | NNP conj 9 | . punct 3
> Russia | binding memorandum | China | positive | asserted | -

Analysts welcomed a pact signed by {G Russia} and {G North Korea} .
NNS:analyst nsubj 2 | VBD:welcome ROOT 2 | DT det 4 | NN dobj 2 | VBN:sign acl 4 | IN agent 5 |
NNP pobj 6 | CC cc 7 | NNP compound 10 | NNP conj 7 | . punct 2
> Russia | pact | North Korea | positive | asserted | -

{O Gazprom} and {O Rosneft} signed a deal .
NNP nsubj 4 | CC cc 1 | NNP conj 1 | VBD:sign ROOT 4 | DT det 6 | NN dobj 4 | . punct 4
> Gazprom | deal | Rosneft | positive | asserted | -

The talks between {G Israel} and {G Lebanon} failed .
DT det 2 | NNS:talk nsubj 7 | IN prep 2 | NNP pobj 3 | CC cc 4 | NNP conj 4 | VBD:fail ROOT 7 |
. punct 7
> Israel | talks | Lebanon | positive | asserted | -

There are no talks between {G Israel} and {G Lebanon} .
EX expl 2 | VBP:be ROOT 2 | DT det 4 | NNS:talk attr 2 | IN prep 4 | NNP pobj 5 | CC cc 6 |
NNP conj 6 | . punct 2
> Israel | talks | Lebanon | negative | asserted | -

They regretted the lack of talks between {G Israel} and {G Lebanon} .
PRP nsubj 2 | VBD:regret ROOT 2 | DT det 4 | NN dobj 2 | IN prep 4 | NNS:talk pobj 5 | IN prep 6 |
NNP pobj 7 | CC cc 8 | NNP conj 8 | . punct 2
> Israel | talks | Lebanon | negative | asserted | -

{G Russia} 's war with {G Ukraine} continued .
NNP poss 3 | POS case 1 | NN nsubj 6 | IN prep 3 | NNP pobj 4 | VBD:continue ROOT 6 | . punct 6
> Russia | war with | Ukraine | positive | asserted | -

{P Putin} 's visit to {G Pyongyang} was praised .
NNP poss 3 | POS case 1 | NN nsubjpass 7 | IN prep 3 | NNP pobj 4 | VBD:be auxpass 7 |
VBN:praise ROOT 7 | . punct 7
> Putin | visit to | Pyongyang | positive | asserted | -

# Roles: appositions, copulas, titles

{P Tim Cook} , head of {O Apple} , resigned .
NNP compound 2 | NNP nsubj 8 | , punct 2 | NN appos 2 | IN prep 4 | NNP pobj 5 | , punct 8 |
VBD:resign ROOT 8 | . punct 8
> Tim Cook | head | Apple | positive | asserted | -

{P Bill Gates} , the former head of {O Microsoft} , resigned .
NNP compound 2 | NNP nsubj 10 | , punct 2 | DT det 6 | JJ amod 6 | NN appos 2 | IN prep 6 |
NNP pobj 7 | , punct 10 | VBD:resign ROOT 10 | . punct 10
> Bill Gates | head | Microsoft | positive | asserted | -

{P Merkel} is the chancellor of {G Germany} .
NNP nsubj 2 | VBZ:be ROOT 2 | DT det 4 | NNP attr 2 | IN prep 4 | NNP pobj 5 | . punct 2
> Merkel | chancellor | Germany | positive | asserted | -

{P Merkel} was not the president of {G Germany} .
NNP nsubj 2 | VBD:be ROOT 2 | RB neg 2 | DT det 5 | NN attr 2 | IN prep 5 | NNP pobj 6 | . punct 2
> Merkel | president | Germany | negative | asserted | -

{P Merkel} became chancellor of {G Germany} .
NNP nsubj 2 | VBD:become ROOT 2 | NNP attr 2 | IN prep 3 | NNP pobj 4 | . punct 2
> Merkel | chancellor | Germany | positive | asserted | -

{A German} Chancellor {P Angela Merkel} resigned .
JJ amod 2 | NNP compound 4 | NNP compound 4 | NNP nsubj 5 | VBD:resign ROOT 5 | . punct 5
> Angela Merkel | chancellor | German | positive | asserted | -

{G Ukraine} 's president , {P Zelenskyy} , resigned .
NNP poss 3 | POS case 1 | NN nsubj 7 | , punct 3 | NNP appos 3 | , punct 7 | VBD:resign ROOT 7 |
. punct 7
> Zelenskyy | president | Ukraine | positive | asserted | -

{P Trump} 's Treasury Secretary {P Scott Bessent} resigned .
NNP poss 4 | POS case 1 | NNP compound 4 | NNP compound 6 | NNP compound 6 | NNP nsubj 7 |
VBD:resign ROOT 7 | . punct 7
> Scott Bessent | treasury secretary | Trump | positive | asserted | -

former {A German} Chancellor {P Angela Merkel} spoke .
JJ amod 3 | JJ amod 3 | NNP compound 5 | NNP compound 5 | NNP nsubj 6 | VBD:speak ROOT 6 | . punct 6
> Angela Merkel | chancellor | German | positive | asserted | -

# Appositions that name, places, owners

His daughter , {P Kim Ju Ae} , met {P Putin} .
PRP$ poss 2 | NN nsubj 8 | , punct 2 | NNP compound 6 | NNP compound 6 | NNP appos 2 | , punct 8 |
VBD:meet ROOT 8 | NNP dobj 8 | . punct 8
> Kim Ju Ae | meet | Putin | positive | asserted | -

{O Oxfam} , a {G London} - based charity , helped {G Yemen} .
NNP nsubj 9 | , punct 1 | DT det 7 | NNP npadvmod 6 | HYPH punct 6 | VBN:base amod 7 | NN appos 1 |
, punct 9 | VBD:help ROOT 9 | NNP dobj 9 | . punct 9
> Oxfam | based in | London | positive | asserted | -
> Oxfam | help | Yemen | positive | asserted | -

{G Paris} , {G Texas} , voted for {P Trump} .
NNP nsubj 5 | , punct 1 | NNP appos 1 | , punct 5 | VBD:vote ROOT 5 | IN prep 5 | NNP pobj 6 |
. punct 5
> Paris | located in | Texas | positive | asserted | -
> Paris | vote for | Trump | positive | asserted | -

{G Russia} 's {O Gazprom} bought {O Rosneft} .
NNP poss 3 | POS case 1 | NNP nsubj 4 | VBD:buy ROOT 4 | NNP dobj 4 | . punct 4
> Gazprom | from | Russia | positive | asserted | -
> Gazprom | buy | Rosneft | positive | asserted | -

# Complements, relative clauses, control

{G Russia} supplied troops to {G Syria} .
NNP nsubj 2 | VBD:supply ROOT 2 | NNS:troop dobj 2 | IN prep 2 | NNP pobj 4 | . punct 2
> Russia | supply troops to | Syria | positive | asserted | -

{G Russia} sent {G Syria} troops .
NNP nsubj 2 | VBD:send ROOT 2 | NNP dative 2 | NNS:troop dobj 2 | . punct 2
> Russia | send troops | Syria | positive | asserted | -

{P Xi} told {P Kim} that {G China} would help {G Syria} .
NNP nsubj 2 | VBD:tell ROOT 2 | NNP dobj 2 | IN mark 7 | NNP nsubj 7 | MD aux 7 | VB ccomp 2 |
NNP dobj 7 | . punct 2
> Xi | tell | Kim | positive | asserted | -
> China | help | Syria | positive | planned | Xi

{G Russia} seized {G Ukraine} 's assets .
NNP nsubj 2 | VBD:seize ROOT 2 | NNP poss 5 | POS case 3 | NNS:asset dobj 2 | . punct 2
> Russia | seize assets of | Ukraine | positive | asserted | -

{P Xi} , who met {P Putin} , visited {G Moscow} .
NNP nsubj 7 | , punct 1 | WP nsubj 4 | VBD:meet relcl 1 | NNP dobj 4 | , punct 7 | VBD:visit ROOT 7 |
NNP dobj 7 | . punct 7
> Xi | meet | Putin | positive | asserted | -
> Xi | visit | Moscow | positive | asserted | -

Officials attending the summit praised {P Xi} .
NNS:official nsubj 5 | VBG:attend acl 1 | DT det 4 | NN dobj 2 | VBD:praise ROOT 5 | NNP dobj 5 |
. punct 5
> nothing

The pact that {G Russia} signed pleased {P Xi} .
DT det 2 | NN nsubj 6 | WDT dobj 5 | NNP nsubj 5 | VBD:sign relcl 2 | VBD:please ROOT 6 | NNP dobj 6 |
. punct 6
> nothing

{P Trump} asked {P Xi} to meet {P Kim} .
NNP nsubj 2 | VBD:ask ROOT 2 | NNP dobj 2 | TO aux 5 | VB xcomp 2 | NNP dobj 5 | . punct 2
> Trump | ask | Xi | positive | asserted | -
> Xi | meet | Kim | positive | possible | Trump

{P Trump} used the speech to praise {P Xi} .
NNP nsubj 2 | VBD:use ROOT 2 | DT det 4 | NN dobj 2 | TO aux 6 | VB xcomp 2 | NNP dobj 6 | . punct 2
> Trump | praise | Xi | positive | asserted | -

{O Apple} joined {O Intel} and {O Nokia} .
NNP nsubj 2 | VBD:join ROOT 2 | NNP dobj 2 | CC cc 3 | NNP conj 3 | . punct 2
> Apple | join | Intel | positive | asserted | -
> Apple | join | Nokia | positive | asserted | -

{P Bush} served as director of {O CIA} .
NNP nsubj 2 | VBD:serve ROOT 2 | IN prep 2 | NN pobj 3 | IN prep 4 | NNP pobj 5 | . punct 2
> Bush | director | CIA | positive | asserted | -

{P Xi} is close to {P Putin} .
NNP nsubj 2 | VBZ:be ROOT 2 | JJ acomp 2 | IN prep 3 | NNP pobj 4 | . punct 2
> Xi | close to | Putin | positive | asserted | -

{P Xi} and {P Putin} are allies .
NNP nsubj 4 | CC cc 1 | NNP conj 1 | VBP:be ROOT 4 | NNS:ally attr 4 | . punct 4
> Xi | ally | Putin | positive | asserted | -

{G China} has shown no signs of helping {G Syria} .
NNP nsubj 3 | VBZ:have aux 3 | VBN:show ROOT 3 | DT det 5 | NNS:sign dobj 3 | IN prep 5 |
VBG:help pcomp 6 | NNP dobj 7 | . punct 3
> China | help | Syria | negative | asserted | -

{G China} is far from helping {G Syria} .
NNP nsubj 2 | VBZ:be ROOT 2 | RB advmod 2 | IN prep 3 | VBG:help pcomp 4 | NNP dobj 5 | . punct 2
> China | help | Syria | negative | asserted | -

{P Trump} said {P Xi} was a friend .
NNP nsubj 2 | VBD:say ROOT 2 | NNP nsubj 4 | VBD:be ccomp 2 | DT det 6 | NN attr 4 | . punct 2
> Trump | say about | Xi | positive | asserted | -

{O Toyota Motor} sales rose .
NNP compound 3 | NNP compound 3 | NNS:sale nsubj 4 | VBD:rise ROOT 4 | . punct 4
> nothing

{O Exxon} sold its {O Mobil} unit to {O Shell} .
NNP nsubj 2 | VBD:sell ROOT 2 | PRP$ poss 5 | NNP compound 5 | NN dobj 2 | IN dative 2 | NNP pobj 6 |
. punct 2
> Exxon | sell unit to | Shell | positive | asserted | -

{G Germany} exported cars to {G France} in {D 2019} .
NNP nsubj 2 | VBD:export ROOT 2 | NNS:car dobj 2 | IN prep 2 | NNP pobj 4 | IN prep 2 | CD pobj 6 |
. punct 2
> Germany | export cars to | France | positive | asserted | -

# Several at once

Both {G Israel} and {G Iran} denied attacking {G Syria} .
CC preconj 2 | NNP nsubj 5 | CC cc 2 | NNP conj 2 | VBD:deny ROOT 5 | VBG:attack xcomp 5 |
NNP dobj 6 | . punct 5
> Israel | attack | Syria | negative | claimed | -
> Iran | attack | Syria | negative | claimed | -

{P Biden} warned that {G Russia} could invade {G Ukraine} .
NNP nsubj 2 | VBD:warn ROOT 2 | IN mark 6 | NNP nsubj 6 | MD aux 6 | VB ccomp 2 | NNP dobj 6 |
. punct 2
> Russia | invade | Ukraine | positive | possible | Biden

{P Biden} denied that {G Russia} had invaded {G Ukraine} .
NNP nsubj 2 | VBD:deny ROOT 2 | IN mark 6 | NNP nsubj 6 | VBD:have aux 6 | VBN:invade ccomp 2 |
NNP dobj 6 | . punct 2
> Russia | invade | Ukraine | negative | claimed | Biden

{P Biden} has not said that {G Russia} attacked {G Kyiv} .
NNP nsubj 4 | VBZ:have aux 4 | RB neg 4 | VBN:say ROOT 4 | IN mark 7 | NNP nsubj 7 |
VBD:attack ccomp 4 | NNP dobj 7 | . punct 4
> Russia | attack | Kyiv | positive | claimed | -

{P Biden} vowed to support {G Ukraine} .
NNP nsubj 2 | VBD:vow ROOT 2 | TO aux 4 | VB xcomp 2 | NNP dobj 4 | . punct 2
> Biden | support | Ukraine | positive | planned | -

{G France} , {G Germany} and {G Italy} condemned {G Iran} .
NNP nsubj 6 | , punct 1 | NNP conj 1 | CC cc 3 | NNP conj 3 | VBD:condemn ROOT 6 | NNP dobj 6 |
. punct 6
> France | condemn | Iran | positive | asserted | -
> Germany | condemn | Iran | positive | asserted | -
> Italy | condemn | Iran | positive | asserted | -

{P Obama} was born in {G Honolulu} .
NNP nsubjpass 3 | VBD:be auxpass 3 | VBN:bear ROOT 3 | IN prep 3 | NNP pobj 4 | . punct 3
> Obama | born in | Honolulu | positive | asserted | -

{P Obama} met with {P Merkel} on {D 3 May 2012} .
NNP nsubj 2 | VBD:meet ROOT 2 | IN prep 2 | NNP pobj 3 | IN prep 2 | CD nummod 7 | NNP pobj 5 |
CD nummod 7 | . punct 2
> Obama | meet with | Merkel | positive | asserted | -

{O Nokia} plans to buy {O Alcatel} next year .
NNP nsubj 2 | VBZ:plan ROOT 2 | TO aux 4 | VB xcomp 2 | NNP dobj 4 | JJ amod 7 | NN npadvmod 4 |
. punct 2
> Nokia | buy | Alcatel | positive | planned | -

{O Nokia} was founded by {P Idestam} in {D 1865} .
NNP nsubjpass 3 | VBD:be auxpass 3 | VBN:found ROOT 3 | IN agent 3 | NNP pobj 4 | IN prep 3 |
CD pobj 6 | . punct 3
> Idestam | found | Nokia | positive | asserted | -

{P Merkel} , who had praised {P Obama} , left {G Berlin} without greeting {P Trump} .
NNP nsubj 8 | , punct 1 | WP nsubj 5 | VBD:have aux 5 | VBN:praise relcl 1 | NNP dobj 5 | , punct 8 |
VBD:leave ROOT 8 | NNP dobj 8 | IN prep 8 | VBG:greet pcomp 10 | NNP dobj 11 | . punct 8
> Merkel | praise | Obama | positive | asserted | -
> Merkel | leave | Berlin | positive | asserted | -
> Merkel | greet | Trump | negative | asserted | -

{P Putin} , accused of attacking {G Kyiv} , visited {G Beijing} .
NNP nsubj 8 | , punct 3 | VBN:accuse acl 1 | IN prep 3 | VBG:attack pcomp 4 | NNP dobj 5 | , punct 8 |
VBD:visit ROOT 8 | NNP dobj 8 | . punct 8
> Putin | attack | Kyiv | positive | claimed | -
> Putin | visit | Beijing | positive | asserted | -

{G Russia} seems to have withdrawn from {G Kherson} .
NNP nsubj 2 | VBZ:seem ROOT 2 | TO aux 5 | VB aux 5 | VBN:withdraw xcomp 2 | IN prep 5 | NNP pobj 6 |
. punct 2
> Russia | withdraw from | Kherson | positive | possible | -

The minister of {G France} praised {G Germany} .
DT det 2 | NN nsubj 5 | IN prep 2 | NNP pobj 3 | VBD:praise ROOT 5 | NNP dobj 5 | . punct 5
> nothing

{P Xi} traveled to {G Beijing} to meet {P Kim} .
NNP nsubj 2 | VBD:travel ROOT 2 | IN prep 2 | NNP pobj 3 | TO aux 6 | VB advcl 2 | NNP dobj 6 | . punct 2
> Xi | travel to | Beijing | positive | asserted | -
> Xi | meet | Kim | positive | planned | -

{P Xi} hosted {P Kim} in {G Beijing} .
NNP nsubj 2 | VBD:host ROOT 2 | NNP dobj 2 | IN prep 2 | NNP pobj 4 | . punct 2
> Xi | host | Kim | positive | asserted | -
> Xi | host in | Beijing | positive | asserted | -
> Kim | host in | Beijing | positive | asserted | -

{P Xi} praised {P Kim} in {G Beijing} .
NNP nsubj 2 | VBD:praise ROOT 2 | NNP dobj 2 | IN prep 2 | NNP pobj 4 | . punct 2
> Xi | praise | Kim | positive | asserted | -
> Xi | praise in | Beijing | positive | asserted | -

{P Xi} will not meet either {P Putin} or {P Kim} .
NNP nsubj 4 | MD aux 4 | RB neg 4 | VB ROOT 4 | CC preconj 6 | NNP dobj 4 | CC cc 6 | NNP conj 6 | . punct 4
> Xi | meet | Putin | negative | planned | -
> Xi | meet | Kim | negative | planned | -

{P Biden} warned that {G Russia} had attacked {G Kyiv} .
NNP nsubj 2 | VBD:warn ROOT 2 | IN mark 6 | NNP nsubj 6 | VBD:have aux 6 | VBN:attack ccomp 2 | NNP dobj 6 |
. punct 2
> Russia | attack | Kyiv | positive | asserted | Biden

{P Biden} agreed that {G Russia} had attacked {G Kyiv} .
NNP nsubj 2 | VBD:agree ROOT 2 | IN mark 6 | NNP nsubj 6 | VBD:have aux 6 | VBN:attack ccomp 2 | NNP dobj 6 |
. punct 2
> Russia | attack | Kyiv | positive | asserted | Biden

{G Russia} is going to attack {G Kyiv} .
NNP nsubj 3 | VBZ:be aux 3 | VBG:go ROOT 3 | TO aux 5 | VB xcomp 3 | NNP dobj 5 | . punct 3
> Russia | attack | Kyiv | positive | planned | -

{G France} prevented {G Russia} from attacking {G Kyiv} .
NNP nsubj 2 | VBD:prevent ROOT 2 | NNP dobj 2 | IN prep 2 | VBG:attack pcomp 4 | NNP dobj 5 | . punct 2
> France | prevent | Russia | positive | asserted | -
> Russia | attack | Kyiv | negative | asserted | -

The pact was signed by {G Japan} and {G South Korea} .
DT det 2 | NN nsubjpass 4 | VBD:be auxpass 4 | VBN:sign ROOT 4 | IN agent 4 | NNP pobj 5 | CC cc 6 |
NNP compound 9 | NNP conj 6 | . punct 4
> Japan | pact | South Korea | positive | asserted | -

{O Shell} 's deal with {O Gazprom} collapsed .
NNP poss 3 | POS case 1 | NN nsubj 6 | IN prep 3 | NNP pobj 4 | VBD:collapse ROOT 6 | . punct 6
> Shell | deal | Gazprom | positive | asserted | -

{O Google} has an office in {G Zurich} .
NNP nsubj 2 | VBZ:have ROOT 2 | DT det 4 | NN dobj 2 | IN prep 4 | NNP pobj 5 | . punct 2
> Google | have office in | Zurich | positive | asserted | -

{O Airbus} , based in {G Toulouse} , supplies {O Lufthansa} .
NNP nsubj 7 | , punct 7 | VBN:base advcl 7 | IN prep 3 | NNP pobj 4 | , punct 7 | VBZ:supply ROOT 7 |
NNP dobj 7 | . punct 7
> Airbus | base in | Toulouse | positive | asserted | -
> Airbus | supply | Lufthansa | positive | asserted | -

{P Trump} described {P Xi} as a friend .
NNP nsubj 2 | VBD:describe ROOT 2 | NNP dobj 2 | IN prep 2 | DT det 6 | NN pobj 4 | . punct 2
> Trump | describe | Xi | positive | asserted | -

{P Scholz} succeeded {P Merkel} as chancellor of {G Germany} .
NNP nsubj 2 | VBD:succeed ROOT 2 | NNP dobj 2 | IN prep 2 | NNP pobj 4 | IN prep 5 | NNP pobj 6 |
. punct 2
> Scholz | succeed | Merkel | positive | asserted | -

{P Cook} told reporters that {O Apple} would leave {G China} .
NNP nsubj 2 | VBD:tell ROOT 2 | NNS:reporter dobj 2 | IN mark 7 | NNP nsubj 7 | MD aux 7 |
VB ccomp 2 | NNP dobj 7 | . punct 2
> Apple | leave | China | positive | planned | Cook

{G Texas} sued {O Google} and {O Meta} .
NNP nsubj 2 | VBD:sue ROOT 2 | NNP dobj 2 | CC cc 3 | NNP conj 3 | . punct 2
> Texas | sue | Google | positive | asserted | -
> Texas | sue | Meta | positive | asserted | -

{O OPEC} and {G Russia} agreed to cut output .
NNP nsubj 4 | CC cc 1 | NNP conj 1 | VBD:agree ROOT 4 | TO aux 6 | VB xcomp 4 | NN dobj 6 |
. punct 4
> OPEC | agree | Russia | positive | asserted | -

{G Turkey} and {G Greece} share a border .
NNP nsubj 4 | CC cc 1 | NNP conj 1 | VBP ROOT 4 | DT det 6 | NN dobj 4 | . punct 4
> Turkey | share border | Greece | positive | asserted | -

# Denied, doubted, refused, called off

{G China} stopped short of condemning {G Russia} .
NNP nsubj 2 | VBD:stop ROOT 2 | RB advmod 2 | IN prep 3 | VBG:condemn pcomp 4 | NNP dobj 5 |
. punct 2
> China | condemn | Russia | negative | asserted | -

{P Obama} ruled out meeting {P Putin} .
NNP nsubj 2 | VBD:rule ROOT 2 | RP prt 2 | VBG:meet xcomp 2 | NNP dobj 4 | . punct 2
> Obama | meet | Putin | negative | asserted | -

{G Iran} rejected claims that {O Hamas} supplied drones to {G Russia} .
NNP nsubj 2 | VBD:reject ROOT 2 | NNS:claim dobj 2 | IN mark 6 | NNP nsubj 6 | VBD:supply acl 3 |
NNS:drone dobj 6 | IN prep 6 | NNP pobj 8 | . punct 2
> Hamas | supply drones to | Russia | negative | claimed | -

{G Iran} rejected accusations of supplying drones to {G Russia} .
NNP nsubj 2 | VBD:reject ROOT 2 | NNS:accusation dobj 2 | IN prep 3 | VBG:supply pcomp 4 |
NNS:drone dobj 5 | IN prep 5 | NNP pobj 7 | . punct 2
> Iran | supply drones to | Russia | negative | claimed | -

It is not true that {G Iran} attacked {G Israel} .
PRP nsubj 2 | VBZ:be ROOT 2 | RB neg 2 | JJ acomp 2 | IN mark 7 | NNP nsubj 7 |
VBD:attack ccomp 2 | NNP dobj 7 | . punct 2
> Iran | attack | Israel | negative | asserted | -

It is untrue that {G Iran} attacked {G Israel} .
PRP nsubj 2 | VBZ:be ROOT 2 | JJ acomp 2 | IN mark 6 | NNP nsubj 6 | VBD:attack ccomp 2 |
NNP dobj 6 | . punct 2
> Iran | attack | Israel | negative | asserted | -

It is not impossible that {G Iran} attacked {G Israel} .
PRP nsubj 2 | VBZ:be ROOT 2 | RB neg 2 | JJ acomp 2 | IN mark 7 | NNP nsubj 7 |
VBD:attack ccomp 2 | NNP dobj 7 | . punct 2
> Iran | attack | Israel | positive | possible | -

It is unlikely that {P Putin} will visit {G Berlin} .
PRP nsubj 2 | VBZ:be ROOT 2 | JJ acomp 2 | IN mark 7 | NNP nsubj 7 | MD aux 7 | VB ccomp 2 |
NNP dobj 7 | . punct 2
> Putin | visit | Berlin | negative | possible | -

It is possible that {P Putin} will visit {G Berlin} .
PRP nsubj 2 | VBZ:be ROOT 2 | JJ acomp 2 | IN mark 7 | NNP nsubj 7 | MD aux 7 | VB ccomp 2 |
NNP dobj 7 | . punct 2
> Putin | visit | Berlin | positive | possible | -

It is a myth that {G Iran} attacked {G Israel} .
PRP nsubj 2 | VBZ:be ROOT 2 | DT det 4 | NN attr 2 | IN mark 7 | NNP nsubj 7 | VBD:attack acl 4 |
NNP dobj 7 | . punct 2
> Iran | attack | Israel | negative | asserted | -

{G China} doubts that {G Russia} will attack {G Poland} .
NNP nsubj 2 | VBZ:doubt ROOT 2 | IN mark 6 | NNP nsubj 6 | MD aux 6 | VB ccomp 2 | NNP dobj 6 |
. punct 2
> Russia | attack | Poland | negative | claimed | China

Officials do not believe that {G Russia} attacked {G Poland} .
NNS:official nsubj 4 | VBP aux 4 | RB neg 4 | VB ROOT 4 | IN mark 7 | NNP nsubj 7 |
VBD:attack ccomp 4 | NNP dobj 7 | . punct 4
> Russia | attack | Poland | negative | claimed | -

Nobody believes that {G Russia} attacked {G Poland} .
NN nsubj 2 | VBZ:believe ROOT 2 | IN mark 5 | NNP nsubj 5 | VBD:attack ccomp 2 | NNP dobj 5 |
. punct 2
> Russia | attack | Poland | negative | claimed | -

Few believe that {G Russia} attacked {G Poland} .
JJ nsubj 2 | VBP ROOT 2 | IN mark 5 | NNP nsubj 5 | VBD:attack ccomp 2 | NNP dobj 5 | . punct 2
> Russia | attack | Poland | negative | claimed | -

{G China} has not said that {G Russia} attacked {G Poland} .
NNP nsubj 4 | VBZ:have aux 4 | RB neg 4 | VBN:say ROOT 4 | IN mark 7 | NNP nsubj 7 |
VBD:attack ccomp 4 | NNP dobj 7 | . punct 4
> Russia | attack | Poland | positive | claimed | -

{P Xi} avoided meeting {P Putin} .
NNP nsubj 2 | VBD:avoid ROOT 2 | VBG:meet xcomp 2 | NNP dobj 3 | . punct 2
> Xi | meet | Putin | negative | asserted | -

{P Xi} never denied meeting {P Putin} .
NNP nsubj 3 | RB neg 3 | VBD:deny ROOT 3 | VBG:meet xcomp 3 | NNP dobj 4 | . punct 3
> Xi | meet | Putin | positive | claimed | -

{P Xi} was unable to reach {P Putin} .
NNP nsubj 2 | VBD:be ROOT 2 | JJ acomp 2 | TO aux 5 | VB xcomp 3 | NNP dobj 5 | . punct 2
> Xi | reach | Putin | negative | asserted | -

{P Obama} was acquitted of bribing {P Trump} .
NNP nsubjpass 3 | VBD:be auxpass 3 | VBN:acquit ROOT 3 | IN prep 3 | VBG:bribe pcomp 4 |
NNP dobj 5 | . punct 3
> Obama | bribe | Trump | negative | asserted | -

{P Obama} pretended to work for {O Google} .
NNP nsubj 2 | VBD:pretend ROOT 2 | TO aux 4 | VB xcomp 2 | IN prep 4 | NNP pobj 5 | . punct 2
> Obama | work for | Google | negative | asserted | -

{O Google} almost bought {O Twitter} .
NNP nsubj 3 | RB advmod 3 | VBD:buy ROOT 3 | NNP dobj 3 | . punct 3
> Google | buy | Twitter | negative | asserted | -

{P Macron} hardly knows {P Putin} .
NNP nsubj 3 | RB advmod 3 | VBZ:know ROOT 3 | NNP dobj 3 | . punct 3
> Macron | know | Putin | negative | asserted | -

{O Google} abandoned plans to buy {O Twitter} .
NNP nsubj 2 | VBD:abandon ROOT 2 | NNS:plan dobj 2 | TO aux 5 | VB acl 3 | NNP dobj 5 |
. punct 2
> Google | buy | Twitter | negative | planned | -

{O Google} has plans to buy {O Twitter} .
NNP nsubj 2 | VBZ:have ROOT 2 | NNS:plan dobj 2 | TO aux 5 | VB acl 3 | NNP dobj 5 | . punct 2
> Google | buy | Twitter | positive | planned | -

{O Apple} is in talks to buy {O Netflix} .
NNP nsubj 2 | VBZ:be ROOT 2 | IN prep 2 | NNS:talk pobj 3 | TO aux 6 | VB acl 4 | NNP dobj 6 |
. punct 2
> Apple | buy | Netflix | positive | planned | -

Talks between {G Russia} and {G Ukraine} were cancelled .
NNS:talk nsubjpass 7 | IN prep 1 | NNP pobj 2 | CC cc 3 | NNP conj 3 | VBD:be auxpass 7 |
VBN:cancel ROOT 7 | . punct 7
> Russia | talks | Ukraine | negative | asserted | -

Talks between {G Russia} and {G Ukraine} were not cancelled .
NNS:talk nsubjpass 8 | IN prep 1 | NNP pobj 2 | CC cc 3 | NNP conj 3 | VBD:be auxpass 8 |
RB neg 8 | VBN:cancel ROOT 8 | . punct 8
> Russia | talks | Ukraine | positive | asserted | -

# Instead of, rather than, neither, nor

Instead of visiting {G Moscow} , {P Xi} visited {G Kyiv} .
RB advmod 2 | IN prep 7 | VBG:visit pcomp 2 | NNP dobj 3 | , punct 7 | NNP nsubj 7 |
VBD:visit ROOT 7 | NNP dobj 7 | . punct 7
> Xi | visit | Moscow | negative | asserted | -
> Xi | visit | Kyiv | positive | asserted | -

Rather than visit {G Moscow} , {P Xi} visited {G Kyiv} .
RB advmod 3 | IN mark 3 | VB advcl 7 | NNP dobj 3 | , punct 7 | NNP nsubj 7 | VBD:visit ROOT 7 |
NNP dobj 7 | . punct 7
> Xi | visit | Moscow | negative | asserted | -
> Xi | visit | Kyiv | positive | asserted | -

Far from supporting {G Russia} , {G China} condemned {G Iran} .
RB advmod 7 | IN prep 1 | VBG:support pcomp 2 | NNP dobj 3 | , punct 7 | NNP nsubj 7 |
VBD:condemn ROOT 7 | NNP dobj 7 | . punct 7
> China | support | Russia | negative | asserted | -
> China | condemn | Iran | positive | asserted | -

{P Macron} met neither {P Putin} nor {P Xi} .
NNP nsubj 2 | VBD:meet ROOT 2 | CC preconj 4 | NNP dobj 2 | CC cc 4 | NNP conj 4 | . punct 2
> Macron | meet | Putin | negative | asserted | -
> Macron | meet | Xi | negative | asserted | -

{G China} neither supported {G Iran} nor condemned {G Russia} .
NNP nsubj 3 | CC preconj 3 | VBD:support ROOT 3 | NNP dobj 3 | CC cc 3 | VBD:condemn conj 3 |
NNP dobj 6 | . punct 3
> China | support | Iran | negative | asserted | -
> China | condemn | Russia | negative | asserted | -

{P Macron} met not only {P Putin} but also {P Xi} .
NNP nsubj 2 | VBD:meet ROOT 2 | RB preconj 5 | RB advmod 3 | NNP dobj 2 | CC cc 5 | RB advmod 6 |
NNP conj 5 | . punct 2
> Macron | meet | Putin | positive | asserted | -
> Macron | meet | Xi | positive | asserted | -

# Conditions without "if", and what is still ahead

Had {G Russia} attacked {G Poland} , {O NATO} would have defended it .
VBD:have aux 3 | NNP nsubj 3 | VBD:attack advcl 9 | NNP dobj 3 | , punct 9 | NNP nsubj 9 |
MD aux 9 | VB aux 9 | VBN:defend ROOT 9 | PRP dobj 9 | . punct 9
> Russia | attack | Poland | negative | asserted | -

Were {G Russia} to attack {G Poland} , {O NATO} would respond .
VBD:be advcl 9 | NNP nsubj 1 | TO aux 4 | VB advcl 1 | NNP dobj 4 | , punct 9 | NNP nsubj 9 |
MD aux 9 | VB ROOT 9 | . punct 9
> Russia | attack | Poland | positive | possible | -

Provided that {G Russia} leaves {G Ukraine} , {O NATO} will meet {P Putin} .
VBN:provide prep 9 | IN mark 4 | NNP nsubj 4 | VBZ:leave ccomp 1 | NNP dobj 4 | , punct 9 |
NNP nsubj 9 | MD aux 9 | VB ROOT 9 | NNP dobj 9 | . punct 9
> Russia | leave | Ukraine | positive | possible | -
> NATO | meet | Putin | positive | planned | -

{P Zelensky} will not meet {P Putin} until {G Russia} leaves {G Ukraine} .
NNP nsubj 4 | MD aux 4 | RB neg 4 | VB ROOT 4 | NNP dobj 4 | IN mark 8 | NNP nsubj 8 |
VBZ:leave advcl 4 | NNP dobj 8 | . punct 4
> Zelensky | meet | Putin | negative | planned | -
> Russia | leave | Ukraine | positive | possible | -

{G Russia} will attack {G Poland} unless {O NATO} leaves {G Lithuania} .
NNP nsubj 3 | MD aux 3 | VB ROOT 3 | NNP dobj 3 | IN mark 7 | NNP nsubj 7 | VBZ:leave advcl 3 |
NNP dobj 7 | . punct 3
> Russia | attack | Poland | positive | planned | -
> NATO | leave | Lithuania | positive | possible | -

{P Xi} met {P Putin} before {G Russia} attacked {G Ukraine} .
NNP nsubj 2 | VBD:meet ROOT 2 | NNP dobj 2 | IN mark 6 | NNP nsubj 6 | VBD:attack advcl 2 |
NNP dobj 6 | . punct 2
> Xi | meet | Putin | positive | asserted | -
> Russia | attack | Ukraine | positive | asserted | -

{G China} must condemn {G Russia} .
NNP nsubj 3 | MD aux 3 | VB ROOT 3 | NNP dobj 3 | . punct 3
> China | condemn | Russia | positive | possible | -

{G China} needs to condemn {G Russia} .
NNP nsubj 2 | VBZ:need ROOT 2 | TO aux 4 | VB xcomp 2 | NNP dobj 4 | . punct 2
> China | condemn | Russia | positive | possible | -

{G China} has to leave {O NATO} .
NNP nsubj 2 | VBZ:have ROOT 2 | TO aux 4 | VB xcomp 2 | NNP dobj 4 | . punct 2
> China | leave | NATO | positive | possible | -

{G China} had to leave {O NATO} .
NNP nsubj 2 | VBD:have ROOT 2 | TO aux 4 | VB xcomp 2 | NNP dobj 4 | . punct 2
> China | leave | NATO | positive | asserted | -

# Hearsay, duties and plans of the past

{P Obama} is rumoured to have met {P Putin} .
NNP nsubjpass 3 | VBZ:be auxpass 3 | VBN:rumour ROOT 3 | TO aux 6 | VB aux 6 | VBN:meet xcomp 3 |
NNP dobj 6 | . punct 3
> Obama | meet | Putin | positive | claimed | -

{P Obama} had planned to meet {P Putin} .
NNP nsubj 3 | VBD:have aux 3 | VBN:plan ROOT 3 | TO aux 5 | VB xcomp 3 | NNP dobj 5 | . punct 3
> Obama | meet | Putin | positive | planned | -

{P Obama} would have met {P Putin} .
NNP nsubj 4 | MD aux 4 | VB aux 4 | VBN:meet ROOT 4 | NNP dobj 4 | . punct 4
> Obama | meet | Putin | negative | asserted | -

{G Russia} threatened to attack {G Poland} .
NNP nsubj 2 | VBD:threaten ROOT 2 | TO aux 4 | VB xcomp 2 | NNP dobj 4 | . punct 2
> Russia | attack | Poland | positive | planned | -

{P Xi} travelled to {G Beijing} to meet {P Putin} .
NNP nsubj 2 | VBD:travel ROOT 2 | IN prep 2 | NNP pobj 3 | TO aux 6 | VB advcl 2 | NNP dobj 6 |
. punct 2
> Xi | travel to | Beijing | positive | asserted | -
> Xi | meet | Putin | positive | planned | -

{P Xi} may travel to {G Beijing} to meet {P Putin} .
NNP nsubj 3 | MD aux 3 | VB ROOT 3 | IN prep 3 | NNP pobj 4 | TO aux 7 | VB advcl 3 | NNP dobj 7 |
. punct 3
> Xi | travel to | Beijing | positive | possible | -
> Xi | meet | Putin | positive | possible | -

# Types: particles, hyphens, roles in the singular, no words that tell nothing

{G China} is ready to step up strategic communications with {G North Korea} .
NNP nsubj 2 | VBZ:be ROOT 2 | JJ acomp 2 | TO aux 5 | VB xcomp 3 | RP prt 5 | JJ amod 8 |
NNS:communication dobj 5 | IN prep 8 | NNP compound 11 | NNP pobj 9 | . punct 2
> China | step up communications with | North Korea | positive | planned | -

{P Xi} 's first in - person meeting with {P Kim} ended .
NNP poss 7 | POS case 1 | JJ amod 7 | NN nmod 7 | HYPH punct 4 | NN pobj 4 | NN nsubj 10 |
IN prep 7 | NNP pobj 8 | VBD:end ROOT 10 | . punct 10
> Xi | in-person meeting with | Kim | positive | asserted | -

{P Trump} called off a summit with {P Kim} .
NNP nsubj 2 | VBD:call ROOT 2 | RP prt 2 | DT det 5 | NN dobj 2 | IN prep 5 | NNP pobj 6 |
. punct 2
> Trump | call off summit with | Kim | positive | asserted | -

{P Putin} told the {O SCO} summit in {G Tianjin} that {P Xi} was right .
NNP nsubj 2 | VBD:tell ROOT 2 | DT det 5 | NNP compound 5 | NN dobj 2 | IN prep 5 | NNP pobj 6 |
IN mark 10 | NNP nsubj 10 | VBD:be ccomp 2 | JJ acomp 10 | . punct 2
> Putin | tell | SCO | positive | asserted | -
> Putin | tell about | Xi | positive | asserted | -
> SCO | summit in | Tianjin | positive | asserted | -

{P Trump} will visit the {O APEC} forum in {G Busan} .
NN nsubj 3 | MD aux 3 | VB ROOT 3 | DT det 6 | NNP compound 6 | NN dobj 3 | IN prep 3 |
NNP pobj 7 | . punct 3
> Trump | visit | APEC | positive | planned | -
> Trump | visit forum in | Busan | positive | planned | -

{P Kim} is an important supporter of {P Putin} .
NNP nsubj 2 | VBZ:be ROOT 2 | DT det 5 | JJ amod 5 | NN attr 2 | IN prep 5 | NNP pobj 6 |
. punct 2
> Kim | supporter | Putin | positive | asserted | -

{P Xi} hosted his {A Russian} counterparts .
NNP nsubj 2 | VBD:host ROOT 2 | PRP$ poss 5 | JJ amod 5 | NNS:counterpart dobj 2 | . punct 2
> nothing

{P Trump} 's envoy to {G Ukraine} met {P Putin} .
NNP poss 3 | POS case 1 | NN nsubj 6 | IN prep 3 | NNP pobj 4 | VBD:meet ROOT 6 | NNP dobj 6 |
. punct 6
> nothing

{P Xi} mocked his rival across the {G Pacific} .
NNP nsubj 2 | VBD:mock ROOT 2 | PRP$ poss 4 | NN dobj 2 | IN prep 2 | DT det 7 | NNP pobj 5 |
. punct 2
> Xi | mock rival across | Pacific | positive | asserted | -

{G China} 's {P Xi} met {P Putin} .
NNP poss 3 | POS case 1 | NNP nsubj 4 | VBD:meet ROOT 4 | NNP dobj 4 | . punct 4
> Xi | from | China | positive | asserted | -
> Xi | meet | Putin | positive | asserted | -

{O Microsoft} 's {O Windows} pleased {P Gates} .
NNP poss 3 | POS case 1 | NNP nsubj 4 | VBD:please ROOT 4 | NNP dobj 4 | . punct 4
> Windows | belong to | Microsoft | positive | asserted | -
> Windows | please | Gates | positive | asserted | -

{G Alaska} 's {G Juneau} welcomed {P Putin} .
NNP poss 3 | POS case 1 | NNP nsubj 4 | VBD:welcome ROOT 4 | NNP dobj 4 | . punct 4
> Juneau | located in | Alaska | positive | asserted | -
> Juneau | welcome | Putin | positive | asserted | -

{O CSIS} , a {G Washington} - based think tank , praised {P Xi} .
NNP nsubj 10 | , punct 1 | DT det 8 | NNP npadvmod 6 | HYPH punct 6 | VBN:base amod 8 |
NN compound 8 | NN appos 1 | , punct 10 | VBD:praise ROOT 10 | NNP dobj 10 | . punct 10
> CSIS | based in | Washington | positive | asserted | -
> CSIS | praise | Xi | positive | asserted | -

{P Ahmed} , a boy from {G Irving} , met {P Obama} .
NNP nsubj 8 | , punct 1 | DT det 4 | NN appos 1 | IN prep 4 | NNP pobj 5 | , punct 8 |
VBD:meet ROOT 8 | NNP dobj 8 | . punct 8
> Ahmed | boy from | Irving | positive | asserted | -
> Ahmed | meet | Obama | positive | asserted | -

{P Putin} , the purported ally of {P Kim} , visited {G Beijing} .
NNP nsubj 9 | , punct 1 | DT det 5 | JJ amod 5 | NN appos 1 | IN prep 5 | NNP pobj 6 | , punct 9 |
VBD:visit ROOT 9 | NNP dobj 9 | . punct 9
> Putin | ally | Kim | positive | claimed | -
> Putin | visit | Beijing | positive | asserted | -

{P Bolton} is a former adviser to {P Trump} .
NNP nsubj 2 | VBZ:be ROOT 2 | DT det 5 | JJ amod 5 | NN attr 2 | IN prep 5 | NNP pobj 6 |
. punct 2
> Bolton | adviser | Trump | positive | asserted | -

{P Jerome} travelled to {G Gaul} after years in {G Rome} .
NNP nsubj 2 | VBD:travel ROOT 2 | IN prep 2 | NNP pobj 3 | IN prep 2 | NNS:year pobj 5 |
IN prep 6 | NNP pobj 7 | . punct 2
> Jerome | travel to | Gaul | positive | asserted | -

{O Microsoft} waits for the death of {O Explorer} .
NNP nsubj 2 | VBZ:wait ROOT 2 | IN prep 2 | DT det 5 | NN pobj 3 | IN prep 5 | NNP pobj 6 |
. punct 2
> nothing

{P Goode} grew up in the village of {G Clyst} .
NNP nsubj 2 | VBD:grow ROOT 2 | RP prt 2 | IN prep 2 | DT det 6 | NN pobj 4 | IN prep 6 |
NNP pobj 7 | . punct 2
> Goode | grow up in | Clyst | positive | asserted | -

{P Hochstein} served under the {P Obama} administration .
NNP nsubj 2 | VBD:serve ROOT 2 | IN prep 2 | DT det 6 | NNP compound 6 | NN pobj 3 | . punct 2
> Hochstein | serve under | Obama | positive | asserted | -

{P Jennings} brought along members of {O Abba} .
NNP nsubj 2 | VBD:bring ROOT 2 | RP prt 2 | NNS:member dobj 2 | IN prep 4 | NNP pobj 5 |
. punct 2
> Jennings | bring along members of | Abba | positive | asserted | -

Neither {P Macron} nor {P Scholz} met {P Putin} .
CC det 2 | NNP nsubj 5 | CC cc 2 | NNP conj 2 | VBD:meet ROOT 5 | NNP dobj 5 | . punct 5
> Macron | meet | Putin | negative | asserted | -
> Scholz | meet | Putin | negative | asserted | -

# Deeds, seats and companions

{G Russia} 's invasion of {G Ukraine} shocked {O NATO} .
NNP poss 3 | POS case 1 | NN nsubj 6 | IN prep 3 | NNP pobj 4 | VBD:shock ROOT 6 | NNP dobj 6 |
. punct 6
> Russia | invasion of | Ukraine | positive | asserted | -
> Russia | shock | NATO | positive | asserted | -

The {A Russian} invasion of {G Ukraine} shocked {O NATO} .
DT det 3 | JJ amod 3 | NN nsubj 6 | IN prep 3 | NNP pobj 4 | VBD:shock ROOT 6 | NNP dobj 6 |
. punct 6
> Russian | invasion of | Ukraine | positive | asserted | -
> Russian | shock | NATO | positive | asserted | -

{A American} sanctions on {G Iran} angered {G China} .
JJ amod 2 | NNS:sanction nsubj 5 | IN prep 2 | NNP pobj 3 | VBD:anger ROOT 5 | NNP dobj 5 |
. punct 5
> American | sanctions on | Iran | positive | asserted | -
> American | anger | China | positive | asserted | -

{A Russian} troops in {G Ukraine} praised {P Putin} .
JJ amod 2 | NNS:troop nsubj 5 | IN prep 2 | NNP pobj 3 | VBD:praise ROOT 5 | NNP dobj 5 |
. punct 5
> Russian | praise | Putin | positive | asserted | -

{G China} 's coast along the {G Pacific} pleased {P Putin} .
NNP poss 3 | POS case 1 | NN nsubj 7 | IN prep 3 | DT det 6 | NNP pobj 4 | VBD:please ROOT 7 |
NNP dobj 7 | . punct 7
> nothing

{O Google} headquarters in {G California} impressed {P Obama} .
NNP compound 2 | NN nsubj 5 | IN prep 2 | NNP pobj 3 | VBD:impress ROOT 5 | NNP dobj 5 |
. punct 5
> Google | headquarters in | California | positive | asserted | -

{P Trump} did not attend the {O NATO} summit in {G Vilnius} .
NN nsubj 4 | VBD:do aux 4 | RB neg 4 | VB ROOT 4 | DT det 7 | NNP compound 7 | NN dobj 4 |
IN prep 7 | NNP pobj 8 | . punct 4
> Trump | attend | NATO | negative | asserted | -
> Trump | attend summit in | Vilnius | negative | asserted | -
> NATO | summit in | Vilnius | positive | asserted | -

{P Trump} did not attend the talks between {G Russia} and {G Ukraine} .
NN nsubj 4 | VBD:do aux 4 | RB neg 4 | VB ROOT 4 | DT det 6 | NNS:talk dobj 4 | IN prep 6 |
NNP pobj 7 | CC cc 8 | NNP conj 8 | . punct 4
> Russia | talks | Ukraine | positive | asserted | -

{G Russia} and {G Ukraine} did not hold talks .
NNP nsubj 6 | CC cc 1 | NNP conj 1 | VBD:do aux 6 | RB neg 6 | VB ROOT 6 | NNS:talk dobj 6 |
. punct 6
> Russia | hold talks | Ukraine | negative | asserted | -

{P Trump} will attend the talks between {G Russia} and {G Ukraine} .
NN nsubj 3 | MD aux 3 | VB ROOT 3 | DT det 5 | NNS:talk dobj 3 | IN prep 5 | NNP pobj 6 |
CC cc 7 | NNP conj 7 | . punct 3
> Russia | talks | Ukraine | positive | planned | -

{P Lut} travelled with {P Putin} to {G Beijing} .
NNP nsubj 2 | VBD:travel ROOT 2 | IN prep 2 | NNP pobj 3 | IN prep 2 | NNP pobj 5 | . punct 2
> Lut | travel with | Putin | positive | asserted | -
> Lut | travel to | Beijing | positive | asserted | -
> Putin | travel to | Beijing | positive | asserted | -

{P Xi} held talks with {P Putin} in {G Beijing} .
NNP nsubj 2 | VBD:hold ROOT 2 | NNS:talk dobj 2 | IN prep 3 | NNP pobj 4 | IN prep 3 |
NNP pobj 6 | . punct 2
> Xi | hold talks with | Putin | positive | asserted | -
> Xi | hold talks in | Beijing | positive | asserted | -

{P Xi} ate with {P Putin} in {G Beijing} .
NNP nsubj 2 | VBD:eat ROOT 2 | IN prep 2 | NNP pobj 3 | IN prep 2 | NNP pobj 5 | . punct 2
> Xi | eat with | Putin | positive | asserted | -
> Xi | eat in | Beijing | positive | asserted | -

{G Israel} and {G Iran} exchanged fire .
NNP nsubj 4 | CC cc 1 | NNP conj 1 | VBD:exchange ROOT 4 | NN dobj 4 | . punct 4
> Israel | exchange fire | Iran | positive | asserted | -

{G Norway} and {G Kenya} concluded a pact .
NNP nsubj 4 | CC cc 1 | NNP conj 1 | VBD:conclude ROOT 4 | DT det 6 | NN dobj 4 | . punct 4
> Norway | pact | Kenya | positive | asserted | -

{G Norway} and {G Kenya} concluded an investigation .
NNP nsubj 4 | CC cc 1 | NNP conj 1 | VBD:conclude ROOT 4 | DT det 6 | NN dobj 4 | . punct 4

{G Norway} and {G Kenya} resumed talks .
NNP nsubj 4 | CC cc 1 | NNP conj 1 | VBD:resume ROOT 4 | NNS:talk dobj 4 | . punct 4
> Norway | resume talks | Kenya | positive | asserted | -

{P Maroni} , president of the {G Lombardy} region , met {P Renzi} .
NNP nsubj 9 | , punct 1 | NN appos 1 | IN prep 3 | DT det 7 | JJ amod 7 | NN pobj 4 | , punct 9 |
VBD:meet ROOT 9 | NNP dobj 9 | . punct 9
> Maroni | president | Lombardy | positive | asserted | -
> Maroni | meet | Renzi | positive | asserted | -

{O Radar} , a project that monitors {G Iran} , praised {P Xi} .
NNP nsubj 9 | , punct 1 | DT det 4 | NN appos 1 | WDT nsubj 6 | VBZ:monitor relcl 4 | NNP dobj 6 |
, punct 9 | VBD:praise ROOT 9 | NNP dobj 9 | . punct 9
> Radar | monitor | Iran | positive | asserted | -
> Radar | praise | Xi | positive | asserted | -

Prices rose , according to {P Lut} , who met {P Putin} .
NNS:price nsubj 2 | VBD:rise ROOT 2 | , punct 2 | VBG:accord prep 2 | IN prep 4 | NNP pobj 5 |
, punct 6 | WP nsubj 9 | VBD:meet relcl 6 | NNP dobj 9 | . punct 2
> Lut | meet | Putin | positive | asserted | -

# Who tells of an event that is taken for granted, and speakers behind the quotation

{P Putin} said that {G Russia} 's relations with {G China} were good .
NNP nsubj 2 | VBD:say ROOT 2 | IN mark 9 | NNP poss 6 | POS case 4 | NNS:relation nsubj 9 |
IN prep 6 | NNP pobj 7 | VBD:be ccomp 2 | JJ acomp 9 | . punct 2
> Russia | relations with | China | positive | asserted | Putin

{P Putin} accused {G China} of fueling {G Russia} 's war with {G Ukraine} .
NNP nsubj 2 | VBD:accuse ROOT 2 | NNP dobj 2 | IN prep 2 | VBG:fuel pcomp 4 | NNP poss 8 |
POS case 6 | NN dobj 5 | IN prep 8 | NNP pobj 9 | . punct 2
> Putin | accuse | China | positive | asserted | -
> China | fuel war of | Russia | positive | claimed | Putin
> Russia | war with | Ukraine | positive | asserted | -

# More constructions that deny, doubt or weaken

{G China} stopped supplying oil to {G Iran} .
NNP nsubj 2 | VBD:stop ROOT 2 | VBG:supply xcomp 2 | NN dobj 3 | IN prep 3 | NNP pobj 5 |
. punct 2
> China | supply oil to | Iran | negative | asserted | -

{G Iran} denied attacking {G Israel} .
NNP nsubj 2 | VBD:deny ROOT 2 | VBG:attack xcomp 2 | NNP dobj 3 | . punct 2
> Iran | attack | Israel | negative | claimed | -

{G Iran} denied that {O Hamas} attacked {G Israel} .
NNP nsubj 2 | VBD:deny ROOT 2 | IN mark 5 | NNP nsubj 5 | VBD:attack ccomp 2 | NNP dobj 5 |
. punct 2
> Hamas | attack | Israel | negative | claimed | Iran

{P Putin} reportedly met {P Xi} .
NNP nsubj 3 | RB advmod 3 | VBD:meet ROOT 3 | NNP dobj 3 | . punct 3
> Putin | meet | Xi | positive | claimed | -

{P Putin} is said to have met {P Xi} .
NNP nsubjpass 3 | VBZ:be auxpass 3 | VBN:say ROOT 3 | TO aux 6 | VB aux 6 | VBN:meet xcomp 3 |
NNP dobj 6 | . punct 3
> Putin | meet | Xi | positive | claimed | -

{G China} dismissed claims that {O Huawei} spied on {G Canada} .
NNP nsubj 2 | VBD:dismiss ROOT 2 | NNS:claim dobj 2 | IN mark 6 | NNP nsubj 6 | VBD:spy acl 3 |
IN prep 6 | NNP pobj 7 | . punct 2
> Huawei | spy on | Canada | negative | claimed | -

{P Biden} urged {P Netanyahu} to visit {G Egypt} .
NNP nsubj 2 | VBD:urge ROOT 2 | NNP dobj 2 | TO aux 5 | VB xcomp 2 | NNP dobj 5 | . punct 2
> Biden | urge | Netanyahu | positive | asserted | -
> Netanyahu | visit | Egypt | positive | possible | Biden

{P Biden} dissuaded {P Netanyahu} from visiting {G Egypt} .
NNP nsubj 2 | VBD:dissuade ROOT 2 | NNP dobj 2 | IN prep 2 | VBG:visit pcomp 4 | NNP dobj 5 |
. punct 2
> Biden | dissuade | Netanyahu | positive | asserted | -
> Netanyahu | visit | Egypt | negative | asserted | -

{P Xi} would like to visit {G Washington} .
NNP nsubj 3 | MD aux 3 | VB ROOT 3 | TO aux 5 | VB xcomp 3 | NNP dobj 5 | . punct 3
> Xi | visit | Washington | positive | possible | -

{P Xi} could not persuade {P Putin} .
NNP nsubj 4 | MD aux 4 | RB neg 4 | VB ROOT 4 | NNP dobj 4 | . punct 4
> Xi | persuade | Putin | negative | possible | -

{P Xi} was due to meet {P Putin} .
NNP nsubj 2 | VBD:be ROOT 2 | JJ acomp 2 | TO aux 5 | VB xcomp 3 | NNP dobj 5 | . punct 2
> Xi | meet | Putin | positive | planned | -

{G Germany} banned {O Huawei} from supplying {O Telekom} .
NNP nsubj 2 | VBD:ban ROOT 2 | NNP dobj 2 | IN prep 2 | VBG:supply pcomp 4 | NNP dobj 5 |
. punct 2
> Germany | ban | Huawei | positive | asserted | -
> Huawei | supply | Telekom | negative | asserted | -

{G Russia} and {G Ukraine} failed to sign a deal .
NNP nsubj 4 | CC cc 1 | NNP conj 1 | VBD:fail ROOT 4 | TO aux 6 | VB xcomp 4 | DT det 8 |
NN dobj 6 | . punct 4
> Russia | deal | Ukraine | negative | asserted | -

{G Russia} 's alleged attack on {G Poland} alarmed {O NATO} .
NNP poss 4 | POS case 1 | VBN:allege amod 4 | NN nsubj 7 | IN prep 4 | NNP pobj 5 |
VBD:alarm ROOT 7 | NNP dobj 7 | . punct 7
> Russia | attack on | Poland | positive | claimed | -
> Russia | alarm | NATO | positive | claimed | -

There is no evidence that {G Russia} attacked {G Poland} .
EX expl 2 | VBZ:be ROOT 2 | DT det 4 | NN attr 2 | IN mark 7 | NNP nsubj 7 | VBD:attack acl 4 |
NNP dobj 7 | . punct 2
> Russia | attack | Poland | negative | asserted | -

It is unclear whether {P Putin} met {P Xi} .
PRP nsubj 2 | VBZ:be ROOT 2 | JJ acomp 2 | IN mark 6 | NNP nsubj 6 | VBD:meet ccomp 2 |
NNP dobj 6 | . punct 2
> Putin | meet | Xi | positive | possible | -

{P Trump} is likely to meet {P Putin} .
NN nsubj 2 | VBZ:be ROOT 2 | JJ acomp 2 | TO aux 5 | VB xcomp 3 | NNP dobj 5 | . punct 2
> Trump | meet | Putin | positive | possible | -

{P Trump} is unlikely to meet {P Putin} .
NN nsubj 2 | VBZ:be ROOT 2 | JJ acomp 2 | TO aux 5 | VB xcomp 3 | NNP dobj 5 | . punct 2
> Trump | meet | Putin | negative | possible | -

{P Trump} vowed to punish {G Iran} .
NNP nsubj 2 | VBD:vow ROOT 2 | TO aux 4 | VB xcomp 2 | NNP dobj 4 | . punct 2
> Trump | punish | Iran | positive | planned | -

{P Trump} was persuaded to meet {P Putin} .
NNP nsubjpass 3 | VBD:be auxpass 3 | VBN:persuade ROOT 3 | TO aux 5 | VB xcomp 3 | NNP dobj 5 |
. punct 3
> Trump | meet | Putin | positive | possible | -

{P Trump} will never meet {P Putin} .
NN nsubj 4 | MD aux 4 | RB neg 4 | VB ROOT 4 | NNP dobj 4 | . punct 4
> Trump | meet | Putin | negative | planned | -

{P Trump} had never met {P Putin} .
NN nsubj 4 | VBD:have aux 4 | RB neg 4 | VBN:meet ROOT 4 | NNP dobj 4 | . punct 4
> Trump | meet | Putin | negative | asserted | -

{O Boeing} lost a contract with {G India} .
NNP nsubj 2 | VBD:lose ROOT 2 | DT det 4 | NN dobj 2 | IN prep 4 | NNP pobj 5 | . punct 2
> Boeing | lose contract with | India | positive | asserted | -

{O Boeing} rejected an offer from {O Airbus} .
NNP nsubj 2 | VBD:reject ROOT 2 | DT det 4 | NN dobj 2 | IN prep 4 | NNP pobj 5 | . punct 2
> Boeing | reject offer from | Airbus | positive | asserted | -

{P Modi} did not only visit {G Moscow} .
NNP nsubj 5 | VBD:do aux 5 | RB preconj 5 | RB advmod 3 | VB ROOT 5 | NNP dobj 5 | . punct 5
> Modi | visit | Moscow | positive | asserted | -

{G Turkey} threatened to block {G Sweden} .
NNP nsubj 2 | VBD:threaten ROOT 2 | TO aux 4 | VB xcomp 2 | NNP dobj 4 | . punct 2
> Turkey | block | Sweden | positive | planned | -

{G Russia} is preparing to attack {G Poland} .
NNP nsubj 3 | VBZ:be aux 3 | VBG:prepare ROOT 3 | TO aux 5 | VB xcomp 3 | NNP dobj 5 | . punct 3
> Russia | attack | Poland | positive | planned | -

{P Musk} would never sell {O Tesla} .
NNP nsubj 4 | MD aux 4 | RB neg 4 | VB ROOT 4 | NNP dobj 4 | . punct 4
> Musk | sell | Tesla | negative | possible | -

{P Musk} seems to own {O Tesla} .
NNP nsubj 2 | VBZ:seem ROOT 2 | TO aux 4 | VB xcomp 2 | NNP dobj 4 | . punct 2
> Musk | own | Tesla | positive | possible | -

{P Musk} ought to sell {O Tesla} .
NNP nsubj 2 | MD ROOT 2 | TO aux 4 | VB xcomp 2 | NNP dobj 4 | . punct 2
> Musk | sell | Tesla | positive | possible | -

{P Musk} nearly sold {O Tesla} .
NNP nsubj 3 | RB advmod 3 | VBD:sell ROOT 3 | NNP dobj 3 | . punct 3
> Musk | sell | Tesla | negative | asserted | -

{P Musk} scrapped plans to build {O Tesla} .
NNP nsubj 2 | VBD:scrap ROOT 2 | NNS:plan dobj 2 | TO aux 5 | VB acl 3 | NNP dobj 5 | . punct 2
> Musk | build | Tesla | negative | planned | -

{P Musk} 's plan to sell {O Tesla} failed .
NNP poss 3 | POS case 1 | NN nsubj 7 | TO aux 5 | VB acl 3 | NNP dobj 5 | VBD:fail ROOT 7 |
. punct 7
> Musk | sell | Tesla | negative | planned | -

{P Musk} made an offer to buy {O Twitter} .
NNP nsubj 2 | VBD:make ROOT 2 | DT det 4 | NN dobj 2 | TO aux 6 | VB acl 4 | NNP dobj 6 |
. punct 2
> Musk | buy | Twitter | positive | planned | -

{O Tesla} 's refusal to pay {P Musk} surprised {O Apple} .
NNP poss 3 | POS case 1 | NN nsubj 7 | TO aux 5 | VB acl 3 | NNP dobj 5 | VBD:surprise ROOT 7 |
NNP dobj 7 | . punct 7
> Tesla | pay | Musk | negative | asserted | -
> Tesla | surprise | Apple | positive | asserted | -

{P Musk} was forced to sell {O Tesla} .
NNP nsubjpass 3 | VBD:be auxpass 3 | VBN:force ROOT 3 | TO aux 5 | VB xcomp 3 | NNP dobj 5 |
. punct 3
> Musk | sell | Tesla | positive | asserted | -

{P Musk} was not forced to sell {O Tesla} .
NNP nsubjpass 4 | VBD:be auxpass 4 | RB neg 4 | VBN:force ROOT 4 | TO aux 6 | VB xcomp 4 |
NNP dobj 6 | . punct 4
> Musk | sell | Tesla | negative | asserted | -

{P Musk} was cleared to visit {G China} .
NNP nsubjpass 3 | VBD:be auxpass 3 | VBN:clear ROOT 3 | TO aux 5 | VB xcomp 3 | NNP dobj 5 |
. punct 3
> Musk | visit | China | positive | possible | -

{P Musk} hopes that {O Tesla} will beat {O Ford} .
NNP nsubj 2 | VBZ:hop ROOT 2 | IN mark 6 | NNP nsubj 6 | MD aux 6 | VB ccomp 2 | NNP dobj 6 |
. punct 2
> Tesla | beat | Ford | positive | possible | -

{P Musk} fears that {O Tesla} will buy {O Ford} .
NNP nsubj 2 | VBZ:fear ROOT 2 | IN mark 6 | NNP nsubj 6 | MD aux 6 | VB ccomp 2 | NNP dobj 6 |
. punct 2
> Tesla | buy | Ford | positive | planned | -

{P Musk} insisted that {O Tesla} had not bought {O Ford} .
NNP nsubj 2 | VBD:insist ROOT 2 | IN mark 7 | NNP nsubj 7 | VBD:have aux 7 | RB neg 7 |
VBN:buy ccomp 2 | NNP dobj 7 | . punct 2
> Tesla | buy | Ford | negative | asserted | Musk

{P Musk} told {P Trump} that {O Tesla} had bought {O Ford} .
NNP nsubj 2 | VBD:tell ROOT 2 | NNP dobj 2 | IN mark 7 | NNP nsubj 7 | VBD:have aux 7 |
VBN:buy ccomp 2 | NNP dobj 7 | . punct 2
> Musk | tell | Trump | positive | asserted | -
> Tesla | buy | Ford | positive | asserted | Musk

{P Musk} denied being hired by {P Trump} .
NNP nsubj 2 | VBD:deny ROOT 2 | VBG:be auxpass 4 | VBN:hire xcomp 2 | IN agent 4 | NNP pobj 5 |
. punct 2
> Trump | hire | Musk | negative | claimed | -

The court found that {P Musk} had misled {O Twitter} .
DT det 2 | NN nsubj 3 | VBD:find ROOT 3 | IN mark 7 | NNP nsubj 7 | VBD:have aux 7 |
VBN:mislead ccomp 3 | NNP dobj 7 | . punct 3
> Musk | mislead | Twitter | positive | asserted | -

{P Musk} swore never to visit {G China} .
NNP nsubj 2 | VBD:swear ROOT 2 | RB neg 5 | TO aux 5 | VB xcomp 2 | NNP dobj 5 | . punct 2
> Musk | visit | China | negative | planned | -

{P Xi} hosted the leader in {G Beijing} .
NNP nsubj 2 | VBD:host ROOT 2 | DT det 4 | NN dobj 2 | IN prep 2 | NNP pobj 5 | . punct 2
> Xi | host in | Beijing | positive | asserted | -

The collaborations of {P Juanes} and {P Carmona} pleased {P Xi} .
DT det 2 | NNS:collaboration nsubj 7 | IN prep 2 | NNP pobj 3 | CC cc 4 | NNP conj 4 |
VBD:please ROOT 7 | NNP dobj 7 | . punct 7
> nothing

Led {O Boeing} , {G India} .
VBN:lead acl 2 | NNP ROOT 2 | , punct 2 | NNP conj 2 | . punct 2
> nothing

{O Boeing} signed a contract with {G India} .
NNP nsubj 2 | VBD:sign ROOT 2 | DT det 4 | NN dobj 2 | IN prep 4 | NNP pobj 5 | . punct 2
> Boeing | contract | India | positive | asserted | -
"""

MODEL_CASES = """
{P Vladimir Putin} met {P Kim Jong Un} in {G Pyongyang} on {D 19 June 2024}.
> Vladimir Putin | meet | Kim Jong Un | positive | asserted | -
> Vladimir Putin | meet in | Pyongyang | positive | asserted | -
> Kim Jong Un | meet in | Pyongyang | positive | asserted | -

The trade deal between {G Canada} and {G Mexico} was signed in {G Toronto}.
> Canada | trade deal | Mexico | positive | asserted | -

{O Microsoft} was not acquired by {O Apple}.
> Apple | acquire | Microsoft | negative | asserted | -

{P Angela Merkel}, the former chancellor of {G Germany}, praised {P Barack Obama}.
> Angela Merkel | chancellor | Germany | positive | asserted | -
> Angela Merkel | praise | Barack Obama | positive | asserted | -

{A French} President {P Emmanuel Macron} will visit {G Berlin} next week.
> Emmanuel Macron | president | French | positive | asserted | -
> Emmanuel Macron | visit | Berlin | positive | planned | -

{P Joe Biden} said that {G Russia} was planning to attack {G Ukraine}.
> Russia | attack | Ukraine | positive | planned | Joe Biden

"{G Iran} attacked {G Israel}," {P Benjamin Netanyahu} said.
> Iran | attack | Israel | positive | asserted | Benjamin Netanyahu

According to {O Reuters}, {O Boeing} has sold aircraft to {G India}.
> Boeing | sell aircraft to | India | positive | asserted | Reuters

Did {G China} sell weapons to {G Iran}?
> nothing

{O Volkswagen} refused to sell {O Porsche} to {O Toyota}.
> Volkswagen | sell | Porsche | negative | asserted | -
> Volkswagen | sell to | Toyota | negative | asserted | -

{G Poland}'s border with {G Ukraine} remained open.
> Poland | border with | Ukraine | positive | asserted | -

{O Google}, which is owned by {O Alphabet}, bought {O YouTube}.
> Alphabet | own | Google | positive | asserted | -
> Google | buy | YouTube | positive | asserted | -

{P Steve Jobs} and {P Steve Wozniak} founded {O Apple} in {G California}.
> Steve Jobs | found | Apple | positive | asserted | -
> Steve Wozniak | found | Apple | positive | asserted | -
> Steve Jobs | found in | California | positive | asserted | -
> Steve Wozniak | found in | California | positive | asserted | -

{O Nokia} may not sell its phones in {G China}.
> Nokia | sell phones in | China | negative | possible | -

{G Sweden} wants to join {O NATO}, but {G Turkey} has blocked it.
> Sweden | join | NATO | positive | possible | -
"""


def read(case: str) -> tuple[str, str, list[str]]:
    """(sentence with marks, parse or nothing, expected statements)."""
    lines = case.splitlines()
    expected = [line.removeprefix("> ") for line in lines if line.startswith("> ")]
    parse = " ".join(line for line in lines[1:] if not line.startswith("> "))
    return lines[0], parse, [line for line in expected if line != "nothing"]


def cases(text: str) -> list[tuple[str, str, list[str]]]:
    blocks = [block for block in text.strip().split("\n\n") if not block.startswith("#")]
    return [read(block) for block in blocks]


def by_hand(sentence: str, parse: str) -> Doc:
    """The Doc of a marked sentence whose words are set apart by spaces."""
    words = re.sub(r"[{}]", "", re.sub(r"\{\w ", "", sentence)).split()
    cells = [cell.split() for cell in parse.split(" | ")]
    split = [tag.partition(":") if tag != ":" else (tag, "", "") for tag, _, _ in cells]
    lemmas = [lemma or word.lower() for (_, _, lemma), word in zip(split, words, strict=True)]
    deps = [dep for _, dep, _ in cells]
    doc = Doc(
        VOCAB,
        words=words,
        tags=[tag for tag, _, _ in split],
        pos=[
            part_of_speech(tag, dep, lemma)
            for (tag, _, _), dep, lemma in zip(split, deps, lemmas, strict=True)
        ],
        deps=deps,
        heads=[int(head) - 1 for _, _, head in cells],
        lemmas=lemmas,
    )
    doc.ents = [Span(doc, a, b, "DATE") for a, b, mark in marked_words(sentence) if mark == DATE]
    return doc


def part_of_speech(tag: str, dep: str, lemma: str) -> str:
    if lemma == "be" or (dep in ("aux", "auxpass") and tag != "TO"):
        return "AUX"
    return "VERB" if tag.startswith("VB") else TAGS.get(tag, "PUNCT")


def marked_words(sentence: str) -> list[tuple[int, int, str]]:
    """(first word, end, mark) of what stands in braces."""
    found, count = [], 0
    for match in re.finditer(r"\{(\w) ([^}]+)\}|\S+", sentence):
        words = len((match[2] or match[0]).split())
        if match[1]:
            found.append((count, count + words, match[1]))
        count += words
    return found


def plain(sentence: str) -> tuple[str, list[Mention]]:
    """The text without marks, and its mentions."""
    text, mentions, last = "", [], 0
    for match in re.finditer(r"\{(\w) ([^}]+)\}", sentence):
        text += sentence[last : match.start()]
        if match[1] != DATE:
            type, kind = MARKS[match[1]]
            span = Place("d", len(text), len(text) + len(match[2]))
            mentions.append(Mention(span, match[2], type, kind, match[2]))
        text, last = text + match[2], match.end()
    return text + sentence[last:], mentions


def statements(sentence: str, doc: Doc, **fields):
    text, mentions = plain(sentence)
    assert doc.text.strip() == text
    return find_statements(doc, Document("d", "d", "d", text, **fields), mentions)


def edges(sentence: str, doc: Doc) -> list[str]:
    """The statements between mentions, in the notation of the cases."""
    _, mentions = plain(sentence)
    name = {mention.span: mention.text for mention in mentions}
    return [
        " | ".join(
            [
                name[s.subject.mention],
                s.type,
                name[s.object.mention],
                s.polarity,
                s.modality,
                name[s.source.mention] if s.source else "-",
            ]
        )
        for s in statements(sentence, doc)
        if s.subject.mention and s.object.mention
    ]


@pytest.mark.parametrize(("sentence", "parse", "expected"), cases(CASES), ids=lambda value: str(value)[:60])
def test_statements_between_mentions(sentence, parse, expected):
    assert sorted(edges(sentence, by_hand(sentence, parse))) == sorted(expected)


@pytest.mark.parametrize(
    ("sentence", "parse", "expected"), cases(MODEL_CASES), ids=lambda value: str(value)[:60]
)
def test_statements_with_the_model(nlp, sentence, parse, expected):
    doc = nlp(plain(sentence)[0])
    assert sorted(edges(sentence, doc)) == sorted(expected)


def hand(sentence: str, **fields):
    """The statements of the case with this sentence."""
    _, parse, _ = next(case for case in cases(CASES) if case[0] == sentence)
    return statements(sentence, by_hand(sentence, parse), **fields)


def find(found, type: str):
    return next(s for s in found if s.type == type)


@pytest.mark.parametrize(
    ("sentence", "type", "time"),
    [
        (
            "{G Russia} and {G North Korea} signed a mutual defence pact in {D June 2024} .",
            "mutual defence pact",
            "2024-06",
        ),
        ("{O Nokia} was founded by {P Idestam} in {D 1865} .", "found", "1865"),
        ("{P Obama} met with {P Merkel} on {D 3 May 2012} .", "meet with", "2012-05-03"),
        ("{P Xi} met {P Putin} .", "meet", None),
    ],
)
def test_a_statement_has_the_time_of_its_clause(sentence, type, time):
    assert find(hand(sentence), type).time == time


@pytest.mark.parametrize(
    ("phrase", "written", "ahead", "expected"),
    [
        ("June 2024", None, False, "2024-06"),
        ("3 May 2012", None, False, "2012-05-03"),
        ("May 3, 2012", None, False, "2012-05-03"),
        ("Sept. 3", "2025-10-01", False, "2025-09-03"),
        ("December", "2025-09-03", False, "2024-12"),
        ("December", "2025-09-03", True, "2025-12"),
        ("Monday", "2025-09-03", False, "2025-09-01"),
        ("Monday", "2025-09-03", True, "2025-09-08"),
        ("Wednesday", "2025-09-03", False, "2025-09-03"),
        ("yesterday", "2025-09-03", False, "2025-09-02"),
        ("last year", "2025-09-03", False, "2024"),
        ("next month", "2025-12-03", False, "2026-01"),
        ("the last 30 years", "2025-09-03", False, None),
        ("the 1990s", None, False, "199X"),
        ("Monday", None, False, None),
        ("Monday", "2025-09", False, None),
        ("last week", "2025-09-03", False, "2025-W35"),
        ("1914", None, False, "1914"),
        ("2024-06-19", None, False, "2024-06-19"),
        ("recently", "2025-09-03", False, None),
    ],
)
def test_times_are_as_precise_as_the_phrase(phrase, written, ahead, expected):
    assert resolve_time(phrase, written, ahead=ahead) == expected


def test_equals_are_symmetric_and_actions_are_not():
    assert find(hand("{P Xi} met {P Putin} ."), "meet").symmetric
    assert find(hand("{O Gazprom} and {O Rosneft} signed a deal ."), "deal").symmetric
    assert not find(hand("{G Texas} sued {O Google} and {O Meta} ."), "sue").symmetric


def test_a_former_role_has_ended():
    assert find(hand("former {A German} Chancellor {P Angela Merkel} spoke ."), "chancellor").ended
    assert not find(hand("{A German} Chancellor {P Angela Merkel} resigned ."), "chancellor").ended


def test_ends_that_are_no_mentions_are_stated_too():
    found = hand("Officials attending the summit praised {P Xi} .")
    assert [(s.subject.text, s.predicate.text, s.object.text) for s in found] == [
        ("Officials", "attending", "the summit"),
        ("Officials attending the summit", "praised", "Xi"),
    ]
    assert found[0].subject.mention is None


def test_a_passive_with_a_plain_end_keeps_the_order_of_the_text():
    found = hand("Analysts welcomed a pact signed by {G Russia} and {G North Korea} .")
    passive = find(found, "sign by")
    assert (passive.subject.text, passive.predicate.text, passive.object.text) == (
        "a pact",
        "signed by",
        "Russia",
    )


def test_argument_texts_stand_at_their_spans_on_one_line():
    sentence = "{P Xi} held\ntalks with {P Putin} ."
    doc = by_hand(
        sentence.replace("\n", " "), cases(CASES)[case_number("{P Xi} held talks with {P Putin} .")][1]
    )
    text = plain(sentence)[0]
    found = find_statements(doc, Document("d", "d", "d", text), plain(sentence)[1])
    for s in found:
        for end in (s.subject, s.object):
            assert end.text == " ".join(text[end.span.start : end.span.end].split())


def case_number(sentence: str) -> int:
    return next(n for n, case in enumerate(cases(CASES)) if case[0] == sentence)


def test_the_frame_makes_no_statements():
    sentence = "{P Xi} met {P Putin} ."
    assert hand(sentence)
    assert not hand(sentence, frame=(Frame(0, len(plain(sentence)[0]), "credit"),))


def test_a_group_gives_an_edge_for_each_two_of_its_members():
    sentence = "They met ."
    doc = by_hand(sentence, "PRP nsubj 2 | VBD:meet ROOT 2 | . punct 2")
    text = sentence + " So said Xi, Putin and Kim."
    names = [re.search(name, text) for name in ("Xi", "Putin", "Kim")]
    members = tuple(Place("d", name.start(), name.end()) for name in names)
    they = Mention(Place("d", 0, 4), "They", "PERSON", "pronoun", members=members)
    found = find_statements(doc, Document("d", "d", "d", text), [they])
    pairs = {(s.subject.text, s.object.text) for s in found}
    assert pairs == {("Xi", "Putin"), ("Xi", "Kim"), ("Putin", "Kim")}


def test_a_quotation_that_goes_on_keeps_its_speaker(nlp):
    text = '"Iran attacked us," Netanyahu said. "Israel will punish Iran."'
    names = [("Iran", "GPE"), ("Netanyahu", "PERSON"), ("Israel", "GPE")]
    mentions = [
        Mention(Place("d", m.start(), m.end()), m[0], type, "name", m[0])
        for name, type in names
        for m in re.finditer(name, text)
    ]
    found = find_statements(nlp(text), Document("d", "d", "d", text), mentions)
    punish = find(found, "punish")
    assert punish.source is not None
    assert punish.source.text == "Netanyahu"
    assert punish.modality == "planned"


def test_every_field_is_in_its_range():
    for sentence, parse, _ in cases(CASES):
        for s in statements(sentence, by_hand(sentence, parse)):
            assert 0 < s.confidence <= 1
            assert s.polarity in POLARITIES
            assert s.modality in MODALITIES
            assert 1 <= len(s.type.split()) <= 5
            assert s.type == s.type.lower()


def test_equal_input_gives_equal_statements():
    sentence = "{P Xi} held talks with both {P Putin} and {P Kim} ."
    assert hand(sentence) == hand(sentence)


def test_a_mention_is_not_related_to_itself():
    sentence = "{P Xi} praised {p his} speech ."
    doc = by_hand(sentence, "NNP nsubj 2 | VBD:praise ROOT 2 | PRP$ poss 4 | NN dobj 2 | . punct 2")
    text, (xi, his) = plain(sentence)
    his = replace(his, kind="pronoun", antecedent=xi.span)
    found = find_statements(doc, Document("d", "d", "d", text), [xi, his])
    assert [(s.subject.text, s.object.text) for s in found] == [("Xi", "his speech")]


def test_the_name_of_an_event_keeps_its_hyphens():
    sentence = "{P Xi} 's face - to - face meeting with {P Kim} ended ."
    parse = (
        "NNP poss 8 | POS case 1 | NN nmod 7 | HYPH punct 7 | IN prep 7 | HYPH punct 7 | NN compound 8 | "
        "NN nsubj 11 | IN prep 8 | NNP pobj 9 | VBD:end ROOT 11 | . punct 11"
    )
    found = statements(sentence, by_hand(sentence, parse))
    assert [s.type for s in found if s.rule == "holder"] == ["face-to-face meeting with"]


def test_a_long_list_costs_no_more_than_its_first_members():
    length = 300
    sentence = " and ".join(["{P Xi}"] * length) + " met ."
    verb = 2 * length
    links = [f"CC cc {2 * n - 1} | NNP conj {2 * n - 1}" for n in range(1, length)]
    parse = " | ".join([f"NNP nsubj {verb}", *links, f"VBD:meet ROOT {verb}", f". punct {verb}"])
    assert len(statements(sentence, by_hand(sentence, parse))) <= LONGEST_COORDINATION**2 / 2


def test_an_empty_document_states_nothing():
    assert find_statements(Doc(VOCAB), Document("d", "d", "d", ""), []) == []


@pytest.mark.parametrize(
    ("sentence", "parse", "over"),
    [
        (
            "{P Bolton} used to work for {P Trump} .",
            "NNP nsubj 2 | VBD:use ROOT 2 | TO aux 4 | VB xcomp 2 | IN prep 4 | NNP pobj 5 | . punct 2",
            True,
        ),
        (
            "{P Bolton} advised {P Trump} until 2019 .",
            "NNP nsubj 2 | VBD:advise ROOT 2 | NNP dobj 2 | IN prep 2 | CD pobj 4 | . punct 2",
            True,
        ),
        (
            "{P Bolton} formerly advised {P Trump} .",
            "NNP nsubj 3 | RB advmod 3 | VBD:advise ROOT 3 | NNP dobj 3 | . punct 3",
            True,
        ),
        (
            "{P Bolton} no longer advises {P Trump} .",
            "NNP nsubj 4 | RB neg 3 | RBR:long advmod 4 | VBZ:advise ROOT 4 | NNP dobj 4 | . punct 4",
            True,
        ),
        (
            "{P Bolton} is a former adviser to {P Trump} .",
            "NNP nsubj 2 | VBZ:be ROOT 2 | DT det 5 | JJ amod 5 | NN attr 2 | IN prep 5 | "
            "NNP pobj 6 | . punct 2",
            True,
        ),
        (
            "{P Bolton} did not meet {P Trump} until 2019 .",
            "NNP nsubj 4 | VBD:do aux 4 | RB neg 4 | VB ROOT 4 | NNP dobj 4 | IN prep 4 | CD pobj 6 | "
            ". punct 4",
            False,
        ),
        (
            "{P Bolton} will advise {P Trump} until 2019 .",
            "NNP nsubj 3 | MD aux 3 | VB ROOT 3 | NNP dobj 3 | IN prep 3 | CD pobj 5 | . punct 3",
            False,
        ),
    ],
)
def test_what_the_text_puts_into_the_past_has_ended(sentence, parse, over):
    found = [s for s in statements(sentence, by_hand(sentence, parse)) if s.object.text == "Trump"]
    assert [s.ended for s in found] == [over]


def test_a_quotation_of_several_sentences_has_the_speaker_behind_it(nlp):
    text = '"Iran attacked us. Israel will punish Iran," Netanyahu said.'
    mentions = [
        Mention(Place("d", m.start(), m.end()), m[0], type, "name", m[0])
        for name, type in (("Iran", "GPE"), ("Israel", "GPE"), ("Netanyahu", "PERSON"))
        for m in re.finditer(name, text)
    ]
    found = find_statements(nlp(text), Document("d", "d", "d", text), mentions)
    assert {s.source.text for s in found if s.type in ("attack", "punish") and s.source} == {"Netanyahu"}
    assert find(found, "attack").source is not None
