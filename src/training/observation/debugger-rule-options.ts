import * as s3 from 'aws-cdk-lib/aws-s3';
import { Size } from 'aws-cdk-lib/core';
import { ContainerImage } from '../../model/container-image';
import { InstanceType } from '../../service-model/instance-type';

/**
 * A rule that judges a training while it runs, in a processing job of its own: by what the debugger hook has saved, or by what the profiler
 * has measured.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/debugger-built-in-rules.html
 */
export interface DebuggerRuleOptions {
  /**
   * The name of the rule: 1 to 256 characters, another one for each rule.
   */
  readonly name: string;

  /**
   * The image that evaluates the rule: that of the Region for the built-in rules, or one of your own.
   *
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/debugger-reference.html
   */
  readonly image: ContainerImage;

  /**
   * The parameters of the rule: at most 100, names of 1 to 256 and values of at most 256 characters. Built-in rules are chosen by
   * `rule_to_invoke`.
   *
   * @default - none
   */
  readonly parameters?: { [name: string]: string };

  /**
   * The type of the instance that evaluates an image of your own.
   *
   * @default - the service's, for the built-in rules
   */
  readonly instanceType?: InstanceType;

  /**
   * The size of its volume: whole GiB.
   *
   * @default - the service's
   */
  readonly volumeSize?: Size;

  /**
   * The bucket that the results are written to.
   *
   * @default - that of the job's `output`
   */
  readonly bucket?: s3.IBucket;

  /**
   * What the keys of the results begin with. Only with `bucket`.
   *
   * @default - the top of the bucket
   */
  readonly prefix?: string;

  /**
   * The folder of the container where the results are, at most 4096 characters.
   *
   * @default - the service's, `/opt/ml/processing/output/rule/`
   */
  readonly localPath?: string;
}
