/** Aborts its signal when the user interrupts this process and when the parent process ends. */
export class Interrupts {
  private readonly controller = new AbortController();
  private readonly parent = process.ppid;
  private readonly timer: NodeJS.Timeout;

  constructor() {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => this.controller.abort());
    }
    // npm and projen, which run between the terminal and this process, do not forward signals. They end.
    this.timer = setInterval(() => {
      if (process.ppid !== this.parent) { this.controller.abort(); }
    }, 250);
    this.timer.unref();
  }

  public get signal(): AbortSignal {
    return this.controller.signal;
  }
}
