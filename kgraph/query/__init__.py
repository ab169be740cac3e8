"""Questions to a build, answered from its store; what is asked often reads no more of it than it must.

names.py     who is meant by a name, and which names are near it
evidence.py  a relation summed up, and the sentences that speak for it
profile.py   all that a build says of one entity
paths.py     how two entities are connected
texts.py     full-text search
lists.py     entities, relations and documents as rows
resolved.py  which mentions became which entities, by which judgements: for review and explain
"""

from kgraph.query.names import EntityName, Meant, meant_by, named, suggestions, unknown
from kgraph.query.resolved import Resolved, document_name, meant, read_resolved, reference

__all__ = [
    "EntityName",
    "Meant",
    "Resolved",
    "document_name",
    "meant",
    "meant_by",
    "named",
    "read_resolved",
    "reference",
    "suggestions",
    "unknown",
]
