"use strict";
/* Bodies: what stands on the canvas for several entities, discs and the ties between them, drawn and found by place.
   vis-network knows nothing of them: collapsing 10,000 entities would take it seconds. */

const Bodies = (() => {
  const { palette } = Theme;
  const MOST_WIDE = 9;
  const ROOM_FOR_COUNT = 13;  // pixels of a disc's radius
  const NEAR = 5;  // pixels from a tie that still count as on it

  /** As wide as an edge of so many sources. */
  const width = (n) => Math.min(MOST_WIDE, 0.9 + 0.8 * Math.log2(1 + n));

  function line(ctx, [a, b], view) {
    const from = view.at(a), to = view.at(b);
    ctx.moveTo(from.x, from.y);
    ctx.lineTo(to.x, to.y);
  }

  /** The ties, as few strokes as there are widths: there may be thousands. */
  function ties(ctx, view, found, full) {
    const byWidth = new Map();
    for (const one of found) {
      const wide = Math.max(full ? 1.5 : 0.6, Math.round(2 * width(one.relations.length) * view.scale) / 2);
      if (!byWidth.has(wide)) byWidth.set(wide, []);
      byWidth.get(wide).push(one);
    }
    ctx.strokeStyle = palette.soft;
    ctx.globalAlpha = full ? 0.9 : 0.45;
    for (const [wide, group] of byWidth) {
      ctx.lineWidth = wide;
      ctx.beginPath();
      for (const one of group) line(ctx, one.ends, view);
      ctx.stroke();
    }
    ctx.globalAlpha = 1;
  }

  /** Where belongs what is not on the map one by one. */
  function light(ctx, view, found, full) {
    ctx.strokeStyle = full ? palette.soft : palette.co;
    ctx.lineWidth = 1;
    ctx.beginPath();
    for (const { ends } of found) line(ctx, ends, view);
    ctx.stroke();
  }

  function disc(ctx, body, view) {
    const { x, y } = view.at(body), r = body.size * view.scale;
    if (x + r < 0 || y + r < 0 || x - r > view.w || y - r > view.h) return;
    ctx.beginPath();
    ctx.arc(x, y, r, 0, 2 * Math.PI);
    ctx.fillStyle = palette.paper;  // no line shines through
    ctx.fill();
    ctx.globalAlpha = body.isRest ? 0.4 : 0.9;
    ctx.fillStyle = palette.faint;
    ctx.fill();
    ctx.globalAlpha = 1;
    ctx.strokeStyle = palette.soft;
    ctx.lineWidth = body.isRest ? 1 : 2;
    ctx.setLineDash(body.isRest ? [3, 3] : []);
    ctx.stroke();
    ctx.setLineDash([]);
    if (r < ROOM_FOR_COUNT) return;
    ctx.font = `600 ${Math.min(16, Math.round(r * 0.55))}px ${palette.font}`;
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.fillStyle = palette.ink;
    ctx.fillText(Communities.total(body).toLocaleString("en"), x, y);
    ctx.textAlign = "left";
  }

  /** Where the communities are, which their members alone do not show where many edges cross. */
  function areas(ctx, view, found) {
    ctx.fillStyle = palette.faint;
    ctx.globalAlpha = 0.45;
    for (const one of found) {
      const { x, y } = view.at(one);
      ctx.beginPath();
      ctx.arc(x, y, one.reach * view.scale, 0, 2 * Math.PI);
      ctx.fill();
    }
    ctx.globalAlpha = 1;
  }

  /** Below vis-network's edges; `quiet` while the picture moves and they are not drawn either. */
  function below(ctx, view, quiet) {
    const { ties: found, light: lines, areas: behind } = Communities.now();
    areas(ctx, view, behind);
    if (quiet) return;
    if (lines.length) light(ctx, view, lines, false);
    if (found.length) ties(ctx, view, found, false);
  }

  const discs = (ctx, view, bodies) => { for (const one of bodies) disc(ctx, one, view); };

  /** What of an emphasis lies on bodies that are not collapsed, and the bodies and ties that stand for the rest of it. */
  function asDrawn(entities, relations) {
    const found = { entities: new Set(), bodies: new Set(), relations: [], ties: new Set() };
    for (const one of entities) {
      const body = one.names ? one : Communities.bodyOf(one);
      found[body.names ? "bodies" : "entities"].add(body);
    }
    for (const one of relations) {
      const tie = Communities.tieOf(one);
      if (tie) found.ties.add(tie);
      else if (!one.subject.folded && !one.object.folded) found.relations.push(one);
    }
    return found;
  }

  /** {community}, {rest} or {tie} at a place of the box, or null; ties only where nothing else is. */
  function at({ x, y }, view, tiesToo) {
    const { bodies, ties: found } = Communities.now();
    for (const body of bodies) {
      const spot = view.at(body);
      if (Math.hypot(spot.x - x, spot.y - y) <= Math.max(8, body.size * view.scale)) return body.isRest ? { rest: body } : { community: body };
    }
    if (!tiesToo) return null;
    let best = null, least = NEAR;
    for (const one of found) {
      const [a, b] = one.ends.map(view.at), dx = b.x - a.x, dy = b.y - a.y;
      const along = Math.max(0, Math.min(1, ((x - a.x) * dx + (y - a.y) * dy) / (dx * dx + dy * dy || 1)));
      const far = Math.hypot(a.x + along * dx - x, a.y + along * dy - y);
      if (far < least) [best, least] = [one, far];
    }
    return best && { tie: best };
  }

  return { below, ties, light, discs, asDrawn, at };
})();
