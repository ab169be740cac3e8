"""Graphs for the tests of the map: one by hand from the seed articles, and made ones of any size."""

from __future__ import annotations

import math
import random
import re
from dataclasses import replace
from pathlib import Path

from kgraph.copies import Sources, precedence, sources_of, words_of
from kgraph.types import Argument, Document, Entity, Graph, Relation, Span, Statement

SEEDS = Path(__file__).parent.parent / "seeds"

NAMES = [  # id = canonical name; type; spellings
    ("Xi Jinping", "PERSON", ("Xi Jinping", "Xi")),
    ("Vladimir Putin", "PERSON", ("Vladimir Putin", "Putin")),
    ("Kim Jong Un", "PERSON", ("Kim Jong Un",)),
    ("Donald Trump", "PERSON", ("Donald Trump", "Trump")),
    ("Narendra Modi", "PERSON", ("Narendra Modi",)),
    ("Scott Bessent", "PERSON", ("Scott Bessent",)),
    ("Victor Cha", "PERSON", ("Victor Cha", "Cha")),
    ("Shigeru Ishiba", "PERSON", ("Shigeru Ishiba",)),
    (
        "Center for Strategic and International Studies",
        "ORG",
        ("Center for Strategic and International Studies",),
    ),
    ("Gazprom", "ORG", ("Gazprom",)),
    ("China National Petroleum Corporation", "ORG", ("China National Petroleum Corporation",)),
    ("European Union", "ORG", ("European Union", "EU")),
    ("China", "GPE", ("China", "Beijing")),
    ("Russia", "GPE", ("Russia", "Moscow")),
    ("North Korea", "GPE", ("North Korea", "Pyongyang", "DPRK")),
    ("India", "GPE", ("India", "New Delhi")),
    ("Ukraine", "GPE", ("Ukraine",)),
    ("Great Hall of the People", "FAC", ("Great Hall of the People",)),
    ("Truth Social", "PRODUCT", ("Truth Social",)),
]

# seed, part of the sentence, subject, predicate, object (texts), type, family, then what is unusual
CLAIMS = [
    (
        "003",
        "signed by Russia and North Korea",
        "Russia",
        "pact",
        "North Korea",
        "mutual defence pact",
        "agreement",
        {"time": "2024-06", "symmetric": True},
    ),
    (
        "004",
        "mutual defence pact signed by Russia",
        "Russia",
        "mutual defence pact",
        "North Korea",
        "mutual defence pact",
        "agreement",
        {"time": "2024-06", "symmetric": True},
    ),
    (
        "003",
        "Gazprom and the China National",
        "Gazprom",
        "signed a deal",
        "China National Petroleum Corporation",
        "deal",
        "agreement",
        {"symmetric": True},
    ),
    (
        "003",
        "held talks with Vladimir Putin",
        "Xi",
        "held talks with",
        "Vladimir Putin",
        "meet",
        "meeting",
        {},
    ),
    (
        "003",
        "also held talks with Indian",
        "Chinese president",
        "held talks with",
        "Narendra Modi",
        "meet",
        "meeting",
        {},
    ),
    ("004", "Xi also held talks", "Xi", "held talks with", "Narendra Modi", "meet", "meeting", {}),
    (
        "003",
        "accused China and India",
        "Scott Bessent",
        "accused",
        "China",
        "accuse",
        "praise and accusation",
        {},
    ),
    (
        "003",
        "accused China and India",
        "Scott Bessent",
        "accused",
        "India",
        "accuse",
        "praise and accusation",
        {},
    ),
    (
        "004",
        "accused China and India",
        "Scott Bessent",
        "accused",
        "China",
        "accuse",
        "praise and accusation",
        {},
    ),
    (
        "000",
        "were conspiring against him",
        "Putin",
        "conspiring against",
        "Trump",
        "conspire against",
        "conflict and coercion",
        {"modality": "claimed", "source": "Trump"},
    ),
    (
        "000",
        "were conspiring against him",
        "Xi",
        "conspiring against",
        "Trump",
        "conspire against",
        "conflict and coercion",
        {"modality": "claimed", "source": "Trump"},
    ),
    ("001", "formerly served as the Director", "Cha", "served as the Director", "White House", "", "", {}),
    (
        "001",
        "head of the geopolitics",
        "Victor Cha",
        "head of the geopolitics and foreign policy department",
        "Center for Strategic and International Studies",
        "head of department",
        "role and membership",
        {},
    ),
    (
        "000",
        "director of geopolitics",
        "Victor Cha",
        "director of geopolitics and foreign policy",
        "Center for Strategic and International Studies",
        "director",
        "role and membership",
        {},
    ),
    (
        "003",
        "provide gas to China",
        "Russia",
        "provide gas to",
        "China",
        "supply gas to",
        "trade and money",
        {"modality": "planned"},
    ),
    ("004", "thanked his", "Putin", "thanked", "Xi", "thank", "praise and accusation", {}),
    ("004", "crossed into China", "Kim", "crossed into", "China", "cross into", "movement and presence", {}),
    ("003", "your own denial", "", "", "", "", "", {}),
]


