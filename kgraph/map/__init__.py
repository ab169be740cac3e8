"""Graph -> one HTML file that opens anywhere: a map of who is connected to whom.

``render_map`` puts the graph into a pyvis Network (nodes, edges, options), and that, with the
tables of `data` and vis-network from pyvis's own package, into a page of our own.  pyvis's own
pages are not used: they load from other hosts, escape nothing and let the browser do the layout.

    communities.py  who is tied to whom more than to others, and what of them is not on the map
    layout.py       positions, computed beforehand, with the springs of springs.py
    data.py         the sentences and articles behind the edges, as tables
    groups.py       the same for communities
    template.html   the page            map.css    its look, light and dark
    data.js         reads the tables    theme.js   the colours of the canvas
    model.js        nodes and edges     camera.js  which part is in view
    lean.js         vis-network without what is not asked of it
    ways.js         the best ways between two entities
    pins.js         pinned and put off  places.js  where entities stand
    hand.js         drags of nodes
    labels.js       which names are shown, and where none lies over another
    draw.js         the canvas: selection, pointer
    paint.js        what is drawn over nodes and edges
    communities.js  which are collapsed, what is not on the map one by one
    bodies.js       discs that stand for several entities, and their ties
    members.js      what can be read of several entities at once
    vector.js       the canvas as SVG
    elements.js     what the page is built of     panel.js   what can be read
    rows.js         lines of lists                entity.js  what is known of one entity
    overview.js     the ways in
    cards.js        sentences and their sources   record.js  how the map was made
    dates.js        what days a date covers       evidence.js  outlets and dates asked for
    legend.js       toggles, handles, chips       timeline.js  evidence over time
    filter.js       what is shown and hidden      table.js     the same as a table
    save.js         picture, table, citation      search.js  names as they are typed
    map.js          what is open, keyboard, address
"""

from __future__ import annotations

import gzip
import hashlib
import json
import math
from base64 import b64encode
from collections import Counter, defaultdict
from collections.abc import Mapping
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from kgraph.graph import is_over
from kgraph.map.data import clean, columns, most_important, tables
from kgraph.types import Graph, Relation

if TYPE_CHECKING:
    from pyvis.network import Network

__all__ = ["render_map"]

VIS_NETWORK = "templates/lib/vis-9.1.2/vis-network.min.js"  # in pyvis; a test pins its hash
# In the order in which they run.
SCRIPTS = (
    "dates.js",
    "data.js",
    "ways.js",
    "pins.js",
    "places.js",
    "theme.js",
    "model.js",
    "lean.js",
    "camera.js",
    "labels.js",
    "paint.js",
    "vector.js",
    "bodies.js",
    "hand.js",
    "draw.js",
    "elements.js",
    "communities.js",
    "cards.js",
    "record.js",
    "rows.js",
    "members.js",
    "entity.js",
    "overview.js",
    "panel.js",
    "evidence.js",
    "timeline.js",
    "legend.js",
    "table.js",
    "filter.js",
    "save.js",
    "search.js",
    "map.js",
)
# What vis-network draws for each type; the two "custom" ones are drawn in model.js.  The factor
# gives each shape the area of the disc that the layout has kept free.
SHAPES = {
    "PERSON": ("dot", 1.0),
    "ORG": ("square", 0.88),
    "GPE": ("hexagon", 1.05),
    "LOC": ("triangleDown", 1.05),
    "FAC": ("triangle", 1.05),
    "EVENT": ("star", 1.1),
    "PRODUCT": ("diamond", 1.15),
    "WORK": ("custom", 1.0),
    "GROUP": ("custom", 1.0),
}
DASHES: dict[str, list[int] | bool] = {
    "asserted": False,
    "planned": [9, 6],
    "possible": [9, 6],
    "claimed": [2, 4],
}
OVER = [10, 4, 2, 4]  # asserted, but no longer so: a dash and a dot
BEND = 0.16  # how far apart parallel edges lie, in parts of their length
QUIET_ABOVE = 1000  # entities; above, edges are not drawn while the picture moves (3 times as fast)


