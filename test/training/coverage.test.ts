import { Template } from 'aws-cdk-lib/assertions';
import { JOB, newStack } from './jobs';
import { everyTrainingJob } from '../support/every-training-job';
import { membersOf, membersWithProp, sentMembers } from '../support/members';
import { CONSTRUCTS } from '../support/prop-paths';

const CONSTRUCT = CONSTRUCTS.find(({ operation }) => operation === 'CreateTrainingJob')!;
const sent = () => {
  const stack = newStack();
  everyTrainingJob(stack);
  const jobs = Object.values(Template.fromStack(stack).findResources(JOB));
  const requests = jobs.map(({ Properties }) => ({ ...Properties.Identity, ...Properties.Settings }));
  return new Set(requests.flatMap((request) => [...sentMembers(request, CONSTRUCT.operation)]));
};

test('every member that a prop sets is in the request of a job of test/support/every-training-job.ts', () => {
  const found = sent();
  expect(membersWithProp(CONSTRUCT).map(({ path }) => path).filter((path) => !found.has(path))).toEqual([]);
});

test('no job sends a member that the service model does not know', () => {
  const known = new Set([...membersOf(CONSTRUCT.operation, () => true)].map(({ path }) => path));
  expect([...sent()].filter((path) => !known.has(path))).toEqual([]);
});
