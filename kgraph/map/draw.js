"use strict";
/* Draw: the canvas.  vis-network draws nodes and edges and handles drag, wheel and pinch; labels (where
   labels.js says), the selection's emphasis and the marks on denied edges are drawn here, after it.
   vis-network's `body` is used below (its nodes and edges can draw themselves); it is not public,
   but the file's version is fixed and its hash is tested. */

const Draw = (() => {
  const { shorten, measure, MARGIN } = Labels;
  const box = document.getElementById("canvas");
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const theme = { type: Object.create(null), family: Object.create(null) };
  let network = null, nodes = null, edges = null, listener = null;
  let chosen = { entity: null, relation: null, way: null }, hovered = null, placed = null, moving = false, flying = false;
  let busy = false, rest = 0;  // the wheel is turning, and the timer that says when it has stopped
  let goal = null;  // what the camera was last sent to, until the reader moves it

  /* ---- colours ---------------------------------------------------------------------------- */

  function readTheme() {
    const style = getComputedStyle(document.documentElement);
    const value = (name) => style.getPropertyValue(name).trim();
    for (const name of ["paper", "ink", "soft", "faint", "denied", "co"]) theme[name] = value("--" + name);
    theme.font = value("--font");
    for (const [type] of Data.types) theme.type[type] = value("--type-" + type) || value("--type-GROUP");
    for (const [family, slot] of Data.familySlot) theme.family[family] = value("--family-" + slot);
  }

  const nodeColor = (entity) => ({ background: theme.type[entity.type], border: theme.paper });

  function edgeColor(relation) {
    if (!relation.stated) return theme.co;
    return relation.polarity === "negative" ? theme.denied : theme.family[relation.family];
  }

  /** The colour mixed with the paper where there are many: thousands of full lines make a grey felt. */
  function quietColor(relation) {
    const share = Math.max(0.34, Math.min(1, 1.15 - 0.1 * Math.log2(1 + Data.stated.length / 40)));
    return relation.stated ? mix(edgeColor(relation), theme.paper, share) : theme.co;
  }

  function mix(color, ground, share) {
    const parts = (hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
    const [a, b] = [parts(color), parts(ground)];
    return `rgb(${a.map((value, at) => Math.round(value * share + b[at] * (1 - share))).join(",")})`;
  }

  function recolor() {
    readTheme();
    placed = null;
    if (!network) return;
    nodes.update(Data.entities.map((entity) => ({ id: nodeId(entity), color: nodeColor(entity) })));
    edges.update(Data.relations.map((relation) => ({ id: edgeId(relation), color: { color: quietColor(relation) } })));
  }

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
        ctx.fillStyle = theme.type[entity.type];
        ctx.strokeStyle = theme.paper;
        ctx.lineWidth = Data.options.nodes.borderWidth;
        ctx.fill();
        if (Data.options.nodes.borderWidth) ctx.stroke();
      },
      nodeDimensions: { width: 2 * entity.size, height: 2 * entity.size },
    });
  }

  /* ---- the network ------------------------------------------------------------------------ */

  // vis-network draws in the order of its ids as an object's keys: text keeps the order in which
  // they come, so co-mentions lie below what is stated, and lesser nodes below greater ones.
  const nodeId = (entity) => "n" + entity.index;
  const edgeId = (relation) => "r" + relation.index;
  const numberOf = (id) => Number(id.slice(1));

  /** On an upright screen the picture, which is wider than high, is laid over its diagonal. */
  function standUp() {
    if (box.clientHeight < 1.25 * box.clientWidth) return;
    for (const entity of Data.entities) [entity.x, entity.y] = [entity.y, entity.x];
  }

  function start(onChoose) {
    listener = onChoose;
    readTheme();
    standUp();
    nodes = new vis.DataSet([...Data.ranked].reverse().map((entity) => {
      const { shape, size } = Data.nodes[entity.index];
      const row = { id: nodeId(entity), shape, size, x: entity.x, y: entity.y, color: nodeColor(entity) };
      if (shape === "custom") row.ctxRenderer = customShape(entity);
      return row;
    }));
    edges = new vis.DataSet([...Data.relations].sort((a, b) => a.stated - b.stated || a.index - b.index).map((relation) => {
      const { arrows, dashes, width, bend } = Data.edges[relation.index];
      const row = { id: edgeId(relation), from: nodeId(relation.subject), to: nodeId(relation.object), width };
      row.color = { color: quietColor(relation) };
      if (arrows) row.arrows = arrows;  // vis-network takes its time over every option of every edge
      if (dashes) row.dashes = dashes;
      if (bend) row.smooth = { enabled: true, type: bend > 0 ? "curvedCW" : "curvedCCW", roundness: Math.abs(bend) };
      return row;
    }));
    network = new vis.Network(box, { nodes, edges }, Data.options);
    const frame = box.querySelector(".vis-network");
    frame.tabIndex = -1;  // the box around it is the tab stop, and has a name
    network.on("afterDrawing", paint);
    network.on("click", ({ pointer }) => choose(pointer.DOM));
    network.on("dragStart", () => { goal = placed = null; moving = true; });
    network.on("animationFinished", () => { flying = false; placed = null; redraw(); });
    network.on("dragEnd", () => { moving = false; });
    network.on("zoom", () => {
      goal = null;
      busy = true;
      clearTimeout(rest);
      rest = setTimeout(() => { busy = false; placed = null; redraw(); }, 150);
    });
    network.on("resize", () => {
      placed = null;
      requestAnimationFrame(() => { if (goal) goal(false); });  // after vis-network's own scaling
    });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", recolor);
    let waiting = null;
    box.addEventListener("mousemove", (event) => {
      const rect = box.getBoundingClientRect();
      const spot = { x: event.clientX - rect.left, y: event.clientY - rect.top };
      if (!waiting) requestAnimationFrame(() => { hover(waiting); waiting = null; });
      waiting = spot;
    });
    box.addEventListener("mouseleave", () => { if (hovered) { hovered = null; redraw(); } });
    whole(false);
  }

  /** What is drawn at a place of the box: {entity}, {relation} or {}.  A near miss of an edge counts. */
  function at(spot, edgesToo) {
    const node = network.getNodeAt(spot);
    if (node !== undefined) return { entity: Data.entities[numberOf(node)] };
    if (!edgesToo) return {};
    for (const [dx, dy] of [[0, 0], [4, 0], [-4, 0], [0, 4], [0, -4]]) {
      const edge = network.getEdgeAt({ x: spot.x + dx, y: spot.y + dy });
      if (edge !== undefined) return { relation: Data.relations[numberOf(edge)] };
    }
    return {};
  }

  function choose(spot) {
    const found = at(spot, true);
    listener(found.entity || null, found.relation || null);
  }

  function hover(spot) {
    if (moving) return;
    const found = at(spot, Data.relations.length < 4000);  // vis looks at every edge
    const now = found.entity || found.relation || null;
    box.style.cursor = now ? "pointer" : "";
    if (now === hovered) return;
    hovered = now;
    redraw();
  }

  let asked = false;

  /** Draws once before the next frame, however often it is asked for. */
  function redraw() {
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => { asked = false; network.redraw(); });
  }

  /* ---- the view --------------------------------------------------------------------------- */

  function bounds(entities) {
    const low = { x: Infinity, y: Infinity }, high = { x: -Infinity, y: -Infinity };
    for (const { x, y, size } of entities) {
      low.x = Math.min(low.x, x - size); low.y = Math.min(low.y, y - size);
      high.x = Math.max(high.x, x + size); high.y = Math.max(high.y, y + size);
    }
    return { low, high };
  }

  function fit(entities, most, smoothly) {
    if (!entities.length) return;
    const { low, high } = bounds(entities);
    const scale = Math.min(most, scaleFor(high.x - low.x, high.y - low.y));
    move({ x: (low.x + high.x) / 2, y: (low.y + high.y) / 2 }, scale, smoothly);
  }

  /** The scale at which a width and a height fill the box, with room for names at the border. */
  function scaleFor(width, height) {
    const w = Math.max(60, box.clientWidth - Math.min(120, box.clientWidth * 0.22));
    const h = Math.max(60, box.clientHeight - 76);
    return Math.min(w / Math.max(1, width), h / Math.max(1, height));
  }

  function move(position, scale, smoothly) {
    const animation = smoothly && !still.matches ? { duration: 350, easingFunction: "easeInOutCubic" } : false;
    flying = Boolean(animation);
    network.moveTo({ position, scale, animation });
  }

  /** Sends the camera, and again when the box changes its size, until the reader moves it. */
  function send(camera, smoothly = true) {
    goal = camera;
    camera(smoothly);
  }

  /** All of the picture; where rows of unconnected names would make it small, without them. */
  function whole(smoothly = true) {
    const all = Data.entities.filter((entity) => !entity.hidden);
    const tied = all.filter((entity) => entity.relations.length);
    const height = (set) => { const { low, high } = bounds(set); return high.y - low.y; };
    const shown = tied.length > 1 && height(all) > 1.3 * height(tied) ? tied : all;
    send((smooth) => fit(shown, 1.6, smooth), smoothly);
  }

  /** The entity in the middle, and as many of its neighbours about it as a legible scale allows. */
  function around(entity, smooth) {
    const near = [entity, ...entity.relations.filter((one) => !one.hidden).map((one) => Data.other(one, entity))];
    const { low, high } = bounds(near);
    const width = 2 * Math.max(high.x - entity.x, entity.x - low.x);
    const height = 2 * Math.max(high.y - entity.y, entity.y - low.y);
    move(entity, Math.min(1.4, Math.max(0.75, scaleFor(width, height))), smooth);
  }

  function zoom(factor) {
    goal = null;
    move(network.getViewPosition(), Math.min(8, Math.max(0.02, network.getScale() * factor)), true);
  }

  function pan(dx, dy) {
    goal = null;
    const { x, y } = network.getViewPosition(), scale = network.getScale();
    move({ x: x + (dx * box.clientWidth * 0.15) / scale, y: y + (dy * box.clientHeight * 0.15) / scale }, scale, true);
  }

  /** Emphasises an entity with its neighbours, a relation, or the relations of a way, and brings it into view. */
  function select({ entity = null, relation = null, way = null }, goThere) {
    if (!network || (entity === chosen.entity && relation === chosen.relation && way === chosen.way && !goThere)) return;
    chosen = { entity, relation, way };
    placed = null;
    if (goThere && way) send((smooth) => fit(way.flatMap((one) => [one.subject, one.object]), 1.1, smooth));
    if (goThere && entity) send((smooth) => around(entity, smooth));
    if (goThere && relation) send((smooth) => fit([relation.subject, relation.object], 1.1, smooth));
    redraw();
  }

  /** Makes the drawing follow the `hidden` flags of entities and relations.

      Through the data sets it takes 1.2 s for 5,000 entities, since vis-network reads every option
      again; `hidden` is looked up when it lists what to draw. */
  function filter(changedEntities, changedRelations) {
    placed = null;
    if (!network) return;
    for (const entity of changedEntities) network.body.nodes[nodeId(entity)].options.hidden = entity.hidden;
    for (const relation of changedRelations) network.body.edges[edgeId(relation)].options.hidden = relation.hidden;
    network._updateVisibleIndices();
    redraw();
  }

  /** The entities and relations that the selection leaves in full colour; null where there is none. */
  function emphasis() {
    const { entity, relation, way } = chosen;
    if (way?.length) return { entities: new Set(way.flatMap((one) => [one.subject, one.object])), relations: way };
    if (relation && !relation.hidden) {
      return { entities: new Set([relation.subject, relation.object]), relations: [relation] };
    }
    if (!entity || entity.hidden) return null;
    const relations = entity.relations.filter((found) => !found.hidden)
      .sort((a, b) => b.distinct - a.distinct || a.index - b.index);
    return { entities: new Set([entity, ...relations.map((found) => Data.other(found, entity))]), relations };
  }

  /** A point of the picture in the box's pixels. */
  const onScreen = ({ x, y }, view) =>
    ({ x: (x - view.x) * view.scale + view.w / 2, y: (y - view.y) * view.scale + view.h / 2 });

  /** The middle of an edge's line, in the box's pixels. */
  function middleOf(relation, view) {
    const edge = network.body.edges[edgeId(relation)];
    if (!edge || !edge.connected) return null;
    return onScreen(edge.edgeType.getPoint(0.5), view);
  }

  /* ---- painting --------------------------------------------------------------------------- */

  function currentView() {
    const { x, y } = network.getViewPosition();
    const view = { x, y, scale: network.getScale(), w: box.clientWidth, h: box.clientHeight };
    return { ...view, at: (point) => onScreen(point, view) };
  }

  /** What labels are placed for. */
  const scene = (view) => ({ lit: emphasis(), chosen, theme, fitted: goal !== null,
    quiet: busy || flying || (moving && Data.options.interaction.hideEdgesOnDrag),
    middleOf: (relation) => middleOf(relation, view) });

  function fresh(view) {
    return placed && placed.scale === view.scale && placed.w === view.w && placed.h === view.h
      && Math.abs(placed.x - view.x) * view.scale < view.w * MARGIN * 0.8
      && Math.abs(placed.y - view.y) * view.scale < view.h * MARGIN * 0.8;
  }

  function paint(ctx) {
    const view = currentView();
    if (!fresh(view)) placed = Labels.place(ctx, view, scene(view));
    const lit = placed.lit;
    if (lit) {
      inPixels(ctx, () => {
        ctx.globalAlpha = 0.84;
        ctx.fillStyle = theme.paper;
        ctx.fillRect(0, 0, view.w, view.h);
      });
      for (const relation of lit.relations) drawEdge(ctx, relation);
    }
    if (hovered && hovered.stated !== undefined && !hovered.hidden) drawEdge(ctx, hovered);
    if (lit) for (const entity of lit.entities) if (!entity.hidden) network.body.nodes[nodeId(entity)].draw(ctx);
    const marked = hovered && hovered.name !== undefined ? hovered : null;
    inPixels(ctx, () => {
      if (chosen.entity && !chosen.entity.hidden) ring(ctx, chosen.entity, view, 2.5);
      if (marked) ring(ctx, marked, view, 1.5);
      drawMarks(ctx, view);
      drawLabels(ctx, view);
    });
  }

  /** An edge again, in its full colour. */
  function drawEdge(ctx, relation) {
    const edge = network.body.edges[edgeId(relation)];
    if (!edge || !edge.connected) return;
    const { color } = edge.options.color;
    edge.options.color.color = edgeColor(relation);
    edge.draw(ctx);
    edge.drawArrows(ctx);
    edge.options.color.color = color;
  }

  function inPixels(ctx, act) {
    const ratio = ctx.canvas.width / ctx.canvas.clientWidth;
    ctx.save();
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    act();
    ctx.restore();
  }

  function ring(ctx, entity, view, width) {
    const { x, y } = onScreen(entity, view);
    ctx.beginPath();
    ctx.arc(x, y, entity.size * view.scale + 4, 0, 2 * Math.PI);
    ctx.strokeStyle = theme.ink;
    ctx.lineWidth = width;
    ctx.stroke();
  }

  function drawMarks(ctx, view) {
    const dx = (placed.x - view.x) * view.scale, dy = (placed.y - view.y) * view.scale;
    ctx.strokeStyle = theme.denied;
    ctx.lineWidth = 2;
    ctx.beginPath();
    for (const mark of placed.marks) {
      const x = mark.x + mark.w / 2 + dx, y = mark.y + mark.h / 2 + dy, r = mark.w / 2 - 1;
      ctx.moveTo(x - r, y - r); ctx.lineTo(x + r, y + r);
      ctx.moveTo(x + r, y - r); ctx.lineTo(x - r, y + r);
    }
    ctx.stroke();
  }

  function drawLabels(ctx, view) {
    const dx = (placed.x - view.x) * view.scale, dy = (placed.y - view.y) * view.scale;
    const seen = (b) => b.x + dx < view.w && b.y + dy < view.h && b.x + b.w + dx > 0 && b.y + b.h + dy > 0;
    ctx.textBaseline = "middle";
    ctx.textAlign = "left";
    ctx.lineJoin = "round";
    if (!moving || Data.entities.length <= 1000) {
      for (const label of placed.relations.filter(seen)) {
        ctx.font = label.font;
        ctx.globalAlpha = 0.9;
        ctx.fillStyle = theme.paper;
        ctx.fillRect(label.x + dx, label.y + dy, label.w, label.h);
        ctx.globalAlpha = 1;
        ctx.fillStyle = edgeColor(label.relation);
        ctx.fillText(label.text, label.x + dx + 3, label.y + dy + label.h / 2);
      }
    }
    for (const label of placed.labels.filter(seen)) drawName(ctx, label, dx, dy);
    const named = placed.labels.some((label) => label.entity === hovered && seen(label));
    if (hovered && !hovered.hidden && !named) hoverCard(ctx, view);
  }

  function drawName(ctx, label, dx, dy) {
    const x = label.x + dx + 3, y = label.y + dy + label.h / 2;
    ctx.font = label.font;
    ctx.strokeStyle = theme.paper;
    ctx.lineWidth = 3.5;
    ctx.strokeText(label.text, x, y);
    ctx.fillStyle = theme.ink;
    ctx.fillText(label.text, x, y);
  }

  /** What the pointer is on, on a card of its own above all labels. */
  function hoverCard(ctx, view) {
    const relation = hovered.name === undefined ? hovered : null;
    const link = relation && (relation.symmetric || !relation.stated ? " – " : " → ");
    const words = relation ? [relation.subject.name, relation.stated ? relation.type : "one sentence", relation.object.name]
      : [hovered.name];
    const text = words.map(shorten).join(link);
    const font = `600 13px ${theme.font}`, w = measure(ctx, font, text) + 16;
    const spot = relation ? middleOf(relation, view) : onScreen(hovered, view);
    if (!spot) return;
    const below = relation ? 12 : hovered.size * view.scale + 7;
    const x = Math.max(4, Math.min(view.w - w - 4, spot.x - w / 2)), y = Math.min(view.h - 28, spot.y + below);
    ctx.beginPath();
    ctx.roundRect(x, y, w, 24, 5);
    ctx.fillStyle = theme.ink;
    ctx.fill();
    ctx.fillStyle = theme.paper;
    ctx.font = font;
    ctx.fillText(text, x + 8, y + 12.5);
  }

  /** The picture as it stands, on its paper. */
  function picture() {
    const drawn = box.querySelector("canvas"), copy = document.createElement("canvas");
    copy.width = drawn.width;
    copy.height = drawn.height;
    const ctx = copy.getContext("2d");
    ctx.fillStyle = theme.paper;
    ctx.fillRect(0, 0, copy.width, copy.height);
    ctx.drawImage(drawn, 0, 0);
    return copy;
  }

  /** The visible part as SVG, drawn as on the screen. */
  function vector(title) {
    hovered = null;
    network.redraw();  // so that the labels are placed
    const view = currentView(), ctx = new Vector.Canvas(view.w, view.h, title), { body } = network;
    ctx.fillStyle = theme.paper;
    ctx.fillRect(0, 0, view.w, view.h);
    const inReach = (points) => {
      const xs = points.map((one) => view.at(one).x), ys = points.map((one) => view.at(one).y), more = 60;
      return Math.max(...xs) > -more && Math.min(...xs) < view.w + more && Math.max(...ys) > -more && Math.min(...ys) < view.h + more;
    };
    const scale = view.scale, camera = [scale, 0, 0, scale, view.w / 2 - view.x * scale, view.h / 2 - view.y * scale];
    ctx.setTransform(...camera);
    for (const id of body.edgeIndices) {
      const edge = body.edges[id], { subject, object } = Data.relations[numberOf(id)];
      if (!edge.connected || !inReach([subject, object, edge.edgeType.getPoint(0.5)])) continue;
      edge.draw(ctx);
      edge.drawArrows(ctx);
    }
    for (const id of body.nodeIndices) if (inReach([Data.entities[numberOf(id)]])) body.nodes[id].draw(ctx);
    paint(ctx);
    return ctx.text();
  }

  /** In light colours for paper, in the reader's own after that. */
  function onPaper(yes) {
    document.documentElement.toggleAttribute("data-print", yes);
    if (matchMedia("(prefers-color-scheme: dark)").matches) recolor();
    else readTheme();
    placed = null;
    network?.redraw();
  }

  /** For tests: the boxes of the labels in the view, and where an entity or an edge is on the page. */
  function boxes() {
    if (!placed) network.redraw();
    const view = currentView(), dx = (placed.x - view.x) * view.scale, dy = (placed.y - view.y) * view.scale;
    return [...placed.labels, ...placed.relations]
      .map(({ x, y, w, h, text }) => ({ x: x + dx, y: y + dy, w, h, text }))
      .filter((b) => b.x < view.w && b.y < view.h && b.x + b.w > 0 && b.y + b.h > 0);
  }

  function whereIs({ entity, relation }) {
    const view = currentView(), rect = box.getBoundingClientRect();
    const spot = relation ? middleOf(relation, view) : onScreen(entity, view);
    return { x: rect.left + spot.x, y: rect.top + spot.y };
  }

  return { start, select, filter, whole, zoom, pan, picture, vector, onPaper, boxes, whereIs, still: () => !flying && !busy && !asked };
})();
