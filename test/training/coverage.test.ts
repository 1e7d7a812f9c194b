import { join } from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import { COVERAGE } from './coverage';
import { JOB, newStack } from './jobs';
import { SHAPES } from '../../src/service-model/shapes';
import { declarations } from '../support/declarations';
import { everyTrainingJob } from '../support/every-training-job';

/** Every member of a shape, and of the structures in it, whatever their depth; the keys of maps are the user's. */
function* members(shapeName: string, path: string = ''): Generator<string> {
  const { type, element, members: known = {} } = SHAPES[shapeName];
  if (type === 'list') { yield* members(element!, path); }
  for (const [name, member] of Object.entries(known)) {
    yield path + name;
    yield* members(member, `${path}${name}.`);
  }
}

/** The members that a request has, with the same names. */
function* sent(request: any, shapeName: string, path: string = ''): Generator<string> {
  const { type, element, members: known = {} } = SHAPES[shapeName];
  if (type === 'list') { for (const part of request) { yield* sent(part, element!, path); } }
  if (type !== 'structure') { return; }
  for (const [name, part] of Object.entries(request)) {
    yield path + name;
    yield* sent(part, known[name], `${path}${name}.`);
  }
}

const API = declarations(join(__dirname, '..', '..', 'src'));
const byReason = (setter: string) => / .*\.$/.test(setter);

test('every member of the request has a prop or a reason, and nothing else has', () => {
  expect(Object.keys(COVERAGE).sort()).toEqual([...members('CreateTrainingJob')].sort());
});

test('every prop that is named is there', () => {
  const missing = Object.values(COVERAGE).filter((setter) => {
    const [type, member] = setter.split('.');
    return !byReason(setter) && !API.get(type)?.has(member);
  });
  expect(missing).toEqual([]);
});

test('every member that has a prop is sent by some job', () => {
  const stack = newStack();
  everyTrainingJob(stack);
  const jobs = Object.values(Template.fromStack(stack).findResources(JOB));
  const requests = jobs.map(({ Properties }) => ({ ...Properties.Identity, ...Properties.Settings }));
  const found = new Set(requests.flatMap((request) => [...sent(request, 'CreateTrainingJob')]));
  expect(Object.keys(COVERAGE).filter((member) => !byReason(COVERAGE[member]) && !found.has(member))).toEqual([]);
});
