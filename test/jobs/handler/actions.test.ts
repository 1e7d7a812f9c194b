import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ACTIONS } from '../../../src/jobs/handler/actions';

/** What a command of the SDK is called where permissions are given, if not by its own name. */
const SERVICES: Record<string, string> = { 'client-sagemaker': 'sagemaker', 'client-cloudformation': 'cloudformation', 'client-lambda': 'lambda' };
const OTHER_NAMES: Record<string, string> = { 'lambda:Invoke': 'lambda:InvokeFunction' };

test('every command that the handler can send is among the actions of its policy', () => {
  const source = readFileSync(join(__dirname, '../../../src/jobs/handler/aws.ts'), 'utf8');
  const sent = [...source.matchAll(/import \{([^}]*)\} from '@aws-sdk\/([a-z-]+)'/g)].flatMap(([, names, client]) =>
    names.split(',').map((name) => /^\s*(\w+)Command\s*$/.exec(name)?.[1]).filter((name) => name !== undefined).map((name) => `${SERVICES[client]}:${name}`));
  expect(sent).toHaveLength(6);
  expect(sent.map((action) => OTHER_NAMES[action] ?? action).filter((action) => !Object.values(ACTIONS).flat().includes(action))).toEqual([]);
});

test('every action is of a step that is taken, or goes with one', () => {
  expect(Object.values(ACTIONS).flat().sort()).toEqual([
    'cloudformation:DescribeStacks', 'iam:PassRole', 'lambda:InvokeFunction', 'sagemaker:AddTags', 'sagemaker:CreateTrainingJob',
    'sagemaker:DescribeTrainingJob', 'sagemaker:ListTags', 'sagemaker:StopTrainingJob',
  ]);
});
