"use strict";
/* Model: entities and relations as vis-network's nodes and edges. */

const Model = (() => {
  const { palette } = Theme;

  // vis-network draws in the order of its ids as an object's keys: text keeps the order in which
  // they come, so co-mentions lie below what is stated, and lesser nodes below greater ones.
  const nodeId = (entity) => "n" + entity.index;
  const edgeId = (relation) => "r" + relation.index;
  const numberOf = (id) => Number(id.slice(1));

  /* ---- shapes that vis-network does not have ---------------------------------------------- */

  function path(ctx, type, x, y, r) {
    ctx.beginPath();
    if (type === "WORK") {  // a page: higher than wide, one corner folded
      const w = r * 0.78, h = r, f = r * 0.55;
      ctx.moveTo(x - w, y - h); ctx.lineTo(x + w - f, y - h); ctx.lineTo(x + w, y - h + f);
      ctx.lineTo(x + w, y + h); ctx.lineTo(x - w, y + h);
    } else {  // a group: a plus with broad arms
      const a = r * 1.02, b = r * 0.42;
      const corners = [[-b, -a], [b, -a], [b, -b], [a, -b], [a, b], [b, b],
        [b, a], [-b, a], [-b, b], [-a, b], [-a, -b], [-b, -b]];
      corners.forEach(([dx, dy], at) => (at ? ctx.lineTo(x + dx, y + dy) : ctx.moveTo(x + dx, y + dy)));
    }
    ctx.closePath();
  }

  function customShape(entity) {
    return ({ ctx, x, y }) => ({
      drawNode() {
        path(ctx, entity.type, x, y, entity.size);
        ctx.fillStyle = palette.type[entity.type];
        ctx.strokeStyle = palette.paper;
        ctx.lineWidth = Data.options.nodes.borderWidth;
        ctx.fill();
        if (Data.options.nodes.borderWidth) ctx.stroke();
      },
      nodeDimensions: { width: 2 * entity.size, height: 2 * entity.size },
    });
  }

  /* ---- rows ------------------------------------------------------------------------------- */

  function node(entity) {
    const { shape, size } = Data.nodes[entity.index];
    const row = { id: nodeId(entity), shape, size, x: entity.x, y: entity.y, color: Theme.node(entity) };
    if (shape === "custom") row.ctxRenderer = customShape(entity);
    return row;
  }

  function edge(relation) {
    const { arrows, dashes, width, bend } = Data.edges[relation.index];
    const row = { id: edgeId(relation), from: nodeId(relation.subject), to: nodeId(relation.object), width };
    row.color = { color: Theme.quietEdge(relation) };
    if (arrows) row.arrows = arrows;  // vis-network takes its time over every option of every edge
    if (dashes) row.dashes = dashes;
    if (bend) row.smooth = { enabled: true, type: bend > 0 ? "curvedCW" : "curvedCCW", roundness: Math.abs(bend) };
    return row;
  }

  /** What vis-network draws, the first below all others. */
  const nodes = () => [...Data.ranked].reverse().map(node);
  const edges = () => [...Data.relations].sort((a, b) => a.stated - b.stated || a.index - b.index).map(edge);

  /** The rows that change with the theme. */
  const nodeColors = () => Data.entities.map((one) => ({ id: nodeId(one), color: Theme.node(one) }));
  const edgeColors = () => Data.relations.map((one) => ({ id: edgeId(one), color: { color: Theme.quietEdge(one) } }));

  return { nodeId, edgeId, numberOf, nodes, edges, nodeColors, edgeColors };
})();
