"use strict";
/* Panel: what can be read beside the map: an overview, an entity, a relation, a way, lists. */

const Panel = (() => {
  const { el, icon, said, line, list, plural, dotted, dateRange } = Elements;
  const { statementCard, sentenceCard, sourceLine, badges } = Cards;
  const box = document.getElementById("reading");
  let go = null, acts = null;

  /* ---- building blocks -------------------------------------------------------------------- */

  const entityButton = (entity) =>
    el("button", { type: "button", class: "entity", click: () => go({ entity }) }, icon(entity.type), said(entity.name));

  /** How much of something lies inside the outlets and dates asked for, where it is not all. */
  const part = (n, all) => (n < all ? `${n.toLocaleString("en")} of ` : "");
  const sentenceCount = ({ seen, distinct }) => part(seen, distinct) + plural(distinct, "sentence");

  function show(...children) {
    box.replaceChildren(...children.flat(2).filter(Boolean));
    box.scrollTop = 0;
  }

  const back = () => el("button", { type: "button", class: "back", click: () => go({}) }, "← Overview");
  const counted = (n) => el("span", { class: "count" }, n.toLocaleString("en"));
  const hint = (text) => el("p", { class: "hint" }, text);
  const kind = (relation) => el("p", { class: "kind" }, relation.stated ? said(relation.type) : "in one sentence");
  const countedEvidence = ({ seen, distinct }) =>
    el("span", { class: "count" }, part(seen, distinct) + distinct.toLocaleString("en"));
  const byEvidence = (a, b) => b.stated - a.stated || b.seen - a.seen || a.index - b.index;
  const visible = (set) => set.filter((one) => !one.hidden);

  /** A heading with what stands under it; nothing where nothing does. */
  function section(title, n, ...children) {
    return n === 0 ? [] : [el("h3", null, title, n === null ? null : counted(n)), ...children];
  }

  /** A relation in a list: its line, the other end or both, how many sentences. */
  function relationButton(relation, from) {
    const { subject, object } = relation;
    const arrow = el("span", { class: "arrow" },
      relation.symmetric || !relation.stated ? "–" : subject === from || !from ? "→" : "←");
    const far = from && Data.other(relation, from);
    const names = from ? [arrow, icon(far.type), said(far.name)] : [said(subject.name), arrow, said(object.name)];
    const label = [subject.name, relation.stated ? relation.type : "in one sentence with", object.name].join(", ");
    return el("button", { type: "button", class: "relation", click: () => go({ relation }),
      "aria-label": `${label}: ${sentenceCount(relation)}` },
    line(relation), el("span", { class: "names" }, names), badges(relation), countedEvidence(relation));
  }

  const relationList = (relations, from) => list(relations, (one) =>
    (from ? relationButton(one, from) : [kind(one), relationButton(one, null)]), { class: "relations" });

  const chip = (label, n, target) => el("li", null,
    el("button", { type: "button", class: "chip", click: () => go(target) }, said(label), counted(n)));

  function topEntity(entity, most) {
    const bar = el("span", { class: "bar", "aria-hidden": "true" });
    bar.style.setProperty("--share", entity.score / most);
    return el("li", null, el("button", { type: "button", class: "entity", click: () => go({ entity }),
      "aria-label": `${entity.name}: ${plural(entity.relations.length, "relation")}` },
    icon(entity.type), said(entity.name), bar, counted(entity.relations.length)));
  }

  function overview() {
    const top = visible(Data.ranked).filter((one) => one.score).slice(0, 12);
    const stated = visible(Data.stated).sort(byEvidence);
    const types = Data.count(stated.map((one) => one.type)).slice(0, 12);
    show(el("h2", null, "Who is connected to whom"),
      hint("Choose a name or a line to read the sentences behind it."),
      section("Most connected", top.length && null,
        el("ol", { class: "top" }, top.map((one) => topEntity(one, top[0].score)))),
      section("Best-evidenced statements", stated.length && null, relationList(stated.slice(0, 6))),
      section("What is stated", types.length && null,
        el("ul", { class: "chips" }, types.map(([type, n]) => chip(type, n, { type })))),
      section("Everything as a list", null, el("ul", { class: "chips" },
        chip("Entities", visible(Data.entities).length, { all: "entities" }),
        chip("Relations", visible(Data.relations).length, { all: "relations" }))),
      section("Save what is shown", null, el("p", { class: "chips" },
        el("button", { type: "button", class: "chip", click: () => Save.picture() }, "Picture (PNG)"),
        el("button", { type: "button", class: "chip", click: () => Save.vector() }, "Drawing (SVG)"),
        el("button", { type: "button", class: "chip", click: () => Save.table() }, "Table with the sentences (CSV)"))),
      Data.manifest.length > 0 && Record.record());
  }

  function entity(found) {
    const relations = visible(found.relations).sort(byEvidence);
    const stated = relations.filter((one) => one.stated), together = relations.filter((one) => !one.stated);
    const hidden = found.relations.length - relations.length;
    const articles = [...found.articles].sort((a, b) => b.mentions - a.mentions);
    const inside = articles.filter((one) => one.document.inside), outside = articles.filter((one) => !one.document.inside);
    show(back(), el("h2", { class: "name" }, icon(found.type), said(found.name, "span")),
      entityFacts(found, articles), entityActs(found),
      found.aliases.length > 0 && el("p", { class: "aliases" }, "Also ",
        found.aliases.flatMap((alias, at) => [at ? ", " : "", said(alias)])),
      section("Stated", stated.length, byType(stated).flatMap(([type, group]) =>
        [el("h4", null, said(type)), ...relationList(group, found)])),
      section("In one sentence with", together.length, relationList(together, found)),
      !found.relations.length && hint("No sentence connects it to another entity."),
      hidden > 0 && hint(`${plural(hidden, "relation")} hidden by the filters.`),
      section("Articles", inside.length, list(inside, (one) => sourceLine(one.document), { class: "articles" })),
      section(OUTSIDE, outside.length, list(outside, (one) => sourceLine(one.document), { class: "articles" })));
  }

  /** Buttons that show only a neighbourhood, or look for a way to somebody else. */
  function entityActs(found) {
    const act = (label, act, settings) =>
      el("button", { type: "button", class: "chip", click: act, ...settings }, label);
    const { entity: inFocus, steps } = Filter.focus;
    const only = (n) => {
      const on = inFocus === found && steps === n;
      return act(`${plural(n, "step")} around`, () => acts.focusOn(on ? null : found, n), { "aria-pressed": String(on),
        title: "Show only what is so near" });
    };
    return found.relations.length > 0
      && el("p", { class: "chips acts" }, only(1), only(2), act("Way to …", () => acts.wayFrom(found)));
  }

  function entityFacts(found, articles) {
    const dates = articles.map((one) => one.document.date).filter(Boolean).sort();
    const mentions = articles.reduce((sum, one) => sum + one.mentions, 0);
    return el("p", { class: "facts" }, dotted([Data.typeName(found.type),
      `${plural(mentions, "mention")} in ${plural(articles.length, "article")}`,
      dates.length > 0 && said(dateRange(dates[0], dates[dates.length - 1]))]));
  }

  /** Relations as [type, relations], the type with the most sentences first. */
  function byType(relations) {
    const groups = new Map();
    for (const relation of relations) groups.set(relation.type, [...(groups.get(relation.type) || []), relation]);
    const weight = (group) => group.reduce((sum, one) => sum + one.distinct, 0);
    return [...groups].sort((a, b) => weight(b[1]) - weight(a[1]) || (a[0] < b[0] ? -1 : 1));
  }

  function relation(found) {
    const beside = visible(Data.parallel(found)).sort(byEvidence);
    const arrow = el("span", { class: "arrow" }, !found.stated || found.symmetric ? "–" : "→");
    const [inside, outside] = parted(found.stated ? Data.statements(found) : Data.bare(found));
    const cards = (pieces, settings) =>
      list(pieces, (one) => (found.stated ? statementCard(one, found) : sentenceCard(one, found)), settings);
    show(back(), el("h2", { class: "ends" }, entityButton(found.subject), arrow, entityButton(found.object)),
      el("p", { class: "predicate-line" }, line(found),
        found.stated ? said(found.type, "strong") : el("strong", null, "in one sentence"), badges(found)),
      relationFacts(found), otherWords(found), cards(inside, { class: "statements" }),
      section(OUTSIDE, outside.length, cards(outside, { class: "statements outside" })),
      section("Also between these two", beside.length, relationList(beside)));
  }

  const OUTSIDE = "Outside the outlets and dates chosen";

  /** Statements or sentences in two: with a place inside the outlets and dates asked for, and without. */
  function parted(pieces) {
    const inside = ({ one, also }) => [one.sentence || one, ...also].some(({ document }) => document.inside);
    return [pieces.filter(inside), pieces.filter((one) => !inside(one))];
  }

  /** The steps from one entity to another, each with its sentences. */
  function way(from, to, relations) {
    const heading = el("h2", { class: "ends" }, entityButton(from), el("span", { class: "arrow" }, "⋯"), entityButton(to));
    if (!relations) {
      show(back(), heading, hint("Nothing that is shown connects the two."));
      return;
    }
    const far = [from];
    for (const one of relations) far.push(Data.other(one, far[far.length - 1]));
    show(back(), heading, el("p", { class: "facts" },
      `${plural(relations.length, "step")}; of the shortest ways the best evidenced.`),
    relations.map((one, at) => [el("h3", null, `${at + 1}`), kind(one), relationButton(one, null), ...step(one)]));
  }

  /** The first sentences that speak for a relation; its button leads to all. */
  function step(one) {
    if (!one.stated) return parted(Data.bare(one))[0].slice(0, 3).map((piece) => sentenceCard(piece, one));
    const speaking = parted(Data.statements(one))[0].filter((piece) => piece.one.polarity !== "negative");
    return speaking.slice(0, 3).map((piece) => statementCard(piece, one));
  }

  function relationFacts(found) {
    const documents = [...new Set(found.sentences.map((one) => one.document))], articles = documents.length;
    const inside = documents.filter((one) => one.inside).length;
    const times = found.weight >= 10 ? Math.round(found.weight).toLocaleString("en") : found.weight;
    return el("p", { class: "facts" }, dotted([found.stated && said(found.family),
      `${sentenceCount(found)} in ${part(inside, articles)}${plural(articles, "article")}`,
      articles > 1 && plural(found.sources, "independent source"),
      !found.stated && `${times} times as often as by chance`]));
  }

  /** The words of the texts where they are not those of the edge. */
  const otherWords = ({ wordings }) => wordings.length > 0 && el("p", { class: "aliases" }, "Also as ",
    wordings.flatMap((words, at) => [at ? ", " : "", "“", said(words), "”"]));

  function type(name) {
    const found = Data.stated.filter((one) => one.type === name && !one.hidden).sort(byEvidence);
    show(back(), el("h2", null, said(name)), el("p", { class: "facts" }, plural(found.length, "relation")),
      list(found, (one) => relationButton(one, null), { class: "relations" }));
  }

  function all(what) {
    const entities = what === "entities";
    const found = visible(entities ? Data.ranked : Data.relations);
    const heading = entities ? plural(found.length, "entity", "entities") : plural(found.length, "relation");
    show(back(), el("h2", null, heading),
      entities ? list(found, (one) => entityButton(one), { class: "relations" }) : relationList(found.sort(byEvidence)));
  }

  function empty() {
    show(el("h2", null, "Nothing to show"), hint(`No entities were found in ${plural(Data.scope.documents, "document")}.`));
  }

  const waiting = () => show(el("h2", null, "Reading the sentences …"));

  function unreadable() {
    show(back(), el("h2", null, "The sentences stay closed here"),
      hint("They are packed in this file, and this browser has no DecompressionStream to unpack them. Chrome and Edge "
        + "have it from version 80, Firefox from 113, Safari from 16.4. The map and the lists of names work without it."));
  }

  return {
    overview, entity, relation, way, type, all, empty, waiting, unreadable,
    start: (given) => { acts = given; go = given.open; },
  };
})();
