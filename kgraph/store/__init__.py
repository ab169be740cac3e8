"""The store: one SQLite file with what each document says, and the graph that was made of it.

schema.py   the numbered migrations, and opening a store
001.sql     tables, columns and views, each with its meaning; 002.sql and on: what was added later
summary.py  what the store knows of a relation as a whole
write.py    extractions, judgements, entities, graph -> store
read.py     store -> extractions, judgements, entities, graph
stored.py   what a run finds in the store of the runs before it
part.py     some relations of a store, without reading the others
history.py  what each run held
quotes.py   sentences by their places, for lists of evidence
"""

from kgraph.store.part import read_families, read_part
from kgraph.store.read import (
    read_degrees,
    read_entities,
    read_extractions,
    read_graph,
    read_judgements,
    read_verdicts,
)
from kgraph.store.schema import FILE, as_it_was, as_stored, opened
from kgraph.store.stored import Stored, read_stored
from kgraph.store.write import keep_extractions, write_store

__all__ = [
    "FILE",
    "Stored",
    "as_it_was",
    "as_stored",
    "keep_extractions",
    "opened",
    "read_degrees",
    "read_entities",
    "read_extractions",
    "read_families",
    "read_graph",
    "read_judgements",
    "read_part",
    "read_stored",
    "read_verdicts",
    "write_store",
]
