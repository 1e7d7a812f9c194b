/** Readers of values without a type: CloudFormation passes every number and every boolean as a string. */

export function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The map, or an empty one. */
export function readMap(value: unknown): Record<string, any> {
  return isMap(value) ? value : {};
}

/** The text, or undefined if there is none. */
export function readText(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The number of seconds if it is positive, or the default. */
export function readSeconds(value: unknown, defaultSeconds: number): number {
  const seconds = typeof value === 'string' || typeof value === 'number' ? Number(value) : NaN;
  return seconds > 0 && Number.isFinite(seconds) ? seconds : defaultSeconds;
}

export function readFlag(value: unknown, defaultFlag: boolean): boolean {
  return value === undefined ? defaultFlag : String(value) === 'true';
}
