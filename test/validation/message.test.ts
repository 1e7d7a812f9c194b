import { Finding } from '../../src/validation/finding';
import { AS_IN_TEMPLATES, sentenceOf } from '../../src/validation/message';
import { printedValue } from '../../src/validation/printed-value';
import { propOf, PropPaths } from '../../src/validation/prop-paths';

const PATHS: PropPaths = { 'Stopping.MaxRuntimeInSeconds': 'maxRuntime', 'Stopping.MaxWaitTimeInSeconds': 'spot.maxWaitTime', 'Network': 'vpc' };

function finding(message: string, more: Partial<Finding> = {}): Finding {
  return { path: 'Stopping.MaxWaitTimeInSeconds', part: 'Stopping', message, rule: 'R', severity: 'error', source: 'https://docs.example', ...more };
}

function inConstruct(message: string, more: Partial<Finding> = {}): string {
  return sentenceOf(finding(message, more), (path) => propOf(path, PATHS), more.hint);
}

function inTemplate(message: string, more: Partial<Finding> = {}): string {
  return sentenceOf(finding(message, more), AS_IN_TEMPLATES);
}

describe('a sentence', () => {
  const wait = ['must be at least {MaxRuntimeInSeconds=}', { values: { MaxRuntimeInSeconds: 3600 }, given: 300 }] as const;

  test('has props and durations for a construct', () => {
    expect(inConstruct(...wait)).toBe('spot.maxWaitTime must be at least maxRuntime (1 hour), got 5 minutes');
  });

  test('has members and numbers for a template', () => {
    expect(inTemplate(...wait)).toBe('Stopping.MaxWaitTimeInSeconds must be at least MaxRuntimeInSeconds (3600), got 300');
  });

  test('has limits in the unit of the prop', () => {
    expect(inConstruct('must be between {=60} and {=max}', { values: { max: 7200 } })).toBe('spot.maxWaitTime must be between 1 minute and 2 hours');
    expect(inTemplate('must be between {=60} and {=max}', { values: { max: 7200 } })).toBe('Stopping.MaxWaitTimeInSeconds must be between 60 and 7200');
  });

  test('names members of the whole request', () => {
    expect(inConstruct('requires {/Network}')).toBe('spot.maxWaitTime requires vpc');
    expect(inTemplate('requires {/Network}')).toBe('Stopping.MaxWaitTimeInSeconds requires Network');
  });

  test('has the hint for a construct only', () => {
    expect(inConstruct('is required', { hint: 'call addSomething()' })).toBe('spot.maxWaitTime is required: call addSomething()');
    expect(inTemplate('is required', { hint: 'call addSomething()' })).toBe('Stopping.MaxWaitTimeInSeconds is required');
  });

  test('has the value before the reason', () => {
    expect(inTemplate('must be less: because', { given: 7 })).toBe('Stopping.MaxWaitTimeInSeconds must be less, got 7: because');
  });

  test.each(['must not be specified', 'must not be combined with {MaxRuntimeInSeconds}', 'is ignored'])('has no value if it says that a member %s', (message) => {
    expect(inTemplate(message, { given: 7 })).not.toContain('7');
  });

  test('begins with the place and a colon if it says what to specify', () => {
    expect(inConstruct('specify exactly one of {A} and {B}', { path: 'Part', part: 'Part' })).toBe('part: specify exactly one of a and b');
    expect(inTemplate('specify exactly one of {A} and {B}', { path: '', part: '' })).toBe('specify exactly one of A and B');
  });

  test('does not show a URL with a password', () => {
    expect(inTemplate('must be a URL', { given: 'https://me:secret@example.com' })).toBe('Stopping.MaxWaitTimeInSeconds must be a URL');
  });

  test('does not take what the user wrote for a placeholder', () => {
    expect(inTemplate('must not be {value}', { values: { value: '{Member}' } })).toBe('Stopping.MaxWaitTimeInSeconds must not be "{Member}"');
  });
});

describe('a value', () => {
  test.each<[unknown, string | undefined, string]>([
    ['a"b', undefined, '"a\\"b"'], [NaN, undefined, 'NaN'], [NaN, 'seconds', 'NaN seconds'], [0, 'seconds', '0 seconds'], [-60, 'seconds', '-60 seconds'],
    [1, 'seconds', '1 second'], [5400, 'seconds', '1 hour 30 minutes'], [86_461, 'seconds', '1 day 1 minute 1 second'], [0.5, 'seconds', '500 milliseconds'],
    [1500, 'milliseconds', '1 second 500 milliseconds'], [90, 'minutes', '1 hour 30 minutes'],
    [1024, 'MiB', '1 GiB'], [1536, 'MiB', '1536 MiB'], [0, 'MiB', '0 MiB'], [50, 'GiB', '50 GiB'], [true, undefined, 'true'],
    [{ text: '3 of 4' }, undefined, '3 of 4'],
  ])('%j in %s is shown as %s', (value, unit, text) => {
    expect(printedValue(value, unit)).toBe(text);
  });

  test.each<[string[], string]>([
    [[], ''], [['a'], '"a"'], [['a', 'b'], '"a" and "b"'], [['a', 'b', 'c'], '"a", "b" and "c"'], [['a', 'b', 'c', 'd', 'e'], '"a", "b", "c" and 2 more'],
  ])('of the list %j, at most three elements are shown', (values, text) => {
    expect(printedValue(values)).toBe(text);
  });
});
