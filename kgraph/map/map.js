"use strict";
/* Map: the page around the canvas: scope, search, legend, keyboard, and the address that holds the state. */

(() => {
  const { el, icon, said, plural, dotted } = Panel;
  const byId = (id) => document.getElementById(id);
  const narrow = matchMedia("(max-width: 760px)");
  const search = byId("search"), results = byId("results"), status = byId("status");
  const off = { type: new Set(), family: new Set(), kind: new Set() };
  let shown = {};

  /* ---- scope ------------------------------------------------------------------------------ */

  function writeScope() {
    const { scope } = Data, n = (value) => value.toLocaleString("en");
    const few = scope.outlets.flatMap((name, at) => (at ? [", ", said(name)] : [said(name)]));
    const outlets = scope.outlets.length > 3 ? [plural(scope.outlets.length, "outlet")] : few;
    const parts = [
      [plural(scope.documents, "document")],
      scope.first ? [said(Panel.dateRange(scope.first, scope.last))] : null,
      scope.outlets.length ? outlets : null,
      [plural(scope.entities, "entity", "entities")],
      [plural(scope.stated, "stated relation")],
      [plural(scope.co_mentions, "co-mention")],
    ];
    byId("scope").append(...dotted(parts.map((part) => part && el("span", null, ...part))));
    if (scope.entities_shown < scope.entities) {
      const cut = byId("cut");
      cut.hidden = false;
      cut.textContent = `${n(scope.entities_shown)} of ${n(scope.entities)} entities, `
        + `${n(scope.relations_shown)} of ${n(scope.relations)} relations shown: those best connected.`;
    }
  }

  /* ---- what is open ----------------------------------------------------------------------- */

  /** Opens an entity, a relation, a type's or the whole list, or the overview, and remembers it in the address. */
  function open(target, from) {
    shown = target;
    if (target.entity?.hidden || target.relation?.hidden) reveal(target);
    if (target.entity) Panel.entity(target.entity);
    else if (target.relation) Panel.relation(target.relation);
    else if (target.type !== undefined) Panel.type(target.type);
    else if (target.all) Panel.all(target.all);
    else Panel.overview();
    if (narrow.matches) setSheet(Object.keys(target).length ? "half" : from === "start" ? "low" : sheetState());
    Draw.select(target.entity || null, target.relation || null, from !== "map" && from !== "start");
    if (from !== "address" && from !== "start") writeAddress(false);
    if (from === "panel") focusReading();
    const { entity, relation } = target;
    const name = entity ? entity.name : relation ? `${relation.subject.name} and ${relation.object.name}` : null;
    if (name) status.textContent = `${name} opened in the panel`;
  }

  function focusReading() {
    const heading = byId("reading").querySelector("h2");
    if (!heading) return;
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  }

  /** What was asked for is shown, whatever the filters say. */
  function reveal({ entity, relation }) {
    for (const one of relation ? [relation.subject, relation.object] : [entity]) off.type.delete(one.type);
    if (relation) {
      off.kind.delete(relation.stated ? "stated" : "co-mention");
      off.family.delete(relation.family);
    }
    applyFilters();
  }

  /* ---- the address ------------------------------------------------------------------------ */

  function writeAddress(inPlace) {
    const parts = [];
    if (shown.entity) parts.push(["entity", shown.entity.id]);
    if (shown.relation) parts.push(["relation", String(shown.relation.index)]);
    if (shown.type !== undefined) parts.push(["type", shown.type]);
    if (shown.all) parts.push(["list", shown.all]);
    for (const [group, values] of Object.entries(off)) {
      for (const value of [...values].sort()) parts.push([`no-${group}`, value]);
    }
    const text = "#" + parts.map(([key, value]) => `${key}=${encodeURIComponent(value)}`).join("&");
    if (text === (location.hash || "#")) return;
    history[inPlace ? "replaceState" : "pushState"](null, "", text === "#" ? location.pathname + location.search : text);
  }

  function readAddress(from) {
    const read = new URLSearchParams(location.hash.slice(1).replace(/\+/g, "%2B"));
    for (const group of Object.keys(off)) off[group] = new Set(read.getAll(`no-${group}`));
    applyFilters();
    const entity = Data.byId.get(read.get("entity"));
    const relation = read.has("relation") ? Data.relations[Number(read.get("relation"))] : undefined;
    const target = entity ? { entity } : relation ? { relation } : read.has("type") ? { type: read.get("type") }
      : ["entities", "relations"].includes(read.get("list")) ? { all: read.get("list") } : {};
    if (target.entity?.hidden || target.relation?.hidden) open({}, from);
    else open(target, Object.keys(target).length ? "address" : from);
  }

  /* ---- legend and filters ----------------------------------------------------------------- */

  function toggle(group, value, label, mark, count) {
    const made = el("button", { type: "button", class: "key", "aria-pressed": "true",
      "data-group": group, "data-value": value,
      click: () => {
        if (off[group].has(value)) off[group].delete(value); else off[group].add(value);
        applyFilters();
        writeAddress(true);
        open(shown.entity?.hidden || shown.relation?.hidden ? {} : shown, "map");
      } }, mark, said(label), el("span", { class: "count" }, count.toLocaleString("en")));
    return el("li", null, made);
  }

  function lineMark(color, style) {
    const made = el("span", { class: "line", "aria-hidden": "true" });
    made.style.borderTopColor = color;
    made.style.borderTopStyle = style || "solid";
    return made;
  }

  /** What dashes, dots and crosses mean, as far as the map has them. */
  function lineStyles() {
    const has = (test) => Data.stated.some(test);
    const unsure = (one) => one.modality === "planned" || one.modality === "possible";
    return [
      has(unsure) && ["dashed", "planned or possible", "var(--ink)"],
      has((one) => one.modality === "claimed") && ["dotted", "claimed", "var(--ink)"],
      has((one) => one.polarity === "negative") && ["solid", "✕ not so", "var(--denied)"],
    ].filter(Boolean).map(([style, label, color]) => el("li", { class: "style" }, lineMark(color, style), label));
  }

  function writeLegend() {
    const stated = Data.stated.length, together = Data.relations.length - stated;
    const kinds = [["stated", "Stated", "var(--ink)", stated], ["co-mention", "In one sentence", "var(--co)", together]]
      .filter((kind) => kind[3])
      .map(([kind, label, color, n]) => toggle("kind", kind, label, lineMark(color), n));
    const types = Data.types.map(([type, n]) => toggle("type", type, Data.typePlural(type), icon(type), n));
    const families = Data.families.map(([family, n]) =>
      toggle("family", family, family, lineMark(`var(--family-${Data.familySlot.get(family)})`), n));
    const group = (label, keys) => keys.length > 0 && el("div", { class: "group", role: "group", "aria-label": label },
      el("span", { class: "group-name" }, label), el("ul", null, keys));
    byId("keys").append(...[
      group("Entities", types),
      group("Relations", [...kinds, ...lineStyles()]),
      Data.families.length > 1 && group("Stated as", families),
      el("p", { class: "hidden-count", id: "hidden-count", hidden: true },
        el("span"), el("button", { type: "button", click: () => {
          for (const values of Object.values(off)) values.clear();
          applyFilters();
          writeAddress(true);
          open(shown, "map");
        } }, "Show all")),
    ].filter(Boolean));
  }

  /** Sets the `hidden` flags by the filters, hands what changed to the canvas, and counts. */
  function applyFilters() {
    const entities = Data.entities.filter((one) => one.hidden !== off.type.has(one.type));
    for (const one of entities) one.hidden = !one.hidden;
    const relations = Data.relations.filter((one) => {
      const hidden = one.subject.hidden || one.object.hidden || off.kind.has(one.stated ? "stated" : "co-mention")
        || (one.stated && off.family.has(one.family));
      const changed = hidden !== one.hidden;
      one.hidden = hidden;
      return changed;
    });
    for (const key of document.querySelectorAll(".key")) {
      key.setAttribute("aria-pressed", String(!off[key.dataset.group].has(key.dataset.value)));
    }
    if (entities.length || relations.length) Draw.filter(entities, relations);
    const lost = [Data.entities, Data.relations].map((set) => set.filter((one) => one.hidden).length);
    const note = byId("hidden-count");
    const any = lost[0] + lost[1] > 0;
    note.hidden = !any;
    const text = `${plural(lost[0], "entity", "entities")} and ${plural(lost[1], "relation")} hidden`;
    note.firstChild.textContent = any ? text : "";
    if (entities.length || relations.length) status.textContent = any ? text : "Nothing is hidden";
  }

  /* ---- search ----------------------------------------------------------------------------- */

  let active = -1, options = [];

  function find() {
    const found = Data.search(search.value, 12);
    options = found.map(({ entity, alias }, at) => el("li", { role: "option", id: `result-${at}`, "aria-selected": "false",
      mousedown: (event) => { event.preventDefault(); pick(entity); } },
    icon(entity.type), el("span", { class: "names" }, said(entity.name), alias && el("small", null, said(alias))),
    el("span", { class: "count" }, Data.typeName(entity.type))));
    options.forEach((option, at) => { option.entity = found[at].entity; });
    const asked = search.value.trim() !== "";
    const none = el("li", { class: "none", role: "option", "aria-disabled": "true" }, "No name like this");
    results.replaceChildren(...(options.length || !asked ? options : [none]));
    results.hidden = !asked;
    search.setAttribute("aria-expanded", String(asked));
    mark(options.length ? 0 : -1);
    if (asked) status.textContent = plural(options.length, "result");
  }

  function mark(at) {
    active = at;
    options.forEach((option, number) => option.setAttribute("aria-selected", String(number === at)));
    if (at < 0) search.removeAttribute("aria-activedescendant");
    else {
      search.setAttribute("aria-activedescendant", `result-${at}`);
      options[at].scrollIntoView({ block: "nearest" });
    }
  }

  function closeResults() {
    results.hidden = true;
    search.setAttribute("aria-expanded", "false");
    search.removeAttribute("aria-activedescendant");
  }

  function pick(entity) {
    search.value = entity.name.slice(0, 200);
    closeResults();
    open({ entity }, "search");
  }

  function searchKey(event) {
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in steps && options.length) {
      event.preventDefault();
      if (results.hidden) find(); else mark((active + steps[event.key] + options.length) % options.length);
    } else if (event.key === "Enter" && !results.hidden && active >= 0) {
      event.preventDefault();
      pick(options[active].entity);
    } else if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      if (!results.hidden) closeResults();
      else if (search.value) search.value = "";
      else open({}, "panel");
    }
  }

  /* ---- keyboard, zoom, sheet -------------------------------------------------------------- */

  const sheetState = () => document.body.dataset.sheet || "low";

  function setSheet(state) {
    document.body.dataset.sheet = state;
    byId("sheet").setAttribute("aria-expanded", String(state !== "low"));
  }

  function mapKey(event) {
    const moves = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key in moves) Draw.pan(...moves[event.key]);
    else if (event.key === "+" || event.key === "=") Draw.zoom(1.4);
    else if (event.key === "-") Draw.zoom(1 / 1.4);
    else if (event.key === "0") Draw.whole();
    else return;
    event.preventDefault();
  }

  function pageKey(event) {
    const typing = event.target.closest?.("input, textarea");
    if (event.key === "Escape") open({}, "panel");
    else if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      search.focus();
    }
  }

  function listen() {
    search.addEventListener("input", find);
    search.addEventListener("keydown", searchKey);
    search.addEventListener("blur", closeResults);
    byId("canvas").addEventListener("keydown", mapKey);
    document.addEventListener("keydown", pageKey);
    byId("closer").addEventListener("click", () => Draw.zoom(1.4));
    byId("farther").addEventListener("click", () => Draw.zoom(1 / 1.4));
    byId("whole").addEventListener("click", () => Draw.whole());
    byId("sheet").addEventListener("click", () => setSheet({ low: "half", half: "high", high: "low" }[sheetState()]));
    byId("skip").addEventListener("click", (event) => { event.preventDefault(); byId("panel").focus(); });
    window.addEventListener("popstate", () => readAddress("address"));
    window.addEventListener("hashchange", () => readAddress("address"));
  }

  /* ---- start ------------------------------------------------------------------------------ */

  Panel.start((target) => open(target, "panel"));
  writeScope();
  if (narrow.matches) byId("legend").open = false;
  setSheet("low");
  if (!Data.entities.length) {
    document.body.classList.add("empty");
    search.disabled = true;
    Panel.empty();
    return;
  }
  writeLegend();
  Draw.start((entity, relation) => open(entity ? { entity } : relation ? { relation } : {}, "map"));
  listen();
  readAddress("start");

  // For tests: what is drawn where.
  window.kgraph = {
    boxes: Draw.boxes,
    still: Draw.still,
    whereIs: (id) => Draw.whereIs({ entity: Data.byId.get(id) }),
    whereIsRelation: (at) => Draw.whereIs({ relation: Data.relations[at] }),
  };
})();
