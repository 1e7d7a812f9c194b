import { RecordedAnswer, Request, SECRET } from './requests';
import { Job } from './sagemaker';
import { World } from './world';

/** The guarantees of the handler. */
export type Guarantee =
  | 'no job keeps running after its stack has let go of it'
  | 'no change starts two jobs'
  | 'a rollback starts no job'
  | 'a rollback never fails'
  | 'a rollback goes back to the old job'
  | 'a deletion fails only if a service does'
  | 'every request is answered in time'
  | 'all answers to a request have the same physical id'
  | 'an answer goes to the response URL of its request'
  | 'no answer has more than 4,096 bytes'
  | 'no secret is written'
  | 'no job that a stack uses is stopped';

export interface Violation {
  readonly guarantee: Guarantee;
  readonly detail: string;
}

/** Checks the guarantees during a schedule. */
export class Judge {
  readonly violations: Violation[] = [];
  /** The number of jobs that started although the stack was already rolling back: allowed, if they are stopped. */
  lateStarts = 0;
  /**
   * The number of jobs whose request was overtaken by a later operation. Without a lock this cannot be excluded: it takes an operation that ends
   * and another one that begins in the seconds while a request is on its way.
   */
  overtaken = 0;
  private readonly starts = new Map<Request, number>();

  constructor(private readonly world: World) {}

  report(guarantee: Guarantee, detail: string): void {
    this.world.log?.(`VIOLATED: ${guarantee}: ${detail}`);
    this.violations.push({ guarantee, detail });
  }

  /** A request has started a job. */
  started(request: Request): void {
    const starts = (this.starts.get(request) ?? 0) + 1;
    this.starts.set(request, starts);
    if (starts === 2) {
      this.report('no change starts two jobs', request.title);
    }
    if (request.inRollback) {
      this.report('a rollback starts no job', request.title);
    } else if (this.world.stack.status.includes('ROLLBACK')) {
      this.lateStarts++;
    }
  }

  /** A request has read the status of its stack. */
  stackRead(request: Request): void {
    for (const job of this.world.sagemaker.all) {
      if (job.by === request) {
        job.lookedBackIn ??= this.world.stack.operations;
      }
    }
  }

  /** A request has stopped a job, after it last read the status of the stack in the given operation. */
  stopped(job: Job, by: Request, lastReadIn: number): void {
    if (lastReadIn < this.world.stack.operations) {
      // a later operation has begun between the read and the stop; it may use this job, or another one with the same name
      job.overtaken = true;
      this.overtaken++;
    } else if (job === this.world.stack.currentJob) {
      this.report('no job that a stack uses is stopped', `${job.name} by ${by.title}`);
    }
  }

  /** An operation has succeeded with a job. */
  succeededWith(job: Job | undefined): void {
    if (job?.stopped !== undefined && !job.overtaken && job.behavior.stopEnds === 'Stopped') {
      this.report('no job that a stack uses is stopped', `${job.name} before the stack used it`);
    }
  }

  answered(request: Request, answer: RecordedAnswer, body: string): void {
    if (Buffer.byteLength(body) > 4096) {
      this.report('no answer has more than 4,096 bytes', request.title);
    }
    this.written('an answer', body);
    if (typeof answer.PhysicalResourceId !== 'string' || answer.PhysicalResourceId === '') {
      this.report('all answers to a request have the same physical id', `${request.title} has none`);
    } else if (request.operation === this.world.stack.operations && request.givenUpAfter !== 0 // else CloudFormation read none of the answers
      && request.answers.some((other) => other.PhysicalResourceId !== answer.PhysicalResourceId && !this.mayDiffer(request, [other, answer]))) {
      this.report('all answers to a request have the same physical id', `${request.title}: ${request.answers[0]!.PhysicalResourceId}, ${answer.PhysicalResourceId}`);
    }
  }

  /**
   * Whether two answers may differ, because a job of another request has ended between the two deliveries, or because two deliveries ran at the
   * same time and one could not find the job that the other one had just started.
   */
  private mayDiffer(request: Request, [first, second]: readonly [RecordedAnswer, RecordedAnswer]): boolean {
    const { sagemaker } = this.world;
    const isUnforeseeable = ({ PhysicalResourceId }: RecordedAnswer, { invokedAt }: RecordedAnswer): boolean => {
      const job = sagemaker.named(PhysicalResourceId);
      return job !== undefined && (job.by === request ? job.created + job.behavior.notFoundFor > invokedAt : sagemaker.endOf(job) > request.sentAt);
    };
    return isUnforeseeable(first, second) || isUnforeseeable(second, first);
  }

  /** The handler has written a text. */
  written(where: string, text: string): void {
    if (text.includes('X-Amz-') || text.includes(SECRET)) {
      this.report('no secret is written', `in ${where}`);
    }
  }

  /** The schedule is over. */
  end(): void {
    const { stack, sagemaker } = this.world;
    for (const request of stack.requests) {
      if (request.answers.length === 0) {
        this.report('every request is answered in time', `${request.title} was not answered at all`);
      }
    }
    for (const job of sagemaker.all) {
      if (job.name === stack.allowedJob || job.deleted || sagemaker.status(job) !== 'InProgress') {
        continue;
      }
      const { isLate, lookedBackIn, created, abandoned, by: { operation } } = job;
      if (isLate && lookedBackIn !== undefined && lookedBackIn > operation && (abandoned || created < stack.beginnings[operation]!)) {
        // the job started after the rollback had looked for it, and a later operation began before its request could look back
        this.overtaken++;
      } else {
        this.report('no job keeps running after its stack has let go of it', job.name);
      }
    }
  }
}
