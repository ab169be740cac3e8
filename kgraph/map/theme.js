"use strict";
/* Theme: the colours of the canvas, which are those of map.css, light or dark. */

const Theme = (() => {
  const mixed = new Map();  // a dozen colours for thousands of edges
  const palette = { type: Object.create(null), family: Object.create(null) };

  function read() {
    const style = getComputedStyle(document.documentElement);
    const value = (name) => style.getPropertyValue(name).trim();
    for (const name of ["paper", "ink", "soft", "faint", "denied", "co"]) palette[name] = value("--" + name);
    palette.font = value("--font");
    for (const [type] of Data.types) palette.type[type] = value("--type-" + type) || value("--type-GROUP");
    for (const [family, slot] of Data.familySlot) palette.family[family] = value("--family-" + slot);
  }

  const node = (entity) => ({ background: palette.type[entity.type], border: palette.paper });

  function edge(relation) {
    if (!relation.stated) return palette.co;
    return relation.polarity === "negative" ? palette.denied : palette.family[relation.family];
  }

  /** The colour of an edge that the selection brings out: a co-mention, too, must then be seen. */
  const litEdge = (relation) => (relation.stated ? edge(relation) : mix(palette.soft, palette.paper, 0.6));

  const WORD = 0.7;  // 0.8 leaves 4.4:1 to the paper, this 5.2:1 for the palest family
  /** The colour of an edge's words, which must be read and not only seen. */
  const word = (relation) => mix(edge(relation), palette.ink, WORD);

  /** The edge's colour mixed with the paper where there are many: thousands of full lines make a grey felt. */
  function quietEdge(relation) {
    const share = Math.max(0.34, Math.min(1, 1.15 - 0.1 * Math.log2(1 + Data.stated.length / 40)));
    return relation.stated ? mix(edge(relation), palette.paper, share) : palette.co;
  }

  /** The colour, seen through by so much of the ground. */
  function mix(color, ground, share) {
    const key = `${color} ${ground} ${share}`;
    if (!mixed.has(key)) mixed.set(key, newlyMixed(color, ground, share));
    return mixed.get(key);
  }

  function newlyMixed(color, ground, share) {
    const parts = (hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
    const [a, b] = [parts(color), parts(ground)];
    return `rgb(${a.map((value, at) => Math.round(value * share + b[at] * (1 - share))).join(",")})`;
  }

  return { palette, read, node, edge, litEdge, word, quietEdge };
})();
