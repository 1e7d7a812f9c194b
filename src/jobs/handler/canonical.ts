/**
 * The canonical text of a value: equal values have equal texts. Keys are sorted, scalars are strings as CloudFormation passes them, and
 * absent members are left out. Job names are derived from this text, so it can never change.
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

/** Whether a member has no meaning to the service. CloudFormation leaves such members out; some emulators do not. */
export function isAbsent(value: unknown): boolean {
  return value === undefined || value === null || (Array.isArray(value) && value.length === 0);
}
