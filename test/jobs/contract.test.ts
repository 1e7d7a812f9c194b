import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as sdk from '@aws-sdk/client-sagemaker';
import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { HANDLER } from '../../projenrc/handler/paths';
import { JOB_APIS } from '../../src/jobs/handler/kinds';
import { jobArn } from '../../src/jobs/handler/names';
import { JOB_STATUSES } from '../../src/jobs/handler/steps';
import { handlerStatements } from '../../src/jobs/handler-statements';
import { JOB_KINDS, JobKind, TRAINING_JOB } from '../../src/jobs/kinds';
import { ACTIONS, isNamePrefix, jobActions, longestJobName, maxPrefixLength, PREFIX_HASH_LENGTH, waitType } from '../../src/jobs/protocol';
import { sageMakerArn } from '../../src/private/names';
import { SHAPES } from '../../src/service-model/shapes';

const HASH = '0'.repeat(PREFIX_HASH_LENGTH);
const NAME = `job-${HASH}-${'0'.repeat(20)}-1`;
const SERVICES: Record<string, string> = { 'client-sagemaker': 'sagemaker', 'client-cloudformation': 'cloudformation', 'client-lambda': 'lambda' };
/** Actions that differ from their command. */
const ACTION_OF_COMMAND: Record<string, string> = { 'lambda:Invoke': 'lambda:InvokeFunction' };

/** The actions for the commands that the handler sends whatever the kind: it imports their classes in aws.ts. */
function actionsOfCore(): string[] {
  const source = readFileSync(join(__dirname, '../..', HANDLER, 'aws.ts'), 'utf8');
  return [...source.matchAll(/import \{([^}]*)\} from '@aws-sdk\/([a-z-]+)'/g)].flatMap(([, names, client]) =>
    [...names.matchAll(/\b(\w+)Command\b/g)].map(([, name]) => `${SERVICES[client]}:${name}`)).map((action) => ACTION_OF_COMMAND[action] ?? action);
}

/** The actions for the commands that a kind sends, by the names of their classes. */
function actionsOfKind({ type, nameMember }: JobKind): string[] {
  const api = JOB_APIS[type];
  return [api.create({ [nameMember]: NAME }), api.describe(NAME), api.stop(NAME)].map((command) => `sagemaker:${command.constructor.name.replace(/Command$/, '')}`);
}

test('the core sends no other commands than these', () => {
  expect(actionsOfCore().sort()).toEqual(['cloudformation:DescribeStacks', 'lambda:InvokeFunction', 'sagemaker:ListTags']);
});

test('the handler needs exactly these actions for training jobs', () => {
  expect([...new Set([...Object.values(ACTIONS), ...Object.values(jobActions(TRAINING_JOB)).flat()])].sort()).toEqual([
    'cloudformation:DescribeStacks', 'iam:PassRole', 'lambda:InvokeFunction', 'sagemaker:AddTags', 'sagemaker:CreateTrainingJob',
    'sagemaker:DescribeTrainingJob', 'sagemaker:ListTags', 'sagemaker:StopTrainingJob',
  ]);
});

test('every SDK half has a row, and kinds differ', () => {
  const types = JOB_KINDS.map(({ type }) => type);
  expect(Object.keys(JOB_APIS).sort()).toEqual([...types].sort());
  expect(new Set(JOB_KINDS.flatMap((kind) => [kind.type, waitType(kind)])).size).toBe(2 * JOB_KINDS.length);
});