def sentences_of(text: str) -> list[tuple[int, int]]:
    return [m.span() for m in re.finditer(r"\S.*?(?:[.?!][”\"]?(?=\s|$)|\n\n|\Z)", text, re.DOTALL)]


def seeds_graph() -> Graph:
    """A graph of the four seed articles: 19 entities, about 20 stated relations, and co-mentions."""
    outlets = {"000": "Fakti", "001": "Reuters", "004": "Scoop"}
    dates = {"000": "2025-09-27", "001": "2025-09-08", "003": "2025-09-02", "004": "2025-09-03"}
    titles = {"000": "How united is the autocratic alliance opposing the West?"}
    documents = {}
    for path in sorted(SEEDS.glob("*.txt")):
        key = path.name[:3]
        text = path.read_text(encoding="utf-8").replace("\r\n", "\n")
        documents[key] = Document(
            key, path.name, str(path), text, titles.get(key), dates[key], outlets.get(key)
        )
    entities, found = [], {}
    for name, kind, aliases in NAMES:
        longest_first = "|".join(re.escape(a) for a in sorted(aliases, key=len, reverse=True))
        mentions = tuple(
            Span(key, *match.span())
            for key, document in documents.items()
            for match in re.finditer(rf"\b(?:{longest_first})\b", document.text)
        )
        if mentions:
            entities.append(Entity(name, name, kind, tuple(sorted(aliases)), mentions))
            found[name] = mentions
    by_alias = {alias: name for name, _, aliases in NAMES for alias in aliases}
    by_alias |= {"Chinese president": "Xi Jinping", "Kim": "Kim Jong Un"}

    relations: dict[tuple[str, str, str, str], list[Statement]] = {}
    for key, part, subject, predicate, object_, kind, family, extra in CLAIMS:
        document = documents[key]
        at = re.search(re.escape(part).replace(r"\ ", r"\s+"), document.text)
        if not kind or at is None:
            continue
        start, end = next(s for s in sentences_of(document.text) if s[0] <= at.start() < s[1])

        def part_of(text, document=document, start=start, end=end):
            place = re.search(re.escape(text).replace(r"\ ", r"\s+"), document.text[start:end])
            return Argument(
                text, Span(document.id, start + place.start(), start + place.end()) if place else None
            )

        options = dict(extra)
        if "source" in options:
            options["source"] = part_of(options["source"])
        statement = Statement(
            part_of(subject), part_of(predicate), part_of(object_), kind, Span(key, start, end), **options
        )
        relations.setdefault((by_alias[subject], by_alias[object_], kind, family), []).append(statement)
    edges = [
        Relation(
            s,
            o,
            kind,
            "stated",
            tuple(sorted({x.sentence for x in group})),
            tuple(group),
            float(len(group)),
            family,
            group[0].polarity,
            group[0].modality,
            group[0].symmetric,
        )
        for (s, o, kind, family), group in relations.items()
    ]
    edges.append(_denial(documents))
    drawn = Graph(
        tuple(sorted(entities, key=lambda e: e.id)),
        tuple(sorted(edges + co_mentions(documents, found), key=order)),
        tuple(documents[key] for key in sorted(documents)),
    )
    return counted(drawn)


