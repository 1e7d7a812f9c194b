import { JobKind } from '../../src/jobs/kinds';

/** A kind that SageMaker does not have: its names have at most 32 characters, and its jobs have no role and no time limit. */
export const SWEEP: JobKind = {
  type: 'Custom::SageMakerSweepJob',
  noun: 'sweep job',
  createOperation: 'CreateSweepJob',
  describeAction: 'DescribeSweepJob',
  stopAction: 'StopSweepJob',
  nameMember: 'SweepJobName',
  arnAttribute: 'SweepJobArn',
  maxNameLength: 32,
  arnResource: 'sweep-job',
  logGroup: '/aws/sagemaker/SweepJobs',
  identity: ['Input'],
  settings: ['Speed'],
  results: ['Best'],
  event: { detailType: 'SageMaker Sweep Job State Change', nameField: 'SweepJobName', statusField: 'SweepJobStatus' },
};
