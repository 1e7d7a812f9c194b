import { Clock } from './clock';
import { Director, JobFate } from './director';
import { remoteError } from './errors';
import { Request } from './requests';
import { JobState } from '../../../../src/jobs/handler/steps';

const ARN = 'arn:aws:sagemaker:eu-west-1:123456789012:training-job/';

export interface Job {
  readonly name: string;
  readonly tags: Readonly<Record<string, string>>;
  /** The request that it was started for, whatever its tags say. */
  readonly by: Request;
  readonly created: number;
  readonly fate: JobFate;
  stopped?: number;
  deleted?: boolean;
  /** Whether CloudFormation had given up the request already. */
  readonly late: boolean;
  /** Whether the invocation that started it died. */
  abandoned?: boolean;
  /** In which operation the request looked at the stack for the first time after the start. */
  lookedBackIn?: number;
  /** Stopped by a request that was overtaken: see the judge. */
  overtaken?: boolean;
}

/** Training jobs: names are unique, a new job may not be found for a while, and roles need time. */
export class SageMaker {
  /** Every job that ever was. */
  readonly all: Job[] = [];
  private readonly jobs = new Map<string, Job>();
  private readonly rolesReady: number;

  constructor(private readonly clock: Clock, private readonly director: Director) {
    this.rolesReady = clock.now + director.rolesReadyAfter();
  }

  create(request: Readonly<Record<string, any>>, by: Request): { arn: string } {
    const name: string = request.TrainingJobName;
    if (this.jobs.has(name)) {
      throw remoteError('ResourceInUse', 'Training job names must be unique within an AWS account and region, ' +
        `and a training job with this name already exists (${ARN}${name})`);
    }
    if (this.clock.now < this.rolesReady) {
      throw remoteError('ValidationException', `Could not assume role ${request.RoleArn}. Please ensure that the role exists and allows principal ` +
        '\'sagemaker.amazonaws.com\' to assume the role.');
    }
    const tags: Record<string, string> = {};
    for (const { Key, Value } of request.Tags ?? []) {
      tags[Key] = Value;
    }
    const job: Job = { name, tags, by, late: !by.open, created: this.clock.now, fate: this.director.job(this.all.length) };
    this.all.push(job);
    this.jobs.set(name, job);
    return { arn: ARN + name };
  }

  describe(name: string): JobState {
    const job = this.find(name);
    if (this.clock.now < job.created + job.fate.unseen) {
      throw notFound();
    }
    const status = this.status(job);
    return {
      name,
      arn: ARN + name,
      status,
      secondaryStatus: status === 'InProgress' ? 'Training' : status,
      failureReason: status === 'Failed' ? job.fate.failureReason : undefined,
      ended: ['InProgress', 'Stopping'].includes(status) ? undefined : this.ended(job),
      modelArtifacts: status === 'Completed' ? `s3://models/churn/${name}/output/model.tar.gz` : undefined,
    };
  }

  tags(arn: string): Readonly<Record<string, string>> {
    return this.find(arn.slice(ARN.length)).tags;
  }

  /** Gives the job that was stopped. */
  stop(name: string): Job {
    const job = this.find(name);
    const status = this.status(job);
    if (status !== 'InProgress') {
      throw remoteError('ValidationException', `The request was rejected because the training job is in status ${status}.`);
    }
    job.stopped = this.clock.now;
    return job;
  }

  status(job: Job): 'InProgress' | 'Stopping' | JobFate['ends'] | JobFate['stopEnds'] {
    if (job.stopped !== undefined) {
      return this.clock.now < job.stopped + job.fate.stopTakes ? 'Stopping' : job.fate.stopEnds;
    }
    return this.clock.now < job.created + job.fate.takes ? 'InProgress' : job.fate.ends;
  }

  /** When it has come or will come to an end. */
  ended(job: Job): number {
    return job.stopped === undefined ? job.created + job.fate.takes : job.stopped + job.fate.stopTakes;
  }

  named(name: string | undefined): Job | undefined {
    return name === undefined ? undefined : this.jobs.get(name);
  }

  /** Somebody tidies up: the names are free again. What runs is not left with a gap before it: jobs of one name are counted through. */
  deleteFinished(): void {
    const running = this.all.filter((job) => this.status(job) === 'InProgress').map(({ name }) => withoutSlot(name));
    for (const [name, job] of this.jobs) {
      if (['Completed', 'Failed', 'Stopped'].includes(this.status(job)) && !running.includes(withoutSlot(name))) {
        job.deleted = true;
        this.jobs.delete(name);
      }
    }
  }

  private find(name: string): Job {
    const job = this.jobs.get(name);
    if (!job) {
      throw notFound();
    }
    return job;
  }
}

/** Names of the jobs of one identity differ in a number at their end. */
export function withoutSlot(name: string): string {
  return name.replace(/-\d+$/, '');
}

function notFound(): Error {
  return remoteError('ValidationException', 'Requested resource not found.');
}
