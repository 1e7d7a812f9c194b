import * as fc from 'fast-check';
import { Shape } from '../../src/service-model/shape';

/** Prefixes that the patterns of the service model require. Each can be followed by any number of fillers and a suffix. */
const PREFIXES = [
  '', 'a', '/', 's3://b/', 's3://', 'https://', 'a/', 'fs-', 'mig-1g.1gb+',
  ...['iam::123456789012:role/', 'sns:eu-west-1:123456789012:', 'lambda:eu-west-1:123456789012:function:'].map((rest) => `arn:aws:${rest}`),
  ...['x/', 'training-plan/', 'mlflow-app/', 'model-package/', 'model-package-group/'].map((rest) => `arn:aws:sagemaker:eu-west-1:123456789012:${rest}`),
  ...['Model', 'DataSet'].map((kind) => `arn:aws:sagemaker:eu-west-1:aws:hub-content/Hub/${kind}/`),
];
const FILLERS = ['a', '0', 'b'];
const SUFFIXES = ['', '/a', 'K'];

/** Texts that many patterns of the service model reject. */
const UNUSUAL_TEXTS = ['', '-', ' ', '\n', 'ä', '!', '-a', 'a-', 'a b', 'a\nb', 's3:/b', 'a_', '.', '..', '{', '\u{1F600}', '"', 'x://y', 'K', '/..', '\ta'];

/** Whether the pattern of a shape matches a whole text. */
export function matches(text: string, { pattern }: Shape): boolean {
  return pattern === undefined || new RegExp(`^(?:${pattern})$`, pattern.includes('\\p{') ? 'u' : '').test(text);
}

/** Returns a text of a given length that matches the pattern of a shape, if there is one. */
export function textOfLength(length: number, shape: Shape): string | undefined {
  for (const prefix of PREFIXES) {
    for (const suffix of SUFFIXES) {
      for (const filler of FILLERS) {
        const text = prefix + filler.repeat(Math.max(0, length - prefix.length - suffix.length)) + suffix;
        if (text.length === length && matches(text, shape)) { return text; }
      }
    }
  }
  return undefined;
}

/** Returns valid texts of the minimum length, of one more character, and of the maximum length. */
export function boundaryTexts(shape: Shape): string[] {
  const longest = shape.max ?? 200;
  const lengths = [...range(shape.min ?? 0, Math.min(longest, 150)), longest];
  const texts = lengths.map((length) => textOfLength(length, shape)).filter((text) => text !== undefined);
  return texts.length === 0 ? [] : [...new Set([texts[0], texts[1] ?? texts[0], texts[texts.length - 1]])];
}

/** Returns texts of an invalid length, and texts of a valid length that do not match the pattern. */
export function wrongTexts(shape: Shape): string[] {
  const { min = 0, max = Infinity } = shape;
  const short = min > 0 ? [textOfLength(min - 1, { ...shape, min: 0 }) ?? 'a'.repeat(min - 1)] : [];
  const long = max < Infinity ? ['a'.repeat(max + 1)] : [];
  const sized = UNUSUAL_TEXTS.flatMap((unusual) => [unusual, unusual + 'a'.repeat(Math.max(0, min - unusual.length))]).filter((text) => [...text].length >= min && text.length <= max);
  return [...short, ...long, ...sized.filter((text) => !matches(text, shape)).slice(0, 6)];
}

/** Returns valid texts: random ones, and those of `boundaryTexts`. */
export function someTexts(shape: Shape, seed: number): string[] {
  const { min = 0, max = 200, pattern } = shape;
  // fast-check does not support assertions in patterns
  const random = pattern !== undefined && !/\(\?[<!=]/.test(pattern)
    ? fc.sample(fc.stringMatching(new RegExp(`^(?:${pattern})$`, 'u'.repeat(pattern.includes('\\p{') ? 1 : 0)), { size: 'small' }), { numRuns: 30, seed })
    : [];
  return [...boundaryTexts(shape), ...random.filter((text) => matches(text, shape) && [...text].length >= min && [...text].length <= max)];
}

function range(first: number, last: number): number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
}
