import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { JobKind } from './kinds';
import { ACTIONS, jobActions, jobNamePattern } from './protocol';
import { sageMakerArn } from '../private/names';

/**
 * The permissions that the handler needs for one job: its API calls on the names of the job's runs, and passing the job's roles.
 *
 * The statements refer to no attribute of a job, so that jobs which depend on each other create no circular dependency.
 *
 * @param roles The roles that the handler passes to SageMaker for the job.
 */
export function handlerStatements(scope: Construct, kind: JobKind, namePrefix: string, roles: readonly iam.IRole[]): iam.PolicyStatement[] {
  const calls = new iam.PolicyStatement({
    actions: Object.values(jobActions(kind)).flat().sort(),
    resources: [sageMakerArn(scope, kind.arnResource, jobNamePattern(namePrefix))],
  });
  if (roles.length === 0) { return [calls]; }
  return [calls, new iam.PolicyStatement({
    actions: [ACTIONS.passRole],
    resources: roles.map(({ roleArn }) => roleArn),
    conditions: { StringEquals: { 'iam:PassedToService': 'sagemaker.amazonaws.com' } },
  })];
}
