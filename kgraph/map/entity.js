"use strict";
/* Entity: what can be read of one entity: what it is, what is stated of it by family, whom it is named with, where. */

const Entity = (() => {
  const { el, icon, said, list, plural, dotted, dateRange } = Elements;
  const { relationButton, relationList, section, back, counted, hint, byEvidence, visible, OUTSIDE } = Rows;
  // Rows that are shown of a long list at first.  A hub of hundreds of relations fills two screens so, not twenty,
  // and each family has its heading in sight.
  const FIRST = { family: 6, together: 12, articles: 12, roles: 4 };
  let go = null, acts = null;

  /** The panel's children. */
  function panel(found) {
    const relations = visible(found.relations).sort(byEvidence);
    const stated = relations.filter((one) => one.stated), together = relations.filter((one) => !one.stated);
    const hidden = found.relations.length - relations.length;
    const articles = [...found.articles].sort((a, b) => b.mentions - a.mentions);
    const inside = articles.filter((one) => one.document.inside), outside = articles.filter((one) => !one.document.inside);
    const lines = (some) => list(some, (one) => Cards.sourceLine(one.document), { class: "articles" }, FIRST.articles);
    return [back(), el("h2", { class: "name" }, icon(found.type), said(found.name, "span")), facts(found, articles),
      roles(found, stated), Members.line(found),
      found.aliases.length > 0 && el("p", { class: "aliases" }, "Also ",
        found.aliases.flatMap((alias, at) => [at ? ", " : "", said(alias)])),
      buttons(found),
      section("Stated", stated.length, byFamily(stated).flatMap((group) => familyOf(found, ...group))),
      section("In one sentence with", together.length, relationList(together, found, FIRST.together)),
      !found.relations.length && hint("No sentence connects it to another entity."),
      hidden > 0 && hint(`${plural(hidden, "relation")} hidden by the filters.`),
      section("Articles", inside.length, lines(inside)),
      section(OUTSIDE, outside.length, lines(outside))];
  }

  function facts(found, articles) {
    const dates = articles.map((one) => one.document.date).filter(Boolean).sort();
    const mentions = articles.reduce((sum, one) => sum + one.mentions, 0);
    const inside = articles.filter((one) => one.document.inside).length;
    return el("p", { class: "facts" }, dotted([Data.typeName(found.type),
      `${plural(mentions, "mention")} in ${plural(articles.length, "article")}${inside < articles.length ? `, ${inside.toLocaleString("en")} of them chosen` : ""}`,
      dates.length > 0 && said(dateRange(dates[0], dates[dates.length - 1]))]));
  }

  /** "president of China": offices that are plainly stated, those that are over last and called so; each opens its sentences. */
  function roles(found, stated) {
    const held = stated.filter((one) => one.office && one.subject === found && one.object !== found
      && one.polarity === "positive" && one.modality === "asserted").sort((a, b) => a.over - b.over);
    return held.length > 0 && list(held, (one) => el("button", { type: "button", class: "role", click: () => go({ relation: one }) },
      one.over && "formerly ", said(one.type), " of ", said(one.object.name)), { class: "roles" }, FIRST.roles);
  }

  /** Relations as [family, relations], those with most sentences first, the rest last. */
  function byFamily(relations) {
    const groups = new Map();
    for (const one of relations) {
      if (!groups.has(one.family)) groups.set(one.family, []);
      groups.get(one.family).push(one);
    }
    const weight = (group) => group.reduce((sum, one) => sum + one.seen, 0);
    return [...groups].sort((a, b) => (a[0] === "other") - (b[0] === "other") || weight(b[1]) - weight(a[1]) || (a[0] < b[0] ? -1 : 1));
  }

  /** A family with its relations; those of one type stand together, at the place of the best evidenced. */
  function familyOf(found, family, relations) {
    const place = new Map();
    for (const one of relations) if (!place.has(one.type)) place.set(one.type, place.size);
    const sorted = [...relations].sort((a, b) => place.get(a.type) - place.get(b.type));
    const mark = el("span", { class: "family-mark", "aria-hidden": "true" });
    mark.style.background = `var(--family-${Data.familySlot.get(family)})`;
    return [el("h4", { class: "family" }, mark, said(family), counted(relations.length)),
      ...list(sorted, (one) => relationButton(one, found, true), { class: "relations" }, FIRST.family)];
  }

  /** Buttons that show only a neighbourhood, look for a way to somebody else, pin it or put it off the map. */
  function buttons(found) {
    const act = (label, act, settings) => el("button", { type: "button", class: "chip", click: act, ...settings }, label);
    const { entity: inFocus, steps } = Filter.focus;
    const only = (n) => {
      const on = inFocus === found && steps === n;
      return act(`${plural(n, "step")} around`, () => acts.focusOn(on ? null : found, n), { "aria-pressed": String(on), "data-act": String(n),
        title: "Show only what is so near" });
    };
    const on = Pins.isPinned(found);
    return el("p", { class: "chips acts" }, found.relations.length > 0 && [only(1), only(2), act("Way to …", () => acts.wayFrom(found))],
      act("Pin", () => acts.pin(found), { "aria-pressed": String(on), "data-act": "pin", title: "Show and name it whatever the filters say (P)" }),
      act("Hide", () => acts.hide(found), { title: "Put it off the map (H)" }));
  }

  return { panel, start: (given) => { acts = given; go = given.open; } };
})();
