"""How long the questions to a build take, on a store of many documents of made-up statements.

    python tests/bench/questions.py [DOCUMENTS] [STORE]     100,000 documents unless told otherwise

The store is written straight into the tables in bulk (some two minutes for 100,000 documents), and used
again if it is there.  A document has 8 sentences, a sentence one statement between two entities, which are
drawn by Zipf's law from twice as many as there are documents; so are types and words.  The most frequent
entities have tens of thousands of relations.  Each question is asked in turn of hubs, of middling and of
rare entities, three times, without the start of Python; the best of the three is compared with the second
that is promised.
"""

from __future__ import annotations

import random
import sqlite3
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from itertools import accumulate
from pathlib import Path

from kgraph.errors import KgraphError
from kgraph.names import fold
from kgraph.query.evidence import Window
from kgraph.query.names import named
from kgraph.query.paths import ways
from kgraph.query.profile import profile
from kgraph.query.texts import search
from kgraph.store import opened
from kgraph.store.schema import migrate
from kgraph.store.summary import chance

SENTENCES = 8
WORDS = 10  # of a sentence, besides names and verb
VOCABULARY = 20_000
TYPES = 400
FAMILIES = ("role", "meeting", "conflict", "trade", "judgement", "cooperation", "other", "other")
OUTLETS = 200
PROMISED = 1.0  # seconds
SYLLABLES = ("ka", "lo", "mi", "ren", "shu", "tov", "an", "bel", "dor", "fi", "gan", "hu", "jin", "ver", "wa")


def zipf(items: list[str], n: int, draw: random.Random) -> list[str]:
    """n of the items, the k-th drawn 1/k times as often as the first."""
    return draw.choices(items, cum_weights=list(accumulate(1 / k for k in range(1, len(items) + 1))), k=n)


def words(n: int, draw: random.Random, parts: int) -> list[str]:
    """n different words of so many syllables or more."""
    found: dict[str, None] = {}
    while len(found) < n:
        found["".join(draw.choices(SYLLABLES, k=draw.randint(parts, parts + 2)))] = None
    return list(found)


def insert(connection: sqlite3.Connection, table: str, columns: str, rows: Iterable[tuple]) -> None:
    marks = ", ".join("?" * len(columns.split(", ")))
    connection.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", rows)


def make(path: Path, documents: int) -> None:
    draw = random.Random(5)
    names: dict[str, str] = {}
    while len(names) < 2 * documents:
        name = " ".join("".join(draw.choices(SYLLABLES, k=draw.randint(2, 3))).capitalize() for _ in range(2))
        names[fold(name).replace(" ", "-")] = name
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        migrate(connection)
        connection.execute("PRAGMA cache_size = -400000")
        connection.execute("BEGIN")
        triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        insert(
            connection,
            "entities",
            "id, name, type, in_graph",
            ((id_, name, "PERSON", 1) for id_, name in sorted(names.items())),
        )
        insert(connection, "aliases", "entity, alias", ((id_, name) for id_, name in sorted(names.items())))
        outlets = [f"The {word.capitalize()}" for word in words(OUTLETS, draw, 2)]
        insert(
            connection,
            "names",
            "folded, kind, name",
            sorted(
                [(fold(name), "entity", id_) for id_, name in names.items()]
                + [(fold(outlet), "outlet", outlet) for outlet in outlets]
            ),
        )
        _fill(connection, names, documents, outlets, draw)
        connection.execute("INSERT INTO sentence_words (sentence_words) VALUES ('rebuild')")
        for _, sql in triggers:
            connection.execute(sql)
        connection.execute("COMMIT")


