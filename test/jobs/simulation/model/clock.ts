/** How long something takes: milliseconds, or until something has happened. */
export type Wait = number | (() => boolean);

/** When every schedule begins: 2026-11-21T12:00:00.400Z, so that dates in whole seconds lie before what they date. */
export const START = Date.UTC(2026, 10, 21, 12, 0, 0, 400);

interface Entry {
  readonly at: number;
  readonly run: () => void;
}

/** Time passes only when nothing else is left to do at the moment. */
export class Clock {
  now = START;
  /** What waited for something that never happened, and was released at the end. */
  inVain = 0;
  /** The next one is the last of the list. */
  private readonly entries: Entry[] = [];
  private readonly held: { readonly ready: () => boolean; readonly run: () => void }[] = [];

  after(wait: Wait, run: () => void): void {
    if (typeof wait !== 'number') {
      this.held.push({ ready: wait, run });
      return;
    }
    const at = this.now + wait;
    let place = this.entries.length;
    while (place > 0 && this.entries[place - 1]!.at <= at) {
      place--;
    }
    this.entries.splice(place, 0, { at, run });
  }

  /** Until everything is quiet. */
  run(): void {
    for (;;) {
      if (this.held.length > 0) {
        this.release();
      }
      const next = this.entries.pop();
      if (next) {
        this.now = next.at;
        next.run();
      } else if (this.held.length > 0) {
        this.inVain++;
        this.held.shift()!.run();
      } else {
        return;
      }
    }
  }

  private release(): void {
    for (let at = 0; at < this.held.length;) {
      if (this.held[at]!.ready()) {
        this.held.splice(at, 1)[0]!.run();
        at = 0;
      } else {
        at++;
      }
    }
  }
}
