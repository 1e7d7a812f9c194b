/** The maximum number of list elements that a message shows. It counts the others. */
const MAX_SHOWN = 3;

const MILLISECONDS: { readonly [unit: string]: number } = { milliseconds: 1, seconds: 1000, minutes: 60_000 };
const PARTS_OF_A_DURATION = [['day', 86_400_000], ['hour', 3_600_000], ['minute', 60_000], ['second', 1000], ['millisecond', 1]] as const;

/** Words that a message shows as they are, without quotes. */
export interface Text { readonly text: string }

/**
 * Returns a value in the form that a message shows.
 *
 * @param value The value. At most three elements of a list are shown.
 * @param unit The unit of a number, if the user wrote a `Duration` or a `Size`.
 */
export function printedValue(value: unknown, unit?: string): string {
  if (Array.isArray(value)) { return printedList(value.map((element) => printedValue(element, unit))); }
  if (typeof value === 'number' && unit) { return printedQuantity(value, unit); }
  if (isText(value)) { return value.text; }
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}

function isText(value: unknown): value is Text {
  return typeof value === 'object' && value !== null && 'text' in value;
}

function printedList(texts: readonly string[]): string {
  if (texts.length > MAX_SHOWN) { return `${texts.slice(0, MAX_SHOWN).join(', ')} and ${texts.length - MAX_SHOWN} more`; }
  return [texts.slice(0, -1).join(', '), ...texts.slice(-1)].filter((text) => text !== '').join(' and ');
}

function printedQuantity(value: number, unit: string): string {
  if (unit in MILLISECONDS) { return value > 0 && Number.isFinite(value) ? printedDuration(value * MILLISECONDS[unit]) : `${value} ${unit}`; }
  return unit === 'MiB' && value > 0 && value % 1024 === 0 ? `${value / 1024} GiB` : `${value} ${unit}`;
}

function printedDuration(milliseconds: number): string {
  let rest = milliseconds;
  return PARTS_OF_A_DURATION.flatMap(([name, size]) => {
    const count = size === 1 ? rest : Math.floor(rest / size);
    rest -= count * size;
    return count === 0 ? [] : [`${count} ${name}${count === 1 ? '' : 's'}`];
  }).join(' ');
}
