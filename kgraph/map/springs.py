"""Points and springs -> better points: the arithmetic of the layout, on plain arrays.

networkx has the same two methods.  These give the same pictures three to five times as fast, since
they work on x and y by themselves instead of on arrays of vectors, and leave out the optimiser.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]
Numbers = NDArray[np.int64]

SPRING_STEPS = 60  # of Fruchterman and Reingold's cooling; more makes no better discs
MANY = 600  # points; above, a tree finds near pairs faster than a table of all
STRESS_STEPS = 50  # majorisation; 25 leaves long chains folded, 100 looks like 50


def spring(size: int, edges: Numbers, seed: int) -> Points:
    """Fruchterman and Reingold 1991: all points push each other off, ``edges`` (rows of two) pull."""
    x, y = np.random.RandomState(seed).rand(size, 2).T.copy()
    rest = math.sqrt(1 / size)
    left, right = edges.T
    steps = max(10, min(SPRING_STEPS, 60_000_000 // size**2))  # a star of 5,000 would take 20 s
    reach = 0.1 * max(np.ptp(x), np.ptp(y), 1e-3)
    for step in range(steps):
        dx, dy = np.subtract.outer(x, x), np.subtract.outer(y, y)
        push = rest**2 / np.maximum(dx * dx + dy * dy, 1e-4)
        move_x, move_y = np.einsum("ij,ij->i", dx, push), np.einsum("ij,ij->i", dy, push)
        ex, ey = x[right] - x[left], y[right] - y[left]
        pull = np.maximum(np.hypot(ex, ey), 0.01) / rest
        move_x += _at_ends(left, right, ex * pull, size)
        move_y += _at_ends(left, right, ey * pull, size)
        step_length = reach * (1 - step / (steps + 1)) / np.maximum(np.hypot(move_x, move_y), 0.01)
        x += move_x * step_length
        y += move_y * step_length
    return np.stack([x, y], axis=1)


def stress(wanted: Points) -> Points:
    """Points whose distances are as near to ``wanted`` (a symmetric matrix) as a plane allows.

    Kamada and Kawai's energy, lowered by majorisation (Gansner, Koren and North 2004), from a circle.
    """
    size = len(wanted)
    angle = np.arange(size) * (2 * math.pi / size)
    points = np.stack([np.cos(angle), np.sin(angle)], axis=1) * (wanted.max() / 2)
    inverse = 1 / (wanted + np.eye(size))
    pull = inverse**2
    np.fill_diagonal(pull, 0.0)
    np.fill_diagonal(inverse, 0.0)
    solve = np.linalg.inv(np.diag(pull.sum(axis=1)) - pull + 1 / size)
    for _ in range(STRESS_STEPS):
        dx, dy = (np.subtract.outer(points[:, axis], points[:, axis]) for axis in (0, 1))
        share = inverse / np.maximum(np.sqrt(dx * dx + dy * dy), 1e-9)
        points = solve @ (share.sum(axis=1)[:, None] * points - share @ points)
    return np.asarray(points)


def push_apart(points: Points, radius: Points, pairs: Numbers, share: float) -> float:
    """Moves the overlapping ones of ``pairs`` apart, in place, by a share of their overlap each.

    Returns the greatest overlap that it found.
    """
    left, right = pairs.T
    between = points[right] - points[left]
    distance = np.hypot(between[:, 0], between[:, 1])
    overlap = radius[left] + radius[right] - distance
    close = overlap > 0.01
    if not close.any():
        return 0.0
    left, right, between = left[close], right[close], between[close]
    distance, overlap = distance[close], overlap[close]
    same = distance < 1e-6  # two in one place part in a direction of their own
    between[same] = np.stack([np.cos(left[same] * 2.4), np.sin(left[same] * 2.4)], axis=1)
    distance[same] = 1.0
    push = -between / distance[:, None] * (overlap * share)[:, None]
    for axis in (0, 1):
        points[:, axis] += _at_ends(left, right, push[:, axis], len(points))
    return float(overlap.max())


def near_pairs(points: Points, radius: Points, slack: float) -> Numbers:
    """The pairs whose discs overlap or lie less than ``slack`` from it, each once."""
    if len(points) > MANY:
        from scipy.spatial import cKDTree

        pairs = cKDTree(points).query_pairs(2 * float(radius.max()) + slack, output_type="ndarray")
        left, right = pairs.T
        between = points[right] - points[left]
        near = np.hypot(between[:, 0], between[:, 1]) < radius[left] + radius[right] + slack
        return np.asarray(pairs[near])
    x, y = points.T
    distance = np.hypot(np.subtract.outer(x, x), np.subtract.outer(y, y))
    return np.argwhere(np.triu(distance < np.add.outer(radius, radius) + slack, 1))


def _at_ends(left: Numbers, right: Numbers, amount: Points, size: int) -> Points:
    """For each point, the amounts of the pairs that it is the left end of less those it is the right of."""
    return np.asarray(np.bincount(left, amount, size) - np.bincount(right, amount, size), dtype=np.float64)
