import { Lazy, Token } from 'aws-cdk-lib';
import * as fc from 'fast-check';
import { Fault, faults, Spot, spots } from './faults';
import { grafted, readsOf } from './graft';
import { requests } from './requests';
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
  const anySpot = fc.tuple(valid, fc.nat()).map(([request, number]) => {
    const all = spots(request, operation);
    return { request, spot: all[number % all.length] };
  }).filter(({ spot }) => spot !== undefined);
  const broken = examples.map(([id, path, , rejected]) => {
    const { request, context } = subjectOf(operation, rejected);
    const reader = new RequestReader(request, operation);
    const culprits = rules.filter((rule) => rule.id === id && relations(reader, [rule], context).some((finding) => finding.path === path));
    return { id, path, rejected, reads: readsOf(culprits, request, context) };
  });
  const anyBroken = fc.tuple(fc.constantFrom(...broken), values)
    .map(([{ id, path, rejected, reads }, other]) => ({ id, path, request: grafted(rejected, other, reads) }));

  test('are never refused when they satisfy the model and the relations', () => {
    fc.assert(fc.property(valid, (request) => {
      none(errors(request));
    }), ALL);
  });

  test('are not touched, even if they are frozen', () => {
    fc.assert(fc.property(valid, (request) => {
      none(errors(frozen(request)));
    }), FEW);
  });

  test('fail when one value is wrong, which is named', () => {
    fc.assert(fc.property(anySpot, fc.nat(), ({ spot }, number) => {
      const { fault, request } = spoilt(spot, number);
      some(findings(request), { path: spot.path + (fault.deeper ?? ''), severity: fault.severity });
    }), HALF);
  });

  test('fail when one relation is broken, whatever else is in them', () => {
    fc.assert(fc.property(anyBroken, ({ id, path, request }) => {
      some(findings(request), { path, rule: id });
    }), HALF);
  });

  test('are not refused when any value of them is known at deployment only', () => {
    fc.assert(fc.property(anySpot, fc.constantFrom(...TOKENS), ({ spot }, token) => {
      none(errors(spot.with(token)));
    }), HALF);
  });

  test('are not refused for a token, whatever else is wrong', () => {
    const sent = anyBroken.map(({ request }) => request).filter((request) => Object.keys(request).every((name) => SHAPES[operation].members![name]));
    const anyRequest = fc.oneof(values, sent);
    fc.assert(fc.property(anyRequest, fc.nat(), fc.nat(), fc.constantFrom(...TOKENS), (request, first, second, token) => {
      const all = spots(request, operation);
      if (all.length === 0) { return; }
      const wrong = spoilt(all[first % all.length], second).request;
      // a key of a map may be wrong whatever its value
      const others = spots(wrong, operation).filter(({ path }) => !path.endsWith('"]'));
      const { path, with: put } = others[second % others.length] ?? all[0];
      // what is known beside a request, and advice, may speak of a member that its rule has not read
      none(errors(put(token)).filter((finding) => finding.path.startsWith(path) && !/^\w/.test(finding.path.slice(path.length))));
    }), HALF);
  });
});

/** Matchers of jest take longer than what they look at. */
function none(findings: Finding[]): void {
  if (findings.length > 0) { expect(findings).toEqual([]); }
}

function some(findings: Finding[], wanted: Partial<Finding>): void {
  const found = findings.some((finding) => Object.entries(wanted).every(([name, value]) => finding[name as keyof Finding] === value));
  if (!found) { expect(findings).toContainEqual(expect.objectContaining(wanted)); }
}

function spoilt({ shape, required, with: put, value: good }: Spot, number: number): { fault: Fault; request: any } {
  const all = faults(shape, required, good);
  const fault = all[number % all.length];
  return { fault, request: put(fault.value) };
}

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) { Object.values(value).forEach(frozen); }
  return Object.freeze(value);
}
