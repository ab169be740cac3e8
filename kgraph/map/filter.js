"use strict";
/* Filter: what is shown.  The legend's toggles and handles and the focus on a neighbourhood end in the
   `hidden` flags of entities and relations, which the canvas and the panel follow. */

const Filter = (() => {
  const { plural } = Elements;
  const off = { type: new Set(), family: new Set(), kind: new Set(), modality: new Set(), polarity: new Set(),
    state: new Set(), outlet: new Set(), date: new Set() };
  const least = { sources: 1, confidence: 0 };
  const FIRST = { ...least };  // what hides nothing
  const MOST = { sources: 10, confidence: 1 };  // a slider to the best-evidenced relation's hundreds would have no fine end
  const span = { since: null, until: null };  // days, both within; null is no bound
  const focus = { entity: null, steps: 0, community: null };
  let told = null;

  /* ---- what passes ------------------------------------------------------------------------ */

  /** Whether a relation is shown, as far as its evidence's outlets and dates are not in question, but for how many
      independent sources they leave it. */
  function passes(relation, sources = relation.heard) {
    const { subject, object, stated } = relation, out = (end) => Pins.isAway(end) || (off.type.has(end.type) && !Pins.isPinned(end));
    if (out(subject) || out(object) || off.kind.has(stated ? "stated" : "co-mention")
      || sources < least.sources) return false;
    return !stated || !(off.family.has(relation.family) || off.modality.has(relation.modality)
      || off.polarity.has(relation.polarity) || (relation.over && off.state.has("ended")) || relation.confidence < least.confidence);
  }

  /** Whether some of its evidence is from the outlets and the time asked for. */
  const inside = (relation) => !Evidence.active() || relation.seen > 0;

  /** Whether an entity has evidence there; of those that nothing connects it is not known. */
  const placed = (entity) => !Evidence.active() || !entity.relations.length || entity.relations.some((one) => one.seen > 0);

  /** The entities within the focus's steps, over relations that pass; null where there is no focus. */
  function reach() {
    if (focus.community) return new Set(focus.community.entities);
    if (!focus.entity) return null;
    const found = new Set([focus.entity]);
    for (let step = 0; step < focus.steps; step++) {
      for (const entity of [...found]) {
        for (const one of entity.relations) if (passes(one) && inside(one)) found.add(Data.other(one, entity));
      }
    }
    return found;
  }

  /** Sets the `hidden` flags, hands what changed to the canvas, and counts. */
  function apply() {
    Evidence.mark({ off: off.outlet, ...span, undatedToo: !off.date.has("undated") });
    const near = reach();
    const set = (one, hidden) => { const changed = one.hidden !== hidden; one.hidden = hidden; return changed; };
    const out = (one) => Pins.isAway(one)
      || (!Pins.isPinned(one) && (off.type.has(one.type) || !placed(one) || (near !== null && !near.has(one))));
    const entities = Data.entities.filter((one) => set(one, out(one)));
    const relations = Data.relations.filter((one) => set(one, one.subject.hidden || one.object.hidden || !passes(one) || !inside(one)));
    const rests = Communities.hideRests(off.kind.has("rest") || near !== null);
    if (entities.length || relations.length || rests) Draw.filter(entities, relations);
    else Draw.again();  // what is pinned is named first
    const text = hiddenCount();
    Table.refresh();
    Legend.update(Evidence.scale && Evidence.histogram(Data.relations.filter((one) => outOfTimeAtMost(one, near))), text);
    if (entities.length || relations.length) document.getElementById("status").textContent = text;
  }

  /** What the histogram counts: relations that all filters let through but that of time. */
  const outOfTimeAtMost = (one, near) => passes(one, one.sources)
    && [one.subject, one.object].every((end) => near === null || near.has(end) || Pins.isPinned(end));

  function hiddenCount() {
    const lost = [Data.entities, Data.relations].map((set) => set.filter((one) => one.hidden).length);
    const about = focus.entity ? `Only ${focus.entity.name} and what is ${plural(focus.steps, "step")} away: ` : focus.community ? `Only ${focus.community.name}: ` : "";
    const left = Evidence.active()
      ? ` · ${Evidence.inside().toLocaleString("en")} of ${plural(Data.sentences.length, "sentence")} left` : "";
    const shut = [(off.kind.has("rest") || about) && Communities.rests.length > 0 && `${plural(Communities.rests.length, "dashed circle")} hidden`, Communities.counted()]
      .filter(Boolean).join(" · ");
    if (!lost[0] && !lost[1] && !about && !left) return shut || "Nothing is hidden";
    return `${about}${plural(lost[0], "entity", "entities")} and ${plural(lost[1], "relation")} hidden${left}${shut && ` · ${shut}`}`;
  }

  /** What was asked for is shown, whatever the filters say. */
  function reveal({ entity, relation }) {
    for (const one of relation ? [relation.subject, relation.object] : [entity]) {
      off.type.delete(one.type);
      Pins.reveal(one);
    }
    Object.assign(focus, { entity: null, community: null });
    if (relation ? !inside(relation) : !placed(entity)) everyArticle();
    if (relation) {
      Object.assign(least, FIRST);
      off.kind.delete(relation.stated ? "stated" : "co-mention");
      for (const group of ["family", "modality", "polarity"]) off[group].delete(relation[group]);
      if (relation.over) off.state.clear();
    }
    apply();
  }

  function everyArticle() {
    off.outlet.clear();
    off.date.clear();
    Object.assign(span, { since: null, until: null });
  }

  function clear() {
    for (const values of Object.values(off)) values.clear();
    Pins.clear();
    Object.assign(least, FIRST);
    Object.assign(span, { since: null, until: null });
    Object.assign(focus, { entity: null, community: null });
    Communities.set(Communities.all, false);
    apply();
  }

  /** Shows only the entity and what is one or two steps from it; without an entity, all again. */
  function focusOn(entity, steps) {
    Object.assign(focus, { entity, steps, community: null });
    apply();
  }

  /** Shows only the community; of null, all again. */
  function only(community) {
    Object.assign(focus, { entity: null, steps: 0, community });
    apply();
  }

  /* ---- the address ------------------------------------------------------------------------ */

  const day = (text) => (Dates.span(text) || [null])[0];

  function toAddress() {
    const parts = Object.entries(off).filter(([group]) => group !== "outlet")
      .flatMap(([group, values]) => [...values].sort().map((value) => [`no-${group}`, value]));
    for (const [name, value] of Object.entries(least)) if (value !== FIRST[name]) parts.push([`least-${name}`, String(value)]);
    const on = Legend.outletsOn(), few = on.length > 0 && on.length < off.outlet.size;  // the shorter of two lists
    parts.push(...(few ? on : [...off.outlet]).sort().map((name) => [few ? "outlet" : "no-outlet", name]));
    for (const [name, value] of Object.entries(span)) if (value !== null) parts.push([name, Dates.iso(value)]);
    if (focus.community) parts.push(["only", String(focus.community.index)]);
    parts.push(...Pins.toAddress());
    return focus.entity ? [...parts, ["focus", focus.entity.id], ["steps", String(focus.steps)]] : parts;
  }

  /** What an address may ask for: what the page itself could have written.  The rest of it is not shown, as a
      chip either: a link must not put its words on somebody's map. */
  function fromAddress(read) {
    for (const group of Object.keys(off)) off[group] = new Set(read.getAll(`no-${group}`).filter((value) => Legend.known(group).has(value)));
    const outlets = Evidence.outlets.map(([name]) => name), on = read.getAll("outlet").filter((name) => outlets.includes(name));
    off.outlet = new Set(outlets.filter((name) => off.outlet.has(name) || (on.length && !on.includes(name))));
    for (const name of Object.keys(least)) {
      const value = Number(read.get(`least-${name}`)) || FIRST[name];
      least[name] = Math.max(FIRST[name], Math.min(value, MOST[name]));
    }
    for (const name of Object.keys(span)) span[name] = day(read.get(name));
    Pins.fromAddress(read);
    focus.entity = Data.byId.get(read.get("focus")) || null;
    focus.steps = read.get("steps") === "2" ? 2 : 1;
    focus.community = focus.entity ? null : Communities.at(read.get("only"));
    apply();
  }

  return {
    apply, reveal, focusOn, only, toAddress, fromAddress, focus,
    start: (onChange) => {
      told = onChange;
      Legend.start({ asked: { off, least, first: FIRST, most: MOST, span, focus }, changed: apply, done: (handle) => told(handle), everything: clear });
    },
  };
})();