def _fill(
    connection: sqlite3.Connection,
    names: dict[str, str],
    documents: int,
    outlets: list[str],
    draw: random.Random,
) -> None:
    count = documents * SENTENCES
    said = iter(zip(*(zipf(list(names), count, draw) for _ in range(2)), strict=True))
    verbs = [(word, FAMILIES[k % len(FAMILIES)]) for k, word in enumerate(words(TYPES, draw, 2))]
    types = iter(zipf([word for word, _ in verbs], count, draw))
    vocabulary = words(VOCABULARY, draw, 2)
    plain = iter(zipf(vocabulary, count * WORDS, draw))
    published = iter(zipf(outlets, documents, draw))
    stated: dict[tuple[str, str, str], list[tuple]] = {}
    together: dict[tuple[str, str], list[tuple]] = {}
    rows: dict[str, list[tuple]] = {}
    for number in range(documents):
        id_ = f"d{number:06}"
        date = f"20{draw.randint(10, 25)}-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}"
        text, position = "", 0
        for place in range(SENTENCES):
            subject, obj = next(said)
            type_ = next(types)
            start = len(text)
            text += f"{names[subject]} {type_} {names[obj]}"
            ends = (start, start + len(names[subject]), len(text) - len(names[obj]), len(text))
            text += " " + " ".join(next(plain) for _ in range(WORDS)) + ". "
            stop = len(text) - 1
            rows.setdefault("sentences", []).append((id_, start, stop, text[start:stop]))
            for (a, b), entity in ((ends[:2], subject), (ends[2:], obj)):
                kind = "nominal" if position % 10 == 7 else "name"
                rows.setdefault("mentions", []).append(
                    (id_, a, b, position, names[entity], "PERSON", kind, names[entity])
                )
                rows.setdefault("entity_mentions", []).append((id_, a, b, entity))
                position += 1
            polarity = "negative" if draw.random() < 0.03 else "positive"
            modality = draw.choices(("asserted", "claimed", "planned"), (0.85, 0.1, 0.05))[0]
            confidence = round(draw.uniform(0.4, 0.9), 2)
            said_at = ends[0], ends[1], ends[0], ends[1]
            of = ends[2], ends[3], ends[2], ends[3]
            how = start, stop, polarity, modality, confidence, "made up", 0, 0
            statement = (id_, place, type_, names[subject], *said_at, type_, names[obj], *of, *how)
            rows.setdefault("statements", []).append(statement)
            if subject != obj:
                evidence = (id_, place, start, stop, polarity, modality, confidence, date)
                stated.setdefault((subject, obj, type_), []).append(evidence)
                together.setdefault((min(subject, obj), max(subject, obj)), []).append(evidence)
        rows.setdefault("documents", []).append(
            (id_, f"{id_}.txt", id_, f"Article {number}", date, next(published), text, 1)
        )
        if number % 5000 == 4999 or number == documents - 1:
            for table in ("documents", "sentences", "mentions", "entity_mentions", "statements"):
                insert(connection, table, COLUMNS[table], rows.pop(table))
    _relate(connection, stated, together, dict(verbs))


COLUMNS = {
    "documents": "id, name, source, title, date, outlet, text, extracted",
    "sentences": "document, start, stop, text",
    "mentions": "document, start, stop, position, text, type, kind, name",
    "entity_mentions": "document, start, stop, entity",
    "statements": "document, position, type, subject_text, subject_start, subject_stop,"
    " subject_mention_start, subject_mention_stop, predicate_text, object_text, object_start, object_stop,"
    " object_mention_start, object_mention_stop, sentence_start, sentence_stop, polarity, modality,"
    " confidence, rule, symmetric, ended",
    "relations": "id, subject, object, kind, type, weight, family, polarity, modality, symmetric,"
    " distinct_sentences, articles, first_date, last_date, confidence, chance, sources",
}


def _relate(
    connection: sqlite3.Connection,
    stated: dict[tuple[str, str, str], list[tuple]],
    together: dict[tuple[str, str], list[tuple]],
    families: dict[str, str],
) -> None:
    """The relations with their evidence; of co-mentions those that are there twice, and some others."""
    relations, evidence, sentences = [], [], []
    keys = [(*key, "stated", found) for key, found in stated.items()]
    keys += [
        (subject, obj, "mentioned with", "co-mention", found)
        for n, ((subject, obj), found) in enumerate(together.items())
        if len(found) > 1 or n % 3 == 0
    ]
    for number, (subject, obj, type_, kind, found) in enumerate(keys):
        id_ = f"r{number:08x}"
        sources = len({e[0] for e in found})
        dates = sorted(e[7] for e in found)
        is_stated = kind == "stated"
        plain = len({e[0] for e in found if e[4] == "positive" and e[5] != "claimed"})
        polarities = {e[4] for e in found} if is_stated else {"positive"}
        polarity = polarities.pop() if len(polarities) == 1 else "mixed"
        modality = "asserted" if plain or not is_stated else "claimed"
        sure = max(e[6] for e in found) if is_stated else None
        weight = float(plain) if is_stated else 5.0
        family = families[type_] if is_stated else "other"
        known = (id_, subject, obj, kind, type_, weight, family, polarity, modality, not is_stated)
        figures = (len(found), sources, dates[0], dates[-1], sure)
        relations.append((*known, *figures, chance(kind, polarity, weight, sources, sure), sources))
        if is_stated:
            evidence += [(id_, n, e[0], e[1]) for n, e in enumerate(found)]
        sentences += sorted({(id_, e[0], e[2], e[3]) for e in found})
    insert(connection, "relations", COLUMNS["relations"], relations)
    insert(connection, "relation_statements", "relation, position, document, statement", evidence)
    insert(connection, "relation_sentences", "relation, document, start, stop", sentences)