describe.each(JOB_KINDS)('the kind $type', (kind) => {
  const { createOperation, nameMember, maxNameLength, arnResource, identity, settings, event } = kind;
  const members: Readonly<Record<string, string>> = SHAPES[createOperation].members!;
  const api = JOB_APIS[kind.type];

  test('has an SDK half', () => {
    expect(api).toBeDefined();
  });

  test('has a type that CloudFormation accepts, also for waits', () => {
    for (const type of [kind.type, waitType(kind)]) {
      expect(type).toMatch(/^Custom::SageMaker\w+$/);
      expect(type.length).toBeLessThanOrEqual(60);
    }
  });

  test('has names that fit the service model, even with the longest prefix and the highest slot', () => {
    const { max, pattern } = SHAPES[members[nameMember]];
    const name = longestJobName(`${'a'.repeat(maxPrefixLength(kind) - PREFIX_HASH_LENGTH)}${HASH}`);
    expect(maxNameLength).toBe(max);
    expect(name).toHaveLength(max!);
    expect(name).toMatch(new RegExp(`^(?:${pattern})$`));
  });

  test('has room for a prefix that is unique in the account, and for no longer one than the maximum', () => {
    expect(isNamePrefix(kind, HASH)).toBe(true);
    expect(isNamePrefix(kind, 'a'.repeat(maxPrefixLength(kind)))).toBe(true);
    expect(isNamePrefix(kind, 'a'.repeat(maxPrefixLength(kind) + 1))).toBe(false);
  });

  test('has the same ARNs in the construct and in the handler', () => {
    const stack = new Stack(undefined, 'Stack', { env: { account: '111122223333', region: 'eu-west-1' } });
    const ofHandler = jobArn(kind, 'arn:aws:cloudformation:eu-west-1:111122223333:stack/shop/id', NAME);
    expect(ofHandler).toBe(`arn:aws:sagemaker:eu-west-1:111122223333:${arnResource}/${NAME}`);
    expect(JSON.stringify(stack.resolve(sageMakerArn(stack, arnResource, NAME)))).toBe(JSON.stringify({
      'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, `:sagemaker:eu-west-1:111122223333:${arnResource}/${NAME}`]],
    }));
    expect(ofHandler).toBe(ofHandler.toLowerCase());
  });

  test('has a policy with exactly the actions for the commands that are sent', () => {
    const stack = new Stack();
    const role = iam.Role.fromRoleArn(stack, 'Role', 'arn:aws:iam::111122223333:role/job');
    const statements = handlerStatements(stack, kind, `job-${HASH}`, [role]).map((statement) => statement.toStatementJson());
    const [calls, passRole] = statements;
    const sent = [...actionsOfKind(kind), ...actionsOfCore().filter((action) => action.startsWith('sagemaker:'))];

    // no command adds tags, but the create request carries them
    expect([...calls.Action].sort()).toEqual([...sent, 'sagemaker:AddTags'].sort());
    expect(actionsOfKind(kind)).toEqual([createOperation, kind.describeAction, kind.stopAction].map((action) => `sagemaker:${action}`));
    expect(passRole.Action).toBe('iam:PassRole');
    expect(statements).toHaveLength(2);
  });

  test('sends the name of the job in the name member', () => {
    expect(api.create({ [nameMember]: NAME }).input).toEqual({ [nameMember]: NAME });
    expect(api.describe(NAME).input).toEqual({ [nameMember]: NAME });
    expect(api.stop(NAME).input).toEqual({ [nameMember]: NAME });
  });

  test('translates every status of the service to one that the core knows', () => {
    const statuses: string[] = Object.values((sdk as unknown as Record<string, object>)[event.statusField]);
    const known: readonly string[] = JOB_STATUSES;

    expect(statuses.length).toBeGreaterThan(3);
    expect(statuses.filter((status) => !known.includes(api.state({ [event.statusField]: status }).status))).toEqual([]);
    expect(api.state({ [event.statusField]: 'Completed' }).status).toBe('Completed');
  });

  test('has all its results in the state of a job without results', () => {
    expect(Object.keys(api.state({}).results)).toEqual(expect.arrayContaining([...kind.results]));
  });

  // fails if a new service model adds a member: decide whether a change of the member must start a new job
  test('counts every member of the request as identity or as setting', () => {
    const decided = [nameMember, ...identity, ...settings];
    expect([...decided].sort()).toEqual(Object.keys(members).sort());
    expect(new Set(decided).size).toBe(decided.length);
  });

  test('has the event fields of the describe response', () => {
    expect(event.nameField).toBe(nameMember);
    expect(event.detailType).toMatch(/^SageMaker .* State Change$/);
  });
});
