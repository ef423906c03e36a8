import { boxesTouch } from "./boxes-touch.js";

type Positions = Float32Array | Float64Array;
type Corners = Uint32Array | Int32Array;

/**
 * A bounding volume hierarchy over triangles: a balanced binary tree of boxes, split at the median
 * of their middles along the axis on which these lie farthest apart. Node k has the
 * children 2k + 1 and 2k + 2. Finds the triangles near a box, and all pairs of triangles whose boxes touch.
 *
 * @internal
 */
export class TriangleTree {
  private readonly positions: Positions;
  private readonly corners: Corners;
  /** Six numbers a triangle: least x, y, z, greatest x, y, z. */
  private readonly boxes: Float64Array;
  /** Six numbers a node. */
  readonly nodeBoxes: Float64Array;
  /** The triangles in the order of the leaves, and where each leaf begins in it. */
  readonly order: Uint32Array;
  readonly leafStart: Uint32Array;
  private readonly leafOfTriangle: Uint32Array;
  /** The number of the first node that is a leaf; all after it are. */
  readonly firstLeaf: number;

  /**
   * @param positions x, y, z of each vertex.
   * @param corners three vertex numbers a triangle.
   */
  constructor(positions: Positions, corners: Corners) {
    const count = corners.length / 3;
    this.positions = positions;
    this.corners = corners;
    let leaves = 1;
    while (leaves * 4 < count) leaves *= 2;
    this.firstLeaf = leaves - 1;
    this.boxes = new Float64Array(6 * count);
    this.nodeBoxes = new Float64Array(6 * (2 * leaves - 1));
    this.order = new Uint32Array(count);
    this.leafStart = new Uint32Array(leaves + 1);
    this.leafOfTriangle = new Uint32Array(count);
    for (let t = 0; t < count; t++) {
      this.order[t] = t;
      this.measure(t);
    }
    this.leafStart[leaves] = count;
    this.build(0, 0, count);
  }

