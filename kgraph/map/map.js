"use strict";
/* Map: the page around the canvas: scope, what is open, keyboard, and the address that holds the state. */

(() => {
  const { el, said, plural, dotted } = Elements;
  const byId = (id) => document.getElementById(id);
  const narrow = matchMedia("(max-width: 760px)"), small = matchMedia("(max-width: 760px), (max-height: 520px)");
  const status = byId("status");
  let shown = {};

  /* ---- scope ------------------------------------------------------------------------------ */

  /** How many articles lack what the others have; that all are of one day or outlet is not to be read into it. */
  const lacking = (n, what) => n > 0 && ` (${n.toLocaleString("en")} ${what})`;

  function writeScope() {
    const { scope } = Data, n = (value) => value.toLocaleString("en");
    const few = scope.outlets.flatMap((name, at) => (at ? [", ", said(name)] : [said(name)]));
    const outlets = scope.outlets.length > 3 ? [plural(scope.outlets.length, "outlet")] : few;
    const parts = [
      [plural(scope.documents, "document")],
      scope.first ? [said(Elements.dateRange(scope.first, scope.last)), lacking(scope.undated, "undated")] : null,
      scope.outlets.length ? [...outlets, lacking(scope.without_outlet, "unnamed")] : null,
      [plural(scope.entities, "entity", "entities")],
      [plural(scope.stated, "stated relation")],
      [plural(scope.co_mentions, "co-mention")],
    ];
    byId("scope").append(...dotted(parts.map((part) => part && el("span", null, ...part))));
    if (scope.entities_shown < scope.entities) {
      const cut = byId("cut");
      cut.hidden = false;
      cut.textContent = `${n(scope.entities_shown)} of ${n(scope.entities)} entities, `
        + `${n(scope.relations_shown)} of ${n(scope.relations)} relations shown: those best connected. `
        + `Dashed circles stand for the rest, by community.`;
    }
  }

  /* ---- what is open ----------------------------------------------------------------------- */

  /** Opens an entity, a relation, a type's or the whole list, or the overview, and remembers it in the address. */
  function open(target, from) {
    if (target.tie && !Communities.tie(target.tie)) target = {};  // a filter has taken all of it away, or its ends are expanded
    const before = shown;
    shown = target;
    Search.wayFrom(null);
    const ways = target.to ? Ways.between(target.from, target.to) : [], nth = target.nth in ways ? target.nth : 0;
    const way = target.to ? ways[nth] || null : null;
    if (target.entity?.hidden || target.relation?.hidden) Filter.reveal(target);
    Communities.unfold([target.entity, target.from, target.to, ...(way || []).flatMap((one) => [one.subject, one.object])].filter(Boolean));
    const needed = target.entity || target.relation || target.to;
    if (needed && !Data.hasEvidence()) {
      Panel.waiting();
      Data.evidence().then(() => { if (shown === target) open(target, from); }, Panel.unreadable);
    } else show(target, ways, nth);
    if (narrow.matches && target !== before && Object.keys(target).length) foldLegend();  // it and the sheet would leave no map
    if (narrow.matches) setSheet(Object.keys(target).length ? "half" : from === "start" ? "low" : sheetState());
    Draw.select({ ...target, tie: target.tie ? Communities.tie(target.tie) : null, way }, from !== "map" && from !== "start");
    if (from !== "address" && from !== "start") writeAddress();
    if (from === "panel") focusReading();
    const { entity, relation, to } = target, several = target.community || target.rest;
    const name = entity ? entity.name : several ? several.name : relation ? `${relation.subject.name} and ${relation.object.name}`
      : to ? `The way from ${target.from.name} to ${to.name}` : null;
    if (name) status.textContent = `${name} opened in the panel`;
  }

  function show(target, ways, nth) {
    if (target.entity) Panel.entity(target.entity);
    else if (target.relation) Panel.relation(target.relation);
    else if (target.community) Panel.community(target.community);
    else if (target.rest) Panel.rest(target.rest);
    else if (target.tie && Communities.tie(target.tie)) Panel.tie(Communities.tie(target.tie));
    else if (target.to) Panel.way(target.from, target.to, ways, nth);
    else if (target.family !== undefined) Panel.family(target.family);
    else if (target.all) Panel.all(target.all);
    else Panel.overview();
  }

  function focusReading() {
    const heading = byId("reading").querySelector("h2");
    if (!heading) return;
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  }

  /* ---- the address ------------------------------------------------------------------------ */

  let going = null;  // the handle whose last move is the last step; its next moves are no steps of their own

  /** Puts what is open and what is shown into the address, as a step that "Back" undoes. */
  function writeAddress(handle = null) {
    const parts = [];
    if (shown.entity) parts.push(["entity", shown.entity.id]);
    if (shown.relation) parts.push(["relation", String(shown.relation.index)]);
    if (shown.community) parts.push(["community", String(shown.community.index)]);
    if (shown.rest) parts.push(["rest", String(shown.rest.index)]);
    if (shown.tie) parts.push(["tie", shown.tie]);
    if (shown.to) parts.push(["from", shown.from.id], ["to", shown.to.id]);
    if (shown.nth) parts.push(["way", String(shown.nth + 1)]);
    if (shown.family !== undefined) parts.push(["family", shown.family]);
    if (shown.all) parts.push(["list", shown.all]);
    parts.push(...Table.toAddress(), ...Filter.toAddress(), ...Communities.toAddress(), ...Places.toAddress(), ...Camera.toAddress());
    if (replaceHash(parts.map(written), handle !== null && handle === going ? "replaceState" : "pushState")) going = handle;
  }

  const written = ([key, value]) => `${key}=${encodeURIComponent(value)}`;

  /** Whether that changes it. */
  function replaceHash(parts, how) {
    const text = "#" + parts.join("&"), changed = text !== (location.hash || "#");
    if (changed) history[how](null, "", text === "#" ? location.pathname + location.search : text);
    return changed;
  }

  /** Puts the part in view into the address, which is no step of its own. */
  function writeView() {
    const others = location.hash.slice(1).split("&").filter((part) => part && !part.startsWith("view="));
    replaceHash([...others, ...Camera.toAddress().map(written)], "replaceState");
  }

  function readAddress(from) {
    going = null;
    const read = new URLSearchParams(location.hash.slice(1).replace(/\+/g, "%2B"));
    Draw.place(Places.fromAddress(read));
    Communities.fromAddress(read);
    Filter.fromAddress(read);  // writes the chips of all of them
    Table.fromAddress(read);
    const entity = Data.byId.get(read.get("entity"));
    const relation = /^\d+$/.test(read.get("relation") || "") ? Data.relations[Number(read.get("relation"))] : undefined;
    const ends = { from: Data.byId.get(read.get("from")), to: Data.byId.get(read.get("to")), nth: Number(read.get("way") || 1) - 1 };
    const community = Communities.at(read.get("community")), rest = Communities.restAt(read.get("rest")), tie = read.get("tie");
    const target = entity ? { entity } : community ? { community } : rest ? { rest } : tie ? { tie } : ends.from && ends.to ? ends
      : relation ? { relation } : Data.familySlot.has(read.get("family")) ? { family: read.get("family") }
        : ["entities", "relations"].includes(read.get("list")) ? { all: read.get("list") } : {};
    if (target.entity?.hidden || target.relation?.hidden) open({}, from);
    else open(target, Object.keys(target).length ? "address" : from);
    const seen = Camera.fromAddress(read, from !== "start");
    if (!seen && from !== "start" && !Object.keys(target).length) Camera.whole();
  }

  /* ---- keyboard, zoom, sheet -------------------------------------------------------------- */

  const sheetState = () => document.body.dataset.sheet || "low";

  function setSheet(state) {
    document.body.dataset.sheet = state;
    byId("sheet").setAttribute("aria-expanded", String(state !== "low"));
  }

  /** The legend is open where there is room for it; where there is not, it can be opened. */
  function foldLegend() {
    byId("legend").open = !small.matches;
  }

  const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  const STEP = 20;  // pixels that a key moves a node

  /** Remembers what a button of the entity's panel has done, and shows it there. */
  function reread(act) {
    writeAddress();
    Panel.entity(shown.entity);
    byId("reading").querySelector(`[data-act="${act}"]`)?.focus();
  }

  function pin(entity) {
    Pins.pin(entity, !Pins.isPinned(entity));
    Filter.apply();
    status.textContent = `${entity.name} ${Pins.isPinned(entity) ? "pinned" : "no longer pinned"}`;
  }

  function hide(entity) {
    Pins.hide(entity);
    Filter.apply();
    open({}, "panel");
    status.textContent = `${entity.name} put off the map`;
  }

  function moved() {
    writeAddress();
    Filter.apply();  // for the chip
    const left = Places.left();
    status.textContent = left ? `Moved; the address has no room for the ${plural(left, "place")} changed first` : "Moved";
  }

  /** Keys for what is opened; true if it was one. */
  function entityKey(event) {
    const { entity } = shown, [dx, dy] = MOVES[event.key] || [];
    if (!entity) return false;
    if (event.shiftKey && dx !== undefined) {
      Draw.shift(entity, entity, dx * STEP, dy * STEP);
      moved();
    } else if (event.key.toLowerCase() === "p") {
      pin(entity);
      writeAddress();
      Panel.entity(entity);
    } else if (event.key.toLowerCase() === "h") {
      hide(entity);
      byId("canvas").focus();
    } else return false;
    return true;
  }

  function mapKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const taken = entityKey(event);
    if (!taken && Object.hasOwn(MOVES, event.key)) Camera.pan(...MOVES[event.key]);
    else if (event.key === "+" || event.key === "=") Camera.zoom(1.4);
    else if (event.key === "-") Camera.zoom(1 / 1.4);
    else if (event.key === "0") Camera.whole();
    else if (!taken) return;
    event.preventDefault();
  }

  function pageKey(event) {
    const typing = event.target.closest?.("input, textarea");
    if (event.key === "Escape") open({}, "panel");
    else if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      Search.focus();
    }
  }

  function listen() {
    byId("canvas").addEventListener("keydown", mapKey);
    document.addEventListener("keydown", pageKey);
    byId("closer").addEventListener("click", () => Camera.zoom(1.4));
    byId("farther").addEventListener("click", () => Camera.zoom(1 / 1.4));
    byId("whole").addEventListener("click", () => Camera.whole());
    byId("sheet").addEventListener("click", () => setSheet({ low: "half", half: "high", high: "low" }[sheetState()]));
    byId("skip").addEventListener("click", (event) => { event.preventDefault(); byId("panel").focus(); });
    small.addEventListener("change", foldLegend);
    window.addEventListener("beforeprint", Save.toPaper);
    window.addEventListener("afterprint", Save.fromPaper);
    window.addEventListener("hashchange", () => readAddress("address"));  // Back and forward, too: no two steps have one hash
  }

  /* ---- start ------------------------------------------------------------------------------ */

  Panel.start({
    open: (target) => open(target, "panel"), wayFrom: Search.wayFrom,
    collapse: (some, shut) => {
      Communities.set(some, shut);
      open(shown, "panel");
      if (!Object.keys(shown).length) Camera.whole();
      status.textContent = Communities.counted() || "Everything is expanded";
    },
    only: (community) => {
      Filter.only(community);
      writeAddress();
      open(shown, "map");
      Camera.whole();
      byId("reading").querySelector('[data-act="only"]')?.focus();
    },
    focusOn: (entity, steps) => {
      Filter.focusOn(entity, steps);
      Camera.whole();
      reread(String(steps));
    },
    pin: (entity) => { pin(entity); reread("pin"); },
    hide,
  });
  writeScope();
  foldLegend();
  setSheet("low");
  if (!Data.entities.length) {
    document.body.classList.add("empty");
    Search.disable();
    byId("as-table").disabled = true;
    Panel.empty();
    return;
  }
  Filter.start((handle) => {
    if (shown.entity?.hidden || shown.relation?.hidden || (shown.tie && !Communities.tie(shown.tie))) shown = {};
    writeAddress(handle);
    open(shown, "map");
  });
  Table.start({ open: (target) => open(target, "panel"), told: writeAddress });
  Communities.start(Filter.apply);
  Draw.start((found, how) => {
    if (how === "expand") Communities.set([found.community], false);
    open(found.tie ? { tie: found.tie.key } : found, "map");
  }, moved);
  Search.start(open);
  listen();
  readAddress("start");
  Camera.onRest(writeView);
  setTimeout(Data.readNames, 300);  // so that the first letter of a search needs not wait for it

  // For tests: what is drawn where.
  window.kgraph = {
    boxes: Draw.boxes,
    still: Draw.still,
    whereIs: (id) => Draw.whereIs({ entity: Data.byId.get(id) }),
    whereIsCommunity: (at) => Draw.whereIs({ body: Communities.all[at] }),
    whereIsRest: (at) => Draw.whereIs({ body: Communities.rests[at] }),
    whereIsRelation: (at) => Draw.whereIs({ relation: Data.relations[at] }),
  };
})();
