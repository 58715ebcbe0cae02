/** A list kept in order. Adding at its end and taking from its beginning cost next to nothing, whatever its length. */
export class Sorted<T> {
  private readonly items: T[] = [];

  /** `compare` orders any two different entries. */
  constructor(private readonly compare: (a: T, b: T) => number) {}

  get first(): T | undefined {
    return this.items[0];
  }

  /** A copy, in order. */
  all(): T[] {
    return [...this.items];
  }

  [Symbol.iterator](): Iterator<T> {
    return this.items.values();
  }

  add(item: T): void {
    const last = this.items.at(-1);
    if (last === undefined || this.compare(last, item) < 0) this.items.push(item);
    else this.items.splice(this.placeOf(item), 0, item);
  }

  delete(item: T): void {
    const place = this.placeOf(item);
    if (this.items[place] === item) this.items.splice(place, 1);
  }

  /** Of the first entry that does not come before the item. */
  private placeOf(item: T): number {
    let low = 0;
    let high = this.items.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.compare(this.items[middle]!, item) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
