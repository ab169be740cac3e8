"use strict";
/* Panel: what can be read beside the map.  Every text of the documents reaches the page through
   `textContent`, as the children of `el`; there is no way here to write markup. */

const Panel = (() => {
  const SVG = "http://www.w3.org/2000/svg";
  const PAGE = 60;  // list entries shown before "Show more"
  const box = document.getElementById("reading");
  let go = null, acts = null;

  /* ---- building blocks -------------------------------------------------------------------- */

  /** A new element; `settings` are attributes, or listeners where the value is a function. */
  function el(name, settings, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(settings || {})) {
      if (typeof value === "function") made.addEventListener(key, value);
      else if (value !== null && value !== undefined) made.setAttribute(key, value);
    }
    made.append(...children.flat(2).filter((child) => child !== null && child !== undefined && child !== false));
    return made;
  }

  /** The parts with a dot between each two. */
  const dotted = (parts) => parts.filter(Boolean).flatMap((part, at) => (at ? [" · ", part] : [part]));

  const plural = (n, one, many) => `${n.toLocaleString("en")} ${n === 1 ? one : many || one + "s"}`;
  const sentenceCount = (relation) => plural(relation.distinct, "sentence");

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
    shape.setAttribute("d", Object.hasOwn(SHAPES, type) ? SHAPES[type] : SHAPES.PERSON);
    shape.style.fill = `var(--type-${Object.hasOwn(SHAPES, type) ? type : "GROUP"})`;
    drawn.append(shape);
    return drawn;
  }

  /** The line that the map uses for a relation. */
  function line(relation) {
    const drawn = el("span", { class: "line", "aria-hidden": "true" });
    const family = `var(--family-${Data.familySlot.get(relation.family)})`;
    drawn.style.borderTopColor = !relation.stated ? "var(--co)"
      : relation.polarity === "negative" ? "var(--denied)" : family;
    drawn.style.borderTopStyle = { claimed: "dotted", asserted: "solid" }[relation.modality] || "dashed";
    return drawn;
  }

  const entityButton = (entity) =>
    el("button", { type: "button", class: "entity", click: () => go({ entity }) }, icon(entity.type), said(entity.name));

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

  const SEASONS = { 21: "spring", 22: "summer", 23: "autumn", 24: "winter" };

  /** The time of a statement, which besides days may be a week, season, decade, century or an interval. */
  function when(time) {
    const [from, to] = (time || "").split("/");
    if (to !== undefined) {
      if (to === "..") return `since ${when(from)}`;
      return from === ".." ? `until ${when(to)}` : `${when(from)} – ${when(to)}`;
    }
    const part = /^(\d{4})-(?:W(\d\d)|(2[1-4]))$/.exec(from);
    if (part) return part[2] ? `week ${Number(part[2])} of ${part[1]}` : `${SEASONS[part[3]]} ${part[1]}`;
    if (/^\d{3}X$/.test(from)) return `${from.slice(0, 3)}0s`;
    return /^\d\dXX$/.test(from) ? `${from.slice(0, 2)}00s` : day(from);
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
    const named = entity ? mentions(sentence, entity, role) : [];
    const inside = named.filter((mark) => mark.start >= whole.start && mark.end <= whole.end);
    return inside.length ? inside : [whole];
  }

  function cite(document) {
    const title = document.title || document.name;
    return el("cite", null, document.address
      ? el("a", { href: document.address, rel: "noopener noreferrer", target: "_blank", dir: "auto" }, title) : said(title));
  }

  /** The article, outlet and date, and with a sentence a button that copies both. */
  function sourceLine(document, sentence) {
    const copy = sentence && el("button", { type: "button", class: "copy", click: () => Save.citation(sentence) }, "Copy");
    return el("p", { class: "source" }, dotted([cite(document), document.outlet && said(document.outlet),
      document.date && el("time", { datetime: document.date }, said(day(document.date))), copy]));
  }

  function badges(statement) {
    return [
      statement.polarity === "negative" && el("span", { class: "badge denied" }, "✕ not so"),
      statement.polarity === "mixed" && el("span", { class: "badge denied" }, "✕ also denied"),
      statement.modality !== "asserted" && el("span", { class: `badge ${statement.modality}` }, statement.modality),
      (statement.ended || statement.over) && el("span", { class: "badge" }, "ended"),
      statement.time && el("span", { class: "badge" }, said(when(statement.time))),
    ].filter(Boolean);
  }

  /** The other places where the sentence stands in the same words. */
  const alsoIn = (sentences) => sentences.length > 0 && el("div", { class: "also" }, el("p", null, "Also in"),
    list(sentences, (one) => sourceLine(one.document)));

  /** The article whose story the sentence counts with, where that is another one. */
  function countsWith(relation, sentence) {
    const origin = Data.origin(relation, sentence);
    return origin && el("p", { class: "origin" }, "counted as one source with ",
      dotted([cite(origin), origin.outlet && said(origin.outlet)]));
  }

  function statementCard({ one: statement, also }, relation) {
    const { sentence } = statement;
    const marks = [
      ...argumentMarks(statement.subject, sentence, relation.subject, "end"),
      ...argumentMarks(statement.object, sentence, relation.object, "end"),
      ...argumentMarks(statement.predicate, sentence, null, "predicate"),
    ];
    const tellers = statement.relayedBy.flatMap((teller) => [", as reported by ", said(teller.text)]);
    const who = statement.source && el("p", { class: "who" }, "according to ", said(statement.source.text), tellers);
    const found = badges(statement);
    return el("article", { class: "statement" }, marked(sentence.text, marks),
      found.length > 0 && el("p", { class: "badges" }, found), who, sourceLine(sentence.document, sentence),
      countsWith(relation, sentence), alsoIn(also));
  }

  function sentenceCard({ one: sentence, also }, relation) {
    const marks = [...mentions(sentence, relation.subject, "end"), ...mentions(sentence, relation.object, "end")];
    return el("article", { class: "statement" }, marked(sentence.text, marks), sourceLine(sentence.document, sentence),
      countsWith(relation, sentence), alsoIn(also));
  }

  /* ---- views ------------------------------------------------------------------------------ */

  function show(...children) {
    box.replaceChildren(...children.flat(2).filter(Boolean));
    box.scrollTop = 0;
  }

  const back = () => el("button", { type: "button", class: "back", click: () => go({}) }, "← Overview");
  const counted = (n) => el("span", { class: "count" }, n.toLocaleString("en"));
  const hint = (text) => el("p", { class: "hint" }, text);
  const kind = (relation) => el("p", { class: "kind" }, relation.stated ? said(relation.type) : "in one sentence");
  const byEvidence = (a, b) => b.stated - a.stated || b.distinct - a.distinct || a.index - b.index;
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
    line(relation), el("span", { class: "names" }, names), badges(relation), counted(relation.distinct));
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
        el("button", { type: "button", class: "chip", click: () => Save.table() }, "Table with the sentences (CSV)"))),
      Data.manifest.length > 0 && record());
  }

  /** What made the graph: versions, settings, counts, and the articles with the hashes of their contents. */
  function record() {
    const made = el("details", { class: "record" }, el("summary", null, "How this map was made"));
    made.addEventListener("toggle", () => made.append(el("dl", null, Data.manifest.flatMap(([key, value]) =>
      [el("dt", null, said(key)), el("dd", null, ...recorded(value))]))), { once: true });
    return made;
  }

  /** The entries of a list in JSON, nothing of another text. */
  function listed(value) {
    try {
      const found = JSON.parse(value);
      return Array.isArray(found) ? found : null;
    } catch {
      return null;
    }
  }

  /** The value of a record; of a list one entry a line. */
  function recorded(value) {
    const entries = listed(value);
    if (!entries) return [said(value)];
    if (!entries.length) return ["none"];
    return [el("ul", null, entries.map((entry) => el("li", null, said([entry].flat().join("  ")))))];
  }

  function entity(found) {
    const relations = visible(found.relations).sort(byEvidence);
    const stated = relations.filter((one) => one.stated), together = relations.filter((one) => !one.stated);
    const hidden = found.relations.length - relations.length;
    const articles = [...found.articles].sort((a, b) => b.mentions - a.mentions);
    show(back(), el("h2", { class: "name" }, icon(found.type), said(found.name, "span")),
      entityFacts(found, articles), entityActs(found),
      found.aliases.length > 0 && el("p", { class: "aliases" }, "Also ",
        found.aliases.flatMap((alias, at) => [at ? ", " : "", said(alias)])),
      section("Stated", stated.length, byType(stated).flatMap(([type, group]) =>
        [el("h4", null, said(type)), ...relationList(group, found)])),
      section("In one sentence with", together.length, relationList(together, found)),
      !found.relations.length && hint("No sentence connects it to another entity."),
      hidden > 0 && hint(`${plural(hidden, "relation")} hidden by the filters.`),
      section("Articles", articles.length, list(articles, (one) => sourceLine(one.document), { class: "articles" })));
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
    const cards = found.stated
      ? list(Data.statements(found), (one) => statementCard(one, found), { class: "statements" })
      : list(Data.bare(found), (one) => sentenceCard(one, found), { class: "statements" });
    show(back(), el("h2", { class: "ends" }, entityButton(found.subject), arrow, entityButton(found.object)),
      el("p", { class: "predicate-line" }, line(found),
        found.stated ? said(found.type, "strong") : el("strong", null, "in one sentence"), badges(found)),
      relationFacts(found), otherWords(found), cards, section("Also between these two", beside.length, relationList(beside)));
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
    if (!one.stated) return Data.bare(one).slice(0, 3).map((piece) => sentenceCard(piece, one));
    const speaking = Data.statements(one).filter((piece) => piece.one.polarity !== "negative");
    return speaking.slice(0, 3).map((piece) => statementCard(piece, one));
  }

  function relationFacts(found) {
    const articles = new Set(found.sentences.map((one) => one.document)).size;
    const times = found.weight >= 10 ? Math.round(found.weight).toLocaleString("en") : found.weight;
    return el("p", { class: "facts" }, dotted([found.stated && said(found.family),
      `${sentenceCount(found)} in ${plural(articles, "article")}`,
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
    el, icon, said, plural, dotted, dateRange, overview, entity, relation, way, type, all, empty, waiting, unreadable, day,
    start: (given) => { acts = given; go = given.open; },
  };
})();