  /** Calls back with each triangle whose box touches the box given by six numbers: least x, y, z, greatest x, y, z. */
  near(box: Float64Array, found: (triangle: number) => void): void {
    const pending = [0];
    for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
      if (!boxesTouch(this.nodeBoxes, 6 * node, box, 0)) continue;
      if (node < this.firstLeaf) {
        pending.push(2 * node + 1, 2 * node + 2);
        continue;
      }
      const leaf = node - this.firstLeaf;
      for (let i = this.leafStart[leaf]; i < this.leafStart[leaf + 1]; i++) {
        const triangle = this.order[i];
        if (boxesTouch(this.boxes, 6 * triangle, box, 0)) found(triangle);
      }
    }
  }

  /** Calls back once with each pair of triangles whose boxes touch; stops when it answers `true`. */
  pairs(found: (s: number, t: number) => boolean): void {
    const { firstLeaf, nodeBoxes } = this;
    // Each step takes one pair and leaves at most four, or three of one node, a level lower: 32 levels need fewer than 128.
    const pending = new Int32Array(256);
    let length = 2;
    while (length > 0) {
      const b = pending[--length];
      const a = pending[--length];
      if (a >= firstLeaf) {
        if (this.leafPairs(a - firstLeaf, b - firstLeaf, found)) return;
        continue;
      }
      const a1 = 2 * a + 1;
      const a2 = 2 * a + 2;
      const b1 = 2 * b + 1;
      const b2 = 2 * b + 2;
      if (a === b) {
        pending[length++] = a1;
        pending[length++] = a1;
        pending[length++] = a2;
        pending[length++] = a2;
        if (boxesTouch(nodeBoxes, 6 * a1, nodeBoxes, 6 * a2)) {
          pending[length++] = a1;
          pending[length++] = a2;
        }
        continue;
      }
      if (boxesTouch(nodeBoxes, 6 * a1, nodeBoxes, 6 * b1)) {
        pending[length++] = a1;
        pending[length++] = b1;
      }
      if (boxesTouch(nodeBoxes, 6 * a1, nodeBoxes, 6 * b2)) {
        pending[length++] = a1;
        pending[length++] = b2;
      }
      if (boxesTouch(nodeBoxes, 6 * a2, nodeBoxes, 6 * b1)) {
        pending[length++] = a2;
        pending[length++] = b1;
      }
      if (boxesTouch(nodeBoxes, 6 * a2, nodeBoxes, 6 * b2)) {
        pending[length++] = a2;
        pending[length++] = b2;
      }
    }
  }

  /**
   * Follows a ray and calls back with each triangle whose box it meets before `length`; the answer is the length from then on.
   *
   * @param ray origin x, y, z, then direction x, y, z.
   */
  along(ray: ArrayLike<number>, length: number, found: (triangle: number, length: number) => number): void {
    const { nodeBoxes, boxes, firstLeaf, leafStart, order } = this;
    const pending = new Int32Array(64);
    let count = 1;
    let limit = length;
    while (count > 0) {
      const node = pending[--count];
      if (!meetsBox(ray, limit, nodeBoxes, 6 * node)) continue;
      if (node < firstLeaf) {
        // The child that is nearer along the ray is taken first.
        const one = 6 * (2 * node + 1);
        const two = 6 * (2 * node + 2);
        let ahead = 0;
        for (let k = 0; k < 3; k++) {
          ahead +=
            ray[3 + k] * (nodeBoxes[two + k] + nodeBoxes[two + 3 + k] - nodeBoxes[one + k] - nodeBoxes[one + 3 + k]);
        }
        pending[count++] = ahead > 0 ? 2 * node + 2 : 2 * node + 1;
        pending[count++] = ahead > 0 ? 2 * node + 1 : 2 * node + 2;
        continue;
      }
      const leaf = node - firstLeaf;
      for (let i = leafStart[leaf]; i < leafStart[leaf + 1]; i++) {
        if (meetsBox(ray, limit, boxes, 6 * order[i])) limit = found(order[i], limit);
      }
    }
  }

  /** Takes note that a triangle's corners have moved or changed; boxes above it only grow. */
  refit(triangle: number): void {
    this.measure(triangle);
    let node = this.leafOfTriangle[triangle] + this.firstLeaf;
    for (;;) {
      for (let k = 0; k < 3; k++) {
        const low = 6 * node + k;
        this.nodeBoxes[low] = Math.min(this.nodeBoxes[low], this.boxes[6 * triangle + k]);
        this.nodeBoxes[low + 3] = Math.max(this.nodeBoxes[low + 3], this.boxes[6 * triangle + k + 3]);
      }
      if (node === 0) return;
      node = (node - 1) >> 1;
    }
  }

  private leafPairs(a: number, b: number, found: (s: number, t: number) => boolean): boolean {
    for (let i = this.leafStart[a]; i < this.leafStart[a + 1]; i++) {
      const s = this.order[i];
      for (let j = a === b ? i + 1 : this.leafStart[b]; j < this.leafStart[b + 1]; j++) {
        const t = this.order[j];
        if (boxesTouch(this.boxes, 6 * s, this.boxes, 6 * t) && found(s, t)) return true;
      }
    }
    return false;
  }

  private measure(triangle: number): void {
    for (let k = 0; k < 3; k++) {
      const a = this.positions[3 * this.corners[3 * triangle] + k];
      const b = this.positions[3 * this.corners[3 * triangle + 1] + k];
      const c = this.positions[3 * this.corners[3 * triangle + 2] + k];
      this.boxes[6 * triangle + k] = Math.min(a, b, c);
      this.boxes[6 * triangle + 3 + k] = Math.max(a, b, c);
    }
  }

  private build(node: number, from: number, to: number): void {
    const box = this.nodeBoxes.subarray(6 * node, 6 * node + 6);
    box.fill(Number.POSITIVE_INFINITY, 0, 3).fill(Number.NEGATIVE_INFINITY, 3, 6);
    for (let i = from; i < to; i++) {
      const t = 6 * this.order[i];
      for (let k = 0; k < 3; k++) {
        if (this.boxes[t + k] < box[k]) box[k] = this.boxes[t + k];
        if (this.boxes[t + 3 + k] > box[3 + k]) box[3 + k] = this.boxes[t + 3 + k];
      }
    }
    if (node >= this.firstLeaf) {
      const leaf = node - this.firstLeaf;
      this.leafStart[leaf] = from;
      for (let i = from; i < to; i++) this.leafOfTriangle[this.order[i]] = leaf;
      return;
    }
    const middle = (from + to) >> 1;
    this.select(from, to - 1, middle, this.longestAxis(from, to));
    this.build(2 * node + 1, from, middle);
    this.build(2 * node + 2, middle, to);
  }

  /**
   * The axis along which the middles of triangles' boxes lie farthest apart. Not the boxes themselves: where all triangles are as long as the
   * whole, as in a tube, these would be divided without order.
   */
  private longestAxis(from: number, to: number): number {
    const { boxes, order } = this;
    let longest = 0;
    let length = -1;
    for (let axis = 0; axis < 3; axis++) {
      let least = Number.POSITIVE_INFINITY;
      let most = Number.NEGATIVE_INFINITY;
      for (let i = from; i < to; i++) {
        const middle = boxes[6 * order[i] + axis] + boxes[6 * order[i] + axis + 3];
        if (middle < least) least = middle;
        if (middle > most) most = middle;
      }
      if (most - least > length) {
        longest = axis;
        length = most - least;
      }
    }
    return longest;
  }

  /** Puts the triangles with smaller centres before place `k` and those with greater ones after it (Hoare 1961). */
  private select(from: number, to: number, k: number, axis: number): void {
    const { order, boxes } = this;
    let low = from;
    let high = to;
    while (low < high) {
      const pivotBox = 6 * order[(low + high) >> 1] + axis;
      const pivot = boxes[pivotBox] + boxes[pivotBox + 3];
      let i = low;
      let j = high;
      while (i <= j) {
        while (boxes[6 * order[i] + axis] + boxes[6 * order[i] + axis + 3] < pivot) i++;
        while (boxes[6 * order[j] + axis] + boxes[6 * order[j] + axis + 3] > pivot) j--;
        if (i > j) break;
        const swap = order[i];
        order[i++] = order[j];
        order[j--] = swap;
      }
      if (k <= j) high = j;
      else if (k >= i) low = i;
      else return;
    }
  }
}

/** Whether a ray meets a box before a length (Williams and others 2005, with divisions for a ray along an axis). */
function meetsBox(ray: ArrayLike<number>, length: number, boxes: Float64Array, box: number): boolean {
  let from = 0;
  let to = length;
  for (let k = 0; k < 3; k++) {
    const direction = ray[3 + k];
    const low = boxes[box + k] - ray[k];
    const high = boxes[box + 3 + k] - ray[k];
    if (direction === 0) {
      if (low > 0 || high < 0) return false;
      continue;
    }
    const a = low / direction;
    const b = high / direction;
    from = Math.max(from, Math.min(a, b));
    to = Math.min(to, Math.max(a, b));
    if (from > to) return false;
  }
  return true;
}