def _denial(documents: dict[str, Document]) -> Relation:
    """A negative relation on a real sentence: the text says that no bloc has come about."""
    text = documents["000"].text
    start, end = next(
        s
        for s in sentences_of(text)
        if "far from forming" in text[slice(*s)] and "Beijing" in text[slice(*s)] and s[0] > 200
    )

    def part(word):
        return Argument(word, Span("000", text.index(word, start), text.index(word, start) + len(word)))

    said = Statement(
        part("Beijing"),
        part("forming a cohesive bloc"),
        part("Moscow"),
        "form bloc",
        Span("000", start, end),
        "negative",
        symmetric=True,
    )
    return Relation(
        "China",
        "Russia",
        "form bloc",
        "stated",
        (said.sentence,),
        (said,),
        0.0,
        "cooperation",
        "negative",
        "asserted",
        True,
    )


def order(relation: Relation) -> tuple[str, str, str, str]:
    return (relation.subject, relation.object, relation.kind, relation.type)


def co_mentions(documents: dict[str, Document], mentions: dict[str, tuple[Span, ...]]) -> list[Relation]:
    together: dict[tuple[str, str], set[Span]] = {}
    for key, document in documents.items():
        for start, end in sentences_of(document.text):
            names = sorted(
                n
                for n, spans in mentions.items()
                if any(s.doc == key and start <= s.start < end for s in spans)
            )
            for at, left in enumerate(names):
                for right in names[at + 1 :]:
                    together.setdefault((left, right), set()).add(Span(key, start, end))
    return [
        Relation(
            left, right, "co-mention", "co-mention", tuple(sorted(spans)), (), round(1 + len(spans) * 1.3, 2)
        )
        for (left, right), spans in together.items()
    ]


TYPES = ["PERSON", "ORG", "GPE", "EVENT", "GROUP"]
WORDS = [
    "the",
    "of",
    "in",
    "and",
    "report",
    "early",
    "trade",
    "council",
    "border",
    "summit",
    "minister",
    "after",
    "energy",
]
VERBS = [
    "accuse",
    "meet",
    "supply to",
    "director",
    "sign pact with",
    "visit",
    "own",
    "fund",
    "warn",
    "praise",
    "join",
    "sue",
    "advise",
    "block",
    "lead",
    "sanction",
]
FAMILIES = [
    "praise and accusation",
    "meeting",
    "trade",
    "role",
    "agreement",
    "movement",
    "ownership",
    "trade",
]


