import * as iam from 'aws-cdk-lib/aws-iam';
import { IResource } from 'aws-cdk-lib/core';
import { JobKind } from './kinds';
import { jobNamePattern } from './protocol';
import { policyArns, sageMakerArn } from '../private/names';

/** The job to grant permissions on: its construct, and the name and the ARN of the current run. */
export interface GrantedJob {
  readonly job: IResource;
  readonly name: string;
  readonly arn: string;
}

/** Allows a principal to call actions on a job: on all its runs if this app creates it. */
export function grantOnJob(kind: JobKind, { job, name, arn }: GrantedJob, grantee: iam.IGrantable, actions: string[]): iam.Grant {
  const prefix = '_namePrefix' in job ? job._namePrefix : undefined;
  // The policy does not refer to the job. Otherwise it would depend on the job, although the role of another job may need it earlier.
  const resourceArns = typeof prefix === 'string' ? [sageMakerArn(job, kind.arnResource, jobNamePattern(prefix))] : policyArns(arn, name);
  return iam.Grant.addToPrincipal({ grantee, actions, resourceArns });
}
