"""Store -> outlets and agencies: what of theirs is their own, what is a copy, and who quotes them."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from dataclasses import dataclass

from kgraph.copies import agency_name
from kgraph.data import table
from kgraph.store import as_it_was
from kgraph.window import UNDATED


@dataclass(frozen=True, slots=True)
class Article:
    """An article of a story; of a copy, how much of it is the original's, and why that is known."""

    id: str
    name: str
    outlet: str | None
    date: str | None
    share: float | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Copied:
    """An outlet whose articles another copies, and how many."""

    outlet: str | None
    articles: int


@dataclass(frozen=True, slots=True)
class Outlet:
    """An outlet or agency with its articles; ``name`` is None for those whose outlet is unknown.

    ``originals`` are no copies of another article that was read, ``copied`` tells whose the others
    copy, the most first.  ``quoted`` is in how many articles
    of others an agency is given as the source of a statement.
    """

    name: str | None
    agency: bool
    articles: int
    originals: int
    copied: tuple[Copied, ...] = ()
    quoted: int = 0


@dataclass(frozen=True, slots=True)
class Story:
    """An article and those that copy or rewrite it, sorted by date."""

    original: Article
    copies: tuple[Article, ...]


@dataclass(frozen=True, slots=True)
class Provenance:
    """Outlets, those with the most articles first, and stories that several articles tell, the most first."""

    outlets: tuple[Outlet, ...]
    stories: tuple[Story, ...]


def read_provenance(connection: sqlite3.Connection) -> Provenance:
    """Where the articles of an open store come from."""
    articles = {
        id_: Article(id_, as_it_was(name), as_it_was(outlet), date)
        for id_, name, outlet, date in connection.execute("SELECT id, name, outlet, date FROM documents")
    }
    copies: dict[str, list[Article]] = defaultdict(list)
    copied: dict[str | None, Counter[str | None]] = defaultdict(Counter)
    for id_, original, share, reason in connection.execute(
        "SELECT document, original, share, reason FROM copies"
    ):
        copy = articles[id_]
        copies[original].append(Article(id_, copy.name, copy.outlet, copy.date, share, as_it_was(reason)))
        copied[copy.outlet][articles[original].outlet] += 1
    stories = [Story(articles[id_], tuple(sorted(found, key=_by_date))) for id_, found in copies.items()]
    return Provenance(
        _outlets(articles, copied, _quoted(connection, articles)),
        tuple(sorted(stories, key=lambda story: (-len(story.copies), _by_date(story.original)))),
    )


def _outlets(
    articles: dict[str, Article],
    copied: dict[str | None, Counter[str | None]],
    quoted: Counter[str],
) -> tuple[Outlet, ...]:
    counts = Counter(article.outlet for article in articles.values())
    found = [
        Outlet(
            name,
            name in table("agencies"),
            counts[name],
            counts[name] - copied[name].total(),
            tuple(Copied(of, n) for of, n in sorted(copied[name].items(), key=lambda p: (-p[1], p[0] or ""))),
            quoted[name] if name else 0,
        )
        for name in {*counts, *quoted}
    ]
    return tuple(sorted(found, key=lambda o: (o.name is None, -o.articles, -o.quoted, o.name or "")))


def _quoted(connection: sqlite3.Connection, articles: dict[str, Article]) -> Counter[str]:
    """In how many articles of others each agency is who says something."""
    told = connection.execute(
        "SELECT document, source_text FROM statements WHERE source_text IS NOT NULL"
        " UNION SELECT document, text FROM statement_relayers"
    )
    named = {(document, agency_name(text)) for document, text in told}
    return Counter(agency for id_, agency in named if agency and articles[id_].outlet != agency)


def _by_date(article: Article) -> tuple[str, str, str]:
    return article.date or UNDATED, article.name, article.id
