"use strict";
/* Panel: what can be read beside the map.  Every text of the documents reaches the page through
   `textContent`, as the children of `el`; there is no way here to write markup. */

const Panel = (() => {
  const SVG = "http://www.w3.org/2000/svg";
  const PAGE = 60;  // list entries shown before "Show more"
  const box = document.getElementById("reading");
  let go = null;

  /* ---- building blocks -------------------------------------------------------------------- */

  /** A new element; `settings` are attributes, or listeners where the value is a function. */
  function el(name, settings, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(settings || {})) {
      if (typeof value === "function") made.addEventListener(key, value);
      else if (value !== null && value !== undefined && value !== false) made.setAttribute(key, value === true ? "" : value);
    }
    made.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
    return made;
  }

  /** The parts with a dot between each two. */
  const dotted = (parts) => parts.filter(Boolean).flatMap((part, at) => (at ? [" · ", part] : [part]));

  const plural = (n, one, many) => `${n.toLocaleString("en")} ${n === 1 ? one : many || one + "s"}`;
  const sentenceCount = (relation) => plural(relation.sentences.length, "sentence");

  /** A text of the documents, kept from turning the text around it (right-to-left, overrides). */
  const said = (text, name = "bdi") => el(name, { dir: "auto" }, text);

  const SHAPES = {
    PERSON: "M8 1.5a6.5 6.5 0 1 0 .01 0z", ORG: "M2.2 2.2h11.6v11.6H2.2z", GPE: "M4.5 2h7L15 8l-3.5 6h-7L1 8z",
    LOC: "M1 2.5h14L8 15z", FAC: "M1 13.5h14L8 1z", PRODUCT: "M8 .5 15.5 8 8 15.5 .5 8z",
    EVENT: "M8 .6l2.3 4.9 5.3.6-3.9 3.6 1.050 5.2L8 12.3l-4.7 2.6 1.050-5.2L.4 6.1l5.3-.6z",
    WORK: "M3 1.5h6.5L13 5v9.5H3z", GROUP: "M5.5 1h5v4.5H15v5h-4.5V15h-5v-4.5H1v-5h4.5z",
  };

  /** The shape and colour that the map uses for a type. */
  function icon(type) {
    const drawn = document.createElementNS(SVG, "svg");
    drawn.setAttribute("viewBox", "0 0 16 16");
    drawn.setAttribute("class", "icon");
    drawn.setAttribute("aria-hidden", "true");
    const shape = document.createElementNS(SVG, "path");
    shape.setAttribute("d", SHAPES[type] || SHAPES.PERSON);
    shape.style.fill = `var(--type-${type}, var(--type-GROUP))`;
    drawn.append(shape);
    return drawn;
  }

  /** The line that the map uses for a relation. */
  function line(relation) {
    const drawn = el("span", { class: "line", "aria-hidden": "true" });
    drawn.style.borderTopColor = !relation.stated ? "var(--co)" : relation.polarity === "negative" ? "var(--denied)"
      : `var(--family-${Data.familySlot.get(relation.family)})`;
    drawn.style.borderTopStyle = { claimed: "dotted", asserted: "solid" }[relation.modality] || "dashed";
    return drawn;
  }

  const entityButton = (entity, settings) =>
    el("button", { type: "button", class: "entity", click: () => go({ entity }), ...settings }, icon(entity.type), said(entity.name));

  /** A list that shows its first entries, and the rest when asked. */
  function list(entries, draw, settings) {
    const made = el("ul", settings);
    const more = el("button", { type: "button", class: "more", click: () => add() });
    let shown = 0;
    function add() {
      const first = shown;
      made.append(...entries.slice(shown, shown + PAGE).map((entry) => el("li", null, draw(entry))));
      shown = Math.min(entries.length, shown + PAGE);
      more.hidden = shown >= entries.length;
      more.textContent = `Show more (${(entries.length - shown).toLocaleString("en")} left)`;
      if (first) made.children[first].querySelector("button, a")?.focus();
    }
    add();
    return [made, more.hidden ? null : more];
  }

  const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December"];

  /** "2025-09-03" as "3 September 2025"; what is no such date, as it is. */
  function day(date) {
    const found = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?/.exec(date || "");
    if (!found || (found[2] && !MONTHS[found[2] - 1])) return date || "";
    return [found[3] && String(Number(found[3])), found[2] && MONTHS[found[2] - 1], found[1]].filter(Boolean).join(" ");
  }

  /** Two dates as a range that says the month and the year once where they are the same. */
  function dateRange(first, last) {
    const from = day(first).split(" "), to = day(last).split(" ");
    if (!first || from.join() === to.join()) return from.join(" ");
    let shared = 0;
    while (from.length === to.length && from[from.length - 1 - shared] === to[to.length - 1 - shared]) shared++;
    return `${from.slice(0, from.length - shared).join(" ")} – ${to.join(" ")}`;
  }

  /* ---- sentences -------------------------------------------------------------------------- */

  /** The sentence with marks on it.  A mark is {start, end, role, label}; the first that claims a letter keeps it. */
  function marked(text, marks) {
    const letters = Array.from(text);  // code points, as the offsets are
    const owner = new Array(letters.length).fill(null);
    for (const mark of marks) {
      for (let at = Math.max(0, mark.start); at < Math.min(mark.end, letters.length); at++) owner[at] = owner[at] || mark;
    }
    const made = el("blockquote", { dir: "auto" });
    for (let at = 0; at < letters.length;) {
      let end = at;
      while (end < letters.length && owner[end] === owner[at]) end++;
      const piece = letters.slice(at, end).join("");
      made.append(owner[at] ? el("mark", { class: owner[at].role, title: owner[at].label }, piece) : piece);
      at = end;
    }
    return made;
  }

  /** Where the sentence names an entity, as marks. */
  function mentions(sentence, entity, role) {
    const found = [];
    for (let at = 0; at < sentence.marks.length; at += 3) {
      if (sentence.marks[at] !== entity.index) continue;
      found.push({ start: sentence.marks[at + 1], end: sentence.marks[at + 2], role, label: entity.name });
    }
    return found;
  }

  function argumentMarks(argument, sentence, entity, role) {
    if (!argument || argument.start === undefined) return entity ? mentions(sentence, entity, role) : [];
    const label = entity ? entity.name : "what is said";
    const whole = { start: argument.start, end: argument.end, role, label };
    // In a long phrase the name alone is marked: "the leaders of Russia" would hide who it is.
    const inside = entity ? mentions(sentence, entity, role).filter((m) => m.start >= whole.start && m.end <= whole.end) : [];
    return inside.length ? inside : [whole];
  }

  function cite(document) {
    const title = document.title || document.name;
    return el("cite", null, document.address
      ? el("a", { href: document.address, rel: "noopener noreferrer", target: "_blank", dir: "auto" }, title) : said(title));
  }

  function sourceLine(document) {
    return el("p", { class: "source" }, dotted([cite(document), document.outlet && said(document.outlet),
      document.date && el("time", { datetime: document.date }, day(document.date))]));
  }

  const MODALITY = { planned: "planned", possible: "possible", claimed: "claimed" };

  function badges(statement) {
    return [
      statement.polarity === "negative" && el("span", { class: "badge denied" }, "✕ not so"),
      statement.polarity === "mixed" && el("span", { class: "badge denied" }, "✕ also denied"),
      MODALITY[statement.modality] && el("span", { class: `badge ${statement.modality}` }, MODALITY[statement.modality]),
      statement.ended && el("span", { class: "badge" }, "ended"),
      statement.time && el("span", { class: "badge" }, day(statement.time)),
    ].filter(Boolean);
  }

  function statementCard(statement, relation) {
    const { sentence } = statement;
    const marks = [
      ...argumentMarks(statement.subject, sentence, relation.subject, "end"),
      ...argumentMarks(statement.object, sentence, relation.object, "end"),
      ...argumentMarks(statement.predicate, sentence, null, "predicate"),
    ];
    const who = statement.source && el("p", { class: "who" }, "according to ", said(statement.source.text));
    const found = badges(statement);
    return el("article", { class: "statement" },
      marked(sentence.text, marks), found.length ? el("p", { class: "badges" }, found) : null, who, sourceLine(sentence.document));
  }

  function sentenceCard(sentence, relation) {
    const marks = [...mentions(sentence, relation.subject, "end"), ...mentions(sentence, relation.object, "end")];
    return el("article", { class: "statement" }, marked(sentence.text, marks), sourceLine(sentence.document));
  }

  /* ---- views ------------------------------------------------------------------------------ */

  function show(heading, ...children) {
    box.replaceChildren(...[heading, ...children.flat()].filter(Boolean));
    box.scrollTop = 0;
  }

  const back = (label = "Overview") =>
    el("button", { type: "button", class: "back", click: () => go({}) }, "← ", label);

  /** A relation in a list: its line, the other end or both, how many sentences. */
  function relationButton(relation, from) {
    const arrow = relation.symmetric || !relation.stated ? "–" : relation.subject === from || !from ? "→" : "←";
    const names = from
      ? [el("span", { class: "arrow" }, arrow), icon(Data.other(relation, from).type), said(Data.other(relation, from).name)]
      : [said(relation.subject.name), el("span", { class: "arrow" }, arrow), said(relation.object.name)];
    return el("button", { type: "button", class: "relation", click: () => go({ relation }),
      "aria-label": `${relation.subject.name}, ${relation.stated ? relation.type : "in one sentence with"}, ${relation.object.name}: ${sentenceCount(relation)}` },
    line(relation), el("span", { class: "names" }, names),
    badges(relation), el("span", { class: "count" }, relation.sentences.length.toLocaleString("en")));
  }

  function overview() {
    const top = Data.ranked.filter((entity) => !entity.hidden && entity.score).slice(0, 12);
    const most = top.length ? top[0].score : 1;
    const bar = (share) => { const made = el("span", { class: "bar", "aria-hidden": "true" }); made.style.setProperty("--share", share); return made; };
    const types = Data.count(Data.stated.filter((found) => !found.hidden).map((found) => found.type)).slice(0, 12);
    const strongest = Data.stated.filter((found) => !found.hidden)
      .sort((a, b) => b.sentences.length - a.sentences.length || a.index - b.index).slice(0, 6);
    show(el("h2", null, "Who is connected to whom"),
      el("p", { class: "hint" }, "Choose a name or a line to read the sentences behind it."),
      top.length > 0 && el("h3", null, "Most connected"),
      top.length > 0 && el("ol", { class: "top" }, top.map((entity) => el("li", null,
        el("button", { type: "button", class: "entity", click: () => go({ entity }) },
          icon(entity.type), said(entity.name), bar(entity.score / most), el("span", { class: "count", title: "relations" }, entity.relations.length.toLocaleString("en")))))),
      strongest.length > 0 && el("h3", null, "Best-evidenced statements"),
      strongest.length > 0 && el("ul", { class: "relations" }, strongest.map((relation) =>
        el("li", null, el("p", { class: "kind" }, said(relation.type)), relationButton(relation, null)))),
      types.length > 0 && el("h3", null, "What is stated"),
      types.length > 0 && el("ul", { class: "chips" }, types.map(([type, n]) => el("li", null,
        el("button", { type: "button", class: "chip", click: () => go({ type }) }, said(type), el("span", { class: "count" }, n.toLocaleString("en")))))),
      el("h3", null, "Everything as a list"),
      el("ul", { class: "chips" }, [["entities", "Entities", Data.entities], ["relations", "Relations", Data.relations]].map(
        ([all, label, set]) => el("li", null, el("button", { type: "button", class: "chip", click: () => go({ all }) },
          label, el("span", { class: "count" }, set.filter((found) => !found.hidden).length.toLocaleString("en")))))));
  }

  function entity(found) {
    const visible = found.relations.filter((relation) => !relation.hidden);
    const hidden = found.relations.length - visible.length;
    const byType = new Map();
    for (const relation of visible.filter((one) => one.stated)) {
      if (!byType.has(relation.type)) byType.set(relation.type, []);
      byType.get(relation.type).push(relation);
    }
    const weight = (relations) => relations.reduce((sum, one) => sum + one.sentences.length, 0);
    const order = (a, b) => b.sentences.length - a.sentences.length || a.index - b.index;
    const groups = [...byType].sort((a, b) => weight(b[1]) - weight(a[1]) || (a[0] < b[0] ? -1 : 1));
    const together = visible.filter((one) => !one.stated).sort(order);
    const articles = [...found.articles].sort((a, b) => b.mentions - a.mentions);
    const dates = articles.map((one) => one.document.date).filter(Boolean).sort();
    const count = articles.reduce((sum, one) => sum + one.mentions, 0);
    show(back(), el("h2", { class: "name" }, icon(found.type), said(found.name, "span")),
      el("p", { class: "facts" }, Data.typeName(found.type), " · ", plural(count, "mention"), " in ", plural(articles.length, "article"),
        dates.length > 0 && ` · ${dateRange(dates[0], dates[dates.length - 1])}`),
      found.aliases.length > 0 && el("p", { class: "aliases" }, "Also ", found.aliases.flatMap((alias, at) => [at ? ", " : "", said(alias)])),
      groups.length > 0 && el("h3", null, "Stated", el("span", { class: "count" }, groups.reduce((sum, one) => sum + one[1].length, 0).toLocaleString("en"))),
      groups.map(([type, relations]) => [el("h4", null, said(type)), ...list(relations.sort(order), (one) => relationButton(one, found), { class: "relations" })]).flat(),
      together.length > 0 && el("h3", null, "In one sentence with", el("span", { class: "count" }, together.length.toLocaleString("en"))),
      together.length > 0 && list(together, (one) => relationButton(one, found), { class: "relations" }),
      !found.relations.length && el("p", { class: "hint" }, "No sentence connects it to another entity."),
      hidden > 0 && el("p", { class: "hint" }, `${plural(hidden, "relation")} hidden by the filters.`),
      articles.length > 0 && el("h3", null, "Articles", el("span", { class: "count" }, articles.length.toLocaleString("en"))),
      articles.length > 0 && list(articles, (one) => sourceLine(one.document), { class: "articles" }));
  }

  function relation(found) {
    const beside = Data.parallel(found).filter((one) => !one.hidden).sort((a, b) => b.stated - a.stated || a.index - b.index);
    const arrow = !found.stated || found.symmetric ? "–" : "→";
    const cards = found.stated
      ? list(Data.statements(found), (one) => statementCard(one, found), { class: "statements" })
      : list(found.sentences, (one) => sentenceCard(one, found), { class: "statements" });
    const times = found.weight >= 10 ? Math.round(found.weight).toLocaleString("en") : found.weight;
    show(back(), el("h2", { class: "ends" }, entityButton(found.subject), el("span", { class: "arrow" }, arrow), entityButton(found.object)),
      el("p", { class: "predicate-line" }, line(found), found.stated ? said(found.type, "strong") : el("strong", null, "in one sentence"), badges(found)),
      el("p", { class: "facts" }, found.stated ? [said(found.family), " · "] : null,
        sentenceCount(found), " in ", plural(new Set(found.sentences.map((one) => one.document)).size, "article"),
        !found.stated && ` · ${times} times as often as by chance`),
      cards,
      beside.length > 0 && el("h3", null, "Also between these two", el("span", { class: "count" }, beside.length.toLocaleString("en"))),
      beside.length > 0 && list(beside, (one) => [el("p", { class: "kind" }, one.stated ? said(one.type) : "in one sentence"), relationButton(one, null)], { class: "relations" }));
  }

  function type(name) {
    const found = Data.stated.filter((one) => one.type === name && !one.hidden)
      .sort((a, b) => b.sentences.length - a.sentences.length || a.index - b.index);
    show(back(), el("h2", null, said(name)), el("p", { class: "facts" }, plural(found.length, "relation")),
      list(found, (one) => relationButton(one, null), { class: "relations" }));
  }

  function all(kind) {
    if (kind === "entities") {
      const found = Data.ranked.filter((one) => !one.hidden);
      show(back(), el("h2", null, plural(found.length, "entity", "entities")), list(found, (one) => entityButton(one), { class: "relations" }));
    } else {
      const found = Data.relations.filter((one) => !one.hidden)
        .sort((a, b) => b.stated - a.stated || b.sentences.length - a.sentences.length || a.index - b.index);
      show(back(), el("h2", null, plural(found.length, "relation")), list(found, (one) =>
        [el("p", { class: "kind" }, one.stated ? said(one.type) : "in one sentence"), relationButton(one, null)], { class: "relations" }));
    }
  }

  function empty() {
    show(el("h2", null, "Nothing to show"),
      el("p", { class: "hint" }, `No entities were found in ${plural(Data.scope.documents, "document")}.`));
  }

  return { el, icon, said, plural, dotted, dateRange, overview, entity, relation, type, all, empty, start: (choose) => { go = choose; } };
})();
