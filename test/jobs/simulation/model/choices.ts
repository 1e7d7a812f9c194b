/**
 * Where every decision of a schedule comes from: a seed, or the decisions of an earlier schedule. Zero is always the harmless one, and what a
 * shortened list no longer says is zero: so a schedule shrinks by shortening and zeroing its list.
 */
export class Choices {
  readonly taken: number[] = [];
  private first: number;
  private second: number;

  constructor(seed: number, private readonly given?: readonly number[]) {
    this.first = 1 + (seed * 7919) % (FIRST - 1);
    this.second = 1 + (seed * 104_729) % (SECOND - 1);
  }

  /** A number from zero to below the bound. */
  below(bound: number): number {
    const choice = this.given ? Math.min(this.given[this.taken.length] ?? 0, bound - 1) : this.random() % bound;
    this.taken.push(choice);
    return choice;
  }

  /** One of the options; the first is the harmless one. */
  of<T>(options: readonly T[]): T {
    return options[this.below(options.length)]!;
  }

  /** Whether something happens that does so once in so many times. */
  once(in_: number): boolean {
    return this.below(in_) === in_ - 1;
  }

  /** L'Ecuyer's combined generator (Communications of the ACM 31, 1988): small, and repeatable everywhere. */
  private random(): number {
    this.first = (this.first * 40_014) % FIRST;
    this.second = (this.second * 40_692) % SECOND;
    return (this.first - this.second + FIRST) % FIRST;
  }
}

const FIRST = 2_147_483_563;
const SECOND = 2_147_483_399;

/** The shortest and smallest list found that still breaks the same promise. */
export function shrunk(choices: readonly number[], fails: (choices: readonly number[]) => boolean): readonly number[] {
  let best = choices;
  const attempt = (candidate: readonly number[]): boolean => {
    const better = fails(candidate);
    if (better) {
      best = candidate;
    }
    return better;
  };
  for (let improved = true; improved;) {
    improved = false;
    for (let size = best.length; size >= 1; size = Math.floor(size / 2)) {
      for (let at = best.length - size; at >= 0; at -= size) {
        const cut = [...best.slice(0, at), ...best.slice(at + size)];
        const zeroed = [...best.slice(0, at), ...best.slice(at, at + size).map(() => 0), ...best.slice(at + size)];
        if (attempt(cut) || (best.slice(at, at + size).some((choice) => choice !== 0) && attempt(zeroed))) {
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
