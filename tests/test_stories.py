# ruff: noqa: E501
"""Articles that tell one story, and those that only tell of one event."""

from __future__ import annotations

import random
import time
from dataclasses import replace

import pytest
from stories import (
    CATCHPHRASES,
    FERRY,
    FERRY_BY_ANOTHER,
    FERRY_REWRITTEN,
    MERGER,
    MERGER_BY_ANOTHER,
    MINUTES,
    OTHER_CATCHPHRASES,
    OTHER_MINUTES,
    PIPIT,
    SPEECH,
    SPEECH_BY_ANOTHER,
    TALKS,
    TALKS_BY_ANOTHER,
    WARBLER,
    article,
)

from kgraph.copies import find_copies
from kgraph.copies.agencies import agency_of_article
from kgraph.types import Document, Extraction, Span


def pairs(*articles: Extraction) -> set[tuple[str, str]]:
    """Copy and original of each copy, by their ids."""
    return {(copy.document, copy.original) for copy in find_copies(articles)[0]}


def repeated(*articles: Extraction) -> set[tuple[str, str]]:
    """The texts of sentences that repeat another, with the first's."""
    texts = {e.document.id: e.document.text for e in articles}
    read = lambda s: texts[s.doc][s.start : s.end]  # noqa: E731
    return {(read(sentence), read(first)) for sentence, first in find_copies(articles)[1]}


def lines(text: str, *which: int) -> str:
    """The numbered lines of a text, from 1."""
    every = text.strip().splitlines()
    return "\n".join(every[n - 1] for n in which)


WIRE = article("wire", FERRY, outlet="Reuters")


@pytest.mark.parametrize(
    ("what", "text"),
    [
        ("the same words", FERRY),
        ("other words, other order, a lead and a paragraph of its own", FERRY_REWRITTEN),
        ("the first half", lines(FERRY, 1, 2, 3, 4, 5, 6)),
        ("every other sentence", lines(FERRY, 1, 3, 5, 7, 9, 11)),
        ("another order", lines(FERRY, 12, 1, 6, 3, 11, 2, 8)),
        ("a new lead", "The lake has taken Tavaria by surprise again.\n" + FERRY),
        ("typeset otherwise", FERRY.replace("“", '"').replace("”", '"').replace(" - ", "–").upper().title()),
    ],
)
def test_a_copy_or_a_rewrite_tells_the_same_story(what, text):
    assert pairs(WIRE, article("paper", text, date="2025-03-04")) == {("paper", "wire")}


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (FERRY, FERRY_BY_ANOTHER),
        (MERGER, MERGER_BY_ANOTHER),
        (TALKS, TALKS_BY_ANOTHER),
        (FERRY, TALKS),
        (WARBLER, PIPIT),
        (MINUTES, OTHER_MINUTES),
        (CATCHPHRASES, OTHER_CATCHPHRASES),
    ],
)
def test_two_reports_of_one_event_or_of_one_form_are_two_sources(left, right):
    assert pairs(article("a", left), article("b", right)) == set()


def test_reporters_who_quote_one_speech_at_length_are_two_sources():
    speech, another = article("a", SPEECH), article("b", SPEECH_BY_ANOTHER)
    assert pairs(speech, another) == set()
    assert len([pair for pair in repeated(speech, another) if "“" in pair[0]]) == 5
    assert pairs(speech, article("copy", SPEECH)) == {("copy", "a")}


def test_a_quotation_that_both_reports_have_counts_once():
    found = repeated(article("a", MERGER), article("b", MERGER_BY_ANOTHER))
    assert [(left[:20], right[:20]) for left, right in found] == [("“This gives us ten y",) * 2]


STANDING = """Lake News is owned by the Orvane Trust and printed in Kelmar.
Write to the editor Bo Lind with your corrections.
Subscribers in Tavaria may cancel by the last day of each month."""


def test_standing_text_of_an_outlet_makes_no_copies():
    texts = [lines(FERRY, 1, 2, 3), lines(MERGER, 1, 2, 4), lines(TALKS, 1, 2, 3)]
    for edited in (lambda text: f"{text}\n{STANDING}", lambda text: f"{STANDING}\n{text}"):
        articles = [
            article(f"n{n}", edited(text), outlet="Lake News", date="2025-03-04")
            for n, text in enumerate(texts)
        ]
        assert pairs(*articles) == set()


