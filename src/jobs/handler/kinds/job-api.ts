import { $Command } from '@aws-sdk/client-sagemaker';
import { JobState, Members } from '../steps';

/** A command of the SDK. */
export type Command = $Command<any, any, any, any, any>;

/** The calls to SageMaker for a kind of job: the half of the kind that needs the SDK. */
export interface JobApi {
  /** The command that starts a job. */
  create(request: Members): Command;
  /** The command that describes a job. */
  describe(name: string): Command;
  /** The command that stops a job. */
  stop(name: string): Command;
  /** Translates the response of the describe command. */
  state(description: any): Omit<JobState, 'name'>;
}
