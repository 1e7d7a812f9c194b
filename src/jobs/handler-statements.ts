import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { TRAINING_JOB } from './kinds';
import { ACTIONS, jobActions, jobNamePattern } from './protocol';
import { sageMakerArn } from '../private/names';

/**
 * What the handler may do for one training job: exactly its calls, on the names that its runs have.
 *
 * It names nothing that a training job makes, so jobs that depend on each other close no circle.
 *
 * @param role the role that the job is given
 */
export function handlerStatements(scope: Construct, namePrefix: string, role: iam.IRole): iam.PolicyStatement[] {
  return [
    new iam.PolicyStatement({
      actions: Object.values(jobActions(TRAINING_JOB)).flat().sort(),
      resources: [sageMakerArn(scope, TRAINING_JOB.arnResource, jobNamePattern(namePrefix))],
    }),
    new iam.PolicyStatement({
      actions: [ACTIONS.passRole],
      resources: [role.roleArn],
      conditions: { StringEquals: { 'iam:PassedToService': 'sagemaker.amazonaws.com' } },
    }),
  ];
}
