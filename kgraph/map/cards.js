"use strict";
/* Cards: what can be read of a relation's evidence: sentences with marks on them, where they stand, who says so. */

const Cards = (() => {
  const { el, dotted, said, list, day, when } = Elements;

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

  const FIRST_WORDS = 8;  // of a predicate that are looked for
  // Words that say nothing by themselves, or that a rule has put there ("is president of" for "President Xi").
  const SMALL = new Set("a also an are as at be been by did for from had has have in is not of on the to was were will with would".split(" "));

  /** A predicate that a rule has put together ("is president of", "memorandum with") has no place: marked is the longest
      run of its words that stands in the sentence once. */
  function predicateMarks({ predicate, sentence }) {
    if (!predicate || predicate.start !== undefined) return argumentMarks(predicate, sentence, null, "predicate");
    const words = predicate.text.trim().split(/\s+/).slice(0, FIRST_WORDS);
    for (let length = words.length; length > 0; length--) {
      for (let from = 0; from + length <= words.length; from++) {
        const found = once(words.slice(from, from + length), sentence.text);
        if (found) return [{ ...found, role: "predicate", label: "what is said" }];
      }
    }
    return [];
  }

  /** Where the words stand in the text, as {start, end} in code points, if they do once and say something. */
  function once(words, text) {
    if (words.every((word) => SMALL.has(word.toLowerCase()) || !/[\p{L}\p{N}]/u.test(word))) return null;
    const literal = words.map((word) => word.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&")).join("\\s+");
    const found = [...text.matchAll(new RegExp(`(?<![\\p{L}\\p{N}])${literal}(?![\\p{L}\\p{N}])`, "giu"))];
    if (found.length !== 1) return null;
    const start = Array.from(text.slice(0, found[0].index)).length;
    return { start, end: start + Array.from(found[0][0]).length };
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
    const copy = sentence && el("button", { type: "button", class: "copy", title: "Copy the sentence with its source",
      click: () => Save.citation(sentence) }, "Copy");
    return el("p", { class: document.inside ? "source" : "source outside" }, dotted([cite(document), document.outlet && said(document.outlet),
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
    return origin !== sentence.document && el("p", { class: "origin" }, "counted as one source with ",
      dotted([cite(origin), origin.outlet && said(origin.outlet)]));
  }

  function statementCard({ one: statement, also }, relation) {
    const { sentence } = statement;
    const marks = [
      ...argumentMarks(statement.subject, sentence, relation.subject, "end"),
      ...argumentMarks(statement.object, sentence, relation.object, "end"),
      ...predicateMarks(statement),
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

  return { statementCard, sentenceCard, sourceLine, badges };
})();
