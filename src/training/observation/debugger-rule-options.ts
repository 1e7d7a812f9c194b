import * as s3 from 'aws-cdk-lib/aws-s3';
import { Size } from 'aws-cdk-lib/core';
import { ContainerImage } from '../../model/container-image';
import { InstanceType } from '../../service-model/instance-type';

/**
 * Options for a rule of SageMaker Debugger. A separate processing job evaluates the rule during the training. It reads the tensors of the debug
 * hook, or the measurements of the profiler.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/debugger-built-in-rules.html
 */
export interface DebuggerRuleOptions {
  /**
   * The name of the rule: 1 to 256 characters, unique among the rules of the job.
   */
  readonly name: string;

  /**
   * The container image that evaluates the rule: the image of the Region for built-in rules, or your own image.
   *
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/debugger-reference.html
   */
  readonly image: ContainerImage;

  /**
   * The parameters of the rule. At most 100 entries; keys of 1 to 256 and values of at most 256 characters. Select a built-in rule with the
   * key `rule_to_invoke`.
   *
   * @default - no parameters
   */
  readonly parameters?: { [name: string]: string };

  /**
   * The type of the instance that evaluates the rule, for your own image.
   *
   * @default - the service default, for built-in rules
   */
  readonly instanceType?: InstanceType;

  /**
   * The size of the storage volume of the instance, in whole GiB.
   *
   * @default - the service default
   */
  readonly volumeSize?: Size;

  /**
   * The bucket for the results.
   *
   * @default - the bucket of the `output` of the job
   */
  readonly bucket?: s3.IBucket;

  /**
   * The key prefix of the results. Requires `bucket`.
   *
   * @default - the root of the bucket
   */
  readonly prefix?: string;

  /**
   * The path in the container to which the results are written. At most 4096 characters.
   *
   * @default '/opt/ml/processing/output/rule/'
   */
  readonly localPath?: string;
}
