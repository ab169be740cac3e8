"use strict";
/* Data: the tables of the page, read once, and what is derived from them.

   The page's two JSON blocks hold lists instead of objects, because they hold thousands of them:
     entity      [id, name, type, other aliases]
     offices     types that name what somebody is: of the family "role", their subject is "president of" the object
     relation    [type, family, stated, polarity, modality, symmetric, weight, [sentence, ...], [statement, ...],
                 distinct sentences, over, independent sources, the document that each sentence counts with,
                 if any counts with another's]
     statement   [sentence, subject, predicate, object, polarity, modality, source, time, ended, confidence, type,
                 [relayed by, ...]]
                 an argument is [start, end] in the sentence, [start, end, text] or [text];
                 missing values are the usual ones
     document_outlets, document_dates    of each document, or null
     sentence_documents                  of each sentence
     same                                [sentence, the first that says the same], ...
   and in the second, the evidence, which large maps pack (gzip, base64) until something in it is asked for:
     sentence    [text, [entity, start, end, entity, start, end, ...], the sentence whose words it has, if any]
     document    [name, title, address]
     articles    of each entity, [[document, mentions], ...]
   Offsets count code points, as Python does.  Row i of the relations is edge i of the pyvis network. */

const Data = (() => {
  const raw = JSON.parse(document.getElementById("data").textContent);

  const TYPE_NAMES = {
    PERSON: "Person", ORG: "Organisation", GPE: "Country or city", LOC: "Region", FAC: "Site",
    EVENT: "Event", PRODUCT: "Product", WORK: "Work or law", GROUP: "Group",
  };
  const TYPE_PLURALS = {
    PERSON: "People", ORG: "Organisations", GPE: "Countries, cities", LOC: "Regions", FAC: "Sites",
    EVENT: "Events", PRODUCT: "Products", WORK: "Works, laws", GROUP: "Groups",
  };

  /** Columns back to rows; the values that all rows share are written once. */
  function rows(table) {
    return Array.from({ length: table.n }, (_, at) => {
      const row = { ...table.same };
      for (const name of Object.keys(table.each)) row[name] = table.each[name][at];
      return row;
    });
  }

  const nodes = rows(raw.nodes);
  const edges = rows(raw.edges);

  const documents = raw.document_dates.map((date, at) => ({
    date, days: Dates.span(date), bar: null, outlet: raw.outlets[raw.document_outlets[at]] || null, inside: true, fromOutlet: true,
    name: "", title: null, address: null,
  }));
  const sentences = raw.sentence_documents.map((at, index) =>
    ({ index, document: documents[at], text: "", marks: [], first: null, same: index }));
  for (const [at, first] of raw.same) sentences[at].same = first;

  const entities = raw.entities.map(([id, name, type, aliases], index) => ({
    index, id, name, type, aliases, relations: [], score: 0, hidden: false, community: null, folded: false,
    articles: [],
    x: nodes[index].x, y: nodes[index].y, size: nodes[index].size,
  }));

  /* ---- evidence --------------------------------------------------------------------------- */

  let read = false, reading = null;

  /** Gives documents, sentences and entities, which are there from the start, their texts and articles. */
  function fill(evidence) {
    evidence.documents.forEach(([name, title, address], at) => Object.assign(documents[at],
      { name, title, address: /^https?:\/\//i.test(address || "") ? address : null }));
    evidence.sentences.forEach(([text, marks, first], at) => Object.assign(sentences[at],
      { text, marks, first: sentences[first === undefined ? at : first] }));
    evidence.articles.forEach((articles, at) => {
      entities[at].articles = articles.map(([doc, mentions]) => ({ document: documents[doc], mentions }));
    });
    read = true;
  }

  async function unpack(text) {
    const letters = atob(text), bytes = new Uint8Array(letters.length);
    for (let at = 0; at < letters.length; at++) bytes[at] = letters.charCodeAt(at);
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return JSON.parse(await new Response(stream).text());
  }

  /** A promise of the evidence; rejected where the browser can't unpack it. */
  function evidence() {
    const block = document.getElementById("evidence");
    reading = reading || unpack(block.textContent).then(fill).then(() => { block.textContent = ""; });
    return reading;
  }

  if (document.getElementById("evidence").type === "application/json") {
    fill(JSON.parse(document.getElementById("evidence").textContent));
    reading = Promise.resolve();
  }

  function argument(row, sentence) {
    if (!row) return null;
    if (row.length === 1) return { text: row[0] };
    const [start, end] = row;
    return { start, end, text: row[2] || Array.from(sentence.text).slice(start, end).join("") };
  }

  function statement(row, type) {
    const [at, subject, predicate, object, polarity, modality, source, time, ended, confidence, own, relayers] = row;
    const sentence = sentences[at];
    return {
      sentence, subject: argument(subject, sentence), predicate: argument(predicate, sentence),
      object: argument(object, sentence), source: argument(source, sentence),
      relayedBy: (relayers || []).map((relayer) => argument(relayer, sentence)),
      polarity: raw.polarities[polarity || 0], modality: raw.modalities[modality || 0],
      time, ended: Boolean(ended),
      confidence: confidence == null ? 1 : confidence, type: own == null ? type : raw.types[own],
    };
  }

  const offices = new Set(raw.offices);

  const relations = raw.relations.map((row, index) => {
    const type = raw.types[row[0]];
    return {
      index, type, family: raw.families[row[1]], stated: row[2] === 1, polarity: raw.polarities[row[3]],
      modality: raw.modalities[row[4]], symmetric: row[5] === 1, weight: row[6],
      sentences: row[7].map((at) => sentences[at]), rows: row[8], distinct: row[9], seen: row[9], over: row[10] === 1,
      office: offices.has(row[0]) && raw.families[row[1]] === "role", sources: row[11], heard: row[11], origins: new Map((row[12] || []).map((at, n) => [row[7][n], at])),
      strength: (row[2] === 1 && row[6] > 0 ? 2 : 1) * row[9],
      wordings: [...new Set(row[8].map((said) => said[10]).filter((own) => own != null))].map((own) => raw.types[own]).sort(),
      subject: entities[edges[index].from], object: entities[edges[index].to], hidden: false,
      confidence: row[8].reduce((most, said) => Math.max(most, said[9] == null ? 1 : said[9]), 0),
    };
  });

  for (const relation of relations) {
    for (const end of new Set([relation.subject, relation.object])) {
      end.relations.push(relation);
      end.score += relation.strength;
    }
  }

  const ranked = [...entities].sort((a, b) => b.score - a.score || a.index - b.index);
  ranked.forEach((entity, rank) => { entity.rank = rank; });
  const byId = new Map(entities.map((entity) => [entity.id, entity]));

  /** Values with their counts, the most frequent first. */
  function count(values) {
    const found = new Map();
    for (const value of values) found.set(value, (found.get(value) || 0) + 1);
    return [...found].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  }

  const stated = relations.filter((relation) => relation.stated)
    .sort((a, b) => b.distinct - a.distinct || a.index - b.index);  // the best evidenced first
  const families = count(stated.map((relation) => relation.family));
  families.sort((a, b) => (a[0] === "other") - (b[0] === "other"));  // the rest comes last, and grey

  // The built-in families have the same colour on every map.  A user's own take those that are left, the most
  // frequent of them, in the order of their names; what is more than that is grey, as "other" is.
  const SLOTS = { meeting: 0, agreement: 1, conflict: 2, judgement: 3, role: 4, family: 5, cooperation: 6, trade: 7,
    movement: 8, ownership: 9, location: 10, other: "other" };
  const free = [...Array(11).keys()].filter((slot) => !families.some(([name]) => SLOTS[name] === slot));
  const own = families.map(([name]) => name).filter((name) => !Object.hasOwn(SLOTS, name)).slice(0, free.length).sort();
  const familySlot = new Map(families.map(([name]) => [name, String(Object.hasOwn(SLOTS, name) ? SLOTS[name] : "other")]));
  own.forEach((name, at) => familySlot.set(name, String(free[at])));

  const OTHER_LETTERS = { ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ß: "ss", æ: "ae", œ: "oe", ı: "i", ħ: "h" };

  /** Text as it is compared in a search: no case, no accents, single spaces. */
  function fold(text) {
    return text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "")
      .replace(/[øłđðþßæœıħ]/g, (letter) => OTHER_LETTERS[letter]).replace(/[\s\-‐-―.'’]+/g, " ").trim();
  }

  let index = null;

  function readNames() {
    index = entities.map((entity) => [entity.name, ...entity.aliases].map((name) => [name, fold(name)]));
  }

  /** The best entities for a typed text, as {entity, alias}: beginnings before middles, then importance. */
  function search(text, limit) {
    const wanted = fold(text);
    if (!wanted) return [];
    if (!index) readNames();
    const found = [];
    for (const entity of ranked) {
      let best = null;
      for (const [name, folded] of index[entity.index]) {
        const at = folded.indexOf(wanted);
        if (at < 0) continue;
        const grade = folded === wanted ? 0 : at === 0 ? 1 : folded.includes(" " + wanted) ? 2 : 3;
        if (!best || grade < best.grade) best = { entity, alias: name === entity.name ? null : name, grade };
      }
      if (best) found.push(best);
    }
    found.sort((a, b) => a.grade - b.grade || a.entity.rank - b.entity.rank);
    return found.slice(0, limit);
  }

  /** The article whose story a sentence of a relation counts with: one article is one independent source. */
  const origin = (relation, sentence) => documents[relation.origins.get(sentence.index)] || sentence.document;

  /** Sentences or statements with the places that say the same in the same words: [{one, also: [sentence, ...]}, ...]. */
  function pieces(found, sentenceOf, sameness) {
    const groups = new Map();
    for (const one of found) {
      const key = JSON.stringify([sentenceOf(one).first.index, ...sameness(one)]);
      if (!groups.has(key)) groups.set(key, { one, also: [] });
      else if (!groups.get(key).also.includes(sentenceOf(one)) && sentenceOf(groups.get(key).one) !== sentenceOf(one)) {
        groups.get(key).also.push(sentenceOf(one));
      }
    }
    return [...groups.values()];
  }

  const other = (relation, entity) => (relation.subject === entity ? relation.object : relation.subject);

  return {
    scope: raw.scope, manifest: raw.manifest, groups: { communities: raw.communities, rests: raw.rests }, options: raw.options,
    nodes, edges, entities, relations, stated, documents, sentences, evidence, hasEvidence: () => read,
    ranked, byId, families, familySlot, count, fold, readNames, search, other,
    types: count(entities.map((entity) => entity.type)),
    typeName: (type) => (Object.hasOwn(TYPE_NAMES, type) ? TYPE_NAMES[type] : type),
    typePlural: (type) => (Object.hasOwn(TYPE_PLURALS, type) ? TYPE_PLURALS[type] : type),
    statements: (relation) => pieces(relation.rows.map((row) => statement(row, relation.type)), (one) => one.sentence,
      (one) => [one.polarity, one.modality, one.ended, one.time,
        ...[one.subject, one.predicate, one.object, one.source, ...one.relayedBy].map((part) => fold(part ? part.text : ""))]),
    origin,
    bare: (relation) => pieces(relation.sentences, (one) => one, () => []),
    parallel: (relation) => relation.subject.relations.filter((found) => found !== relation
      && other(found, relation.subject) === other(relation, relation.subject)),
  };
})();
