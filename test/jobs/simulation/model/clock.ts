/** A duration in milliseconds, or a condition to wait for. */
export type Wait = number | (() => boolean);

/** The start of every schedule: 2026-11-21T12:00:00.400Z, so that dates without milliseconds lie before the time they stand for. */
export const START = Date.UTC(2026, 10, 21, 12, 0, 0, 400);

interface Entry {
  readonly at: number;
  readonly run: () => void;
}

/** The simulated clock. Time passes only when nothing else is left to do. */
export class Clock {
  now = START;
  /** The number of conditions that were never met; what waited for them runs at the end. */
  unmetWaits = 0;
  /** Sorted by time, the next one last. */
  private readonly entries: Entry[] = [];
  private readonly waiting: { readonly isMet: () => boolean; readonly run: () => void }[] = [];

  after(wait: Wait, run: () => void): void {
    if (typeof wait !== 'number') {
      this.waiting.push({ isMet: wait, run });
      return;
    }
    const at = this.now + wait;
    let place = this.entries.length;
    while (place > 0 && this.entries[place - 1]!.at <= at) {
      place--;
    }
    this.entries.splice(place, 0, { at, run });
  }

  /** Runs until nothing is left. */
  run(): void {
    for (;;) {
      if (this.waiting.length > 0) {
        this.runMet();
      }
      const next = this.entries.pop();
      if (next) {
        this.now = next.at;
        next.run();
      } else if (this.waiting.length > 0) {
        this.unmetWaits++;
        this.waiting.shift()!.run();
      } else {
        return;
      }
    }
  }

  private runMet(): void {
    for (let at = 0; at < this.waiting.length;) {
      if (this.waiting[at]!.isMet()) {
        this.waiting.splice(at, 1)[0]!.run();
        at = 0;
      } else {
        at++;
      }
    }
  }
}
