"""Statements worded as their sentences word them: ends, predicates, what a clause is about.

A case is a sentence whose words are set apart by spaces, its parse (tag with the lemma if it is not
the word, dependency, number of the head), statements that must be read ("> ") and some that must
not ("- "), each as subject | predicate | object.
"""

from __future__ import annotations

import pytest
import spacy
from parses import document, pos_of
from spacy.tokens import Doc, Span

from kgraph.statements import find_statements

VOCAB = spacy.blank("en").vocab
DATES = ("two years", "1987", "Last year", "from 1978 to 1981")

CASES = """
# Where a noun phrase begins and ends

The bakery sells a ten - kilo cake .
DT det 2 | NN nsubj 3 | VBZ:sell ROOT 3 | DT det 8 | CD nummod 7 | HYPH punct 7 | NN compound 8 | NN
dobj 3 | . punct 3
> The bakery | sells | a ten - kilo cake

They fought a long , bitter war .
PRP nsubj 2 | VBD:fight ROOT 2 | DT det 7 | JJ amod 7 | , punct 7 | JJ amod 7 | NN dobj 2 | . punct 2
> They | fought | a long , bitter war

The river flooded the " old mill " twice .
DT det 2 | NN nsubj 3 | VBD:flood ROOT 3 | DT det 7 | `` punct 7 | JJ amod 7 | NN dobj 3 | '' punct 7 |
RB advmod 3 | . punct 3
> The river | flooded | the " old mill "

The choir sang " Nightfall " twice .
DT det 2 | NN nsubj 3 | VBD:sing ROOT 3 | `` punct 5 | NNP:Nightfall dobj 3 | '' punct 3 | RB advmod 3 |
. punct 3
> The choir | sang | Nightfall

The court fined firms which pollute rivers .
DT det 2 | NN nsubj 3 | VBD:fin ROOT 3 | NNS:firm dobj 3 | WDT nsubj 6 | VBP relcl 4 | NNS:river dobj 6
| . punct 3
> The court | fined | firms
> firms | pollute | rivers

The band toured for two years with a pianist .
DT det 2 | NN nsubj 3 | VBN:tour ROOT 3 | IN prep 3 | CD nummod 6 | NNS:year pobj 4 | IN prep 3 | DT det
9 | NN pobj 7 | . punct 3
> The band | toured for | two years
> The band | toured with | a pianist

She restored the monastery 's roof and walls .
PRP nsubj 2 | VBD:restore ROOT 2 | DT det 4 | NN poss 6 | POS case 4 | NN dobj 2 | CC cc 6 | NNS:wall
conj 6 | . punct 2
> She | restored | the monastery 's roof
> She | restored | the monastery 's walls

She restored the monastery 's roof and a barn .
PRP nsubj 2 | VBD:restore ROOT 2 | DT det 4 | NN poss 6 | POS case 4 | NN dobj 2 | CC cc 6 | DT det 9 |
NN conj 6 | . punct 2
> She | restored | a barn
- She | restored | the monastery 's barn

He painted portraits of farmers and sailors .
PRP nsubj 2 | VBD:paint ROOT 2 | NNS:portrait dobj 2 | IN prep 3 | NNS:farmer pobj 4 | CC cc 5 |
NNS:sailor conj 5 | . punct 2
> He | painted | portraits of farmers and sailors

# Predicates with their preposition, conjunction, degree

The bridge was built largely of stone .
DT det 2 | NN nsubjpass 4 | VBD:be auxpass 4 | VBN:build ROOT 4 | RB advmod 6 | IN prep 4 | NN pobj 6 |
. punct 4
> The bridge | was built largely of | stone

The team is hopelessly behind its rivals .
DT det 2 | NN nsubj 3 | VBZ:be ROOT 3 | RB advmod 5 | IN prep 3 | PRP$ poss 7 | NNS:rival pobj 5 | .
punct 3
> The team | is hopelessly behind | its rivals

The mayor admitted that the tunnel collapsed .
DT det 2 | NN nsubj 3 | VBD:admit ROOT 3 | IN mark 7 | DT det 6 | NN nsubj 7 | VBD:collapse ccomp 3 | .
punct 3
> The mayor | admitted that | the tunnel collapsed

It is clear that the tunnel collapsed .
PRP nsubj 2 | VBZ:be ROOT 2 | JJ acomp 2 | IN mark 7 | DT det 6 | NN nsubj 7 | VBD:collapse ccomp 2 | .
punct 2
> It | is clear that | the tunnel collapsed

It is too early to say how the tunnel leaked .
PRP nsubj 2 | VBZ:be ROOT 2 | RB advmod 4 | JJ acomp 2 | TO aux 6 | VB xcomp 4 | WRB advmod 10 | DT det
9 | NN nsubj 10 | VBN:leak ccomp 6 | . punct 2
> It | is too early to say | how the tunnel leaked

In 1987 she began to write novels .
IN prep 4 | CD pobj 1 | PRP nsubj 4 | VBD:begin ROOT 4 | TO aux 6 | VB xcomp 4 | NNS:novel dobj 6 | .
punct 4
> she | began to write novels In | 1987

She began to write novels in 1987 .
PRP nsubj 2 | VBD:begin ROOT 2 | TO aux 4 | VB xcomp 2 | NNS:novel dobj 4 | IN prep 4 | CD pobj 6 | .
punct 2
> She | began to write novels in | 1987

Last year the firm opened a plant .
JJ amod 2 | NN npadvmod 5 | DT det 4 | NN nsubj 5 | VBD:open ROOT 5 | DT det 7 | NN dobj 5 | . punct 5
> the firm | opened | a plant
> the firm | opened a plant | Last year

The prices grew even higher during the war .
DT det 2 | NNS:price nsubj 3 | VBD:grow ROOT 3 | RB advmod 5 | JJR acomp 3 | IN prep 3 | DT det 8 | NN
pobj 6 | . punct 3
> The prices | grew | even higher
> The prices | grew even higher during | the war

The museum closed its doors after the roof collapsed .
DT det 2 | NN nsubj 3 | VBD:close ROOT 3 | PRP$ poss 5 | NNS:door dobj 3 | IN mark 9 | DT det 8 | NN
nsubj 9 | VBD:collapse advcl 3 | . punct 3
> The museum | closed its doors after | the roof collapsed
> The museum | closed | its doors

The firm saved money by closing two plants .
DT det 2 | NN nsubj 3 | VBD:save ROOT 3 | NN dobj 3 | IN prep 3 | VBG:close pcomp 5 | CD nummod 8 |
NNS:plant dobj 6 | . punct 3
> The firm | saved money by | closing two plants

After leaving school , she joined the navy .
IN prep 6 | VBG:leave pcomp 1 | NN dobj 2 | , punct 6 | PRP nsubj 6 | VBD:join ROOT 6 | DT det 8 | NN
dobj 6 | . punct 6
> she | joined the navy After | leaving school

The gallery sold a portrait of an old sailor with a pipe to a collector .
DT det 2 | NN nsubj 3 | VBD:sell ROOT 3 | DT det 5 | NN dobj 3 | IN prep 5 | DT det 9 | JJ amod 9 | NN
pobj 6 | IN prep 9 | DT det 12 | NN pobj 10 | IN prep 3 | DT det 15 | NN pobj 13 | . punct 3
> The gallery | sold a portrait to | a collector

There was a lack of clean water .
EX expl 2 | VBD:be ROOT 2 | DT det 4 | NN attr 2 | IN prep 4 | JJ amod 7 | NN pobj 5 | . punct 2
> There | was | a lack of clean water

# Whom a clause is about

Marta is a surgeon who founded a clinic .
NNP:Marta nsubj 2 | VBZ:be ROOT 2 | DT det 4 | NN attr 2 | WP nsubj 6 | VBD:found relcl 4 | DT det 8 |
NN dobj 6 | . punct 2
> Marta | founded | a clinic
- a surgeon | founded | a clinic

She is a surgeon who founded a clinic .
PRP nsubj 2 | VBZ:be ROOT 2 | DT det 4 | NN attr 2 | WP nsubj 6 | VBD:found relcl 4 | DT det 8 | NN dobj
6 | . punct 2
> She | founded | a clinic

It was a surgeon who founded the clinic .
PRP nsubj 2 | VBD:be ROOT 2 | DT det 4 | NN attr 2 | WP nsubj 6 | VBD:found relcl 4 | DT det 8 | NN dobj
6 | . punct 2
- It | founded | the clinic

The opera is a comedy written in 1790 .
DT det 2 | NN nsubj 3 | VBZ:be ROOT 3 | DT det 5 | NN attr 3 | VBN:write acl 5 | IN prep 6 | CD pobj 7 |
. punct 3
> The opera | written in | 1790

Marta is not a surgeon who founded a clinic .
NNP:Marta nsubj 2 | VBZ:be ROOT 2 | RB neg 2 | DT det 5 | NN attr 2 | WP nsubj 7 | VBD:found relcl 5 |
DT det 9 | NN dobj 7 | . punct 2
- Marta | founded | a clinic

The delay was caused by efforts to cut costs .
DT det 2 | NN nsubjpass 4 | VBD:be auxpass 4 | VBN:cause ROOT 4 | IN agent 4 | NNS:effort pobj 5 | TO
aux 8 | VB acl 6 | NNS:cost dobj 8 | . punct 4
> efforts | to cut | costs
- The delay | to cut | costs

Those who left the party praised the mayor .
DT nsubj 6 | WP nsubj 3 | VBD:leave relcl 1 | DT det 5 | NN dobj 3 | VBD:praise ROOT 6 | DT det 8 | NN
dobj 6 | . punct 6
> Those who left the party | praised | the mayor

The leak can be stopped by closing the valve .
DT det 2 | NN nsubjpass 5 | MD aux 5 | VB auxpass 5 | VBN:stop ROOT 5 | IN prep 5 | VBG:close pcomp 6 |
DT det 9 | NN dobj 7 | . punct 5
> The leak | can be stopped by | closing the valve
- The leak | closing | the valve

During the war she was unable to leave the island .
IN prep 5 | DT det 3 | NN pobj 1 | PRP nsubj 5 | VBD:be ROOT 5 | JJ acomp 5 | TO aux 8 | VB xcomp 6 | DT
det 10 | NN dobj 8 | . punct 5
> she | was unable to leave the island During | the war
- she | was During | the war

The town grew ; the mayor believed that it prospered .
DT det 2 | NN nsubj 3 | VBD:grow ccomp 7 | : punct 7 | DT det 6 | NN nsubj 7 | VBD:believe ROOT 7 | IN
mark 10 | PRP nsubj 10 | VBD:prosper ccomp 7 | . punct 7
> the mayor | believed that | it prospered

The show ran from 1978 to 1981 .
DT det 2 | NN nsubj 3 | VBD:run ROOT 3 | IN prep 3 | CD pobj 4 | IN prep 3 | CD pobj 6 | . punct 3
> The show | ran from | 1978
> The show | ran to | 1981

He collected stamps , coins , etc .
PRP nsubj 2 | VBD:collect ROOT 2 | NNS:stamp dobj 2 | , punct 3 | NNS:coin conj 3 | , punct 5 | FW conj
5 | . punct 2
> He | collected | stamps
> He | collected | coins
- He | collected | etc

They saw a fleet preparing to leave the port .
PRP nsubj 2 | VBD:see ROOT 2 | DT det 4 | NN nsubj 5 | VBG:prepare ccomp 2 | TO aux 7 | VB xcomp 5 | DT
det 9 | NN dobj 7 | . punct 2
> a fleet | preparing to leave | the port

They bought a chapel built in 1750 and restored by monks .
PRP nsubj 2 | VBD:buy ROOT 2 | DT det 4 | NN dobj 2 | VBN:build acl 4 | IN prep 5 | CD pobj 6 | CC cc 2
| VBN:restore conj 2 | IN agent 9 | NNS:monk pobj 10 | . punct 2
> a chapel | built in | 1750
> a chapel built in 1750 | restored by | monks

She left the club after it moved and the owner sold the house .
PRP nsubj 2 | VBD:leave ROOT 2 | DT det 4 | NN dobj 2 | IN mark 7 | PRP nsubj 7 | VBD:move advcl 2 | CC
cc 7 | DT det 10 | NN nsubj 11 | VBD:sell conj 7 | DT det 13 | NN dobj 11 | . punct 2
- She | left the club after | it moved and the owner sold the house

The rule holds , as explained above .
DT det 2 | NN nsubj 3 | VBZ:hold ROOT 3 | , punct 3 | IN mark 6 | VBN:explain advcl 3 | RB advmod 6 | .
punct 3
- The rule | holds as | explained above

# Ends that say nothing

Nobody knows what the minister wants .
NN nsubj 2 | VBZ:know ROOT 2 | WP dobj 6 | DT det 5 | NN nsubj 6 | VBZ:want ccomp 2 | . punct 2
- the minister | wants | what

She asked who he was .
PRP nsubj 2 | VBD:ask ROOT 2 | WP attr 5 | PRP nsubj 5 | VBD:be ccomp 2 | . punct 2
- he | was | who
"""


