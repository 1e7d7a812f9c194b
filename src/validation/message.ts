import { Finding } from './finding';
import { printedValue } from './printed-value';
import { Prop } from './prop-paths';

/** Names the members of a request: as the props of a construct, or as in a template. */
export type Naming = (memberPath: string) => Prop;

/** Names the members as in a template. */
export const AS_IN_TEMPLATES: Naming = (path) => ({ path });

/** A URL with a user name or a password. */
const CREDENTIALS = /\/\/[^/]*@/;

/** The messages that show the invalid value. Messages about a member that must be absent do not. */
const SHOWS_VALUE = /^(must|should) (?!not be (specified|combined|true)|only be specified)|^is not known/;

/** `{=60}`, `{=limit}`, `{limit}`, `{Member}`, `{Member=}`, `{/Member}` and `{/Member=}`. */
const PLACEHOLDER = /\{(=?)(\/?)([\w.[\]]+)(=?)\}/g;

/** The members whose values a message shows, as the placeholders have them: `MaxConcurrency`, `/VpcConfig`. */
export function shownMembers(message: string): string[] {
  return [...message.matchAll(PLACEHOLDER)].filter(([,,,, withValue]) => withValue).map(([, , root, name]) => root + name);
}

/** Returns the sentence for a finding, without its source. The hint is for users of constructs. */
export function sentenceOf(finding: Finding, nameOf: Naming, hint?: string): string {
  const { path, unit } = nameOf(finding.path);
  const fill = (text: string) => filled(text, finding, nameOf);
  const [, claim, reason] = /^(.*?)((?:: .*)?)$/.exec(finding.message)!;
  const isShown = finding.given !== undefined && SHOWS_VALUE.test(claim) && !CREDENTIALS.test(String(finding.given));
  return [
    path,
    path && (claim.startsWith('specify ') ? ': ' : ' '),
    fill(claim),
    isShown ? `, got ${printedValue(finding.given, unit)}` : '',
    fill(reason),
    hint === undefined ? '' : `: ${fill(hint)}`,
    conditionsOf(finding),
  ].join('');
}

function conditionsOf({ conditions = {} }: Finding): string {
  const texts = Object.entries(conditions).map(([condition, outcome]) => `"${condition}" is ${outcome}`);
  return texts.length === 0 ? '' : ` (if the condition ${texts.join(' and ')})`;
}

function filled(text: string, { path, part = '', values = {} }: Finding, nameOf: Naming): string {
  return text.replace(PLACEHOLDER, (_all, inUnit, root, name, withValue) => {
    if (inUnit) { return printedValue(name in values ? values[name] : Number(name), nameOf(path).unit); }
    if (/^[a-z]/.test(name)) { return printedValue(values[name]); }
    const member = nameOf(root || !part ? name : part + (name.startsWith('[') ? name : `.${name}`));
    const value = withValue ? ` (${printedValue(values[root + name], member.unit)})` : '';
    return shortened(member.path, [path, part].map((place) => nameOf(place).path)) + value;
  });
}

/** Returns a path relative to one of the places that the message is about, or otherwise the whole path. */
function shortened(path: string, places: readonly string[]): string {
  const rests = [...places, ...places.map(parentOf)].filter((place) => place !== '' && path.startsWith(place)).map((place) => /^(?:\[\d*\])*\.(.+)$/.exec(path.slice(place.length))?.[1]);
  return rests.find((rest) => rest !== undefined) ?? path;
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('.')));
}
