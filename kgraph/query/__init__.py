"""Questions to a build, answered from its store.

names.py     who is meant by a name, and which names are near it
relations.py what is known of an entity
resolved.py  which mentions became which entities, by which judgements
"""

from kgraph.query.names import EntityName, Meant, meant_by, named, suggestions, unknown
from kgraph.query.relations import evidence, manner, relations_of, sentence, wordings
from kgraph.query.resolved import (
    Resolved,
    document_name,
    meant,
    read_resolved,
    reference,
)

__all__ = [
    "EntityName",
    "Meant",
    "Resolved",
    "document_name",
    "evidence",
    "manner",
    "meant",
    "meant_by",
    "named",
    "read_resolved",
    "reference",
    "relations_of",
    "sentence",
    "suggestions",
    "unknown",
    "wordings",
]
