import { Clock } from './clock';
import { Director, JobBehavior } from './director';
import { remoteError } from './errors';
import { Request } from './requests';
import { JobState } from '../../../../src/jobs/handler/steps';
import { JobKind } from '../../../../src/jobs/kinds';

const ARN = 'arn:aws:sagemaker:eu-west-1:123456789012:training-job/';

export interface Job {
  readonly name: string;
  readonly tags: Readonly<Record<string, string>>;
  /** The request that started the job, whatever its tags say. */
  readonly by: Request;
  readonly created: number;
  readonly behavior: JobBehavior;
  stopped?: number;
  deleted?: boolean;
  /** Whether CloudFormation had already given up the request. */
  readonly isLate: boolean;
  /** Whether the invocation that started the job crashed. */
  abandoned?: boolean;
  /** The operation in which the request read the status of the stack for the first time after the start. */
  lookedBackIn?: number;
  /** Whether a request that was overtaken has stopped the job: see the judge. */
  overtaken?: boolean;
}

/** The jobs: names are unique, a new job may not be found at first, and a role may not be ready at first. */
export class SageMaker {
  /** All jobs, deleted ones included. */
  readonly all: Job[] = [];
  private readonly jobs = new Map<string, Job>();
  private readonly rolesReady: number;

  constructor(private readonly clock: Clock, private readonly director: Director) {
    this.rolesReady = clock.now + director.rolesReadyAfter();
  }

  create({ nameMember }: JobKind, request: Readonly<Record<string, any>>, by: Request): Job {
    const name: string = request[nameMember];
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
    const job: Job = { name, tags, by, isLate: !by.isOpen, created: this.clock.now, behavior: this.director.job(this.all.length) };
    this.all.push(job);
    this.jobs.set(name, job);
    return job;
  }

  describe(name: string): JobState {
    const job = this.find(name);
    if (this.clock.now < job.created + job.behavior.notFoundFor) {
      throw notFound();
    }
    const status = this.status(job);
    return {
      name,
      arn: ARN + name,
      status,
      detail: status === 'InProgress' ? 'Training' : status,
      failureReason: status === 'Failed' ? job.behavior.failureReason : undefined,
      ended: ['InProgress', 'Stopping'].includes(status) ? undefined : this.endOf(job),
      results: status === 'Completed' ? { ModelArtifactsUri: `s3://models/churn/${name}/output/model.tar.gz` } : {},
    };
  }

  tags(arn: string): Readonly<Record<string, string>> {
    return this.find(arn.slice(ARN.length)).tags;
  }

  /** Stops a job and returns it. */
  stop(name: string): Job {
    const job = this.find(name);
    const status = this.status(job);
    if (status !== 'InProgress') {
      throw remoteError('ValidationException', `The request was rejected because the training job is in status ${status}.`);
    }
    job.stopped = this.clock.now;
    return job;
  }

  status(job: Job): 'InProgress' | 'Stopping' | JobBehavior['ends'] | JobBehavior['stopEnds'] {
    if (job.stopped !== undefined) {
      return this.clock.now < job.stopped + job.behavior.stopTakes ? 'Stopping' : job.behavior.stopEnds;
    }
    return this.clock.now < job.created + job.behavior.takes ? 'InProgress' : job.behavior.ends;
  }

  /** When a job ends, in the past or in the future. */
  endOf(job: Job): number {
    return job.stopped === undefined ? job.created + job.behavior.takes : job.stopped + job.behavior.stopTakes;
  }

  named(name: string | undefined): Job | undefined {
    return name === undefined ? undefined : this.jobs.get(name);
  }

  /** Deletes ended jobs, as a user may do. Slots before a running job are kept, because the handler counts slots up to the first gap. */
  deleteEnded(): void {
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

/** The part of a name that all jobs with one identity have in common. */
export function withoutSlot(name: string): string {
  return name.replace(/-\d+$/, '');
}

function notFound(): Error {
  return remoteError('ValidationException', 'Requested resource not found.');
}
