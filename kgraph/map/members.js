"use strict";
/* Members: what can be read of several entities at once: a community, what is not on the map one by one, and the
   relations that one line on the map stands for. */

const Members = (() => {
  const { el, icon, said, dotted, list, plural } = Elements;
  const { entityButton, relationList, section, back, counted, hint, byEvidence, visible } = Rows;
  const FIRST = 8, FIRST_MEMBERS = 30;  // rows before "Show more"
  const LISTED = 3;  // entities that make a community worth a row
  let acts = null, go = null;

  /** Names as a heading or on a button: each by itself, so that none turns the others around. */
  const names = (one) => one.names.flatMap((name, at) => [at ? ", " : "", said(name)]);

  const act = (label, click, settings) => el("button", { type: "button", class: "chip", click, ...settings }, label);

  function button(one, n) {
    const size = n === undefined ? plural(Communities.total(one), "entity", "entities") : plural(n, "relation");
    return el("button", { type: "button", class: "entity gathered", click: () => go(one.isRest ? { rest: one } : { community: one }),
      "aria-label": `${one.last ? "Others" : one.names.join(", ")}: ${size}` },
    el("span", { class: one.isRest ? "disc rest" : one.collapsed ? "disc shut" : "disc", "aria-hidden": "true" }),
    el("span", { class: "several" }, one.last ? "Others" : names(one)), counted(n === undefined ? Communities.total(one) : n));
  }

  /** Collapse and expand for all at once, where there are enough communities of enough entities. */
  function both() {
    if (!Communities.many) return null;
    const open = Communities.great.some((one) => !one.collapsed), shut = Communities.collapsed().length > 0;
    return el("p", { class: "chips acts" },
      act("Collapse all", () => acts.collapse(Communities.great, true), { disabled: open ? null : "" }),
      act("Expand all", () => acts.collapse(Communities.all, false), { disabled: shut ? null : "" }));
  }

  /** For the overview: the communities, and what is not on the map one by one. */
  function overview() {
    const found = Communities.all.filter((one) => one.entities.length >= LISTED), { rests } = Communities;
    return [
      found.length > 1 && section("Communities", found.length, both(), list(found, (one) => button(one), { class: "communities" }, FIRST)),
      section("Not shown one by one", rests.length && null,
        hint(`${plural(rests.reduce((sum, one) => sum + one.count, 0), "entity", "entities")} are in ${plural(rests.length, "node")}, by communities.`),
        list(rests, (one) => button(one), { class: "rests" }, FIRST)),
    ];
  }

  /** For an entity's panel: the community that it belongs to. */
  const line = ({ community }) => community && community.entities.length >= LISTED && el("p", { class: "aliases" }, "Community: ",
    el("button", { type: "button", class: "link", click: () => go({ community }) }, names(community)));

  function community(one) {
    const members = visible(one.entities), inside = Communities.inside(one).sort(byEvidence), only = Filter.focus.community === one;
    const hidden = one.entities.length - members.length;
    const near = Communities.neighbours(one);
    return [back(), el("h2", { class: "several" }, names(one)),
      el("p", { class: "facts" }, dotted([`Community of ${plural(one.entities.length, "entity", "entities")}`,
        `${plural(inside.length, "relation")} inside`, hidden > 0 && `${plural(hidden, "entity", "entities")} hidden by the filters`])),
      el("p", { class: "chips acts" },
        act(one.collapsed ? "Expand" : "Collapse", () => acts.collapse([one], !one.collapsed), { "data-act": "collapse",
          title: one.collapsed ? "Show its entities one by one" : "Show it as one node" }),
        act("Show only this", () => acts.only(only ? null : one), { "aria-pressed": String(only), "data-act": "only" })),
      one.rest && section("Not shown one by one", null, button(one.rest)),
      section("Members", members.length, list(members, entityButton, { class: "relations" }, FIRST_MEMBERS)),
      section("Best-evidenced relations inside", inside.length, relationList(inside, null, FIRST)),
      section("Most tied to", near.length && null, list(near, ([other, n]) => button(other, n), null, FIRST))];
  }

  /** What stands for entities that are not on the map. */
  function rest(one) {
    const parts = [[one.inside, "among themselves"], [one.outside, "with entities on the map"], [one.between, "with others that are not shown"]]
      .filter(([n]) => n).map(([n, words]) => `${n.toLocaleString("en")} ${words}`);
    const top = ({ name, type, relations }) => el("span", { class: "entity" }, icon(type), said(name),
      el("span", { class: "count" }, `${Data.typeName(type)}, ${plural(relations, "relation")}`));
    return [back(), el("h2", { class: "several" }, one.last ? "Others" : names(one)),
      el("p", { class: "facts" }, `Stands for ${plural(one.count, "entity", "entities")} and ${plural(one.relations, "relation")} that are not on `
        + `the map one by one${parts.length ? `: ${parts.join(", ")}` : ""}.`),
      one.last && hint("Nobody ties them to others, or only one or two of their community are left out."),
      hint("The filters do not reach them. A map with more of them one by one: kgraph build … --map-entities N. "
        + "The GraphML file and the store hold all."),
      one.community && section("Community", null, button(one.community)),
      section("Best connected of them", one.top.length && null, list(one.top, top, { class: "relations" })),
      section("On the map most tied to", one.ties.length && null, list(one.ties, ({ entity, n }) =>
        el("div", { class: "tied" }, entityButton(entity), el("span", { class: "count" }, plural(n, "relation"))), { class: "relations" })),
      section("Of what is not shown most tied to", one.others.length && null,
        list(one.others, ({ rest: other, n }) => button(other, n), { class: "relations" }))];
  }

  const end = (body) => (body.names ? button(body) : entityButton(body));

  /** The relations that a line between two nodes stands for. */
  function tie(one) {
    const relations = [...one.relations].sort(byEvidence);
    return [back(), el("h2", null, plural(relations.length, "relation")), el("div", { class: "tie-ends" }, one.ends.map(end)),
      hint(`One line on the map stands for all of them, since ${one.ends.every((each) => each.collapsed) ? "both ends are" : "one end is"} collapsed.`), ...relationList(relations)];
  }

  return { overview, line, community, rest, tie, start: (given) => { acts = given; go = given.open; } };
})();
