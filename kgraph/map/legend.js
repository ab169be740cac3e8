"use strict";
/* Legend: what the colours and lines mean, with toggles and handles that filter, and a chip for each filter in force.
   Shapes and lines are always in sight; sources, confidence, outlets and dates are in a part that opens.

   They write into `asked`, which filter.js reads: {off, least, first, most, span, focus}. */

const Legend = (() => {
  const { el, icon, said, plural, dateRange } = Elements;
  const byId = (id) => document.getElementById(id);
  const FEW_OUTLETS = 4, MANY_OUTLETS = 12;  // from here on "All" and "None", above it a field to find one
  const FEW_CHIPS = 3;  // more outlets stand in one chip
  const TALL = 900;  // pixels of a page that has room for all filters beside the picture
  const values = new Map();  // of each group, those that have a toggle
  let asked = null, changed = null, done = null, everything = null;

  const known = (group) => values.get(group) || new Set();

  function toggle(group, value, label, mark, n) {
    values.set(group, known(group).add(value));
    const made = el("button", { type: "button", class: "key", "aria-pressed": "true",
      "data-group": group, "data-value": value,
      click: () => {
        if (asked.off[group].has(value)) asked.off[group].delete(value); else asked.off[group].add(value);
        changed();
        done();
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
      input: () => { asked.least[name] = Number(made.value); changed(); }, change: () => done(name) });
    return el("li", { class: "least" }, el("label", null, made, el("span")));
  }

  function showSlider(input) {
    const { name } = input.dataset;
    input.value = asked.least[name];
    const text = SAID[name](asked.least[name]);
    input.setAttribute("aria-valuetext", text);
    input.nextSibling.textContent = text;
  }

  /** Sliders where they would make a difference. */
  function sliders() {
    const most = Data.relations.reduce((found, one) => Math.max(found, one.sources), 1);
    const sure = Data.stated.map((one) => one.confidence);
    const high = sure.reduce((a, b) => Math.max(a, b), 0), low = sure.reduce((a, b) => Math.min(a, b), 1);
    return [
      most > 1 && slider("sources", "Relations of at least so many independent sources", { min: 1, max: Math.min(asked.most.sources, most) }),
      high - low > 0.05 && slider("confidence", "Stated relations of at least this confidence",
        { min: 0, max: Math.floor(high * 20) / 20, step: 0.05 }),
    ].filter(Boolean);
  }

  /** Outlets and dates, where there is something to choose. */
  function articles() {
    const { outlets } = Evidence;
    const keys = outlets.map(([name, n]) => toggle("outlet", name, name || "no outlet", null, n));
    const from = keys.length > 1 && group("Outlets", [...choices(outlets.map(([name]) => name), keys), ...keys], "outlets");
    return [group("Dates", dates(), "dates"), from].filter(Boolean);
  }

  /** Handles over a histogram, or the one date in words, and the articles without a date. */
  function dates() {
    const { scale, undated } = Evidence, several = scale && scale.edges.length > 2;
    if (!several && !(scale && undated)) return [];
    const line = several ? Timeline.make(scale, (since, until) => { Object.assign(asked.span, { since, until }); changed(); }, () => done("span"))
      : el("span", { class: "only-date" }, Elements.day(Dates.iso(scale.edges[0])));
    return [el("li", null, line), undated > 0 && toggle("date", "undated", "undated", null, undated)].filter(Boolean);
  }

  /** Above many outlets: all, none, and a field that finds one. */
  function choices(names, keys) {
    const all = (values) => { asked.off.outlet = new Set(values); changed(); done(); };
    const button = (label, name, values) => el("button", { type: "button", class: "choice", click: () => all(values),
      "aria-label": name }, label);
    const find = el("input", { type: "search", class: "find-outlet", placeholder: "Find an outlet", "aria-label": "Find an outlet",
      input: () => {
        const wanted = Data.fold(find.value);
        keys.forEach((key, at) => { key.hidden = !Data.fold(names[at] || "no outlet").includes(wanted); });
      } });
    if (keys.length < FEW_OUTLETS) return [];
    return [el("li", null, button("All", "All outlets", []), button("None", "None of the outlets", names)), keys.length > MANY_OUTLETS && el("li", null, find)].filter(Boolean);
  }

  const group = (label, keys, name) => keys.length > 0 && el("div", { class: `group ${name || ""}`, role: "group", "aria-label": label },
    el("span", { class: "group-name" }, label), el("ul", null, keys));

  /** Toggles for all that is stated and for co-mentions; null for what the map has none of. */
  function kinds() {
    const stated = Data.stated.length, together = Data.relations.length - stated;
    const many = el("span", { class: "line many", "aria-hidden": "true" });
    return [stated > 0 && toggle("kind", "stated", "Stated", many, stated),
      together > 0 && toggle("kind", "co-mention", "In one sentence", lineMark("var(--co)"), together)];
  }

  function legend() {
    const types = Data.types.map(([type, n]) => toggle("type", type, Data.typePlural(type), icon(type), n));
    const families = Data.families.map(([family, n]) =>
      toggle("family", family, family, lineMark(`var(--family-${Data.familySlot.get(family)})`), n));
    const [stated, together] = kinds(), several = families.length > 1;
    const lines = group("Lines", [stated, !several && together, ...manners()].filter(Boolean), "lines");
    const more = [group("At least", sliders(), "limits"), ...articles()].filter(Boolean);
    const left = Communities.rests.reduce((sum, one) => sum + one.count, 0);
    if (left) types.push(toggle("kind", "rest", "not shown one by one", el("span", { class: "disc rest", "aria-hidden": "true" }), left));
    byId("keys").append(...[
      group("Entities", types),
      several && group("Relations", [...families, together].filter(Boolean)),
      more.length > 0 ? el("div", { class: "last-row" }, lines, opener()) : lines,
      more.length > 0 && el("div", { class: "more-filters", id: "more-filters" }, more),
    ].filter(Boolean));
    if (more.length) openMore(innerHeight >= TALL || matchMedia("(max-width: 760px)").matches);
    byId("show-all").addEventListener("click", () => { everything(); done(); toChips(); });
  }

  /** The button that opens the rest of the filters and closes it. */
  const opener = () => el("button", { type: "button", class: "opener", id: "open-filters", "aria-controls": "more-filters",
    click: () => openMore(byId("more-filters").hidden) }, "More filters");

  function openMore(yes) {
    byId("more-filters").hidden = !yes;
    byId("open-filters").setAttribute("aria-expanded", String(yes));
  }

  /* ---- chips ------------------------------------------------------------------------------ */

  const nameOf = (group, value) => {
    const key = [...document.querySelectorAll(`.key[data-group="${group}"]`)].find((one) => one.dataset.value === value);
    return key ? key.querySelector("bdi").textContent : value;
  };

  const outletsOn = () => Evidence.outlets.map(([name]) => name).filter((name) => !asked.off.outlet.has(name));

  /** Of many outlets that are left out those that are not are named, or how many are. */
  function outletChips() {
    const off = [...asked.off.outlet], on = outletsOn();
    const all = () => asked.off.outlet.clear();
    if (off.length <= FEW_CHIPS && off.length <= on.length) return off.map((name) => chipOf("outlet", name));
    if (on.length && on.length <= FEW_CHIPS) return [[`only ${on.map((name) => name || "no outlet").join(", ")}`, all]];
    return off.length ? [[`without ${plural(off.length, "outlet")}`, all]] : [];
  }

  // What "without" and the legend's word would not say.
  const WITHOUT = new Map([["stated", "without what is stated"], ["co-mention", "without co-mentions"],
    ["rest", "without the dashed circles"], ["asserted", "without what is said as a fact"], ["planned", "without what is planned"],
    ["possible", "without what is possible"], ["claimed", "without what is claimed"], ["negative", "without what is not so"],
    ["ended", "without what has ended"]]);
  const OWN = new Set(["kind", "modality", "polarity", "state"]);  // groups with words of ours, not of the articles'

  const chipOf = (group, value) => [(OWN.has(group) && WITHOUT.get(value)) || `without ${nameOf(group, value)}`, () => asked.off[group].delete(value)];

  /** [words, what undoes it, what that is called] of each filter in force. */
  function inForce() {
    const { off, least, span, focus } = asked, found = [];
    if (focus.entity) found.push([`around ${focus.entity.name}: ${plural(focus.steps, "step")}`, () => { focus.entity = null; }]);
    if (focus.community) found.push([`only ${focus.community.name}`, () => { focus.community = null; }]);
    for (const [group, values] of Object.entries(off)) {
      if (group === "outlet") found.push(...outletChips());
      else found.push(...[...values].map((value) => chipOf(group, value)));
    }
    for (const name of Object.keys(least)) {
      if (least[name] !== asked.first[name]) found.push([SAID[name](least[name]), () => { least[name] = asked.first[name]; }]);
    }
    if (span.since !== null || span.until !== null) found.push([spanWords(span), () => Object.assign(span, { since: null, until: null })]);
    return [...found, ...Communities.chips(), ...Pins.chips(), ...Places.chips()];
  }

  function spanWords({ since, until }) {
    const day = (number) => Elements.day(Dates.iso(number));
    if (since === null) return `until ${day(until)}`;
    return until === null ? `since ${day(since)}` : dateRange(Dates.iso(since), Dates.iso(until));
  }

  /** The focus goes to the first chip; where none is left, to what they filtered. */
  const toChips = () => (byId("chips").querySelector("button") || byId(byId("table").hidden ? "canvas" : "table")).focus();

  /** Shows what is in force, what of it is hidden in all, and how the keys and handles stand. */
  function update(counts, text) {
    for (const key of document.querySelectorAll(".key")) {
      key.setAttribute("aria-pressed", String(!asked.off[key.dataset.group].has(key.dataset.value)));
    }
    for (const slider of document.querySelectorAll(".least input")) showSlider(slider);
    if (counts && document.querySelector(".timeline")) Timeline.draw(counts, asked.span.since, asked.span.until);
    const found = inForce();
    byId("filters").hidden = !found.length;
    byId("hidden-count").hidden = found.length === Places.chips().length;  // which "Show all" leaves alone
    byId("hidden-count").firstElementChild.textContent = text;
    byId("chips").replaceChildren(...found.map(([words, undo, called = "undo"]) => el("li", null,
      el("button", { type: "button", class: "chip", "aria-label": `${words}: ${called}`, title: called, click: () => {
        undo();
        changed();
        done();
        toChips();
      } }, said(words), el("span", { "aria-hidden": "true" }, "✕")))));
  }

  return {
    update, outletsOn, known,
    start: (given) => { ({ asked, changed, done, everything } = given); legend(); },
  };
})();