# Characters of sentences and articles; above, they are packed, to a half or less (50,000 entities
# cut to 5,000: 12.9 MB -> 6.3 MB), and below a map can be read in an editor.
PACKED_ABOVE = 500_000


def render_map(graph: Graph, *, title: str, max_entities: int = 5000) -> str:
    """The text of an HTML file that shows the graph, asks no other host for anything, and is complete.

    Above ``max_entities`` it shows those best connected, the communities of the rest as one node each,
    and says how many of how many.  The same graph gives the same text.  It is to be written as UTF-8
    with its line ends as they are.
    """
    if max_entities < 1:
        raise ValueError(f"a map needs max_entities of at least 1, got {max_entities}")
    from jinja2 import Environment, StrictUndefined
    from markupsafe import Markup

    from kgraph.map.communities import CORE, communities, rests
    from kgraph.map.groups import group_tables
    from kgraph.map.layout import layout

    shown = most_important(graph, max_entities)
    found = communities(graph, max(CORE, max_entities))
    left_out = rests(graph, shown, found)
    places = layout(shown, found, left_out)
    nodes, edges, _, _, _, options = _network(shown, places).get_network_data()
    scope = _scope(graph, shown)
    payload = {
        "nodes": columns(nodes),
        "edges": columns(edges),
        "options": json.loads(options),
        "scope": scope,
        "manifest": [[clean(key), clean(value)] for key, value in graph.manifest],
        **tables(shown),
        **group_tables(graph, shown, found, left_out, places),
    }
    evidence = _json(payload.pop("evidence"))
    packed = len(evidence) > PACKED_ABOVE
    scripts = [_vis_network(), *(_own(name) for name in SCRIPTS)]
    hashes = " ".join(f"'sha256-{b64encode(hashlib.sha256(s.encode()).digest()).decode()}'" for s in scripts)
    page = Environment(autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True)
    return page.from_string(_own("template.html")).render(
        title=clean(title),
        scope=scope,
        policy=f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; img-src data: blob:; "
        "base-uri 'none'; form-action 'none'",
        style=Markup(_own("map.css")),
        scripts=[Markup(script) for script in scripts],
        data=Markup(_json(payload)),
        packed=packed,
        evidence=Markup(_packed(evidence) if packed else evidence),
    )


def shown_on_map(graph: Graph, max_entities: int) -> tuple[int, int]:
    """How many entities and relations a map of at most ``max_entities`` shows one by one."""
    shown = most_important(graph, max_entities)
    return len(shown.entities), len(shown.relations)


def _network(graph: Graph, places: Mapping[str | int, tuple[float, float]]) -> Network:
    """The pyvis model of the graph: node i is the i-th entity, edge i the i-th relation."""
    from pyvis.edge import Edge
    from pyvis.network import Network
    from pyvis.node import Node

    from kgraph.map.layout import radii

    network = Network(directed=True)  # an undirected one keeps only one of several parallel edges
    sizes, bends = radii(graph), _bends(graph)
    index = {entity.id: at for at, entity in enumerate(graph.entities)}
    for at, entity in enumerate(graph.entities):
        shape, factor = SHAPES.get(entity.type, ("dot", 1.0))
        x, y = places[entity.id]
        size = round(sizes[entity.id] * factor, 1)
        node = Node(at, shape, clean(entity.name), group=clean(entity.type), x=x, y=y, size=size)
        network.nodes.append(node.options)  # add_node and add_edge search all they have, each time
    for at, relation in enumerate(graph.relations):
        stated = relation.kind == "stated"
        options = {
            "arrows": "to" if stated and not relation.symmetric else "",
            "dashes": _dashes(relation) if stated else False,
            "width": _width(relation),
            "bend": bends[at],
        }
        edge = Edge(index[relation.subject], index[relation.object], directed=True, **options)
        network.edges.append(edge.options)
    network.options = _options(len(graph.entities))
    return network


