"use strict";
/* Lean: vis-network without the work that this map never asks of it.

   Positions are computed beforehand and names are drawn by labels.js, yet vis-network lists for each node and edge
   what physics may move, reads a dozen fonts for a label that is not there, and copies 17 groups of options: half
   of the time until the first picture of 10,000 entities.  What is used here is not public; the file's version is
   fixed and its hash is tested. */

const Lean = (() => {
  const LEAST_ARROW = 0.36;  // scale; below, an arrowhead is under three pixels long, and takes as long as its line

  /** Leaves of a handler's options only those groups to be copied for each thing that a thing of its own may set;
      the others are one for all, behind them. */
  function share(handler, own) {
    const all = handler.options;
    handler.options = Object.assign(Object.create(all), own(all));
  }

  /** A network that neither moves by itself nor writes; to be called before it is given its data. */
  function lean(network) {
    const { physics, renderer, nodesHandler, edgesHandler } = network;
    physics.updatePhysicsData = () => {};
    physics.initPhysics = () => {};  // would fit all into the view, as camera.js does
    share(nodesHandler, ({ color, fixed }) => ({ color, fixed }));
    share(edgesHandler, ({ color, smooth, arrows }) =>
      ({ color, smooth, arrows: Object.assign(Object.create(arrows), { to: arrows.to }) }));
    const drawArrows = renderer._drawArrows.bind(renderer);
    renderer._drawArrows = (ctx) => { if (network.getScale() >= LEAST_ARROW) drawArrows(ctx); };
    // Any node will do to reach what all labels, of nodes and of edges, have in common.
    const label = Object.getPrototypeOf(network.body.functions.createNode({ id: "lean" }).labelModule);
    Object.assign(label, {
      setOptions(options) { this.elementOptions = options; },
      update(options) { this.elementOptions = options; },
      differentState: () => false,
      getTextSize: () => ({ width: 0, height: 0, lineCount: 0 }),
      calculateLabelSize() {},
      draw() {},
      visible: () => false,
    });
    return network;
  }

  return { lean };
})();
