import { LocalAws } from './local-aws';

const COLUMNS = ['Resource', 'Name', 'Status', 'ARN'];

/** Formats the training jobs, models, endpoint configurations and endpoints that the SageMaker API lists. */
export async function resourceTable(aws: LocalAws): Promise<string> {
  const [{ TrainingJobSummaries: jobs }, { Models: models }, { EndpointConfigs: configs }, { Endpoints: endpoints }] = await aws.call(
    ['sagemaker', 'ListTrainingJobs'],
    ['sagemaker', 'ListModels'],
    ['sagemaker', 'ListEndpointConfigs'],
    ['sagemaker', 'ListEndpoints'],
  );
  return formatTable([
    COLUMNS,
    ...jobs.map((job: any) => ['Training job', job.TrainingJobName, job.TrainingJobStatus, job.TrainingJobArn]),
    ...models.map((model: any) => ['Model', model.ModelName, '', model.ModelArn]),
    ...configs.map((config: any) => ['Configuration', config.EndpointConfigName, '', config.EndpointConfigArn]),
    ...endpoints.map((endpoint: any) => ['Endpoint', endpoint.EndpointName, endpoint.EndpointStatus, endpoint.EndpointArn]),
  ]);
}

function formatTable(rows: string[][]): string {
  const widths = COLUMNS.map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  const [head, ...body] = rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column])).join('  ').trimEnd());
  return [head, widths.map((width) => '-'.repeat(width)).join('  '), ...body].join('\n');
}