def _options(entities: int) -> dict[str, Any]:
    """vis-network's settings: nothing moves by itself, and nothing is drawn that costs and says nothing."""
    quiet = entities > QUIET_ABOVE
    return {
        "physics": {"enabled": False},
        "layout": {"improvedLayout": False},
        "interaction": {
            "dragNodes": False,
            "selectable": False,  # draw.js selects: vis would restyle, and find hidden things
            "hover": False,
            "hideEdgesOnDrag": quiet,
            "hideEdgesOnZoom": quiet,
            "zoomSpeed": 0.8,
        },
        "nodes": {
            "borderWidth": 0 if quiet else 1.5,
            "shadow": False,
            "labelHighlightBold": False,
            "chosen": False,
        },
        "edges": {
            "smooth": False,
            "shadow": False,
            "chosen": False,
            "arrows": {"to": {"scaleFactor": 0.55}},
            "arrowStrikethrough": False,
            "selectionWidth": 0,
            "hoverWidth": 0,
        },
    }


def _dashes(relation: Relation) -> list[int] | bool:
    return OVER if relation.modality == "asserted" and is_over(relation) else DASHES[relation.modality]


def _width(relation: Relation) -> float:
    """Wider with every doubling of the independent sources, to a bound; co-mentions stay thin."""
    doublings = math.log2(1 + relation.sources)
    first, each, most = (0.9, 0.8, 7.0) if relation.kind == "stated" else (0.5, 0.2, 2.0)
    return round(min(most, first + each * doublings), 1)


def _bends(graph: Graph) -> list[float]:
    """How far each relation's edge bends, so that the edges of a pair lie side by side.

    0 is straight; a positive bend lies on the right hand of whoever goes from subject to object.
    """
    pairs: dict[tuple[str, str], list[int]] = defaultdict(list)
    for at, relation in enumerate(graph.relations):
        left, right = sorted((relation.subject, relation.object))
        pairs[left, right].append(at)
    bends = [0.0] * len(graph.relations)
    for (left, right), group in pairs.items():
        if left == right:
            continue
        group.sort(key=lambda at: (graph.relations[at].kind != "stated", at))
        step = min(BEND, 1.6 / len(group))
        for number, at in enumerate(group):
            # 0, 1, -1, 2, -2 ...: a single stated relation is straight, whatever lies beside it.
            side = (number + 1) // 2 * (1 if number % 2 else -1)
            bends[at] = round(side * step * (1 if graph.relations[at].subject == left else -1), 3) + 0.0
    return bends


def _scope(graph: Graph, shown: Graph) -> dict[str, Any]:
    """What the map is about, in figures; the totals are those of the whole graph."""
    dates = sorted(document.date for document in graph.documents if document.date)
    outlets = Counter(document.outlet for document in graph.documents if document.outlet)
    kinds = Counter(relation.kind for relation in graph.relations)
    return {
        "documents": len(graph.documents),
        "first": clean(dates[0]) if dates else None,
        "last": clean(dates[-1]) if dates else None,
        "undated": len(graph.documents) - len(dates),
        "outlets": [clean(name) for name, _ in sorted(outlets.items(), key=lambda item: (-item[1], item[0]))],
        "without_outlet": len(graph.documents) - outlets.total(),
        "entities": len(graph.entities),
        "stated": kinds["stated"],
        "co_mentions": kinds["co-mention"],
        "entities_shown": len(shown.entities),
        "relations": len(graph.relations),
        "relations_shown": len(shown.relations),
    }


def _own(name: str) -> str:
    return files("kgraph.map").joinpath(name).read_text(encoding="utf-8")


def _vis_network() -> str:
    """Without its last line, which names a source map that a browser's tools would ask for."""
    text = files("pyvis").joinpath(VIS_NETWORK).read_text(encoding="utf-8")
    return text.partition("//# sourceMappingURL")[0]


def _json(value: Any) -> str:
    """JSON that may stand in a script element: nothing in it can end the element or a line."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True, allow_nan=False)
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _packed(text: str) -> str:
    """The text as gzip in base64, always the same bytes: no time, a fixed level."""
    return b64encode(gzip.compress(text.encode(), compresslevel=6, mtime=0)).decode()
