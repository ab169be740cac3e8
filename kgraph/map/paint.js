"use strict";
/* Paint: what is drawn over vis-network's nodes and edges: the selection in full colour, rings, the crosses on
   denied edges, names and words, and a card for what the pointer is on.

   Discs that stand for several entities, and their ties, are drawn by bodies.js.

   A scene is {view, placed, chosen, hovered, moving, body, middleOf}: where the camera is, what labels.js has placed,
   what is selected, what the pointer is on, whether the picture is dragged, vis-network's drawn things by id, and the
   middle of an edge's line in the box's pixels. */

const Paint = (() => {
  const { palette } = Theme;
  const { shorten, measure } = Labels;

  function paint(ctx, scene) {
    const { view, placed: { lit }, chosen, hovered, body } = scene;
    inPixels(ctx, () => Bodies.discs(ctx, view, Communities.now().bodies));
    if (lit) {
      inPixels(ctx, () => {
        ctx.globalAlpha = 0.84;
        ctx.fillStyle = palette.paper;
        ctx.fillRect(0, 0, view.w, view.h);
        ctx.globalAlpha = 1;
        Bodies.light(ctx, view, lit.light, true);
        Bodies.ties(ctx, view, lit.ties, true);
      });
      for (const relation of lit.relations) drawEdge(ctx, relation, body);
    }
    if (hovered && hovered.stated !== undefined && !hovered.hidden) drawEdge(ctx, hovered, body);
    if (lit) for (const entity of lit.entities) if (!entity.hidden) body.nodes[Model.nodeId(entity)].draw(ctx);
    const marked = hovered && hovered.name !== undefined ? hovered : null;
    inPixels(ctx, () => {
      if (hovered?.ends) Bodies.ties(ctx, view, [hovered], true);
      if (lit) Bodies.discs(ctx, view, lit.bodies);
      if (stands(chosen.body)) ring(ctx, chosen.body, view, 2.5);
      if (chosen.entity && !chosen.entity.hidden) ring(ctx, chosen.entity, view, 2.5);
      if (marked) ring(ctx, marked, view, 1.5);
      for (const one of Pins.pinned()) if (!one.hidden && !one.folded) drawPin(ctx, one, view);
      drawMarks(ctx, scene);
      drawLabels(ctx, scene);
    });
  }

  /** An edge again, so that it stands out. */
  function drawEdge(ctx, relation, body) {
    const edge = body.edges[Model.edgeId(relation)];
    if (!edge || !edge.connected) return;
    const { color } = edge.options.color;
    edge.options.color.color = Theme.litEdge(relation);
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
    const { x, y } = view.at(entity);
    ctx.beginPath();
    ctx.arc(x, y, entity.size * view.scale + 4, 0, 2 * Math.PI);
    ctx.strokeStyle = palette.ink;
    ctx.lineWidth = width;
    ctx.stroke();
  }

  /** Whether it is a disc on the canvas: a community that is open has neither place nor size. */
  const stands = (body) => Boolean(body) && !body.hidden && (body.isRest || body.collapsed);

  /** A pin's head at the upper right of what is pinned. */
  function drawPin(ctx, entity, view) {
    const { x, y } = view.at(entity), away = entity.size * view.scale * 0.72 + 1;
    const disc = (r, color) => {
      ctx.beginPath();
      ctx.arc(x + away, y - away, r, 0, 2 * Math.PI);
      ctx.fillStyle = color;
      ctx.fill();
    };
    disc(5.5, palette.paper);
    disc(4, palette.ink);
    disc(1.5, palette.paper);
  }

  /** How far what was placed has moved since, in pixels. */
  const shift = ({ view, placed }) =>
    ({ dx: (placed.x - view.x) * view.scale, dy: (placed.y - view.y) * view.scale });

  function drawMarks(ctx, scene) {
    const { dx, dy } = shift(scene);
    ctx.strokeStyle = palette.denied;
    ctx.lineWidth = 2;
    ctx.beginPath();
    for (const mark of scene.placed.marks) {
      const x = mark.x + mark.w / 2 + dx, y = mark.y + mark.h / 2 + dy, r = mark.w / 2 - 1;
      ctx.moveTo(x - r, y - r); ctx.lineTo(x + r, y + r);
      ctx.moveTo(x + r, y - r); ctx.lineTo(x - r, y + r);
    }
    ctx.stroke();
  }

  function drawLabels(ctx, scene) {
    const { view, placed, hovered } = scene, { dx, dy } = shift(scene);
    const seen = (b) => b.x + dx < view.w && b.y + dy < view.h && b.x + b.w + dx > 0 && b.y + b.h + dy > 0;
    ctx.textBaseline = "middle";
    ctx.textAlign = "left";
    ctx.lineJoin = "round";
    if (!scene.moving || Data.entities.length <= 1000) {
      for (const label of placed.relations.filter(seen)) drawWord(ctx, label, dx, dy);
    }
    for (const label of placed.labels.filter(seen)) drawName(ctx, label, dx, dy);
    const named = placed.labels.some((label) => label.entity === hovered && seen(label));
    if (hovered && !hovered.hidden && !named) hoverCard(ctx, scene);
  }

  function drawWord(ctx, label, dx, dy) {
    const x = label.x + dx + 3, y = label.y + dy + label.h / 2;
    ctx.font = label.font;
    ctx.strokeStyle = palette.paper;
    ctx.lineWidth = 4;  // more than of a name, since its own line runs through it
    ctx.strokeText(label.text, x, y);
    ctx.fillStyle = Theme.word(label.relation);
    ctx.fillText(label.text, x, y);
  }

  function drawName(ctx, label, dx, dy) {
    const x = label.x + dx + 3, y = label.y + dy + label.h / 2;
    ctx.font = label.font;
    ctx.strokeStyle = palette.paper;
    ctx.lineWidth = 3.5;
    ctx.fillStyle = palette.ink;
    label.lines.forEach((line, at) => {
      const left = x + (label.lines.length > 1 ? (label.w - 6 - measure(ctx, label.font, line)) / 2 : 0);
      const high = y + (at - (label.lines.length - 1) / 2) * ((label.h - 3) / label.lines.length);
      ctx.strokeText(line, left, high);
      ctx.fillText(line, left, high);
    });
  }

  /** What the pointer is on, on a card of its own above all labels. */
  function hoverCard(ctx, { view, hovered, middleOf }) {
    const relation = hovered.stated !== undefined ? hovered : null;
    const link = relation && (relation.symmetric || !relation.stated ? " – " : " → ");
    const words = relation ? [relation.subject.name, relation.stated ? relation.type : "one sentence", relation.object.name]
      : hovered.ends ? [] : [hovered.name];
    const text = hovered.ends ? tieText(hovered) : hovered.names ? bodyText(hovered) : words.map((word) => shorten(word)).join(link);
    const font = `600 13px ${palette.font}`, w = measure(ctx, font, text) + 16;
    const spot = relation ? middleOf(relation, view) : view.at(hovered.ends ? half(hovered.ends) : hovered);
    if (!spot) return;
    const below = relation || hovered.ends ? 12 : hovered.size * view.scale + 7;
    const x = Math.max(4, Math.min(view.w - w - 4, spot.x - w / 2)), y = Math.min(view.h - 28, spot.y + below);
    ctx.beginPath();
    ctx.roundRect(x, y, w, 24, 5);
    ctx.fillStyle = palette.ink;
    ctx.fill();
    ctx.fillStyle = palette.paper;
    ctx.font = font;
    ctx.fillText(text, x + 8, y + 12.5);
  }

  const half = ([a, b]) => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });
  const bodyText = (body) => Communities.label({ ...body, names: body.names.map((name) => shorten(name)) })
    .map((part) => (Array.isArray(part) ? Communities.title(part) : part)).filter(Boolean).join(" ");
  const tieText = ({ ends, relations }) =>
    `${ends.map((one) => shorten(one.names ? one.names[0] : one.name) + (one.names?.length > 1 ? " …" : "")).join(" – ")}: ${Elements.plural(relations.length, "relation")}`;

  return { paint, inPixels };
})();
