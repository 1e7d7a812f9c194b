import { actionsByStep } from '../../../src/jobs/handler/actions';
import { TRAINING_JOB } from '../../../src/jobs/kinds';

test('the actions of training jobs are complete', () => {
  expect(Object.values(actionsByStep(TRAINING_JOB)).flat().sort()).toEqual([
    'cloudformation:DescribeStacks', 'iam:PassRole', 'lambda:InvokeFunction', 'sagemaker:AddTags', 'sagemaker:CreateTrainingJob',
    'sagemaker:DescribeTrainingJob', 'sagemaker:ListTags', 'sagemaker:StopTrainingJob',
  ]);
});
