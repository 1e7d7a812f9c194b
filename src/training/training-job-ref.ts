import { Stack } from 'aws-cdk-lib/core';
import { Construct, IConstruct } from 'constructs';
import { md5hash } from '../private/cdk-internals';
import { sageMakerArn } from '../private/names';

/**
 * What identifies a training job.
 */
export interface TrainingJobReference {
  /**
   * The name of the training job.
   */
  readonly trainingJobName: string;

  /**
   * The ARN of the training job.
   */
  readonly trainingJobArn: string;
}

/**
 * Whatever refers to a training job.
 */
export interface ITrainingJobRef extends IConstruct {
  /**
   * What identifies the training job.
   */
  readonly trainingJobRef: TrainingJobReference;
}

/** The ARN of a training job of the scope's account and Region. */
export function arnForTrainingJob(scope: Construct, trainingJobName: string): string {
  return sageMakerArn(scope, 'training-job', trainingJobName);
}

/**
 * The beginning of the names of all the runs of a training job that is made here: `<slug>-<8 hex digits>`, of at most 33 characters, in
 * small letters since ARNs are. It is known at synthesis, so policies and event patterns can name it, and no other stack of the account
 * has the same.
 */
export function namePrefix(scope: Construct): string {
  const stack = Stack.of(scope);
  const path = scope.node.path.slice(stack.node.path.length);
  const slug = path.toLowerCase().replace(/[^a-z0-9]+/g, '-').slice(-MOST_OF_SLUG).replace(/^-+|-+$/g, '');
  return `${slug || 'job'}-${md5hash(`${deployedName(stack)}|${scope.node.path}`).slice(0, 8)}`;
}

const MOST_OF_SLUG = 24;

/** The name of the stack, or of the one that it is nested in: that of a nested one is known at deployment only. */
function deployedName(stack: Stack): string {
  return stack.nestedStackParent ? deployedName(stack.nestedStackParent) : stack.stackName;
}
