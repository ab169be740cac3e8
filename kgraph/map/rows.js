"use strict";
/* Rows: entities and relations as lines of a list, the buttons that open them, and the headings above them. */

const Rows = (() => {
  const { el, icon, said, line, list, plural } = Elements;
  const { badges } = Cards;
  const OUTSIDE = "Outside the outlets and dates chosen";
  let go = null;

  const entityButton = (entity) =>
    el("button", { type: "button", class: "entity", click: () => go({ entity }) }, icon(entity.type), said(entity.name));

  /** How much of something lies inside the outlets and dates asked for, where it is not all. */
  const part = (n, all) => (n < all ? `${n.toLocaleString("en")} of ` : "");
  const sentenceCount = ({ seen, distinct }) => part(seen, distinct) + plural(distinct, "sentence");
  const countedEvidence = ({ seen, distinct }) =>
    el("span", { class: "count" }, part(seen, distinct) + distinct.toLocaleString("en"));

  const back = () => el("button", { type: "button", class: "back", click: () => go({}) }, "← Overview");
  const counted = (n) => el("span", { class: "count" }, n.toLocaleString("en"));
  const hint = (text) => el("p", { class: "hint" }, text);
  const plain = (relation) => relation.polarity === "positive" && relation.modality === "asserted" && !relation.over;
  const byEvidence = (a, b) => b.stated - a.stated || b.seen - a.seen || plain(b) - plain(a) || a.index - b.index;
  const visible = (set) => set.filter((one) => !one.hidden);

  /** A heading with what stands under it; nothing where nothing does. */
  function section(title, n, ...children) {
    return n === 0 ? [] : [el("h3", null, title, n === null ? null : counted(n)), ...children];
  }

  /** A relation in a list: its line, the other end or both, how many sentences; `typed` where its type stands in the row. */
  function relationButton(relation, from, typed = false) {
    const { subject, object, stated } = relation;
    const arrow = el("span", { class: "arrow" },
      relation.symmetric || !stated ? "–" : subject === from || !from ? "→" : "←");
    const far = from && Data.other(relation, from), words = stated ? said(relation.type) : "in one sentence";
    const names = from ? [typed && words, el("span", { class: "far" }, arrow, icon(far.type), said(far.name))]
      : [said(subject.name), typed && el("span", { class: "words" }, "– ", words), arrow, said(object.name)];
    const label = [subject.name, stated ? relation.type : "in one sentence with", object.name].join(", ");
    return el("button", { type: "button", class: typed && from ? "relation typed" : "relation", click: () => go({ relation }),
      "aria-label": `${label}: ${sentenceCount(relation)}` },
    line(relation), el("span", { class: "names" }, names), badges(relation), countedEvidence(relation));
  }

  const relationList = (relations, from, first) =>
    list(relations, (one) => relationButton(one, from, !from), { class: "relations" }, first);

  /** Statements or sentences in two: with a place inside the outlets and dates asked for, and without. */
  function parted(pieces) {
    const inside = ({ one, also }) => [one.sentence || one, ...also].some(({ document }) => document.inside);
    return [pieces.filter(inside), pieces.filter((one) => !inside(one))];
  }

  return {
    OUTSIDE, entityButton, relationButton, relationList, section, back, counted, hint, part, sentenceCount, byEvidence,
    plain, visible, parted,
    start: (open) => { go = open; },
  };
})();
