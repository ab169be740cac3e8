"use strict";
/* Hand: the pointer that takes a node along.

   It takes what vis-network would take for the beginning of a drag of the whole picture, before vis-network hears of
   it.  A mouse takes any node.  A finger takes only the one that is opened: it needs the rest to move the picture;
   a second finger takes nothing, and gives the first back to vis-network: two enlarge. */

const Hand = (() => {
  const CLICK = 4;  // pixels; a shorter way is a click
  let box = null, acts = null, held = null;

  const spotOf = (event) => {
    const rect = box.getBoundingClientRect();
    return { x: event.clientX - rect.left, y: event.clientY - rect.top };
  };

  function giveBack() {
    const { entity, from, moved, pointer, first } = held;
    held = null;
    if (moved) acts.put(entity, from, 0, 0);
    box.releasePointerCapture(pointer);
    first.target.dispatchEvent(new PointerEvent("pointerdown", first));
  }

  function down(event) {
    if (!event.isTrusted) return;
    if (held && held.pointer !== event.pointerId && event.pointerType === "touch") giveBack();
    if (held || !event.isPrimary || event.button !== 0) return;
    const spot = spotOf(event), entity = acts.at(spot);
    if (!entity || (event.pointerType === "touch" && !acts.isOpen(entity))) return;
    event.stopPropagation();
    held = { entity, pointer: event.pointerId, spot, from: { x: entity.x, y: entity.y }, moved: false, first: event };
    box.setPointerCapture(event.pointerId);
  }

  function move(event) {
    if (!held || event.pointerId !== held.pointer) return;
    const spot = spotOf(event), dx = spot.x - held.spot.x, dy = spot.y - held.spot.y;
    if (!held.moved && Math.hypot(dx, dy) < CLICK) return;
    held.moved = true;
    acts.put(held.entity, held.from, dx, dy);
  }

  function up(event) {
    if (!held || event.pointerId !== held.pointer) return;
    const { entity, moved, from } = held;
    held = null;
    if (event.type === "pointercancel") {
      if (moved) acts.put(entity, from, 0, 0);
    } else if (moved) acts.done(entity);
    else acts.choose(entity);
  }

  /** A tap on a name may move the sheet under the finger, and the click that browsers make of the tap would press what
      lies there then.  Without that click nothing takes the focus from the search, whose list would stay. */
  function lifted(event) {
    if (event.cancelable) event.preventDefault();
    document.activeElement?.blur();
  }

  /** Acts: the entity `at` a spot, whether it `isOpen`, `put` it so many pixels from a place, `done` with that, `choose` it. */
  function start(given, handlers) {
    [box, acts] = [given, handlers];
    box.addEventListener("pointerdown", down, { capture: true });
    box.addEventListener("pointermove", move);
    box.addEventListener("pointerup", up);
    box.addEventListener("pointercancel", up);
    box.addEventListener("touchend", lifted);
  }

  return { start, holds: () => held !== null && held.moved };
})();
