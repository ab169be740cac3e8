"""A store -> some of its relations with all that belongs to them, without reading the others."""

from __future__ import annotations

import json
from collections.abc import Collection
from pathlib import Path

from kgraph.store.read import graph_of
from kgraph.store.schema import opened
from kgraph.types import Graph

# Views that take the places of the tables for this connection; ? is the wanted relations' ids as JSON.
PART = """
CREATE TEMP TABLE wanted AS SELECT value AS id FROM json_each(?);
CREATE TEMP VIEW relations AS SELECT * FROM main.relations WHERE id IN (SELECT id FROM wanted);
CREATE TEMP VIEW relation_statements AS
    SELECT * FROM main.relation_statements WHERE relation IN (SELECT id FROM wanted);
CREATE TEMP VIEW relation_sentences AS
    SELECT * FROM main.relation_sentences WHERE relation IN (SELECT id FROM wanted);
CREATE TEMP TABLE ends AS SELECT subject AS id FROM temp.relations UNION SELECT object FROM temp.relations;
CREATE TEMP TABLE evidence AS SELECT DISTINCT document AS id FROM temp.relation_sentences;
CREATE TEMP TABLE stories AS
    SELECT id FROM evidence
    UNION SELECT original FROM main.copies WHERE document IN (SELECT id FROM evidence);
CREATE TEMP TABLE articles AS
    SELECT id FROM stories UNION SELECT document FROM main.copies WHERE original IN (SELECT id FROM stories);
CREATE TEMP VIEW copies AS SELECT * FROM main.copies WHERE document IN (SELECT id FROM articles);
CREATE TEMP VIEW repeats AS SELECT * FROM main.repeats WHERE document IN (SELECT id FROM articles);
CREATE TEMP VIEW entities AS SELECT * FROM main.entities WHERE id IN (SELECT id FROM ends);
CREATE TEMP VIEW aliases AS SELECT * FROM main.aliases WHERE entity IN (SELECT id FROM ends);
CREATE TEMP VIEW entity_mentions AS
    SELECT * FROM main.entity_mentions
    WHERE document IN (SELECT id FROM articles) AND entity IN (SELECT id FROM ends);
CREATE TEMP VIEW documents AS SELECT * FROM main.documents WHERE id IN (SELECT id FROM articles);
CREATE TEMP VIEW authors AS SELECT * FROM main.authors WHERE document IN (SELECT id FROM articles);
CREATE TEMP VIEW frames AS SELECT * FROM main.frames WHERE document IN (SELECT id FROM articles);
CREATE TEMP VIEW statement_relayers AS
    SELECT * FROM main.statement_relayers WHERE document IN (SELECT id FROM articles);
"""


def read_families(path: str | Path) -> dict[str, tuple[str, str]]:
    """Kind and family of every relation, by its id."""
    with opened(path) as connection:
        return {
            id_: (kind, family)
            for id_, kind, family in connection.execute("SELECT id, kind, family FROM relations ORDER BY id")
        }


def read_part(path: str | Path, relations: Collection[str]) -> Graph:
    """The graph of these relations, given by id: with their ends, the documents that are their evidence
    and those that tell the same stories.

    Of an entity there are the mentions in those documents.
    """
    with opened(path) as connection:
        connection.execute("PRAGMA query_only = OFF")  # temporary tables are written, the store is not
        for command in PART.split(";")[:-1]:
            connection.execute(command, (json.dumps(sorted(relations)),) if "?" in command else ())
        connection.execute("PRAGMA query_only = ON")
        return graph_of(connection)
