"use strict";
/* Ways: the best ways between two entities, each a list of relations in their order.

   A way of fewer steps is better; of these one of what is stated,
   then the one of which most sentences tell.  What is hidden, or said not to be
   so, is no way.  No two ways pass the same entities: of parallel relations each step takes the best evidenced. */

const Ways = (() => {
  const MOST = 3;
  const MORE_STEPS = 1;  // than the first; by longer ones almost everybody is connected

  const TOGETHER = 0.2;  // what names in one sentence cost more than the weakest statement's evidence can save

  /** What a step over a relation costs: few steps before all, then statements, then what most sentences tell. */
  const cost = (relation) => 1 + (relation.stated ? 0 : TOGETHER) + 0.2 / relation.strength;

  const NOBODY = new Set();

  /** The best way of at most so many steps that neither passes the entities `without` nor begins with a step to one of
      `notTo`; null where there is none. */
  function best(from, to, most = Infinity, without = NOBODY, notTo = NOBODY) {
    let edge = new Map([[from, { sum: 0, relation: null, before: null }]]);
    const reached = new Map(edge);
    for (let steps = 0; steps < most && edge.size && !reached.has(to); steps++) {
      const next = new Map();
      for (const [entity, { sum }] of edge) {
        for (const relation of entity.relations) {
          const far = Data.other(relation, entity);
          if (relation.hidden || relation.polarity === "negative" || reached.has(far) || without.has(far)) continue;
          if (entity === from && notTo.has(far)) continue;
          const total = sum + cost(relation), known = next.get(far);
          if (!known || total < known.sum) next.set(far, { sum: total, relation, before: entity });
        }
      }
      for (const [entity, step] of next) reached.set(entity, step);
      edge = next;
    }
    if (!reached.has(to)) return null;
    const found = [];
    for (let step = reached.get(to); step.relation; step = reached.get(step.before)) found.unshift(step.relation);
    return found;
  }

  /** The entities of a way, both ends included. */
  function stations(from, way) {
    const found = [from];
    for (const one of way) found.push(Data.other(one, found[found.length - 1]));
    return found;
  }

  const sum = (way) => way.reduce((total, one) => total + cost(one), 0);
  const better = (a, b) => a.length - b.length || sum(a) - sum(b);

  /** The best ways, the best first.  After Yen (Management Science 17, 1971): another way leaves one that is known at
      some entity, and goes on from there as none does that is known. */
  function between(from, to) {
    if (from === to) return [];
    const first = best(from, to);
    if (!first) return [];
    const found = [first], open = new Map(), most = first.length + MORE_STEPS;
    const key = (way) => stations(from, way).map((one) => one.index).join();
    while (found.length < MOST) {
      const last = found[found.length - 1], passed = stations(from, last);
      for (let at = 0; at < last.length; at++) {
        const begun = passed.slice(0, at + 1).map((one) => one.index).join();
        const known = found.map((way) => stations(from, way))
          .filter((way) => way.slice(0, at + 1).map((one) => one.index).join() === begun);
        const rest = best(passed[at], to, most - at, new Set(passed.slice(0, at)), new Set(known.map((way) => way[at + 1])));
        const way = rest && [...last.slice(0, at), ...rest];
        if (way) open.set(key(way), way);
      }
      for (const way of found) open.delete(key(way));
      const next = [...open.values()].sort(better)[0];
      if (!next) break;
      found.push(next);
    }
    return found;
  }

  return { between, stations };
})();