def read(case: str) -> tuple[str, str, list[str]]:
    """(sentence, parse, expected statements)."""
    sentence, *lines = [line for line in case.splitlines() if not line.startswith("#")]
    expected = [line for line in lines if line.startswith(("> ", "- "))]
    return sentence, " ".join(line for line in lines if line not in expected), expected


def doc_of(sentence: str, parse: str) -> Doc:
    words, cells = sentence.split(), [cell.split() for cell in parse.split(" | ")]
    tags = [tag if tag == ":" else tag.partition(":")[0] for tag, _, _ in cells]
    lemmas = [tag.partition(":")[2] for tag, _, _ in cells]
    auxiliary = [
        dep in ("aux", "auxpass") or lemma == "be" for (_, dep, _), lemma in zip(cells, lemmas, strict=True)
    ]
    doc = Doc(
        VOCAB,
        words=words,
        tags=tags,
        pos=["AUX" if is_aux else pos_of(tag) for is_aux, tag in zip(auxiliary, tags, strict=True)],
        deps=[dep for _, dep, _ in cells],
        heads=[int(head) - 1 for _, _, head in cells],
        lemmas=[lemma or word.lower() for lemma, word in zip(lemmas, words, strict=True)],
    )
    found = [(date.split(), n) for date in DATES for n in range(len(words)) if date in sentence]
    doc.ents = [Span(doc, n, n + len(d), "DATE") for d, n in found if words[n : n + len(d)] == d]
    return doc