def made_graph(n: int, seed: int = 7) -> Graph:
    """A graph as news give them: hubs, communities, parallel edges, isolates; three relations an entity.

    Communities of sizes (i+1)^-0.7, weights (rank+3)^(-1/1.3), seven of ten edges inside the
    community, 1 to 5 sentences of 120 to 170 characters a relation, a third of them co-mentions.
    """
    rng = random.Random(seed)
    communities = max(3, int(math.sqrt(n) / 2))
    of = rng.choices(range(communities), [(i + 1) ** -0.7 for i in range(communities)], k=n)
    weight = [(i + 3) ** (-1 / 1.3) for i in range(n)]
    rng.shuffle(weight)
    inside = [[i for i in range(n) if of[i] == c] for c in range(communities)]
    names = [f"Entity {i} {'éøł王山'[i % 5]}" if i % 9 == 0 else f"Entity {i}" for i in range(n)]
    kinds = [rng.choices(TYPES, [5, 4, 3, 1, 2])[0] for _ in range(n)]
    isolated = set(rng.sample(range(n), n // 50))
    pairs: list[tuple[int, int]] = []
    for _ in range(3 * n):
        if pairs and rng.random() < 0.15:
            a, b = rng.choice(pairs)
            pairs.append((b, a) if rng.random() < 0.4 else (a, b))
            continue
        a = rng.choices(range(n), weight)[0] if n <= 200 else _pick(rng, weight, n)
        pool = inside[of[a]] if rng.random() < 0.7 else None
        b = rng.choice(pool) if pool and rng.random() < 0.3 else _best(rng, pool, weight, n)
        if a != b and a not in isolated and b not in isolated:
            pairs.append((a, b))
    texts: list[list[str]] = [[] for _ in range(max(1, n // 4))]
    lengths = [0] * len(texts)
    mentions: list[list[Span]] = [[] for _ in range(n)]
    grouped: dict[tuple[str, str, str, str], list[Statement]] = {}
    for a, b in pairs:
        for _ in range(rng.choices([1, 2, 3, 4, 5], [55, 25, 10, 6, 4])[0]):
            doc = rng.randrange(len(texts))
            verb = rng.randrange(len(VERBS))
            tail = " ".join(rng.choices(WORDS, k=16))
            text = f"{names[a]} {VERBS[verb]} {names[b]}, {tail}."
            start = lengths[doc]
            texts[doc].append(text)
            lengths[doc] += len(text) + 1
            ends = [start, start + len(names[a]), start + len(names[a]) + 1]
            second = ends[2] + len(VERBS[verb]) + 1
            one, two = Span(f"d{doc:05}", start, ends[1]), Span(f"d{doc:05}", second, second + len(names[b]))
            mentions[a].append(one)
            mentions[b].append(two)
            stated = rng.random() < 0.66
            statement = Statement(
                Argument(names[a], one),
                Argument(VERBS[verb], Span(f"d{doc:05}", ends[2], second - 1)),
                Argument(names[b], two),
                VERBS[verb] if stated else "co-mention",
                Span(f"d{doc:05}", start, start + len(text)),
                "negative" if rng.random() < 0.03 else "positive",
                rng.choices(["asserted", "planned", "possible", "claimed"], [85, 5, 5, 5])[0],
            )
            if not stated:
                a, b = min(a, b), max(a, b)
            grouped.setdefault(
                (f"e{a:05}", f"e{b:05}", "stated" if stated else "co-mention", statement.type), []
            ).append(statement)
            if rng.random() < 0.6:
                break
    relations = [
        Relation(
            s,
            o,
            kind,
            what,
            tuple(sorted({x.sentence for x in group})),
            tuple(group) if what == "stated" else (),
            float(len(group)),
            FAMILIES[VERBS.index(kind) % 8] if what == "stated" else "other",
            group[0].polarity if what == "stated" else "positive",
            group[0].modality if what == "stated" else "asserted",
        )
        for (s, o, what, kind), group in grouped.items()
    ]
    entities = tuple(
        Entity(
            f"e{i:05}", names[i], kinds[i], (names[i],), tuple(sorted(mentions[i])) or (Span("d00000", 0, 1),)
        )
        for i in range(n)
    )
    documents = tuple(
        Document(
            f"d{i:05}",
            f"article-{i}.txt",
            f"https://news.example/{i}",
            " ".join(parts) or ".",
            f"Article {i}",
            f"2025-0{1 + i % 9}-1{i % 10}",
            f"Outlet {i % 12}",
        )
        for i, parts in enumerate(texts)
    )
    return counted(Graph(entities, tuple(sorted(relations, key=order)), documents))


def counted(graph: Graph) -> Graph:
    """The graph with its repeats, and the distinct sentences and the sources of its relations counted."""
    graph = replace(graph, repeats=same_words(graph))
    sources = Sources.of(graph)
    return replace(
        graph,
        relations=tuple(
            replace(r, distinct=len(sources.distinct(r.sentences)), sources=len(sources_of(r, sources)))
            for r in graph.relations
        ),
    )


def same_words(graph: Graph) -> tuple[tuple[Span, Span], ...]:
    """The evidence that stands in the same words elsewhere, with the first place."""
    documents = {document.id: document for document in graph.documents}
    first: dict[str, Span] = {}
    found = []
    spans = {span for relation in graph.relations for span in relation.sentences}
    for span in sorted(spans, key=lambda s: (precedence(documents[s.doc]), s)):
        words = words_of(documents[span.doc].text[span.start : span.end])
        if first.setdefault(words, span) != span:
            found.append((span, first[words]))
    return tuple(sorted(found))


def _pick(rng: random.Random, weight: list[float], n: int) -> int:
    """An index by weight, by rejection: the weights are skewed, the search for one is not."""
    top = 3 ** (-1 / 1.3)
    while True:
        at = rng.randrange(n)
        if rng.random() * top < weight[at]:
            return at


def _best(rng: random.Random, pool: list[int] | None, weight: list[float], n: int) -> int:
    if pool is None:
        return _pick(rng, weight, n)
    return max(rng.choices(pool, k=4), key=lambda at: weight[at])
