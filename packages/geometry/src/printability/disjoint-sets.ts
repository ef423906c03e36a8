/**
 * Sets of the numbers 0 to `count - 1` that only ever grow together (Tarjan 1975, with halving of paths).
 *
 * @internal
 */
export class DisjointSets {
  private readonly parent: Uint32Array;

  constructor(count: number) {
    this.parent = new Uint32Array(count);
    for (let i = 0; i < count; i++) this.parent[i] = i;
  }

  join(a: number, b: number): void {
    this.parent[this.root(a)] = this.root(b);
  }

  /** The member that stands for the set of a number. */
  root(i: number): number {
    const { parent } = this;
    let r = i;
    while (parent[r] !== r) {
      parent[r] = parent[parent[r]];
      r = parent[r];
    }
    return r;
  }
}
