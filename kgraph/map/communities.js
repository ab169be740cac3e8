"use strict";
/* Communities: entities that are more tied to each other than to others, which of them are collapsed into one
   node, and what is not on the map one by one.

   Rows of the page's data:
     community   [[name, ...] of its most important members, [entity, ...] on the map, the most important first]
     rest        [community or null, [name, ...], entities, [relations inside, with the map, with other rests],
                 [[name, type, relations], ...] of its most important members, [[entity, relations], ...],
                 [[rest, relations], ...], [x, y, radius], 1 for what is of no or several communities]

   A body is what stands on the canvas: an entity, a collapsed community or a rest.  All have x, y, size, name, score,
   rank and hidden.  A tie holds the relations between two bodies of which one or both are collapsed. */

const Communities = (() => {
  const { plural } = Elements;
  const SIZE = 12;  // a collapsed community's radius for each root of its entities: half its disc's
  const FEW = 3, LEAST = 4;  // with so many communities of so many entities collapsing all is offered
  // With so many communities of so many entities each has an area behind it; a single far member does not widen it.
  // On maps of more than AREAS_UP_TO the edges cover them.
  const AREAS_FEW = 4, AREA_LEAST = 6, MOST_OF = 0.97, AREAS_UP_TO = 3000;
  const CHIPS = 3;  // more collapsed communities stand in one chip, which would hide the map

  const all = Data.groups.communities.map(([names, members], index) => ({
    index, names, name: title(names), entities: members.map((at) => Data.entities[at]), rest: null,
    collapsed: false, x: 0, y: 0, size: 0, score: 0, rank: index - Data.groups.communities.length, hidden: false,
  }));
  for (const one of all) for (const entity of one.entities) entity.community = one;

  const rests = Data.groups.rests.map(([of, names, count, [inside, outside, between], top, ties, others, [x, y, size], last], index) => ({
    isRest: true, index, names, name: last ? "Others" : title(names), count, inside, outside, between, relations: inside + outside + between,
    top: top.map(([name, type, relations]) => ({ name, type, relations })),
    ties: ties.map(([at, n]) => ({ entity: Data.entities[at], n })), others, community: of === null ? null : all[of],
    last: last === 1, x, y, size, score: 0, rank: Infinity, hidden: false,
  }));
  for (const one of rests) {
    if (one.community) one.community.rest = one;
    one.others = one.others.map(([at, n]) => ({ rest: rests[at], n }));
  }

  const great = all.filter((one) => one.entities.length >= LEAST);
  const many = great.length >= FEW;
  let told = () => {}, made = null, restsOff = false;

  /** Names as one, each kept from turning the text around it. */
  function title(names) { return names.map((name) => `\u2068${name}\u2069`).join(", "); }

  const total = (one) => (one.isRest ? one.count : one.entities.length + (one.rest ? one.rest.count : 0));
  const more = (one) => (one.last ? 0 : total(one) - one.names.length);

  /** The names, and how many more it stands for. */
  const label = (one) => [one.last ? ["Others"] : one.names, more(one) > 0 ? `… and ${more(one).toLocaleString("en")} more` : ""];

  const bodyOf = (entity) => (entity.community?.collapsed ? entity.community : entity);
  const bodyOfRest = (one) => (one.community?.collapsed ? one.community : one);
  const collapsed = () => all.filter((one) => one.collapsed);

  /* ---- what stands on the canvas ---------------------------------------------------------- */

  function placed(one) {
    const seen = one.entities.filter((entity) => !entity.hidden);
    one.hidden = !seen.length;
    if (one.hidden) return;
    one.x = seen.reduce((sum, entity) => sum + entity.x, 0) / seen.length;
    one.y = seen.reduce((sum, entity) => sum + entity.y, 0) / seen.length;
    one.size = Math.round(SIZE * Math.sqrt(seen.length + 1));
    one.score = seen.reduce((sum, entity) => sum + entity.score, 0);
  }

  /** {bodies, ties, light, tieOf}: collapsed communities and rests, the ties of the former, and where the latter
      belong; the tie that stands for a relation. */
  function now() {
    if (made) return made;
    const shut = collapsed();
    shut.forEach(placed);
    for (const one of rests) one.hidden = restsOff || Boolean(one.community?.collapsed);
    const bodies = [...shut, ...rests].filter((one) => !one.hidden);
    const ties = shut.length ? tied() : [];
    made = { bodies, ties, areas: areas(), light: light(), tieOf: new Map(ties.flatMap((one) => one.relations.map((each) => [each, one]))) };
    return made;
  }

  /** Discs that hold most of an open community, as {x, y, reach}, where there are several of some size. */
  function areas() {
    const open = all.filter((one) => !one.collapsed && one.entities.length >= AREA_LEAST);
    return open.length < AREAS_FEW || Data.entities.length > AREAS_UP_TO ? [] : open.map((one) => {
      const seen = one.entities.filter((entity) => !entity.hidden);
      if (seen.length < AREA_LEAST) return null;
      const x = seen.reduce((sum, entity) => sum + entity.x, 0) / seen.length, y = seen.reduce((sum, entity) => sum + entity.y, 0) / seen.length;
      const far = seen.map((entity) => Math.hypot(entity.x - x, entity.y - y) + entity.size).sort((a, b) => a - b);
      return { x, y, reach: far[Math.ceil((far.length - 1) * MOST_OF)] + 6 };
    }).filter(Boolean);
  }

  const key = (body) => (body.entities ? `c${body.index}` : body.isRest ? `r${body.index}` : `e${body.index}`);

  function tied() {
    const found = new Map();
    for (const relation of Data.relations) {
      if (relation.hidden) continue;
      const a = bodyOf(relation.subject), b = bodyOf(relation.object);
      if (a === b || (a === relation.subject && b === relation.object)) continue;
      const name = [key(a), key(b)].sort().join("-");
      if (!found.has(name)) found.set(name, { key: name, ends: [a, b], relations: [] });
      found.get(name).relations.push(relation);
    }
    return [...found.values()];
  }

  /** Lines from what is not on the map to those that it is most tied to. */
  function light() {
    const found = new Map();
    for (const one of rests) {
      const own = bodyOfRest(one);
      const far = [...one.ties.slice(0, 5).filter(({ entity }) => !entity.hidden).map(({ entity }) => bodyOf(entity)),
        ...one.others.map(({ rest }) => bodyOfRest(rest))];
      for (const other of one.last || restsOff ? [] : far) {
        if (other !== own && !other.last) found.set([key(own), key(other)].sort().join("-"), { ends: [own, other] });
      }
    }
    return [...found.values()];
  }

  /* ---- collapse and expand ---------------------------------------------------------------- */

  /** Collapses or expands communities. */
  function set(changed, shut) {
    const found = changed.filter((one) => one.collapsed !== shut);
    if (!found.length) return;
    for (const one of found) {
      one.collapsed = shut;
      for (const entity of one.entities) entity.folded = shut;
    }
    refresh();
    const entities = found.flatMap((one) => one.entities);
    Draw.filter(entities, [...new Set(entities.flatMap((entity) => entity.relations))]);
    told();
  }

  /** To be called when what is hidden has changed. */
  function refresh() { made = null; }

  /** Expands whatever holds one of the entities. */
  const unfold = (entities) => set([...new Set(entities.map((one) => one.community).filter(Boolean))], false);

  function relationsIn(shut) {
    return Data.relations.filter((one) => !one.hidden && shut.has(one.subject.community) && one.subject.community === one.object.community).length;
  }

  /** How much is collapsed, in words; nothing where nothing is. */
  function counted() {
    const shut = collapsed();
    if (!shut.length) return "";
    const entities = shut.reduce((sum, one) => sum + one.entities.filter((each) => !each.hidden).length, 0);
    return `${plural(shut.length, "community", "communities")} collapsed: ${plural(entities, "entity", "entities")} and `
      + `${plural(relationsIn(new Set(shut)), "relation")} inside`;
  }

  /** [words, what undoes it] of each collapsed community; many at once where there are many. */
  function chips() {
    const shut = collapsed(), some = shut.slice(0, shut.length > CHIPS ? CHIPS - 1 : CHIPS), others = shut.slice(some.length);
    const found = some.map((one) => [`collapsed: ${one.name}`, () => set([one], false)]);
    return others.length ? [...found, [`${plural(others.length, "more community", "more communities")} collapsed`, () => set(others, false)]] : found;
  }

  /* ---- relations between communities ------------------------------------------------------ */

  /** The relations of its entities, as far as they are shown. */
  const touching = (one) => [...new Set(one.entities.flatMap((entity) => entity.relations))].filter((each) => !each.hidden);
  const inside = (one) => touching(one).filter((each) => each.subject.community === each.object.community);

  /** [community, relations that are shown] of those that it is most tied to. */
  function neighbours(one) {
    const found = new Map();
    for (const relation of touching(one)) {
      const far = relation.subject.community === one ? relation.object.community : relation.subject.community;
      if (far && far !== one) found.set(far, (found.get(far) || 0) + 1);
    }
    return [...found].sort((a, b) => b[1] - a[1] || a[0].index - b[0].index);
  }

  /* ---- search, address -------------------------------------------------------------------- */

  /** The members of rests, as far as they are named, whose names hold the text: [{rest, member}, ...]. */
  function search(text, limit) {
    const wanted = Data.fold(text);
    if (!wanted || limit < 1) return [];
    return rests.flatMap((rest) => rest.top.filter((member) => Data.fold(member.name).includes(wanted))
      .map((member) => ({ rest, member }))).slice(0, limit);
  }

  /** The community of a number in the address; null where there is none. */
  const at = (text) => (/^\d{1,6}$/.test(text || "") && all[Number(text)]) || null;

  function toAddress() {
    const shut = collapsed();
    if (!shut.length) return [];
    return [["collapsed", many && shut.length === great.length && great.every((one) => one.collapsed) ? "all" : shut.map((one) => one.index).join(".")]];
  }

  function fromAddress(read) {
    const asked = read.get("collapsed") || "";
    const wanted = new Set(asked === "all" ? great : asked.split(".").map(at));
    const keep = told;
    told = () => {};
    set(all.filter((one) => !wanted.has(one)), false);
    set(all.filter((one) => wanted.has(one)), true);
    told = keep;
  }

  return {
    all, rests, great, many, title, label, total, bodyOf, collapsed, now, set, refresh, unfold, counted, chips, inside, touching, neighbours, search,
    toAddress, fromAddress, at,
    restAt: (text) => (/^\d{1,6}$/.test(text || "") && rests[Number(text)]) || null,
    tie: (name) => now().ties.find((one) => one.key === name) || null,
    /** The tie that stands for a relation one of whose ends is collapsed; null where none is. */
    tieOf: (relation) => now().tieOf.get(relation) || null,
    /** Whether that changes anything. */
    hideRests: (yes) => {
      const changed = rests.length > 0 && restsOff !== yes;
      restsOff = yes;
      return changed;
    },
    start: (changed) => { told = changed; },
  };
})();
