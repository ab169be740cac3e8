"use strict";
/* Table: all relations or entities that are shown, in place of the picture: sorted by any column, page by page. */

const Table = (() => {
  const { el, said, icon, plural } = Elements;
  const PAGE = 100;  // rows; a screen reader and a small machine can take it
  const box = document.getElementById("table"), opener = document.getElementById("as-table");
  let order = null;  // takes 50 ms to make, which the page's first picture need not wait for
  const shown = { kind: null, sort: 0, down: false, page: 0 };
  let go = null, told = null;

  const to = (target, ...words) => el("button", { type: "button", class: "entity", click: () => go(target) }, ...words);
  const manner = (one) => [one.polarity !== "positive" && (one.polarity === "negative" ? "not so" : "also denied"),
    one.modality !== "asserted" && one.modality, one.over && "ended"].filter(Boolean).join(", ");

  // [heading, value to sort by, cell]; a number is sorted from the highest down at first.
  const COLUMNS = {
    relations: [
      ["From", (one) => one.subject.name, (one) => to({ entity: one.subject }, icon(one.subject.type), said(one.subject.name))],
      ["Relation", (one) => (one.stated ? one.type : ""),
        (one) => to({ relation: one }, one.stated ? said(one.type) : "in one sentence")],
      ["To", (one) => one.object.name, (one) => to({ entity: one.object }, icon(one.object.type), said(one.object.name))],
      ["Family", (one) => (one.stated ? one.family : ""), (one) => (one.stated ? said(one.family) : "")],
      ["Manner", manner, manner],
      ["Sentences", (one) => one.seen, (one) => (one.seen < one.distinct ? `${one.seen} of ${one.distinct}` : String(one.distinct))],
      ["Sources", (one) => one.heard, (one) => (one.heard < one.sources ? `${one.heard} of ${one.sources}` : String(one.sources))],
    ],
    entities: [
      ["Name", (one) => one.name, (one) => to({ entity: one }, icon(one.type), said(one.name))],
      ["Type", (one) => Data.typeName(one.type), (one) => Data.typeName(one.type)],
      ["Relations", (one) => one.relations.filter((each) => !each.hidden).length,
        (one) => String(one.relations.filter((each) => !each.hidden).length)],
      ["Also called", (one) => one.aliases.join(", "), (one) => one.aliases.flatMap((alias, at) => [at ? ", " : "", said(alias)])],
    ],
  };

  /** What is not on the map one by one has rows of its own. */
  COLUMNS.rests = [
    ["Name", (one) => one.name, (one) => el("button", { type: "button", class: "entity", click: () => go({ rest: one }) },
      one.last ? "Others" : one.names.flatMap((name, at) => [at ? ", " : "", said(name)]))],
    ["Entities", (one) => one.count, (one) => one.count.toLocaleString("en")],
    ["Relations", (one) => one.relations, (one) => one.relations.toLocaleString("en")],
    ["Of them with the map", (one) => one.outside, (one) => one.outside.toLocaleString("en")],
    ["Most tied to", (one) => one.ties[0]?.entity.name || "",
      (one) => one.ties.slice(0, 3).map(({ entity }) => to({ entity }, icon(entity.type), said(entity.name)))],
  ];
  const setOf = (kind) => (kind === "rests" ? Communities.rests : Data[kind]);

  const column = () => COLUMNS[shown.kind][shown.sort];

  /** The rows that the filters leave, in their order; equal ones stay in that of the graph. */
  function rows() {
    order = order || new Intl.Collator("en", { numeric: true });
    const sign = shown.down ? -1 : 1, value = column()[1];
    const found = setOf(shown.kind).filter((one) => !one.hidden || one.isRest).map((one) => [value(one), one]);
    const compare = typeof found[0]?.[0] === "number" ? (a, b) => a[0] - b[0] : (a, b) => order.compare(a[0], b[0]);
    return found.sort((a, b) => sign * compare(a, b) || a[1].index - b[1].index).map((pair) => pair[1]);
  }

  function heading([name, value], at) {
    const on = at === shown.sort;
    const sorted = on ? (shown.down ? "descending" : "ascending") : null;
    return el("th", { scope: "col", "aria-sort": sorted }, el("button", { type: "button", class: "sort", click: () => {
      const first = setOf(shown.kind)[0];
      Object.assign(shown, { sort: at, page: 0, down: on ? !shown.down : Boolean(first) && typeof value(first) === "number" });
      draw(true);
      told();
    }, "data-at": String(at) }, name, el("span", { "aria-hidden": "true" }, on ? (shown.down ? " ▼" : " ▲") : "")));
  }

  function turn(label, by, off) {
    return el("button", { type: "button", class: "chip", disabled: off ? "" : null, click: () => {
      shown.page += by;
      draw(null);
      box.querySelector("h2").focus();
    } }, label);
  }

  /** Draws the rows anew; what has the focus keeps it. */
  function draw(sorted) {
    const held = box.contains(document.activeElement) && document.activeElement !== box ? document.activeElement : null;
    const found = rows(), pages = Math.max(1, Math.ceil(found.length / PAGE));
    shown.page = Math.min(shown.page, pages - 1);
    const first = shown.page * PAGE, page = found.slice(first, first + PAGE);
    const what = { entities: () => plural(found.length, "entity", "entities"), relations: () => plural(found.length, "relation"),
      rests: () => `Not shown one by one: ${plural(found.length, "node")}` }[shown.kind]();
    const where = pages > 1 ? `${what}: ${(first + 1).toLocaleString("en")} to ${(first + page.length).toLocaleString("en")}` : what;
    const choice = (kind, label) => el("button", { type: "button", class: "chip", "aria-pressed": String(kind === shown.kind),
      click: () => { open(kind); told(); } }, label);
    box.replaceChildren(
      el("div", { class: "table-head" }, el("h2", { tabindex: "-1" }, where),
        el("p", { class: "chips" }, choice("relations", "Relations"), choice("entities", "Entities"),
          Communities.rests.length > 0 && choice("rests", "Not shown one by one"),
          turn("← Earlier rows", -1, shown.page === 0), turn("Later rows →", 1, shown.page === pages - 1))),
      el("table", null, el("caption", { class: "visually-hidden" }, where),
        el("thead", null, el("tr", null, COLUMNS[shown.kind].map(heading))),
        el("tbody", null, page.map((one) => el("tr", null, COLUMNS[shown.kind].map(([, , cell]) => el("td", null, cell(one))))))));
    if (sorted) box.querySelector(`[data-at="${shown.sort}"]`).focus();
    else if (held) Elements.refocus(box, held);
  }

  /** Shows the table of relations or entities; of null, the picture again. */
  function open(kind, sort = 0, down = false) {
    const columns = COLUMNS[kind] || [];
    Object.assign(shown, { kind, sort: sort < columns.length ? sort : 0, down, page: 0 });
    box.hidden = kind === null;
    opener.setAttribute("aria-pressed", String(kind !== null));
    if (kind) draw(null); else box.replaceChildren();
  }

  const toAddress = () => (shown.kind === null ? [] : [["table", shown.kind],
    ...(shown.sort || shown.down ? [["sort", `${shown.sort}${shown.down ? "-down" : ""}`]] : [])]);

  function fromAddress(read) {
    const kind = read.get("table"), [, at, down] = /^(\d)(-down)?$/.exec(read.get("sort") || "") || [null, 0, null];
    open(Object.hasOwn(COLUMNS, kind || "") ? kind : null, Number(at), Boolean(down));
  }

  return {
    toAddress, fromAddress,
    refresh: () => { if (shown.kind) draw(null); },
    start: (given) => {
      ({ open: go, told } = given);
      opener.addEventListener("click", () => { open(shown.kind ? null : "relations"); told(); });
    },
  };
})();
