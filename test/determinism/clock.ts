// Loaded before the app. It shifts the clock of the process to the time in the environment variable NOW.
const shift = Date.parse(process.env.NOW!) - Date.now();
const RealDate = Date;

globalThis.Date = class extends RealDate {
  public static now(): number { return RealDate.now() + shift; }

  constructor(...args: any[]) {
    super(...(args.length > 0 ? args : [RealDate.now() + shift]) as [number]);
  }
} as DateConstructor;
