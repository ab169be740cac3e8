"use strict";
/* Camera: which part of the picture is in view. */

const Camera = (() => {
  const box = document.getElementById("canvas");
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const LEGIBLE = 0.5;  // scale, below which lines between neighbours lie too near to be told apart
  let network = null;
  let goal = null;  // what the camera was last sent to, until the reader moves it
  let everything = null;  // the goal that is the whole picture
  let flying = false;
  let told = () => {};  // to be called when it rests

  /** A point of the picture in the box's pixels. */
  const onScreen = ({ x, y }, view) =>
    ({ x: (x - view.x) * view.scale + view.w / 2, y: (y - view.y) * view.scale + view.h / 2 });

  /** {x, y, scale, w, h, at}: the point in the middle, the box's size, and where a point of the picture is in it. */
  function view() {
    const { x, y } = network.getViewPosition();
    const now = { x, y, scale: network.getScale(), w: box.clientWidth, h: box.clientHeight };
    return { ...now, at: (point) => onScreen(point, now) };
  }

  function bounds(entities) {
    const low = { x: Infinity, y: Infinity }, high = { x: -Infinity, y: -Infinity };
    for (const { x, y, size } of entities) {
      low.x = Math.min(low.x, x - size); low.y = Math.min(low.y, y - size);
      high.x = Math.max(high.x, x + size); high.y = Math.max(high.y, y + size);
    }
    return { low, high };
  }

  function fit(entities, most, smoothly) {
    if (!entities.length) return;
    const { low, high } = bounds(entities);
    const scale = Math.min(most, scaleFor(high.x - low.x, high.y - low.y));
    move({ x: (low.x + high.x) / 2, y: (low.y + high.y) / 2 }, scale, smoothly);
  }

  /** The scale at which a width and a height fill the box, with room for names at the border. */
  function scaleFor(width, height) {
    const w = Math.max(60, box.clientWidth - Math.min(120, box.clientWidth * 0.22));
    const h = Math.max(60, box.clientHeight - 76);
    return Math.min(w / Math.max(1, width), h / Math.max(1, height));
  }

  function move(position, scale, smoothly) {
    const animation = smoothly && !still.matches ? { duration: 350, easingFunction: "easeInOutCubic" } : false;
    // Of two flights that begin within a frame vis-network would forget to end the first, and draw for ever.
    if (flying) network.body.emitter.off("initRedraw", network.view.viewFunction);
    network.moveTo({ position, scale, animation });
    flying = Boolean(animation);
    if (!flying) told();
  }

  /** Sends the camera, and again when the box changes its size, until the reader moves it. */
  function send(camera, smoothly = true) {
    goal = camera;
    camera(smoothly);
  }

  /** All of the picture; where rows of unconnected names would make it small, without them. */
  function whole(smoothly = true) {
    const all = [...Data.entities.filter((entity) => !entity.hidden && !entity.folded), ...Communities.now().bodies];
    const tied = all.filter((one) => (one.names ? !one.last : one.relations.length));
    const height = (set) => { const { low, high } = bounds(set); return high.y - low.y; };
    const shown = tied.length > 1 && height(all) > 1.3 * height(tied) ? tied : all;
    everything = (smooth) => fit(shown, 1.6, smooth);
    send(everything, smoothly);
  }

  /** The entity in the middle, and as many of its neighbours about it as a legible scale allows. */
  function around(entity, smooth) {
    const near = [entity, ...entity.relations.filter((one) => !one.hidden).map((one) => Communities.bodyOf(Data.other(one, entity)))];
    const { low, high } = bounds(near);
    const width = 2 * Math.max(high.x - entity.x, entity.x - low.x);
    const height = 2 * Math.max(high.y - entity.y, entity.y - low.y);
    move(entity, Math.min(1.4, Math.max(LEGIBLE, scaleFor(width, height))), smooth);
  }

  const bounded = (scale) => Math.min(8, Math.max(0.02, scale));

  function zoom(factor) {
    goal = null;
    move(network.getViewPosition(), bounded(network.getScale() * factor), true);
  }

  function pan(dx, dy) {
    goal = null;
    const { x, y } = network.getViewPosition(), scale = network.getScale();
    move({ x: x + (dx * box.clientWidth * 0.15) / scale, y: y + (dy * box.clientHeight * 0.15) / scale }, scale, true);
  }

  /* ---- the address ------------------------------------------------------------------------ */

  const VIEW = /^(-?\d{1,6}(?:\.\d)?)~(-?\d{1,6}(?:\.\d)?)~(\d{1,2}(?:\.\d{1,6})?)$/;

  /** The part in view, where the reader has chosen it. */
  function toAddress() {
    if (goal) return [];
    const { x, y } = Places.turned(network.getViewPosition());
    return [["view", [x.toFixed(1), y.toFixed(1), Number(network.getScale().toPrecision(3))].join("~")]];
  }

  /** Goes to the part that the address names; false where it names none. */
  function fromAddress(read, smoothly) {
    const [found, x, y, scale] = VIEW.exec(read.get("view") || "") || [];
    if (!found) return false;
    goal = null;
    move(Places.turned({ x: Number(x), y: Number(y) }), bounded(Number(scale)), smoothly);
    return true;
  }

  return {
    start: (given) => { network = given; },
    view, whole, zoom, pan, toAddress, fromAddress,
    onRest: (listener) => { told = listener; },
    toEntity: (entity) => send((smooth) => around(entity, smooth)),
    toBodies: (bodies) => send((smooth) => fit(bodies, 1.1, smooth)),
    again: () => { if (goal) goal(false); },
    released: () => { goal = null; },
    landed: () => { flying = false; told(); },
    rested: () => told(),
    fitted: () => goal !== null,
    overview: () => goal !== null && goal === everything,
    flying: () => flying,
  };
})();
