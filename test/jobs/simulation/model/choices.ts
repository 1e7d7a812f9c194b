/**
 * The source of all decisions in a schedule: a seed, or the decisions of an earlier schedule. Zero is always the harmless decision, and
 * stands for decisions that are missing, so a schedule can be shortened by removing decisions or setting them to zero.
 */
export class Choices {
  readonly made: number[] = [];
  private first: number;
  private second: number;

  constructor(seed: number, private readonly earlier?: readonly number[]) {
    this.first = 1 + (seed * 7919) % (FIRST - 1);
    this.second = 1 + (seed * 104_729) % (SECOND - 1);
  }

  /** A number from zero to less than the bound. */
  below(bound: number): number {
    const choice = this.earlier ? Math.min(this.earlier[this.made.length] ?? 0, bound - 1) : this.random() % bound;
    this.made.push(choice);
    return choice;
  }

  /** One of the options. The first must be harmless. */
  of<T>(options: readonly T[]): T {
    return options[this.below(options.length)]!;
  }

  /** True once in `count` times on average. */
  onceIn(count: number): boolean {
    return this.below(count) === count - 1;
  }

  /** L'Ecuyer's combined generator (Communications of the ACM 31, 1988): small, and the same on every machine. */
  private random(): number {
    this.first = (this.first * 40_014) % FIRST;
    this.second = (this.second * 40_692) % SECOND;
    return (this.first - this.second + FIRST) % FIRST;
  }
}

const FIRST = 2_147_483_563;
const SECOND = 2_147_483_399;

/** Shortens a list of decisions as far as the schedule still fails. */
export function shrink(choices: readonly number[], fails: (choices: readonly number[]) => boolean): readonly number[] {
  let best = choices;
  const attempt = (candidate: readonly number[]): boolean => {
    const isBetter = fails(candidate);
    if (isBetter) {
      best = candidate;
    }
    return isBetter;
  };
  for (let improved = true; improved;) {
    improved = false;
    for (let size = best.length; size >= 1; size = Math.floor(size / 2)) {
      for (let at = best.length - size; at >= 0; at -= size) {
        const shorter = [...best.slice(0, at), ...best.slice(at + size)];
        const zeroed = [...best.slice(0, at), ...best.slice(at, at + size).map(() => 0), ...best.slice(at + size)];
        if (attempt(shorter) || (best.slice(at, at + size).some((choice) => choice !== 0) && attempt(zeroed))) {
          improved = true;
        }
      }
    }
    for (let at = 0; at < best.length; at++) {
      while (best[at]! > 0 && attempt([...best.slice(0, at), best[at]! - 1, ...best.slice(at + 1)])) {
        improved = true;
      }
    }
  }
  return best;
}
