import { Given, Request, SECRET } from './requests';
import { Job } from './sagemaker';
import { World } from './world';

/** The promises; a schedule that breaks none is fine. */
export type Promise_ =
  | 'no job runs on after its stack has let go of it'
  | 'no change starts two jobs'
  | 'a rollback starts no job'
  | 'a rollback never fails'
  | 'a rollback goes back to the old job'
  | 'a deletion fails only if a service does'
  | 'every request is answered in time'
  | 'all answers to a request carry the same id'
  | 'an answer goes where it was asked for'
  | 'no answer is over 4,096 bytes'
  | 'no secret is written down'
  | 'no job that a stack lives with is stopped';

export interface Breach {
  readonly promise: Promise_;
  readonly detail: string;
}

/** Watches a schedule. */
export class Judge {
  readonly breaches: Breach[] = [];
  /** Jobs that were started although the stack was already rolling back: allowed, if they are stopped. */
  lateStarts = 0;
  /**
   * Jobs that a later operation came between: the limit of what can be done without a lock, seconds in which one operation ends and the next one
   * begins while a request is on its way.
   */
  overtaken = 0;
  private readonly starts = new Map<Request, number>();

  constructor(private readonly world: World) {}

  broken(promise: Promise_, detail: string): void {
    this.world.note?.(`BROKEN: ${promise}: ${detail}`);
    this.breaches.push({ promise, detail });
  }

  started(request: Request): void {
    const starts = (this.starts.get(request) ?? 0) + 1;
    this.starts.set(request, starts);
    if (starts === 2) {
      this.broken('no change starts two jobs', request.title);
    }
    if (request.inRollback) {
      this.broken('a rollback starts no job', request.title);
    } else if (this.world.stack.status.includes('ROLLBACK')) {
      this.lateStarts++;
    }
  }

  /** A request looks at its stack. */
  looks(request: Request): void {
    for (const job of this.world.sagemaker.all) {
      if (job.by === request) {
        job.lookedBackIn ??= this.world.stack.operations;
      }
    }
  }

  /** The request has read the stack's status for the last time in the given operation. */
  stopped(job: Job, by: Request, fence: number): void {
    if (fence < this.world.stack.operations) {
      // between its look at the stack and the stop a later operation has begun, which may have taken over the job, or made another one of its name
      job.overtaken = true;
      this.overtaken++;
    } else if (job === this.world.stack.trusts) {
      this.broken('no job that a stack lives with is stopped', `${job.name} by ${by.title}`);
    }
  }

  /** An operation has succeeded with this job. */
  trusted(job: Job | undefined): void {
    if (job?.stopped !== undefined && !job.overtaken && job.fate.stopEnds === 'Stopped') {
      this.broken('no job that a stack lives with is stopped', `${job.name} before it was the stack's`);
    }
  }

  answered(request: Request, answer: Given, body: string): void {
    if (Buffer.byteLength(body) > 4096) {
      this.broken('no answer is over 4,096 bytes', request.title);
    }
    this.written('an answer', body);
    if (typeof answer.PhysicalResourceId !== 'string' || answer.PhysicalResourceId === '') {
      this.broken('all answers to a request carry the same id', `${request.title} has none`);
    } else if (request.operation === this.world.stack.operations && request.givenUpAfter !== 0 // else nobody can have heard any of them
      && request.answers.some((other) => other.PhysicalResourceId !== answer.PhysicalResourceId && !this.changed(request, [other, answer]))) {
      this.broken('all answers to a request carry the same id', `${request.title}: ${request.answers[0]!.PhysicalResourceId}, ${answer.PhysicalResourceId}`);
    }
  }

  /**
   * Whether a job of another request, which was of use to this one at its first delivery, or not, has come to an end meanwhile; or two deliveries
   * were under way at once, and one of them could not see yet what the other one started.
   */
  private changed(request: Request, [first, second]: readonly [Given, Given]): boolean {
    const { sagemaker } = this.world;
    const unforeseen = ({ PhysicalResourceId }: Given, { began }: Given): boolean => {
      const job = sagemaker.named(PhysicalResourceId);
      return job !== undefined && (job.by === request ? job.created + job.fate.unseen > began : sagemaker.ended(job) > request.sent);
    };
    return unforeseen(first, second) || unforeseen(second, first);
  }

  written(where: string, text: string): void {
    if (text.includes('X-Amz-') || text.includes(SECRET)) {
      this.broken('no secret is written down', `in ${where}`);
    }
  }

  /** When everything is quiet. */
  end(): void {
    const { stack, sagemaker } = this.world;
    for (const request of stack.requests) {
      if (request.answers.length === 0) {
        this.broken('every request is answered in time', `${request.title} was not answered at all`);
      }
    }
    for (const job of sagemaker.all) {
      if (job.name === stack.livesWith || job.deleted || sagemaker.status(job) !== 'InProgress') {
        continue;
      }
      const { late, lookedBackIn, created, abandoned, by: { operation } } = job;
      if (late && lookedBackIn !== undefined && lookedBackIn > operation && (abandoned || created < stack.beginnings[operation]!)) {
        // it was started when the rollback had looked for it, and a later operation has begun before its request could look back
        this.overtaken++;
      } else {
        this.broken('no job runs on after its stack has let go of it', job.name);
      }
    }
  }
}