@pytest.mark.parametrize(
    ("sentence", "parse", "expected"),
    [read(block) for block in CASES.strip().split("\n\n") if "\n" in block],
    ids=lambda value: str(value)[:60],
)
def test_statements_are_worded_as_the_sentence_words_them(sentence, parse, expected):
    doc = doc_of(sentence, parse)
    found = [
        f"{s.subject.text} | {s.predicate.text} | {s.object.text}"
        for s in find_statements(doc, document(doc), [])
    ]
    for line in expected:
        assert (line[2:] in found) == line.startswith("> "), (line, found)


def test_an_owner_that_two_nouns_share_leaves_the_second_without_a_span():
    sentence, parse, _ = next(read(b) for b in CASES.split("\n\n") if "roof and walls" in b)
    doc = doc_of(sentence, parse)
    walls = find_statements(doc, document(doc), [])[-1].object
    assert (walls.text, walls.span) == ("the monastery 's walls", None)


@pytest.mark.parametrize(
    ("sentence", "parse", "text", "full"),
    [
        (
            "She signed the lease , which ends soon , twice .",
            "PRP nsubj 2 | VBD:sign ROOT 2 | DT det 4 | NN dobj 2 | , punct 4 | WDT nsubj 7 "
            "| VBZ:end relcl 4 | RB advmod 7 | , punct 2 | RB advmod 2 | . punct 2",
            "the lease",
            "the lease , which ends soon",
        ),
        (
            "She thanked a surgeon , a friend , and a nurse .",
            "PRP nsubj 2 | VBD:thank ROOT 2 | DT det 4 | NN dobj 2 | , punct 4 | DT det 7 | NN appos 4 |"
            " , punct 4 | CC cc 4 | DT det 11 | NN conj 4 | . punct 2",
            "a surgeon",
            "a surgeon , a friend",
        ),
        (
            "She signed the lease .",
            "PRP nsubj 2 | VBD:sign ROOT 2 | DT det 4 | NN dobj 2 | . punct 2",
            "the lease",
            None,
        ),
    ],
)
def test_an_argument_is_known_short_and_full(sentence, parse, text, full):
    doc = doc_of(sentence, parse)
    found = next(s.object for s in find_statements(doc, document(doc), []) if s.object.text == text)
    assert (doc.text[found.full.start : found.full.end] if found.full else None) == full
