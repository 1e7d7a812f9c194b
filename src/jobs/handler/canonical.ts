/**
 * One text for one meaning: keys sorted, scalars as the strings that CloudFormation makes of them, nothing for what is absent.
 * Names are derived from it, so it can never change.
 */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) { return `[${value.map((element) => canonical(element ?? null)).join(',')}]`; }
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value)
      .filter(([, member]) => !isAbsent(member))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`);
    return `{${members.join(',')}}`;
  }
  return JSON.stringify(value === null ? null : String(value));
}

/** What CloudFormation leaves out, or an emulator does not, is the same to the service. */
export function isAbsent(value: unknown): boolean {
  return value === undefined || value === null || (Array.isArray(value) && value.length === 0);
}
