import { Words } from '../validation/report';

/**
 * How the paths of the request read in the props.
 *
 * @param channels the names of the channels, in the order that they are sent in
 */
export function wordsOf(channels: readonly string[]): Words {
  return [
    ...channels.map((name, index) => [new RegExp(`^InputDataConfig\\[${index}\\]`), `InputChannels[${JSON.stringify(name)}]`] as const),
    ...WORDS,
  ];
}

const WORDS: Words = [
  [/^InputDataConfig/, 'InputChannels'],
  [/^AlgorithmSpecification\.TrainingInputMode/, 'InputMode'],
  [/^AlgorithmSpecification/, 'Algorithm'],
  [/^StoppingCondition\.MaxRuntimeInSeconds/, 'MaxRuntime'],
  [/^StoppingCondition\.MaxWaitTimeInSeconds/, 'Spot.MaxWait'],
  [/^StoppingCondition\.MaxPendingTimeInSeconds/, 'MaxPending'],
  [/^RetryStrategy\.MaximumRetryAttempts/, 'RetryAttempts'],
  [/^OutputDataConfig/, 'Output'],
  [/^ResourceConfig/, 'Resources'],
  [/^CheckpointConfig/, 'Checkpoint'],
  [/^RoleArn/, 'Role'],
  [/^VpcConfig\.Subnets/, 'VpcSubnets'],
  [/^VpcConfig\.SecurityGroupIds/, 'SecurityGroups'],
  [/^EnableNetworkIsolation/, 'NetworkIsolation'],
  [/^EnableInterContainerTrafficEncryption/, 'EncryptInterContainerTraffic'],
  [/^EnableManagedSpotTraining/, 'Spot'],
];
