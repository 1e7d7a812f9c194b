import {
  CreateTrainingJobCommand, CreateTrainingJobCommandInput, DescribeTrainingJobCommand, DescribeTrainingJobCommandOutput, StopTrainingJobCommand,
} from '@aws-sdk/client-sagemaker';
import { JobApi } from './job-api';
import { TRAINING_JOB_RESULTS } from '../../kinds';

/** The calls for training jobs. Their statuses have the same names in the core. */
export const TRAINING: JobApi = {
  create: (request) => new CreateTrainingJobCommand(request as unknown as CreateTrainingJobCommandInput),
  describe: (name) => new DescribeTrainingJobCommand({ TrainingJobName: name }),
  stop: (name) => new StopTrainingJobCommand({ TrainingJobName: name }),
  state: (job: DescribeTrainingJobCommandOutput) => ({
    arn: job.TrainingJobArn ?? '',
    status: job.TrainingJobStatus ?? '',
    detail: job.SecondaryStatus,
    failureReason: job.FailureReason,
    ended: job.TrainingEndTime?.getTime(),
    results: { [TRAINING_JOB_RESULTS.modelArtifacts]: job.ModelArtifacts?.S3ModelArtifacts ?? '', ...finalMetrics(job) },
    note: ['Available', 'InUse'].includes(job.WarmPoolStatus?.Status ?? '')
      ? 'its instances are kept alive, and billed, until the keep-alive period is over' : undefined,
  }),
};

function finalMetrics({ FinalMetricDataList: metrics = [] }: DescribeTrainingJobCommandOutput): Record<string, string> {
  return Object.fromEntries(metrics.map(({ MetricName = '', Value = NaN }) => [`${TRAINING_JOB_RESULTS.finalMetricPrefix}${MetricName}`, String(Value)]));
}