def ask(path: Path) -> Iterator[tuple[str, float]]:
    """Each question, and its seconds."""
    with opened(path) as connection:
        mentions: Counter[str] = Counter(
            dict(connection.execute("SELECT entity, count(*) FROM entity_mentions GROUP BY entity"))
        )
        ranked = [id_ for id_, _ in mentions.most_common()]
        some = connection.execute("SELECT text FROM sentences LIMIT 2000").fetchall()
        frequent = [
            w for w, _ in Counter(w for (text,) in some for w in text.rstrip(".").split()).most_common(9)
        ]
    at = {rank: ranked[min(rank, len(ranked) - 1)] for rank in (0, 1, 2, 10, 100, 1000, 10_000, 100_000)}
    questions: list[tuple[str, Callable[[sqlite3.Connection], object]]] = []
    for rank, id_ in at.items():
        questions.append((f"show no. {rank:,}", lambda c, id_=id_: profile(c, named(c, id_)[0])))
        questions.append(
            (
                f"show no. {rank:,} of a month",
                lambda c, id_=id_: profile(c, named(c, id_)[0], window=Window("2024-03", "2024-03")),
            )
        )
    for through in ("stated", "all"):
        for one, two in ((0, 1), (0, 100_000), (2, 1000), (1000, 10_000), (10_000, 100_000), (100_000, -1)):
            ends = at[one], at.get(two, ranked[-1])
            questions.append(
                (
                    f"path {one:,} to {two:,} through {through}",
                    lambda c, ends=ends, through=through: ways(
                        c, *(named(c, id_)[0] for id_ in ends), through=through
                    ),
                )
            )
    for text in (frequent[0], " ".join(frequent[-3:]), f'"{frequent[0]} {frequent[1]}"', "k*", "ka* -lo*"):
        questions.append((f"search {text}", lambda c, text=text: search(c, text)))
        questions.append(
            (
                f"search {text} of a month",
                lambda c, text=text: search(c, text, window=Window("2024-03", "2024-03")),
            )
        )
    questions.append(("a name that is not there", lambda c: _missing(c)))
    for name, question in questions:
        for _ in range(3):
            begun = time.perf_counter()
            with opened(path) as connection:
                question(connection)
            yield name, time.perf_counter() - begun


def _missing(connection: sqlite3.Connection) -> None:
    try:
        named(connection, "Kalomi Renshutova")
    except KgraphError:
        return


def main() -> None:
    documents = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    path = Path(sys.argv[2] if len(sys.argv) > 2 else f"/tmp/kgraph-questions-{documents}.db")
    if not path.exists():
        begun = time.perf_counter()
        make(path, documents)
        print(f"made {path}: {time.perf_counter() - begun:.0f} s, {path.stat().st_size / 1e6:,.0f} MB")
    with opened(path) as connection:
        for table in ("documents", "sentences", "entities", "relations"):
            print(f"{table}: {connection.execute(f'SELECT count(*) FROM {table}').fetchone()[0]:,}")
        degrees = "SELECT count(*) AS n FROM relations GROUP BY subject ORDER BY n DESC LIMIT 5"
        print("most relations as subject:", [n for (n,) in connection.execute(degrees)])
    best: dict[str, float] = {}
    for name, seconds in ask(path):
        best[name] = min(best.get(name, seconds), seconds)
    for name, seconds in best.items():
        print(f"{seconds:6.3f} s  {name}{'   TOO SLOW' if seconds > PROMISED else ''}")
    sys.exit(max(best.values()) > PROMISED)


if __name__ == "__main__":
    main()
