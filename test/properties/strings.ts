import * as fc from 'fast-check';
import { Shape } from '../../src/service-model/shape';

/** Beginnings that some pattern of the model asks for; all of them are continued by any number of letters, digits or the ending. */
const BEGINNINGS = [
  '', 'a', '/', 's3://b/', 's3://', 'https://', 'a/', 'fs-', 'mig-1g.1gb+',
  ...['iam::123456789012:role/', 'sns:eu-west-1:123456789012:', 'lambda:eu-west-1:123456789012:function:'].map((rest) => `arn:aws:${rest}`),
  ...['x/', 'training-plan/', 'mlflow-app/', 'model-package/', 'model-package-group/'].map((rest) => `arn:aws:sagemaker:eu-west-1:123456789012:${rest}`),
  ...['Model', 'DataSet'].map((kind) => `arn:aws:sagemaker:eu-west-1:aws:hub-content/Hub/${kind}/`),
];
const FILLINGS = ['a', '0', 'b'];
const ENDINGS = ['', '/a', 'K'];

/** What no name, location or other text of the model looks like, in some way. */
const ODDITIES = ['', '-', ' ', '\n', 'ä', '!', '-a', 'a-', 'a b', 'a\nb', 's3:/b', 'a_', '.', '..', '{', '\u{1F600}', '"', 'x://y', 'K', '/..', '\ta'];

/** The pattern of a shape, for a whole text. */
export function matches(text: string, { pattern }: Shape): boolean {
  return pattern === undefined || new RegExp(`^(?:${pattern})$`, pattern.includes('\\p{') ? 'u' : '').test(text);
}

/** A text of just this length that a pattern accepts, if there is one. */
export function ofLength(length: number, shape: Shape): string | undefined {
  for (const beginning of BEGINNINGS) {
    for (const ending of ENDINGS) {
      for (const filling of FILLINGS) {
        const text = beginning + filling.repeat(Math.max(0, length - beginning.length - ending.length)) + ending;
        if (text.length === length && matches(text, shape)) { return text; }
      }
    }
  }
  return undefined;
}

/** The shortest and the longest text that a shape accepts, and the lengths beside its bounds where the pattern has any. */
export function boundaryTexts(shape: Shape): string[] {
  const longest = shape.max ?? 200;
  const lengths = [...range(shape.min ?? 0, Math.min(longest, 150)), longest];
  const texts = lengths.map((length) => ofLength(length, shape)).filter((text) => text !== undefined);
  return texts.length === 0 ? [] : [...new Set([texts[0], texts[1] ?? texts[0], texts[texts.length - 1]])];
}

/** Texts that are wrong by their length, and texts of a right length that the pattern refuses. */
export function wrongTexts(shape: Shape): string[] {
  const { min = 0, max = Infinity } = shape;
  const short = min > 0 ? [ofLength(min - 1, { ...shape, min: 0 }) ?? 'a'.repeat(min - 1)] : [];
  const long = max < Infinity ? ['a'.repeat(max + 1)] : [];
  const sized = ODDITIES.flatMap((oddity) => [oddity, oddity + 'a'.repeat(Math.max(0, min - oddity.length))]).filter((text) => [...text].length >= min && text.length <= max);
  return [...short, ...long, ...sized.filter((text) => !matches(text, shape)).slice(0, 6)];
}

/** Texts that a pattern accepts: some at random, and those at the bounds. */
export function someTexts(shape: Shape, seed: number): string[] {
  const { min = 0, max = 200, pattern } = shape;
  // fast-check does not know assertions: there the bounds have to do
  const random = pattern !== undefined && !/\(\?[<!=]/.test(pattern)
    ? fc.sample(fc.stringMatching(new RegExp(`^(?:${pattern})$`, 'u'.repeat(pattern.includes('\\p{') ? 1 : 0)), { size: 'small' }), { numRuns: 30, seed })
    : [];
  return [...boundaryTexts(shape), ...random.filter((text) => matches(text, shape) && [...text].length >= min && [...text].length <= max)];
}

function range(first: number, last: number): number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
}
