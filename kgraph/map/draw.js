"use strict";
/* Draw: the canvas.  vis-network draws nodes and edges and handles drag, wheel and pinch; what is selected, hidden
   or under the pointer is decided here, and paint.js draws it over them.
   vis-network's `body` is used below (its nodes and edges can draw themselves); it is not public,
   but the file's version is fixed and its hash is tested. */

const Draw = (() => {
  const { palette } = Theme;
  const { nodeId, edgeId, numberOf } = Model;
  const box = document.getElementById("canvas");
  let network = null, nodes = null, edges = null, listener = null;
  let chosen = { entity: null, relation: null, way: null, body: null, tie: null }, hovered = null, placed = null, moving = false;
  const NAMES_FIRST = 40;
  let busy = false, rest = 0;  // the wheel is turning, and the timer that says when it has stopped

  function start(onChoose, onMoved) {
    listener = onChoose;
    Theme.read();
    Places.standUp(box.clientHeight >= 1.25 * box.clientWidth);
    nodes = new vis.DataSet(Model.nodes());
    edges = new vis.DataSet(Model.edges());
    network = Lean.lean(new vis.Network(box, {}, Data.options));
    network.setData({ nodes, edges });
    Camera.start(network);
    box.querySelector(".vis-network").tabIndex = -1;  // the box around it is the tab stop, and has a name
    listen();
    Hand.start(box, {
      at: (spot) => at(spot, false).entity || null,
      isOpen: (entity) => entity === chosen.entity,
      put: shift,
      done: onMoved,
      choose: (entity) => listener({ entity }),
    });
    Camera.whole(false);
  }

  function listen() {
    network.on("beforeDrawing", paintBelow);
    network.on("afterDrawing", paint);
    network.on("click", ({ pointer }) => listener(at(pointer.DOM, true)));
    network.on("doubleClick", ({ pointer }) => {
      const { community } = at(pointer.DOM, false);
      if (community) listener({ community }, "expand");
    });
    network.on("dragStart", () => { Camera.released(); placed = null; moving = true; });
    network.on("animationFinished", () => { Camera.landed(); placed = null; redraw(); });
    network.on("dragEnd", () => { moving = false; Camera.rested(); });
    network.on("zoom", () => {
      Camera.released();
      busy = true;
      clearTimeout(rest);
      rest = setTimeout(() => { busy = false; placed = null; redraw(); Camera.rested(); }, 150);
    });
    network.on("resize", () => {
      placed = null;
      requestAnimationFrame(Camera.again);  // after vis-network's own scaling
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
  }

  function recolor() {
    Theme.read();
    placed = null;
    if (!network) return;
    nodes.update(Model.nodeColors());
    edges.update(Model.edgeColors());
  }

  /* ---- places ----------------------------------------------------------------------------- */

  /** Makes the drawing follow the places of entities. */
  function place(entities) {
    for (const one of entities) Object.assign(network.body.nodes[nodeId(one)], { x: one.x, y: one.y });
    Communities.refresh();  // a collapsed one stands amid its entities
    again();
  }

  /** Puts an entity so many of the screen's pixels from a place. */
  function shift(entity, { x, y }, dx, dy) {
    const { scale } = Camera.view();
    Camera.released();  // whoever arranges the picture does not want it fitted anew
    Places.put(entity, { x: x + dx / scale, y: y + dy / scale });
    place([entity]);
  }

  /** Draws what labels are placed for anew. */
  function again() {
    placed = null;
    if (network) redraw();
  }

  /* ---- the pointer ------------------------------------------------------------------------ */

  /** What is drawn at a place of the box: {entity}, {community}, {rest}, {relation}, {tie} or {}.  A near miss of an
      edge counts. */
  function at(spot, edgesToo) {
    const node = network.getNodeAt(spot);
    if (node !== undefined) return { entity: Data.entities[numberOf(node)] };
    const view = Camera.view(), body = Bodies.at(spot, view, false);
    if (body) return body;
    if (!edgesToo) return {};
    for (const [dx, dy] of [[0, 0], [4, 0], [-4, 0], [0, 4], [0, -4]]) {
      const edge = network.getEdgeAt({ x: spot.x + dx, y: spot.y + dy });
      if (edge !== undefined) return { relation: Data.relations[numberOf(edge)] };
    }
    return Bodies.at(spot, view, true) || {};
  }

  function hover(spot) {
    if (moving || Hand.holds()) return;
    const found = at(spot, Data.relations.length < 4000);  // vis looks at every edge
    const now = Object.values(found)[0] || null;
    box.style.cursor = now ? "pointer" : "";
    if (now === hovered) return;
    hovered = now;
    redraw();
  }

  /* ---- what is selected and shown --------------------------------------------------------- */

  let asked = false;

  /** Draws once before the next frame, however often it is asked for. */
  function redraw() {
    if (asked) return;
    asked = true;
    network.body.emitter.emit("_requestRedraw");  // which vis-network's own wishes join: at the start it drew all twice
    requestAnimationFrame(() => { asked = false; });
  }

  const endsOf = (relations) => relations.flatMap((one) => [one.subject, one.object]);

  /** Emphasises an entity or a body with its neighbours, a relation, a tie, or the relations of a way, and brings it
      into view. */
  function select({ entity = null, relation = null, way = null, community = null, rest = null, tie = null }, goThere) {
    const wanted = { entity, relation, way, body: community || rest, tie };
    if (!network || (!goThere && Object.keys(wanted).every((key) => wanted[key] === chosen[key]))) return;
    chosen = wanted;
    placed = null;
    if (goThere && entity) Camera.toEntity(entity);
    else if (goThere) {
      const lit = emphasis();
      if (lit) Camera.toBodies([...lit.entities, ...lit.bodies]);
    }
    redraw();
  }

  /** Makes the drawing follow the `hidden` flags of entities and relations, and `folded` ones.

      Through the data sets it takes 1.2 s for 5,000 entities, since vis-network reads every option
      again; `hidden` is looked up when it lists what to draw. */
  function filter(changedEntities, changedRelations) {
    placed = null;
    Communities.refresh();
    if (!network) return;
    for (const one of changedEntities) network.body.nodes[nodeId(one)].options.hidden = one.hidden || one.folded;
    for (const one of changedRelations) {
      network.body.edges[edgeId(one)].options.hidden = one.hidden || one.subject.folded || one.object.folded;
    }
    network._updateVisibleIndices();
    redraw();
  }

  const byEvidence = (a, b) => b.distinct - a.distinct || a.index - b.index;

  /** {entities, bodies, relations, ties, light} that the selection leaves in full colour; null where there is none. */
  function emphasis() {
    const { entity, relation, way, body, tie } = chosen;
    const lit = (bodies, relations) =>
      ({ light: [], ...Bodies.asDrawn([...bodies, ...endsOf(relations)], relations) });
    if (way?.length) return lit([], way);
    if (relation && !relation.hidden) return lit([], [relation]);
    if (tie) return lit([], tie.relations);
    if (body?.isRest && !body.hidden) {
      const light = Communities.now().light.filter(({ ends }) => ends.includes(body));
      return { ...lit(light.flatMap(({ ends }) => ends), []), light };
    }
    if (body?.entities) return lit(body.collapsed ? [body] : body.entities.filter((one) => !one.hidden), Communities.touching(body));
    if (!entity || entity.hidden) return null;
    return lit([entity], entity.relations.filter((found) => !found.hidden).sort(byEvidence));
  }

  /** The middle of an edge's line, in the box's pixels. */
  function middleOf(relation, view) {
    const edge = network.body.edges[edgeId(relation)];
    if (!edge || !edge.connected) return null;
    return view.at(edge.edgeType.getPoint(0.5));
  }

  /* ---- painting --------------------------------------------------------------------------- */

  /** The boxes of what the page lays over the canvas. */
  function covers() {
    const own = box.getBoundingClientRect();
    return [...document.querySelectorAll(".stage > :is(.zoom, .cut):not([hidden])")].map((one) => {
      const { x, y, width, height } = one.getBoundingClientRect();
      return { x: x - own.x, y: y - own.y, w: width, h: height };
    });
  }

  /** What labels are placed for. */
  const scene = (view) => ({ lit: emphasis(), candidates: candidates(), chosen, theme: palette, fitted: Camera.fitted(),
    overview: Camera.overview(), covers: Camera.fitted() ? covers() : [],
    quiet: busy || Camera.flying() || (moving && Data.options.interaction.hideEdgesOnDrag),
    middleOf: (relation) => middleOf(relation, view) });

  function fresh(view) {
    return placed && placed.scale === view.scale && placed.w === view.w && placed.h === view.h
      && Math.abs(placed.x - view.x) * view.scale < view.w * Labels.MARGIN * 0.8
      && Math.abs(placed.y - view.y) * view.scale < view.h * Labels.MARGIN * 0.8;
  }

  /** Collapsed communities are named first, and what is not on the map after the greatest names that are. */
  function candidates() {
    const { bodies } = Communities.now();
    if (!bodies.length) return Data.ranked;
    return [...bodies.filter((one) => one.entities), ...Data.ranked.slice(0, NAMES_FIRST),
      ...bodies.filter((one) => one.isRest), ...Data.ranked.slice(NAMES_FIRST)];
  }

  function paintBelow(ctx) {
    const view = Camera.view(), quiet = moving && Data.options.interaction.hideEdgesOnDrag;
    Paint.inPixels(ctx, () => Bodies.below(ctx, view, quiet));
  }

  function paint(ctx) {
    const view = Camera.view();
    if (!fresh(view)) placed = Labels.place(ctx, view, scene(view));
    Paint.paint(ctx, { view, placed, chosen, hovered, moving, body: network.body, middleOf });
  }

  /* ---- pictures --------------------------------------------------------------------------- */

  /** The picture as it stands, on its paper. */
  function picture() {
    const drawn = box.querySelector("canvas"), copy = document.createElement("canvas");
    copy.width = drawn.width;
    copy.height = drawn.height;
    const ctx = copy.getContext("2d");
    ctx.fillStyle = palette.paper;
    ctx.fillRect(0, 0, copy.width, copy.height);
    ctx.drawImage(drawn, 0, 0);
    return copy;
  }

  /** The visible part as SVG, drawn as on the screen. */
  function vector(title) {
    hovered = null;
    network.redraw();  // so that the labels are placed
    const view = Camera.view(), ctx = new Vector.Canvas(view.w, view.h, title), { body } = network;
    ctx.fillStyle = palette.paper;
    ctx.fillRect(0, 0, view.w, view.h);
    const inReach = (points) => {
      const xs = points.map((one) => view.at(one).x), ys = points.map((one) => view.at(one).y), more = 60;
      return Math.max(...xs) > -more && Math.min(...xs) < view.w + more && Math.max(...ys) > -more && Math.min(...ys) < view.h + more;
    };
    const scale = view.scale, camera = [scale, 0, 0, scale, view.w / 2 - view.x * scale, view.h / 2 - view.y * scale];
    paintBelow(ctx);
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
    else Theme.read();
    placed = null;
    network?.redraw();
  }

  /* ---- for tests -------------------------------------------------------------------------- */

  /** The boxes of the labels in the view. */
  function boxes() {
    if (!placed) network.redraw();
    const view = Camera.view(), dx = (placed.x - view.x) * view.scale, dy = (placed.y - view.y) * view.scale;
    return [...placed.labels, ...placed.relations]
      .map(({ x, y, w, h, text, relation }) => ({ x: x + dx, y: y + dy, w, h, text, ends: relation && endsOf([relation]).map((one) => one.name) }))
      .filter((b) => b.x < view.w && b.y < view.h && b.x + b.w > 0 && b.y + b.h > 0);
  }

  /** Where an entity, an edge or a body is on the page. */
  function whereIs({ entity, relation, body }) {
    const view = Camera.view(), rect = box.getBoundingClientRect();
    if (body) Communities.now();
    const spot = relation ? middleOf(relation, view) : view.at(entity || body);
    return { x: rect.left + spot.x, y: rect.top + spot.y };
  }

  return { start, select, filter, place, shift, again, picture, vector, onPaper, boxes, whereIs, still: () => !Camera.flying() && !busy && !asked };
})();
