"use strict";
/* Evidence: which of it comes from the outlets and lies in the time that the reader has asked for.

   The answer stands in the `inside` flag of each document, and in `seen` and `heard` of each relation: how many
   distinct sentences and independent sources it has there.  Nothing is dropped: the panel shows the rest apart. */

const Evidence = (() => {
  const NONE = "";  // the outlet of an article that names none
  const { documents, sentences, relations } = Data;
  const outletOf = (document) => document.outlet || NONE;
  const dated = documents.filter((document) => document.days);
  const undated = sentences.filter((one) => !one.document.days).length;
  let active = false;

  const scale = dated.length ? Dates.scale(
    dated.reduce((low, { days }) => Math.min(low, days[0]), Infinity),
    dated.reduce((high, { days }) => Math.max(high, days[0]), -Infinity)) : null;
  for (const document of dated) document.bar = Dates.place(scale.edges, document.days[0]);

  // [outlet, relations with evidence from it]: those with most first, articles without one last.
  const outlets = Data.count(relations.flatMap((one) => [...new Set(one.sentences.map(({ document }) => outletOf(document)))]));
  outlets.sort((a, b) => (a[0] === NONE) - (b[0] === NONE));

  /** Sets what lies inside.  `off` are outlets that are not asked for; the days may be null, for no bound. */
  function mark({ off, since, until, undatedToo }) {
    const some = off.size > 0 || since !== null || until !== null || !undatedToo;
    if (!some && !active) return;
    active = some;
    const inTime = (days) => (days ? (since === null || days[1] >= since) && (until === null || days[0] <= until) : undatedToo);
    for (const document of documents) {
      document.fromOutlet = !off.has(outletOf(document));
      document.inside = document.fromOutlet && inTime(document.days);
    }
    for (const relation of relations) {
      const found = active ? relation.sentences.filter((one) => one.document.inside) : relation.sentences;
      const all = found.length === relation.sentences.length;
      relation.seen = all ? relation.distinct : found.length < 2 ? found.length : new Set(found.map((one) => one.same)).size;
      relation.heard = all ? relation.sources : found.length < 2 ? found.length
        : new Set(found.map((one) => Data.origin(relation, one))).size;
    }
  }

  /** How many sentences of the relations lie in each bar, whatever time is asked for. */
  function histogram(shown) {
    const counts = new Array(scale.edges.length - 1).fill(0), met = new Set();
    for (const relation of shown) {
      for (const sentence of relation.sentences) {
        const { bar, fromOutlet } = sentence.document;
        if (bar === null || !fromOutlet || met.has(sentence)) continue;
        met.add(sentence);
        counts[bar] += 1;
      }
    }
    return counts;
  }

  return { NONE, scale, undated, outlets, mark, histogram, active: () => active,
    inside: () => sentences.filter((one) => one.document.inside).length };
})();
