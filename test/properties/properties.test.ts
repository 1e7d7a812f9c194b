import { Lazy, Token } from 'aws-cdk-lib';
import * as fc from 'fast-check';
import { Fault, faults, RequestValue, requestValues } from './faults';
import { requests } from './requests';
import { readsOf, withUnreadMembers } from './unread-members';
import { VALID } from './valid';
import { SHAPES } from '../../src/service-model/shapes';
import { Finding } from '../../src/validation/finding';
import { relations } from '../../src/validation/relations';
import { RequestReader } from '../../src/validation/request-reader';
import { findingsOf } from '../../src/validation/validate';
import { subjectOf } from '../support/subject';
import { EXAMPLES } from '../validation/examples';

/** For longer runs: PROPERTY_RUNS=1000000 PROPERTY_SEED=$RANDOM npm run test:properties. A failure prints its seed. */
const SEED = Number(process.env.PROPERTY_SEED ?? 20261121);
const RUNS = Number(process.env.PROPERTY_RUNS ?? 20_000) / EXAMPLES.length;
const ALL = { seed: SEED, numRuns: Math.ceil(RUNS) };
const HALF = { seed: SEED, numRuns: Math.ceil(RUNS / 2) };
const FEW = { seed: SEED, numRuns: Math.ceil(RUNS / 10) };

const any = Lazy.any({ produce: () => 'known later' });
const TOKENS = [
  Lazy.string({ produce: () => 'known later' }), `before ${Token.asString(any)} after`, Lazy.number({ produce: () => 1 }),
  Lazy.list({ produce: () => ['known later'] }), any,
];

describe.each(EXAMPLES)('requests for $operation', ({ operation, rules, examples }) => {
  const findings = (request: object): Finding[] => findingsOf({ ...subjectOf(operation, request), rules });
  const errors = (request: object): Finding[] => findings(request).filter(({ severity }) => severity === 'error');

  const values = requests(operation, SEED);
  const valid = values.map(VALID[operation]);
  const anyValue = fc.tuple(valid, fc.nat()).map(([request, number]) => {
    const all = requestValues(request, operation);
    return { request, value: all[number % all.length] };
  }).filter(({ value }) => value !== undefined);
  const broken = examples.map(([id, path, , rejected]) => {
    const { request, context } = subjectOf(operation, rejected);
    const reader = new RequestReader(request, operation);
    const culprits = rules.filter((rule) => rule.id === id && relations(reader, [rule], context).some((finding) => finding.path === path));
    return { id, path, rejected, reads: readsOf(culprits, request, context) };
  });
  const anyBroken = fc.tuple(fc.constantFrom(...broken), values)
    .map(([{ id, path, rejected, reads }, other]) => ({ id, path, request: withUnreadMembers(rejected, other, reads) }));

  test('are accepted if they satisfy the service model and the relations', () => {
    fc.assert(fc.property(valid, (request) => {
      expectNone(errors(request));
    }), ALL);
  });

  test('are not changed by the validation', () => {
    fc.assert(fc.property(valid, (request) => {
      expectNone(errors(frozen(request)));
    }), FEW);
  });

  test('fail if one value is invalid, and the finding has its path', () => {
    fc.assert(fc.property(anyValue, fc.nat(), ({ value }, number) => {
      const { fault, request } = withFault(value, number);
      expectSome(findings(request), { path: value.path + (fault.pathSuffix ?? ''), severity: fault.severity });
    }), HALF);
  });

  test('fail if one relation is broken, whatever other members they have', () => {
    fc.assert(fc.property(anyBroken, ({ id, path, request }) => {
      expectSome(findings(request), { path, rule: id });
    }), HALF);
  });

  test('are accepted if any value is a token', () => {
    fc.assert(fc.property(anyValue, fc.constantFrom(...TOKENS), ({ value }, token) => {
      expectNone(errors(value.with(token)));
    }), HALF);
  });

  test('have no error at a token, whatever else is invalid', () => {
    const sent = anyBroken.map(({ request }) => request).filter((request) => Object.keys(request).every((name) => SHAPES[operation].members![name]));
    const anyRequest = fc.oneof(values, sent);
    fc.assert(fc.property(anyRequest, fc.nat(), fc.nat(), fc.constantFrom(...TOKENS), (request, first, second, token) => {
      const all = requestValues(request, operation);
      if (all.length === 0) { return; }
      const wrong = withFault(all[first % all.length], second).request;
      // the key of a map can be invalid whatever its value
      const others = requestValues(wrong, operation).filter(({ path }) => !path.endsWith('"]'));
      const { path, with: replaceBy } = others[second % others.length] ?? all[0];
      const found = errors(replaceBy(token)).filter((finding) => finding.path.startsWith(path) && !/^\w/.test(finding.path.slice(path.length)));
      // A rule may report a member that it has not read, such as the name of a model for its containers: then it reports the absent member too.
      const unread = found.length > 0 ? errors(replaceBy(undefined)) : [];
      expectNone(found.filter(({ rule, path: at }) => !unread.some((other) => other.rule === rule && other.path === at)));
    }), HALF);
  });
});

// These call a matcher of jest only to fail: a matcher takes longer than the code under test.
function expectNone(findings: Finding[]): void {
  if (findings.length > 0) { expect(findings).toEqual([]); }
}

function expectSome(findings: Finding[], wanted: Partial<Finding>): void {
  const found = findings.some((finding) => Object.entries(wanted).every(([name, value]) => finding[name as keyof Finding] === value));
  if (!found) { expect(findings).toContainEqual(expect.objectContaining(wanted)); }
}

function withFault({ shape, required, with: replaceBy, value: good }: RequestValue, number: number): { fault: Fault; request: any } {
  const all = faults(shape, required, good);
  const fault = all[number % all.length];
  return { fault, request: replaceBy(fault.value) };
}

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) { Object.values(value).forEach(frozen); }
  return Object.freeze(value);
}
