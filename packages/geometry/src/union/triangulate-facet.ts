import { orient2d } from "robust-predicates";
import type { PlaneView } from "./facet-loops.js";

/**
 * Triangles that fill the loops of one facet: ears are cut from each outline (Meisters 1975) after a bridge has joined every hole to
 * it. Every decision about sides is exact.
 *
 * @param loops counter-clockwise outlines and clockwise holes, which do not cross.
 * @returns three corners a triangle, counter-clockwise, or `undefined` when loops cross or have no area.
 * @internal
 */
export function triangulateFacet(loops: readonly (readonly number[])[], view: PlaneView): number[] | undefined {
  const outlines: { readonly corners: number[]; readonly area: number; readonly holes: (readonly number[])[] }[] = [];
  const holes: (readonly number[])[] = [];
  for (const loop of loops) {
    const area = loopArea(loop, view);
    if (area > 0) outlines.push({ corners: [...loop], area, holes: [] });
    else if (area < 0) holes.push(loop);
    else return undefined;
  }
  outlines.sort((a, b) => a.area - b.area);
  for (const hole of holes) {
    const around = outlines.find(({ corners }) => isInside(hole[0], corners, view));
    if (around === undefined) return undefined;
    around.holes.push(hole);
  }
  const triangles: number[] = [];
  for (const outline of outlines) {
    if (!bridgeHoles(outline.corners, outline.holes, view)) return undefined;
    if (!cutEars(outline.corners, view, triangles)) return undefined;
  }
  return triangles;
}

/** The sign of the area of a triangle: 1 when counter-clockwise. */
function turn({ x, y }: PlaneView, a: number, b: number, c: number): number {
  const sum = orient2d(x(a), y(a), x(b), y(b), x(c), y(c));
  return sum < 0 ? 1 : sum > 0 ? -1 : 0;
}

function loopArea(loop: readonly number[], { x, y }: PlaneView): number {
  let sum = 0;
  const x0 = x(loop[0]);
  const y0 = y(loop[0]);
  for (let i = 1; i + 1 < loop.length; i++)
    sum += (x(loop[i]) - x0) * (y(loop[i + 1]) - y0) - (x(loop[i + 1]) - x0) * (y(loop[i]) - y0);
  return sum / 2;
}

function isInside(corner: number, loop: readonly number[], view: PlaneView): boolean {
  let inside = false;
  for (let i = 0; i < loop.length; i++) {
    const a = loop[i];
    const b = loop[(i + 1) % loop.length];
    const above = view.y(a) > view.y(corner);
    if (above === view.y(b) > view.y(corner)) continue;
    if (turn(view, a, b, corner) > 0 !== above) inside = !inside;
  }
  return inside;
}

/** Joins holes to an outline by edges that are run along both ways, each hole by the shortest one that crosses nothing. */
function bridgeHoles(outline: number[], holes: readonly (readonly number[])[], view: PlaneView): boolean {
  const open = [...holes];
  while (open.length > 0) {
    let best:
      | { readonly at: number; readonly hole: number; readonly from: number; readonly length: number }
      | undefined;
    for (let hole = 0; hole < open.length; hole++) {
      for (let from = 0; from < open[hole].length; from++) {
        for (let at = 0; at < outline.length; at++) {
          const [dx, dy] = [
            view.x(open[hole][from]) - view.x(outline[at]),
            view.y(open[hole][from]) - view.y(outline[at]),
          ];
          const length = dx * dx + dy * dy;
          if (best !== undefined && length >= best.length) continue;
          if (isBridge(outline, at, open[hole][from], open, view)) best = { at, hole, from, length };
        }
      }
    }
    if (best === undefined) return false;
    const loop = open[best.hole];
    const opened = [...loop.slice(best.from), ...loop.slice(0, best.from + 1)];
    outline.splice(best.at + 1, 0, ...opened, outline[best.at]);
    open.splice(best.hole, 1);
  }
  return true;
}

function isBridge(
  outline: readonly number[],
  at: number,
  to: number,
  holes: readonly (readonly number[])[],
  view: PlaneView,
): boolean {
  const from = outline[at];
  const before = outline[(at + outline.length - 1) % outline.length];
  const after = outline[(at + 1) % outline.length];
  const left = turn(view, from, after, to) > 0;
  const right = turn(view, before, from, to) > 0;
  if (turn(view, before, from, after) > 0 ? !(left && right) : !(left || right)) return false;
  return [outline, ...holes].every((loop) =>
    loop.every((a, i) => !meets(view, from, to, a, loop[i + 1 < loop.length ? i + 1 : 0])),
  );
}

/** Whether a bridge meets an edge anywhere but in its own ends. */
function meets(view: PlaneView, from: number, to: number, a: number, b: number): boolean {
  const touchesA = a === from || a === to;
  const touchesB = b === from || b === to;
  if (touchesA && touchesB) return true;
  const sideA = touchesA ? 0 : turn(view, from, to, a);
  const sideB = touchesB ? 0 : turn(view, from, to, b);
  if (touchesA || touchesB) {
    const [other, side] = touchesA ? [b, sideB] : [a, sideA];
    return side === 0 && isBetween(view, from, to, other);
  }
  if (sideA * sideB > 0) return false;
  if (sideA === 0 && sideB === 0) return isBetween(view, from, to, a) || isBetween(view, from, to, b);
  return turn(view, a, b, from) * turn(view, a, b, to) <= 0;
}

/** Whether a corner on the line through two others lies on their side of both. */
function isBetween({ x, y }: PlaneView, from: number, to: number, corner: number): boolean {
  const dx = x(to) - x(from);
  const dy = y(to) - y(from);
  const along = (x(corner) - x(from)) * dx + (y(corner) - y(from)) * dy;
  return along > 0;
}

/** Cuts ears from a polygon until it is one triangle. */
function cutEars(polygon: number[], view: PlaneView, triangles: number[]): boolean {
  let misses = 0;
  for (let i = 0; polygon.length > 3; ) {
    const a = polygon[i];
    const b = polygon[(i + 1) % polygon.length];
    const c = polygon[(i + 2) % polygon.length];
    if (turn(view, a, b, c) > 0 && !polygon.some((corner) => blocks(view, a, b, c, corner))) {
      triangles.push(a, b, c);
      polygon.splice((i + 1) % polygon.length, 1);
      misses = 0;
      // Going on behind the new edge spreads the ears around the polygon instead of making a fan.
      i = (i + 1) % polygon.length;
    } else {
      if (++misses > polygon.length) return false;
      i = (i + 1) % polygon.length;
    }
  }
  if (!(turn(view, polygon[0], polygon[1], polygon[2]) > 0)) return false;
  triangles.push(polygon[0], polygon[1], polygon[2]);
  return true;
}

function blocks(view: PlaneView, a: number, b: number, c: number, corner: number): boolean {
  if (corner === a || corner === b || corner === c) return false;
  return turn(view, a, b, corner) >= 0 && turn(view, b, c, corner) >= 0 && turn(view, c, a, corner) >= 0;
}