def test_what_an_outlet_says_of_itself_makes_no_copies():
    texts = [lines(MERGER, 1, 2, 4), lines(TALKS, 1, 2, 3)]
    head = "Good morning from all of us here at Lake News."
    foot = "All articles of Lake News are checked twice.\nOnly Lake News brings you every local story first."
    articles = [
        article(f"n{n}", f"{head}\n{text}\n{foot}", outlet="Lake News") for n, text in enumerate(texts)
    ]
    assert pairs(*articles) == set()


def test_reports_of_one_form_with_other_figures_are_no_copies():
    form = """The Kelmar index closed {a} percent higher at {b} points on {day}.
Shares in Orvane Lines gained {c} percent to {d} crowns after the close in Kelmar.
Turnover on the Kelmar exchange was {e} million crowns, said Tavarian Markets."""
    monday = form.format(a=1.2, b=4301, c=3.4, d=88, e=512, day="Monday")
    tuesday = form.format(a=0.4, b=4318, c=1.1, d=89, e=498, day="Tuesday")
    assert pairs(article("a", monday, date="2025-03-03"), article("b", tuesday, date="2025-03-04")) == set()


def test_reports_that_a_machine_writes_of_two_companies_are_no_copies():
    form = """{name} reported profit of {a} million crowns in its second quarter on Tuesday.
The Kelmar company said it had net income of {b} crowns per share in 2025, said Orvane Research.
The results exceeded the expectations of Orvane Research, whose analysts had foreseen {c} crowns for 2025.
{name} expects full-year revenue in the range of {d} to {e} million crowns, said Orvane Research in Kelmar.
Shares in {name} have climbed {f} percent since the beginning of 2025 on the Kelmar exchange."""
    left = form.format(name="Solari", a=21, b=1.2, c=1.1, d=300, e=320, f=12)
    right = form.format(name="Brandeis", a=34, b=2.4, c=2.2, d=500, e=540, f=7)
    assert pairs(article("a", left), article("b", right)) == set()


def test_a_follow_up_with_old_paragraphs_is_an_article_of_its_own():
    new = lines(TALKS, 1, 2, 3, 4, 5)
    background = lines(FERRY, 1, 2, 5, 9, 10)
    first = article("first", FERRY, date="2025-03-04", outlet="Reuters")
    assert pairs(first, article("later", f"{new}\n{background}", date="2025-06-01")) == set()
    assert pairs(first, article("again", FERRY, date="2025-06-01")) == {("again", "first")}


def test_what_a_round_up_of_the_news_tells_is_not_one_story():
    every = article("every", FERRY + MERGER + lines(TALKS, 1, 2, 3))
    apart = article("ferry", FERRY), article("merger", MERGER), article("talks", lines(TALKS, 1, 2, 3))
    assert pairs(every, *apart) == {("ferry", "every")}
    dated = [replace(e, document=replace(e.document, date="2025-03-03")) for e in apart]
    later = article("every", FERRY + lines(MERGER, 1, 2, 5, 6), date="2025-03-04")
    assert pairs(later, *dated) == {("every", "ferry")}


def test_two_long_articles_are_compared_in_time():
    """Each of 3,000 sentences with each would take minutes."""
    rng = random.Random(1)
    words = ["ab" + "".join(rng.choices("aeioulnrst", k=6)) for _ in range(800)]
    text = "\n".join("Then Kenya " + " ".join(rng.choices(words, k=9)) + "." for _ in range(3000))
    began = time.process_time()
    assert pairs(article("a", text), article("b", text.replace("Then", "And"))) == {("b", "a")}
    assert time.process_time() - began < 20


@pytest.mark.parametrize(
    ("left", "right", "original"),
    [
        ({"date": "2025-03-03"}, {"date": "2025-03-04"}, "left"),
        ({"date": "2025-03-04"}, {"date": "2025-03-03"}, "right"),
        ({"date": "2025-03-03"}, {"outlet": "Reuters", "date": "2025-03-04"}, "right"),
        ({"date": "2025-03-03"}, {}, "left"),
        ({"outlet": "Lake News"}, {"outlet": "AFP"}, "right"),
        ({}, {}, "left"),  # the longer
    ],
)
def test_which_is_the_original(left, right, original):
    found = pairs(article("left", FERRY, **left), article("right", lines(FERRY, *range(1, 11)), **right))
    assert {root for _, root in found} == {original}


def test_an_agencys_credit_in_another_outlet_makes_an_original():
    credited = article("credited", FERRY, footer="(Reporting by Ada Moen for Reuters)", outlet="Lake News")
    paper = article("paper", FERRY_REWRITTEN, date="2025-03-04", outlet="Orvane Post")
    copies, _ = find_copies([paper, credited])
    assert [(c.document, c.original) for c in copies] == [("paper", "credited")]
    assert copies[0].reason.endswith("stand in credited.txt (Lake News, Reuters)")


