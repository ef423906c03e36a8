/** How the triangles of a surface hang together. */
export interface JoinedEdges {
  /** Vertices that triangles use. */
  readonly vertices: number;
  /** Edges, each once. */
  readonly edges: number;
  /** Connected pieces, by common edges. */
  readonly components: number;
  /** The piece of each triangle. */
  readonly componentOf: Uint32Array;
  /** Every edge has an even number of triangles. */
  readonly watertight: boolean;
  /** No edge has more than two triangles, and the triangles at each vertex form one fan. */
  readonly manifold: boolean;
  /** Along every edge as many triangles run one way as the other. */
  readonly oriented: boolean;
}

/**
 * Finds how triangles hang together by their common edges; any triangles will do, broken ones too. Linear time.
 *
 * @param corners three vertex numbers a triangle.
 * @param vertexCount more than the largest vertex number.
 * @internal
 */
export function joinEdges(corners: Uint32Array, vertexCount: number): JoinedEdges {
  const count = corners.length / 3;
  let slots = 16;
  while (slots < 2 * corners.length) slots *= 2;
  // The first half-edge of each edge, and how often the edge is run along: forwards, backwards.
  const table = new Int32Array(slots).fill(-1);
  const forwards = new Uint8Array(corners.length);
  const backwards = new Uint8Array(corners.length);
  const pieces = new DisjointSets(count);
  // Corners of neighbouring triangles at one vertex belong to one fan.
  const fans = new DisjointSets(corners.length);
  let edges = 0;
  for (let h = 0; h < corners.length; h++) {
    const from = corners[h];
    const to = corners[following(h)];
    const low = Math.min(from, to);
    const high = Math.max(from, to);
    let slot = (Math.imul(low, 0x9e3779b1) ^ Math.imul(high, 0x85ebca6b)) >>> 0;
    slot = (slot ^ (slot >>> 15)) & (slots - 1);
    for (;;) {
      const first = table[slot];
      if (first < 0) {
        table[slot] = h;
        forwards[h] = 1;
        edges++;
        break;
      }
      const a = corners[first];
      const b = corners[following(first)];
      if ((a === from && b === to) || (a === to && b === from)) {
        if (a === from) forwards[first] = Math.min(255, forwards[first] + 1);
        else backwards[first] = Math.min(255, backwards[first] + 1);
        pieces.join(Math.floor(h / 3), Math.floor(first / 3));
        const same = a === from;
        fans.join(h, same ? first : following(first));
        fans.join(following(h), same ? following(first) : first);
        break;
      }
      slot = (slot + 1) & (slots - 1);
    }
  }
  let watertight = true;
  let twoAtMost = true;
  let oriented = true;
  for (let h = 0; h < corners.length; h++) {
    const uses = forwards[h] + backwards[h];
    if (uses === 0) continue;
    if (uses % 2 === 1) watertight = false;
    if (uses > 2) twoAtMost = false;
    if (uses > 1 && forwards[h] !== backwards[h]) oriented = false;
  }
  const used = new Uint8Array(vertexCount);
  let vertices = 0;
  for (const vertex of corners) {
    if (used[vertex] === 0) vertices++;
    used[vertex] = 1;
  }
  const { names, sets } = pieces.numbered();
  return {
    vertices,
    edges,
    components: sets,
    componentOf: names,
    watertight,
    manifold: twoAtMost && fans.numbered().sets === vertices,
    oriented,
  };
}

function following(h: number): number {
  return h % 3 === 2 ? h - 2 : h + 1;
}

class DisjointSets {
  private readonly parent: Uint32Array;

  constructor(count: number) {
    this.parent = new Uint32Array(count);
    for (let i = 0; i < count; i++) this.parent[i] = i;
  }

  join(a: number, b: number): void {
    this.parent[this.root(a)] = this.root(b);
  }

  /** The sets numbered in the order of their first members. */
  numbered(): { names: Uint32Array; sets: number } {
    const names = new Uint32Array(this.parent.length);
    const nameOfRoot = new Int32Array(this.parent.length).fill(-1);
    let sets = 0;
    for (let i = 0; i < names.length; i++) {
      const root = this.root(i);
      if (nameOfRoot[root] < 0) nameOfRoot[root] = sets++;
      names[i] = nameOfRoot[root];
    }
    return { names, sets };
  }

  private root(i: number): number {
    const { parent } = this;
    let r = i;
    while (parent[r] !== r) {
      parent[r] = parent[parent[r]];
      r = parent[r];
    }
    return r;
  }
}
