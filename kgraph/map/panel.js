"use strict";
/* Panel: what can be read beside the map: an overview, an entity, a relation, a way, lists. */

const Panel = (() => {
  const { el, said, line, list, plural, dotted } = Elements;
  const { statementCard, sentenceCard, badges } = Cards;
  const { OUTSIDE, entityButton, relationButton, relationList, section, back, hint, part, sentenceCount,
    byEvidence, visible, parted } = Rows;
  const box = document.getElementById("reading");
  let go = null;

  function show(...children) {
    const first = !box.firstChild, held = box.contains(document.activeElement) ? document.activeElement : null;
    box.replaceChildren(...children.flat(2).filter(Boolean));
    if (!first) box.scrollTop = 0;  // it lays the page out, which must not happen twice at the start
    if (held) Elements.refocus(box, held);
  }

  const overview = () => show(...Overview.panel());
  const family = (name) => show(...Overview.family(name));
  const entity = (found) => show(...Entity.panel(found));
  const community = (found) => show(...Members.community(found));
  const rest = (found) => show(...Members.rest(found));
  const tie = (found) => show(...Members.tie(found));

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

  /** The steps of one of the ways between two entities, each with its sentences, and buttons for the other ways. */
  function way(from, to, ways, nth) {
    const heading = el("h2", { class: "ends" }, entityButton(from), el("span", { class: "arrow" }, "⋯"), entityButton(to));
    if (!ways.length) {
      show(back(), heading, hint(`Nothing that is shown connects the two.${Data.relations.some((one) => one.hidden) ? " Without the filters there may be a way." : ""}`));
      return;
    }
    const relations = ways[nth];
    show(back(), heading, el("p", { class: "facts" }, nth ? `${plural(relations.length, "step")}.`
      : `${plural(relations.length, "step")}; of the shortest ways the best evidenced.`),
    ways.length > 1 && el("ul", { class: "chips ways", "aria-label": "Ways between the two" }, ways.map((one, at) => el("li", null,
      el("button", { type: "button", class: "chip", "aria-pressed": String(at === nth), click: () => go({ from, to, nth: at }) },
        via(Ways.stations(from, one).slice(1, -1)))))),
    relations.map((one, at) => [el("h3", null, `${at + 1}`), relationButton(one, null, true), ...step(one)]));
  }

  /** A way in words, by the entities between its ends. */
  const via = (between) => (between.length ? ["via ", between.flatMap((one, at) => [at ? ", " : "", said(one.name)])] : "direct");

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
      articles > 1 && part(found.heard, found.sources) + plural(found.sources, "independent source"),
      !found.stated && `${times} times as often as by chance`]));
  }

  /** The words of the texts where they are not those of the edge. */
  const otherWords = ({ wordings }) => wordings.length > 0 && el("p", { class: "aliases" }, "Also as ",
    wordings.flatMap((words, at) => [at ? ", " : "", "“", said(words), "”"]));

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
    overview, family, entity, community, rest, tie, relation, way, all, empty, waiting, unreadable,
    start: (given) => {
      go = given.open;
      Rows.start(go);
      Overview.start(go);
      Entity.start(given);
      Members.start(given);
    },
  };
})();
