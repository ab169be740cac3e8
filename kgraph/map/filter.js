"use strict";
/* Filter: what is shown.  The legend's toggles, the two sliders and the focus on a neighbourhood end
   in the `hidden` flags of entities and relations, which the canvas and the panel follow. */

const Filter = (() => {
  const { el, icon, said, plural } = Elements;
  const byId = (id) => document.getElementById(id);
  const off = { type: new Set(), family: new Set(), kind: new Set(), modality: new Set(), polarity: new Set(),
    state: new Set() };
  const least = { sources: 1, confidence: 0 };
  const FIRST = { ...least };  // what hides nothing
  const MOST_SOURCES = 10;  // a slider to the best-evidenced relation's hundreds would have no fine end
  const focus = { entity: null, steps: 0 };
  let told = null;

  /* ---- what passes ------------------------------------------------------------------------ */

  function passes(relation) {
    const { subject, object, stated } = relation;
    if (off.type.has(subject.type) || off.type.has(object.type) || off.kind.has(stated ? "stated" : "co-mention")
      || relation.sources < least.sources) return false;
    return !stated || !(off.family.has(relation.family) || off.modality.has(relation.modality)
      || off.polarity.has(relation.polarity) || (relation.over && off.state.has("ended")) || relation.confidence < least.confidence);
  }

  /** The entities within the focus's steps, over relations that pass; null where there is no focus. */
  function reach() {
    if (!focus.entity) return null;
    const found = new Set([focus.entity]);
    for (let step = 0; step < focus.steps; step++) {
      for (const entity of [...found]) {
        for (const one of entity.relations) if (passes(one)) found.add(Data.other(one, entity));
      }
    }
    return found;
  }

  /** Sets the `hidden` flags, hands what changed to the canvas, and counts. */
  function apply() {
    const near = reach();
    const set = (one, hidden) => { const changed = one.hidden !== hidden; one.hidden = hidden; return changed; };
    const entities = Data.entities.filter((one) => set(one, off.type.has(one.type) || (near !== null && !near.has(one))));
    const relations = Data.relations.filter((one) => set(one, one.subject.hidden || one.object.hidden || !passes(one)));
    for (const key of document.querySelectorAll(".key")) {
      key.setAttribute("aria-pressed", String(!off[key.dataset.group].has(key.dataset.value)));
    }
    for (const slider of document.querySelectorAll(".least input")) showSlider(slider);
    if (entities.length || relations.length) Draw.filter(entities, relations);
    count(entities.length || relations.length);
  }

  function count(announce) {
    const lost = [Data.entities, Data.relations].map((set) => set.filter((one) => one.hidden).length);
    const any = lost[0] + lost[1] > 0;
    const about = focus.entity ? `Only ${focus.entity.name} and what is ${plural(focus.steps, "step")} away: ` : "";
    const text = `${about}${plural(lost[0], "entity", "entities")} and ${plural(lost[1], "relation")} hidden`;
    byId("hidden-count").hidden = !any && !focus.entity;
    byId("hidden-count").firstChild.textContent = text;
    if (announce) byId("status").textContent = any ? text : "Nothing is hidden";
  }

  /** What was asked for is shown, whatever the filters say. */
  function reveal({ entity, relation }) {
    for (const one of relation ? [relation.subject, relation.object] : [entity]) off.type.delete(one.type);
    focus.entity = null;
    if (relation) {
      Object.assign(least, FIRST);
      off.kind.delete(relation.stated ? "stated" : "co-mention");
      for (const group of ["family", "modality", "polarity"]) off[group].delete(relation[group]);
      if (relation.over) off.state.clear();
    }
    apply();
  }

  function clear() {
    for (const values of Object.values(off)) values.clear();
    Object.assign(least, FIRST);
    focus.entity = null;
    apply();
  }

  /** Shows only the entity and what is one or two steps from it; without an entity, all again. */
  function focusOn(entity, steps) {
    Object.assign(focus, { entity, steps });
    apply();
  }

  /* ---- the legend ------------------------------------------------------------------------- */

  function toggle(group, value, label, mark, n) {
    const made = el("button", { type: "button", class: "key", "aria-pressed": "true",
      "data-group": group, "data-value": value,
      click: () => {
        if (off[group].has(value)) off[group].delete(value); else off[group].add(value);
        apply();
        told();
      } }, mark, said(label), el("span", { class: "count" }, n.toLocaleString("en")));
    return el("li", null, made);
  }

  function lineMark(color, style) {
    const made = el("span", { class: "line", "aria-hidden": "true" });
    made.style.borderTopColor = color;
    made.style.borderTopStyle = style || "solid";
    return made;
  }

  /** Toggles for what may be misread as fact, as far as the map has it; they explain the lines, too. */
  function manners() {
    const n = (key, value) => Data.stated.filter((one) => one[key] === value).length;
    const styles = { planned: "dashed", possible: "dashed", claimed: "dotted" };
    const made = Object.entries(styles).filter(([name]) => n("modality", name))
      .map(([name, style]) => toggle("modality", name, name, lineMark("var(--ink)", style), n("modality", name)));
    if (made.length) made.unshift(toggle("modality", "asserted", "as a fact", lineMark("var(--ink)"), n("modality", "asserted")));
    const denied = n("polarity", "negative");
    if (denied) made.push(toggle("polarity", "negative", "✕ not so", lineMark("var(--denied)"), denied));
    const over = Data.stated.filter((one) => one.over).length;
    return over ? [...made, toggle("state", "ended", "ended", el("span", { class: "line over", "aria-hidden": "true" }), over)] : made;
  }

  const SAID = {
    sources: (value) => (value > 1 ? `${value}+ sources` : "1+ source"),
    confidence: (value) => (value > 0 ? `confidence ${value}+` : "any confidence"),
  };

  function slider(name, label, settings) {
    const made = el("input", { type: "range", "data-name": name, "aria-label": label, ...settings,
      input: () => { least[name] = Number(made.value); apply(); }, change: () => told() });
    return el("li", { class: "least" }, el("label", null, made, el("span")));
  }

  function showSlider(input) {
    const { name } = input.dataset;
    input.value = least[name];
    const text = SAID[name](least[name]);
    input.setAttribute("aria-valuetext", text);
    input.nextSibling.textContent = text;
  }

  /** Sliders where they would make a difference. */
  function sliders() {
    const most = Data.relations.reduce((found, one) => Math.max(found, one.sources), 1);
    const sure = Data.stated.map((one) => one.confidence);
    const high = sure.reduce((a, b) => Math.max(a, b), 0), low = sure.reduce((a, b) => Math.min(a, b), 1);
    return [
      most > 1 && slider("sources", "Relations of at least so many independent sources", { min: 1, max: Math.min(MOST_SOURCES, most) }),
      high - low > 0.05 && slider("confidence", "Stated relations of at least this confidence",
        { min: 0, max: Math.floor(high * 20) / 20, step: 0.05 }),
    ].filter(Boolean);
  }

  function legend() {
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
      group("Relations", [...kinds, ...manners(), ...sliders()]),
      Data.families.length > 1 && group("Stated as", families),
      el("p", { class: "hidden-count", id: "hidden-count", hidden: true },
        el("span"), el("button", { type: "button", click: () => { clear(); told(); } }, "Show all")),
    ].filter(Boolean));
  }

  /* ---- the address ------------------------------------------------------------------------ */

  function toAddress() {
    const parts = Object.entries(off).flatMap(([group, values]) => [...values].sort().map((value) => [`no-${group}`, value]));
    for (const [name, value] of Object.entries(least)) if (value !== FIRST[name]) parts.push([`least-${name}`, String(value)]);
    return focus.entity ? [...parts, ["focus", focus.entity.id], ["steps", String(focus.steps)]] : parts;
  }

  function fromAddress(read) {
    for (const group of Object.keys(off)) off[group] = new Set(read.getAll(`no-${group}`));
    for (const name of Object.keys(least)) least[name] = Number(read.get(`least-${name}`)) || FIRST[name];
    focus.entity = Data.byId.get(read.get("focus")) || null;
    focus.steps = read.get("steps") === "2" ? 2 : 1;
    apply();
  }

  return {
    apply, reveal, focusOn, toAddress, fromAddress, focus,
    start: (onChange) => { told = onChange; legend(); },
  };
})();
