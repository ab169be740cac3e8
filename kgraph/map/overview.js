"use strict";
/* Overview: the ways in: who is connected best, what is stated best in each family, all of one family, lists, files. */

const Overview = (() => {
  const { el, icon, said, list, plural } = Elements;
  const { section, back, counted, hint, relationButton, byEvidence, plain, visible } = Rows;
  const TOP = 12;  // entities
  const EACH = 2;  // statements of a family: one may be odd, three push the other families off the screen
  const OF_A_TYPE = 6;  // relations of a type shown at first, so that all types of a family are seen
  let go = null;

  /** The panel's children. */
  function panel() {
    const top = visible(Data.ranked).filter((one) => one.score).slice(0, TOP);
    const groups = byFamily(visible(Data.stated));
    return [el("h2", null, "Who is connected to whom"),
      hint("Choose a name or a line to read the sentences behind it."),
      section("Most connected", top.length && null,
        el("ol", { class: "top" }, top.map((one) => topEntity(one, top[0].score)))),
      section("What is stated", groups.length && null, groups.map(([name, group]) => familyOf(name, group))),
      ...Members.overview(),
      section("Everything as a list", null, el("ul", { class: "chips" },
        chip("Entities", visible(Data.entities).length, { all: "entities" }),
        chip("Relations", visible(Data.relations).length, { all: "relations" }))),
      section("Save what is shown", null, el("p", { class: "chips" },
        saver("Picture (PNG)", () => Save.picture()),
        saver("Drawing (SVG)", () => Save.vector()),
        saver("Table with the sentences (CSV)", () => Save.table()))),
      Data.manifest.length > 0 && Record.record()];
  }

  const saver = (label, act) => el("button", { type: "button", class: "chip", click: act }, label);

  const chip = (label, n, target) => el("li", null,
    el("button", { type: "button", class: "chip", click: () => go(target) }, said(label), counted(n)));

  function topEntity(entity, most) {
    const bar = el("span", { class: "bar", "aria-hidden": "true" });
    bar.style.setProperty("--share", entity.score / most);
    const relations = plural(entity.relations.length, "relation");
    return el("li", null, el("button", { type: "button", class: "entity", click: () => go({ entity }), title: relations,
      "aria-label": `${entity.name}: ${relations}` }, icon(entity.type), said(entity.name), bar));
  }

  /** Plain facts first, then what most sentences state, then what is stated of those that matter most. */
  function forReading(a, b) {
    const ends = (one) => one.subject.score + one.object.score;
    return plain(b) - plain(a) || b.seen - a.seen || ends(b) - ends(a) || a.index - b.index;
  }

  /** Relations as [family, relations], in the legend's order. */
  function byFamily(relations) {
    const groups = new Map(Data.families.map(([name]) => [name, []]));
    for (const one of relations) groups.get(one.family).push(one);
    return [...groups].filter((pair) => pair[1].length);
  }

  /** A family's name, which leads to all of it, and what is stated best in it. */
  function familyOf(name, group) {
    const best = [...group].sort(forReading).slice(0, EACH);
    return el("div", { class: "of-family" },
      el("button", { type: "button", class: "family-name", click: () => go({ family: name }),
        "aria-label": `${name}: all ${plural(group.length, "relation")}` }, said(name),
      el("span", { class: "all" }, `all ${group.length.toLocaleString("en")}`)),
      el("ul", { class: "relations" }, best.map((one) => el("li", null, relationButton(one, null, true)))));
  }

  /** All that is shown of a family, type by type; those with most sentences first. */
  function family(name) {
    const found = visible(Data.stated).filter((one) => one.family === name).sort(byEvidence);
    const types = new Map();
    for (const one of found) types.set(one.type, [...(types.get(one.type) || []), one]);
    const weight = (group) => group.reduce((sum, one) => sum + one.seen, 0);
    const groups = [...types].sort((a, b) => weight(b[1]) - weight(a[1]) || (a[0] < b[0] ? -1 : 1));
    return [back(), el("h2", null, said(name)),
      el("p", { class: "facts" }, `${plural(found.length, "relation")} of ${plural(groups.length, "type")}`),
      groups.flatMap(([type, group]) => [el("h4", null, said(type), group.length > 1 && counted(group.length)),
        ...list(group, (one) => relationButton(one, null), { class: "relations" }, OF_A_TYPE)])];
  }

  return { panel, family, start: (open) => { go = open; } };
})();
