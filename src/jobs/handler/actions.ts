import { Step } from './steps';

/** What the role of the handler must be allowed to do, by the kind of step; a step that is not here asks nobody for permission. */
export const ACTIONS: { readonly [K in Step['do']]?: readonly string[] } = {
  'describe-stack': ['cloudformation:DescribeStacks'],
  // with tags, and with a role that is passed on
  'create-job': ['sagemaker:CreateTrainingJob', 'sagemaker:AddTags', 'iam:PassRole'],
  'describe-job': ['sagemaker:DescribeTrainingJob'],
  'list-tags': ['sagemaker:ListTags'],
  'stop-job': ['sagemaker:StopTrainingJob'],
  // of itself; Lambda invokes the janitor with the same right
  'invoke': ['lambda:InvokeFunction'],
};
