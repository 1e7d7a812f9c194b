/** Ends the work when the user interrupts it, and when the process that wanted it is gone. */
export class Interrupts {
  private readonly controller = new AbortController();
  private readonly parent = process.ppid;
  private readonly timer: NodeJS.Timeout;

  constructor() {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => this.controller.abort());
    }
    // npm and projen between the terminal and this process keep signals to themselves and just die of them.
    this.timer = setInterval(() => {
      if (process.ppid !== this.parent) { this.controller.abort(); }
    }, 250);
    this.timer.unref();
  }

  public get signal(): AbortSignal {
    return this.controller.signal;
  }
}