@pytest.mark.parametrize(
    ("frame", "outlet", "agency"),
    [
        ("(Reporting by Ada Moen for Reuters)", "Lake News", "Reuters"),
        ("KELMAR (AP) -", None, "AP"),
        ("By ADA MOEN, Associated Press", None, "AP"),
        ("PITTSBURGH, PA -", None, None),
        ("Reuterskiold reported", None, None),
        ("", "AFP", "AFP"),
    ],
)
def test_whose_an_article_is(frame, outlet, agency):
    described = {"outlet": outlet} if outlet else {}
    assert agency_of_article(article("a", "Kenya won.", footer=frame, **described).document) == agency


def test_copies_of_copies_name_the_original_and_say_whose_copy_they_are():
    paper = article("paper", FERRY_REWRITTEN, date="2025-03-04")
    shorter = article("shorter", lines(FERRY_REWRITTEN, 2, 3, 5, 7, 8, 9), date="2025-03-05")
    copies, repeats = find_copies([shorter, paper, WIRE])
    assert {(c.document, c.original) for c in copies} == {("paper", "wire"), ("shorter", "wire")}
    reason = next(c.reason for c in copies if c.document == "paper")
    assert reason.endswith("sentences stand in wire.txt (Reuters)")
    assert {first.doc for _, first in repeats} == {"wire"}


def test_the_order_of_the_articles_does_not_matter():
    articles = [WIRE, article("a", FERRY_REWRITTEN), article("b", FERRY), article("c", FERRY_BY_ANOTHER)]
    expected = find_copies(articles)
    for seed in range(4):
        assert find_copies(random.Random(seed).sample(articles, 4)) == expected


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("Norway thanked Japan for the rescue of the crew.", "NORWAY thanked Japan for the rescue of the crew", True),
        ("Kenya sold 12 old harbour cranes to the port of Oslo.", "Kenya sold 12 old harbour cranes to the port at Oslo.", True),
        ("Kenya sold 12 old harbour cranes to the port of Oslo.", "Kenya sold 15 old harbour cranes to the port of Oslo.", False),
        ("Kenya sold its old harbour cranes to the port of Oslo.", "Kenya sold its old harbour cranes to the port of Bergen.", False),
        ("Kenya has sold its old harbour cranes to the port of Oslo.", "Kenya has not sold its old harbour cranes to the port of Oslo.", False),
        ("“We will build the long iron bridge over the southern river before winter comes back to the valley,” Kenya told a crowd of cheering dockers near the old customs house.", "In a speech on taxes Kenya promised: “We will build the long iron bridge over the southern river before winter comes back to the valley.”", True),
        ("The court said no to Kenya.", "The court of Kenya said no.", False),
    ],
)  # fmt: skip
def test_which_sentences_are_nearly_the_same(left, right, same):
    names = "\nThe towns are in Kenya, Bergen, Oslo and Norway near Japan."
    found = repeated(article("a", left + names), article("b", right + names))
    assert bool({pair for pair in found if pair[0] != names.strip()}) is same


def test_odd_articles_are_read():
    empty = Extraction(Document("e", "e", "e", ""))
    bare = Extraction(Document("n", "n", "n", "No sentences here"))
    marks = Extraction(Document("m", "m", "m", "... !"), sentences=(Span("m", 0, 3), Span("m", 4, 5)))
    assert find_copies([]) == find_copies([empty, bare, marks]) == ((), ())
    often = article("often", lines(FERRY, 1) + ("\n" + lines(FERRY, 1)) * 40)
    copies, repeats = find_copies([often, empty])
    assert copies == () and len(repeats) == 40 and {first.start for _, first in repeats} == {0}


def test_a_thousand_copies_are_one_story():
    one = article("c0000", FERRY)
    many = []
    for n in range(1000):
        id_ = f"c{n:04}"
        move = lambda s, id_=id_: Span(id_, s.start, s.end)  # noqa: E731
        many.append(
            Extraction(
                replace(one.document, id=id_, name=id_),
                tuple(replace(m, span=move(m.span)) for m in one.mentions),
                (),
                tuple(map(move, one.sentences)),
            )
        )
    copies, repeats = find_copies(many)
    assert {c.original for c in copies} == {"c0000"} and len(copies) == 999
    assert len(repeats) == 999 * len(set(one.sentences)) - 999 * sum(
        not any(s.start <= m.span.start < s.end for m in one.mentions) for s in one.sentences
    )
