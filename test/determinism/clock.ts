// Loaded before the app: the program believes that it runs at the time that the environment variable NOW names.
const shift = Date.parse(process.env.NOW!) - Date.now();
const RealDate = Date;

globalThis.Date = class extends RealDate {
  public static now(): number { return RealDate.now() + shift; }

  constructor(...args: any[]) {
    super(...(args.length > 0 ? args : [RealDate.now() + shift]) as [number]);
  }
} as DateConstructor;
