/**
 * The props that set the members of a request: the path of a member to the path of its prop. `[]` stands for any element of a list.
 *
 * The longest row that is a prefix of a path applies. If two rows have the same length, the row with an index applies. Elements keep their
 * indices: the first `[]` of a member is the first `[]` of the prop. Members after the prefix get the default name of a prop: the name of
 * the member with a lower-case first letter and without its unit. The keys of maps stay as they are.
 *
 * A test compares each row with the generated model and with the public API.
 */
export interface PropPaths { readonly [memberPath: string]: string }

/** A prop, as a message names it. */
export interface Prop {
  /** The path from the props of the construct, such as `instanceProductionVariants[0].volumeSize`. */
  readonly path: string;
  /** The unit of a number in the request, such as `seconds`, where the prop is a `Duration` or a `Size`. */
  readonly unit?: string;
}

/** The units that end the names of members, with the words for messages. */
const UNITS: { readonly [suffix: string]: string } = {
  InMilliseconds: 'milliseconds', InSeconds: 'seconds', InMinutes: 'minutes', InMB: 'MiB', InMb: 'MiB', InGB: 'GiB',
};

/** Returns the prop that sets a member of a request. */
export function propOf(memberPath: string, propPaths: PropPaths): Prop {
  const steps = stepsOf(memberPath);
  const [row] = Object.entries(propPaths)
    .map(([prefix, prop]) => ({ prefix: stepsOf(prefix), prop }))
    .filter(({ prefix }) => isPrefix(prefix, steps))
    .sort((one, other) => other.prefix.length - one.prefix.length || wildcards(one.prefix) - wildcards(other.prefix));
  const { prefix = [], prop = '' } = row ?? {};
  const indices = steps.filter((_, position) => prefix[position] === '[]');
  const translated = stepsOf(prop).map((step) => step === '[]' ? indices.shift()! : step);
  const path = pathOf([...translated, ...steps.slice(prefix.length).map((step) => step.startsWith('[') ? step : defaultName(step))]);
  const suffix = unitSuffixOf([...steps].reverse().find((step) => !step.startsWith('[')) ?? '');
  return suffix === undefined || path.endsWith(suffix) ? { path } : { path, unit: UNITS[suffix] };
}

/** Returns the rows of a structure at one of its places in a request. An empty prop is the structure itself. */
export function under(memberPath: string, prop: string, rows: PropPaths): PropPaths {
  return Object.fromEntries(Object.entries(rows).map(([member, target]) => [pathOf([memberPath, member]), pathOf([prop, target])]));
}

/** The rows of a construct that can be placed in a VPC. */
export const VPC_PROP_PATHS: PropPaths = {
  'VpcConfig': 'vpc',
  'VpcConfig.Subnets': 'vpcSubnets',
  'VpcConfig.SecurityGroupIds': 'securityGroups',
};

/** The steps of a path: names, `[0]`, `[]`, and keys such as `["a.b"]`. */
export function stepsOf(path: string): string[] {
  const steps: string[] = [];
  for (let rest = path; rest !== '';) {
    const end = rest.startsWith('["') ? endOfKey(rest) : rest.startsWith('[') ? rest.indexOf(']') + 1 : endOfName(rest);
    steps.push(rest.slice(0, end));
    rest = rest.slice(rest[end] === '.' ? end + 1 : end);
  }
  return steps;
}

function endOfKey(text: string): number {
  let end = 2;
  while (text[end] !== '"') { end += text[end] === '\\' ? 2 : 1; }
  return end + '"]'.length;
}

function endOfName(text: string): number {
  const ends = ['.', '['].map((separator) => text.indexOf(separator)).filter((index) => index >= 0);
  return Math.min(text.length, ...ends);
}

function pathOf(steps: readonly string[]): string {
  return steps.reduce((path, step) => path === '' || step === '' || step.startsWith('[') ? path + step : `${path}.${step}`, '');
}

function isPrefix(prefix: readonly string[], steps: readonly string[]): boolean {
  return prefix.length <= steps.length && prefix.every((step, position) => step === steps[position] || (step === '[]' && isIndex(steps[position])));
}

function isIndex(step: string): boolean {
  return step.startsWith('[') && !step.startsWith('["');
}

function wildcards(steps: readonly string[]): number {
  return steps.filter((step) => step === '[]').length;
}

function defaultName(member: string): string {
  const name = member.slice(0, member.length - (unitSuffixOf(member) ?? '').length);
  return name[0].toLowerCase() + name.slice(1);
}

function unitSuffixOf(member: string): string | undefined {
  return Object.keys(UNITS).find((suffix) => member.endsWith(suffix));
}
