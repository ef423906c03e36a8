/**
 * Pairs of numbers by a distance, taken out nearest first: a binary heap (Williams 1964) in flat arrays. Equal distances come in the order
 * of their numbers, so that every machine takes them alike.
 *
 * @internal
 */
export class NearestPairs {
  /** The pair taken last, and its distance squared. */
  one = -1;
  two = -1;
  square = 0;
  private count = 0;
  private ones = new Int32Array(1024);
  private twos = new Int32Array(1024);
  private squares = new Float64Array(1024);

  push(one: number, two: number, square: number): void {
    if (this.count === this.ones.length) this.grow();
    let place = this.count++;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if (!this.isBefore(one, two, square, parent)) break;
      this.move(parent, place);
      place = parent;
    }
    this.put(one, two, square, place);
  }

  /** Takes the nearest pair out; `false` when there is none. */
  takeNearest(): boolean {
    if (this.count === 0) return false;
    const { ones, twos, squares } = this;
    [this.one, this.two, this.square] = [ones[0], twos[0], squares[0]];
    const last = --this.count;
    const [one, two, square] = [ones[last], twos[last], squares[last]];
    let place = 0;
    for (;;) {
      let child = 2 * place + 1;
      if (child >= last) break;
      if (child + 1 < last && this.isBefore(ones[child + 1], twos[child + 1], squares[child + 1], child)) child++;
      if (this.isBefore(one, two, square, child)) break;
      this.move(child, place);
      place = child;
    }
    this.put(one, two, square, place);
    return true;
  }

  private isBefore(one: number, two: number, square: number, place: number): boolean {
    if (square !== this.squares[place]) return square < this.squares[place];
    return one !== this.ones[place] ? one < this.ones[place] : two < this.twos[place];
  }

  private move(from: number, to: number): void {
    this.put(this.ones[from], this.twos[from], this.squares[from], to);
  }

  private put(one: number, two: number, square: number, place: number): void {
    this.ones[place] = one;
    this.twos[place] = two;
    this.squares[place] = square;
  }

  private grow(): void {
    const { ones, twos, squares } = this;
    this.ones = new Int32Array(2 * ones.length);
    this.twos = new Int32Array(2 * twos.length);
    this.squares = new Float64Array(2 * squares.length);
    this.ones.set(ones);
    this.twos.set(twos);
    this.squares.set(squares);
  }
}
