"use strict";
/* Labels: which names, words of edges and crosses are shown, and where, so that none lies over another.
   Only places are chosen here; paint.js draws them.

   A view is {x, y, scale, w, h, at}: `at` gives a point of the picture in the box's pixels.  A scene is what stands
   in it: `lit`, the entities, bodies, relations and ties that the selection leaves in full colour; the `candidates` for
   a name where there is no selection, the most important first; `chosen`; the `theme`; `fitted`, whether the page chose
   the view, and then what `covers` it; `overview`, whether that is all of the picture; `quiet`, whether edges' words
   are left out; `middleOf` an edge. */

const Labels = (() => {
  const LABELS_PER_PIXEL = 1 / 6500;  // more, and names become texture
  const MOST_LABELS = 120;  // drawn in each frame
  const MOST_TRIED = 700;
  const MANY_SPOTS = 60;  // entities whose names are tried at more places; at all of 2,000 it takes 5 ms a frame, not 2
  const EDGE = 4;  // pixels between a name and the border
  const EDGE_LABELS = 60;
  const FIRST_WORDS = 40;  // edges whose words are tried in the view of all; with all of them the picture is a page of prose
  const LONGEST = 0.45;  // of the view's width; a word in the middle of a longer edge stands lonely
  const MOST_MARKS = 60;
  const MARKS_FROM = 0.35;  // scale; in a wide view of thousands of edges crosses say nothing
  const SHORT = 26;  // pixels of an edge that has no room for a mark
  const MARGIN = 0.4;  // of the view, placed beyond its border, so that panning brings labels along
  const widths = new Map();

  const LONG = 34;  // letters of a name
  const LONG_IN_ROW = 20;  // of a name beside others

  function shorten(text, most = LONG) {
    const letters = Array.from(text.slice(0, 120).replace(/\s+/g, " "));
    return letters.length > most ? letters.slice(0, most - 2).join("") + "…" : letters.join("");
  }

  /** What may be written at a body, as lines, the best first: the name of an entity; of several the first names and
      how many more, or one name where that has no room. */
  function wordings(body) {
    if (!body.names) return [[shorten(body.name)]];
    const [names, more] = Communities.label(body);
    const first = shorten(names[0], LONG_IN_ROW);
    const all = [Communities.title(names.map((name) => shorten(name, LONG_IN_ROW))), more].filter(Boolean);
    return names.length > 1 ? [all, [`\u2068${first}\u2069 …`]] : [all];
  }

  /** Font and size of a name: greater for what is more important; small for several. */
  function fontOf(body, top, chosen) {
    const share = body.names ? 0 : Math.min(1, Math.sqrt(body.score / top)), size = Math.round(11 + 4 * share);
    return { size, weight: share > 0.45 || body === chosen.entity || body.entities ? 600 : 400 };
  }

  function measure(ctx, font, text) {
    const key = font + text;
    let width = widths.get(key);
    if (width === undefined) {
      ctx.font = font;
      width = ctx.measureText(text).width;
      widths.set(key, width);
    }
    return width;
  }

  /** Boxes on a grid: `free(box)` asks whether nothing lies there, `under(box)` what does, `add(box)` takes the place. */
  function grid() {
    const cells = new Map(), size = 80;
    const over = (b, act) => {
      for (let i = Math.floor(b.x / size); i <= Math.floor((b.x + b.w) / size); i++) {
        for (let j = Math.floor(b.y / size); j <= Math.floor((b.y + b.h) / size); j++) if (act(i * 65536 + j)) return true;
      }
      return false;
    };
    const cross = (a, b) => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
    // Of a disc, `o.r`, the corners of its box are free.
    const meets = (o, b) => cross(o, b) && (!o.r || Math.hypot(
      o.x + o.r - Math.max(b.x, Math.min(o.x + o.r, b.x + b.w)), o.y + o.r - Math.max(b.y, Math.min(o.y + o.r, b.y + b.h))) < o.r);
    return {
      under: (b, except) => {
        const found = new Set();
        over(b, (key) => { for (const o of cells.get(key) || []) if (o.of !== except && meets(o, b)) found.add(o); });
        return [...found];
      },
      free: (b, except) => !over(b, (key) => (cells.get(key) || []).some((o) => o.of !== except && meets(o, b))),
      add: (b) => { over(b, (key) => { if (!cells.has(key)) cells.set(key, []); cells.get(key).push(b); }); },
    };
  }

  /** Where a name of that size may stand at a disc, from its middle: the best first. */
  function spotsAt(r, w, h, many) {
    const few = [[-w / 2, r], [r + 1, -h / 2], [-w - r - 1, -h / 2], [-w / 2, -r - h]], near = r * 0.72;
    // Then so that a corner touches the disc from the side, then over its whole width.
    return many ? [...few, [near, near], [-w - near, near], [near, -h - near], [-w - near, -h - near],
      [-r, r], [r - w, r], [-r, -r - h], [r - w, -r - h]] : few;
  }

  /** Chooses labels for the view and a margin around it: the most important first, none over another. */
  function place(ctx, view, scene) {
    const { lit, chosen, theme, fitted, covers } = scene;
    const mx = view.w * MARGIN, my = view.h * MARGIN;
    const inReach = (x, y) => x > -mx && y > -my && x < view.w + mx && y < view.h + my;
    const inside = ({ sx, sy }) => sx > 0 && sy > 0 && sx < view.w && sy < view.h;
    const pinned = Pins.pinned().filter((entity) => !entity.folded);
    let candidates = lit ? [...lit.bodies, ...lit.entities].sort((a, b) => a.rank - b.rank) : scene.candidates;
    if (pinned.length) candidates = [...new Set([...pinned, ...candidates])];
    candidates = candidates.filter((entity) => {
      if (entity.hidden || entity.folded) return false;
      ({ x: entity.sx, y: entity.sy } = view.at(entity));
      return inReach(entity.sx, entity.sy);
    });
    if (lit && chosen.entity) candidates.sort((a, b) => (b === chosen.entity) - (a === chosen.entity));
    const names = grid(), discs = grid(), found = [];
    for (const entity of candidates.slice(0, 1500)) {
      const r = entity.size * view.scale;
      if (r > 2.5) discs.add({ x: entity.sx - r, y: entity.sy - r, w: 2 * r, h: 2 * r, r, of: entity });
    }
    for (const one of covers) names.add({ ...one, of: scene });
    const top = Data.ranked[0].score || 1;
    const room = Math.min(MOST_LABELS, Math.ceil(view.w * view.h * LABELS_PER_PIXEL));
    const most = room * (1 + 2 * MARGIN) ** 2;
    for (const entity of candidates.slice(0, MOST_TRIED)) {
      if (found.length >= most) break;
      const { size, weight } = fontOf(entity, top, chosen), font = `${weight} ${size}px ${theme.font}`;
      const r = entity.size * view.scale + (entity === chosen.entity || entity === chosen.body ? 7 : 2);  // that of what is chosen has a ring
      // A name that the border would cut gives way, until the reader moves the map and asks for more.
      const cut = (b) => fitted && inside(entity) && !(b.x > EDGE && b.y > EDGE && b.x + b.w < view.w - EDGE && b.y + b.h < view.h - EDGE);
      let best = null;
      const over = [];  // boxes on no name, but on discs
      for (const lines of wordings(entity)) {
        const w = Math.max(...lines.map((one) => measure(ctx, font, one))) + 6, h = lines.length * (size + 2) + 3;
        for (const [dx, dy] of best ? [] : spotsAt(r, w, h, entity.rank < MANY_SPOTS || lit)) {
          const b = { x: entity.sx + dx, y: entity.sy + dy, w, h, of: entity, lines };
          if (!names.free(b) || cut(b)) continue;
          if (discs.free(b, entity)) { best = b; break; }
          over.push(b);
        }
      }
      // The few that matter most may lie on lesser nodes, the least of them, never on another name.
      if (!best && (entity.rank < 12 || lit || Pins.isPinned(entity))) best = leastOver(over, discs, entity, chosen.entity || chosen.body);
      if (!best) continue;
      names.add(best);
      found.push({ ...best, entity, font, text: best.lines.join(" "), dx: best.x - entity.sx, dy: best.y - entity.sy });
    }
    const named = new Set(found.map((label) => label.entity));
    const relations = scene.quiet ? [] : placeRelations(ctx, view, scene, names, discs, named);
    return { lit, labels: found, relations, marks: placeMarks(view, scene, names, discs), ...view };
  }

  /** Of the boxes that lie on lesser nodes only, or of what is pinned on any, the one that hides least. */
  function leastOver(boxes, discs, entity, chosen) {
    let best, least = Infinity;
    for (const box of boxes) {
      const under = discs.under(box, entity);
      if (under.some((o) => (o.of.rank < entity.rank && !Pins.isPinned(entity)) || o.of === chosen)) continue;
      const hides = under.reduce((sum, o) => sum + o.w * o.w, 0);
      if (hides < least) [best, least] = [box, hides];
    }
    return best;
  }

  /** In the view of all, the plain statements that are best evidenced, between those that matter most. */
  function informing() {
    const plain = Data.stated.filter((one) => !one.hidden && one.family !== "other" && one.modality === "asserted"
      && one.polarity === "positive" && !one.over);
    const ends = (one) => one.subject.score + one.object.score;
    return plain.sort((a, b) => b.distinct - a.distinct || ends(b) - ends(a) || a.index - b.index).slice(0, FIRST_WORDS);
  }

  /** The types of stated relations where an edge is long enough for the word and the place is free. */
  function placeRelations(ctx, view, { lit, chosen, theme, overview, middleOf }, names, discs, named) {
    const found = [], font = `400 10.5px ${theme.font}`;
    const inView = ({ x, y }) => x > 0 && y > 0 && x < view.w && y < view.h;
    // Who is meant by a word must be seen: an end in view has its name, or the word is left out.
    const told = (entity) => lit || named.has(entity) || !inView(view.at(entity));
    const all = !lit && overview, longest = all ? LONGEST * view.w : Infinity;
    const from = (lit ? lit.relations : all ? informing() : Data.stated).filter((relation) => {
      if (!relation.stated || relation.hidden || relation.subject.folded || relation.object.folded || relation.subject === relation.object) return false;
      const { subject: a, object: b } = relation;
      return inView(view.at({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 }));
    });
    if (from.length > 600) return found;
    for (const relation of from) {
      if (found.length >= EDGE_LABELS) break;
      const { subject: a, object: b } = relation;
      if (!told(a) || !told(b)) continue;
      const text = (relation.polarity === "negative" ? "✕ " : "") + shorten(relation.type) + (relation.over ? " (ended)" : "");
      const length = Math.hypot(a.x - b.x, a.y - b.y) - a.size - b.size;
      const w = measure(ctx, font, text) + 6, h = 15;
      const asked = relation === chosen.relation;
      if ((length * view.scale < w + 14 || length * view.scale > longest) && !asked) continue;
      const middle = middleOf(relation);
      if (!middle) continue;
      const spot = { x: middle.x - w / 2, y: middle.y - h / 2, w, h, of: relation };
      if (!names.free(spot) || (!discs.free(spot) && !asked)) continue;
      names.add(spot);
      found.push({ ...spot, relation, font, text });
    }
    return found;
  }

  /** A cross on each edge that says what is not so, unless its label has one or the edge is very short. */
  function placeMarks(view, { lit, middleOf }, names, discs) {
    const found = [];
    if (!lit && view.scale < MARKS_FROM) return found;
    for (const relation of lit ? lit.relations : Data.stated) {
      const { subject: a, object: b } = relation;
      if (relation.polarity !== "negative" || relation.hidden || a.folded || b.folded || a === b) continue;
      if ((Math.hypot(a.x - b.x, a.y - b.y) - a.size - b.size) * view.scale < SHORT) continue;
      const middle = middleOf(relation);
      const spot = middle && { x: middle.x - 5, y: middle.y - 5, w: 10, h: 10, of: relation };
      if (!spot || !names.free(spot) || !discs.free(spot) || found.length >= MOST_MARKS) continue;
      names.add(spot);
      found.push(spot);
    }
    return found;
  }

  return { shorten, measure, place, MARGIN };
})();
