"""Who is meant by a name: entities, authors and outlets under any spelling, else the nearest names."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from kgraph.errors import KgraphError
from kgraph.names import clean_name, fold
from kgraph.store import as_it_was, as_stored

# A name is suggested when it is so much like the one asked for, of 100 (rapidfuzz's WRatio).
NEAR = 75
SUGGESTIONS = 5
# WRatio takes 2 microseconds a name, a second where there are 500,000; so it sees only the names that are
# nearest letter by letter (fuzz.ratio, a third of the time) and those that share a word with the name.
NEAREST = 500
# A word that more names than this share ("united") suggests nothing.
NAMES_OF_A_WORD = 5000


@dataclass(frozen=True, slots=True, order=True)
class EntityName:
    """An entity by its id, canonical name and type."""

    id: str
    name: str
    type: str


@dataclass(frozen=True, slots=True)
class Meant:
    """What a name stands for: entities, the one that is likeliest meant first; authors and outlets."""

    entities: tuple[EntityName, ...] = ()
    authors: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.entities or self.authors or self.outlets)


def named(connection: sqlite3.Connection, name: str, *, in_graph: bool = True) -> tuple[EntityName, ...]:
    """The entities with that name, alias or id, case and accents folded; of the graph, or of all.

    Those whose canonical name it is come first, then those that are mentioned most.  Raises
    KgraphError with the nearest names where there is none.
    """
    found = meant_by(connection, name, in_graph=in_graph).entities
    if not found:
        raise unknown(connection, name, in_graph=in_graph)
    return found


def meant_by(connection: sqlite3.Connection, name: str, *, in_graph: bool = True) -> Meant:
    """What the name stands for, which may be nothing.

    Where it stands for nothing as it is, it is cleaned: "the Kremlin's" is "Kremlin".
    """
    for key in dict.fromkeys((fold(name), fold(clean_name(name)))):
        if key and (meant := _meant(connection, key, in_graph)):
            return meant
    return Meant()


def _meant(connection: sqlite3.Connection, key: str, in_graph: bool) -> Meant:
    found: dict[str, list[str]] = {"entity": [], "author": [], "outlet": []}
    rows = connection.execute(
        "SELECT kind, name FROM names WHERE folded = ? ORDER BY kind, name", (as_stored(key),)
    )
    for kind, of in rows:
        found[kind].append(as_it_was(of))
    return Meant(
        _entities(connection, found["entity"], key, in_graph), tuple(found["author"]), tuple(found["outlet"])
    )


def _entities(
    connection: sqlite3.Connection, ids: Iterable[str], key: str, in_graph: bool
) -> tuple[EntityName, ...]:
    ranked = []
    for id_ in ids:
        row = connection.execute(
            "SELECT name, type, (SELECT count(*) FROM entity_mentions WHERE entity = id)"
            " FROM entities WHERE id = ? AND in_graph >= ?",
            (id_, in_graph),
        ).fetchone()
        if row is not None:
            name, type_, mentions = row
            ranked.append((fold(name) != key, -mentions, EntityName(id_, name, type_)))
    return tuple(entity for *_, entity in sorted(ranked))


def unknown(connection: sqlite3.Connection, name: str, *, in_graph: bool = True) -> KgraphError:
    """The error that nobody and nothing has the name, with the nearest names that there are."""
    near = suggestions(connection, name, in_graph=in_graph)
    did_you_mean = f"; did you mean {', '.join(near)}?" if near else ""
    return KgraphError(f"nobody and nothing is called {name!r} in {folder(connection)}{did_you_mean}")


def folder(connection: sqlite3.Connection) -> str:
    """The folder of the open store, as it can be read: below the current one without the way to it."""
    *_, path = next(row for row in connection.execute("PRAGMA database_list") if row[1] == "main")
    place = Path(path).parent
    return str(place.relative_to(Path.cwd()) if place.is_relative_to(Path.cwd()) else place)


def suggestions(connection: sqlite3.Connection, name: str, *, in_graph: bool = True) -> tuple[str, ...]:
    """The names of entities, authors and outlets that are most like one that is not there."""
    from rapidfuzz import fuzz, process

    key = fold(clean_name(name) or name)
    known = [as_it_was(folded) for (folded,) in connection.execute("SELECT DISTINCT folded FROM names")]
    near = process.extract(key, known, scorer=fuzz.ratio, limit=NEAREST)
    likely = sorted({folded for folded, *_ in near} | _sharing_a_word(key, known))
    best = process.extract(key, likely, scorer=fuzz.WRatio, limit=SUGGESTIONS * 3, score_cutoff=NEAR)
    found: dict[str, None] = {}
    for folded, *_ in best:
        meant = _meant(connection, folded, in_graph)
        found |= dict.fromkeys((*(e.name for e in meant.entities), *meant.authors, *meant.outlets))
    return tuple(found)[:SUGGESTIONS]


def _sharing_a_word(key: str, known: Sequence[str]) -> set[str]:
    """The names that have a word of the name, each word apart; those that too many have do not count."""
    found: set[str] = set()
    for word in key.split():
        inside = f" {word} "
        sharing = [folded for folded in known if word in folded and inside in f" {folded} "]
        if len(sharing) <= NAMES_OF_A_WORD:
            found.update(sharing)
    return found
