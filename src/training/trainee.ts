import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';

/** The job that a request is made for: its role gets the rights to what the request names. */
export type Trainee = Construct & iam.IGrantable;
