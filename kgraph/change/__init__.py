"""Two states of a graph -> what has changed from the one to the other, and why.

states.py      what one run held
succession.py  which entity of the one state is which of the other: merges, splits, names
relations.py   which edge is which; confirmed, denied, new and gone
causes.py      why something is gone, told from what the states hold and never guessed
compare.py     all of it together
"""

from kgraph.change.causes import Cause
from kgraph.change.compare import Change, compare
from kgraph.change.relations import Edge
from kgraph.change.states import (
    DocumentRow,
    EntityRow,
    EvidenceRow,
    JudgedRow,
    MentionRow,
    Present,
    RelationRow,
    SaidRow,
    State,
)

__all__ = [
    "Cause",
    "Change",
    "DocumentRow",
    "Edge",
    "EntityRow",
    "EvidenceRow",
    "JudgedRow",
    "MentionRow",
    "Present",
    "RelationRow",
    "SaidRow",
    "State",
    "compare",
]
