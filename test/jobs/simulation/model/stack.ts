import { Change } from './change';
import { Wait } from './clock';
import { Deletion } from './deletion';
import { remoteError } from './errors';
import { Answer, CustomResourceEvent, Request, responseUrl } from './requests';
import { Job } from './sagemaker';
import { Template } from './template';
import { World } from './world';
import { StackState } from '../../../../src/jobs/handler/steps';
import { TRAINING_JOB } from '../../../../src/jobs/kinds';
import { waitType } from '../../../../src/jobs/protocol';

/** A custom resource as CloudFormation remembers it. */
export interface Held<Properties extends object = object> {
  readonly id: string;
  readonly properties: Properties;
}

export interface Question {
  readonly type: CustomResourceEvent['RequestType'];
  readonly logicalId: string;
  readonly id?: string;
  readonly properties: object;
  readonly oldProperties?: object;
  readonly inRollback?: boolean;
}

/** A stack of CloudFormation's: one operation after the other. */
export class Stack {
  readonly id = 'arn:aws:cloudformation:eu-west-1:123456789012:stack/shop/6d1e2f60-c6d7-11f0-8d5a-0a1b2c3d4e5f';
  status = 'REVIEW_IN_PROGRESS';
  created: number;
  updated?: number;
  /** The custom resources, by logical id: `Job`, `Wait1`, ... */
  held: ReadonlyMap<string, Held> = new Map();
  template?: Template;
  /** The job that may run: that of the last operation, and until its end that of the one before. */
  livesWith?: string;
  /** The job that must not be stopped: that of the last operation that succeeded, until another one does. */
  trusts?: Job;
  readonly requests: Request[] = [];
  /** When each operation has begun. */
  readonly beginnings: number[] = [];
  /** How long CloudFormation takes to read an answer, in the present operation. */
  reads: Wait = 50;

  constructor(private readonly world: World) {
    this.created = world.clock.now;
  }

  /** How many operations have begun. */
  get operations(): number {
    return this.beginnings.length;
  }

  /** The next operation, if there is one. */
  begin = (): void => {
    const { world } = this;
    const operation = world.director.operation(this.operations, this);
    if (!operation) {
      return;
    }
    world.clock.after(operation.after, () => {
      this.beginnings.push(world.clock.now);
      if (operation.handsDelete === 'whenever' || (operation.handsDelete && world.lambda.idle)) {
        world.sagemaker.deleteFinished();
      }
      if (operation.do === 'delete') {
        new Deletion(world, operation, this.begin).start();
      } else {
        new Change(world, operation, this.begin).start();
      }
    });
  };

  becomes(status: string): void {
    this.status = status;
    this.world.note?.(`the stack is ${status}`);
  }

  /** An operation is over: it has succeeded with this job, or has gone back to it, or has never touched it. */
  rests(job: string | undefined, trusted: boolean): void {
    this.livesWith = job;
    if (trusted) {
      this.trusts = this.world.sagemaker.named(job);
      this.world.judge.trusted(this.trusts);
    } else if (job === undefined) {
      this.trusts = undefined;
    }
  }

  describe(stackId: string): StackState {
    if (stackId !== this.id) {
      throw remoteError('ValidationError', `Stack with id ${stackId} does not exist`);
    }
    return { status: this.status, created: this.created, updated: this.updated };
  }

  /** Asks a custom resource; hears its answer, or none if time is over. */
  ask(question: Question, settle: (answer: Answer | undefined) => void): Request {
    const { world } = this;
    const title = `${this.operations} ${question.inRollback ? 'rollback ' : ''}${question.type} ${question.logicalId}`;
    const requestId = `${'00000000'.slice(`${this.requests.length}`.length)}${this.requests.length}-c6d7-11f0-8d5a-0a1b2c3d4e5f`;
    const event: CustomResourceEvent = {
      RequestType: question.type,
      ResponseURL: responseUrl(requestId, world.clock.now),
      StackId: this.id,
      RequestId: requestId,
      ResourceType: question.logicalId === 'Job' ? TRAINING_JOB.type : waitType(TRAINING_JOB),
      LogicalResourceId: question.logicalId,
      PhysicalResourceId: question.id,
      ResourceProperties: question.properties,
      OldResourceProperties: question.oldProperties,
    };
    const request: Request = {
      event,
      title,
      operation: this.operations,
      inRollback: question.inRollback ?? false,
      sent: world.clock.now,
      answers: [],
      invocations: 0,
      faults: 0,
      open: true,
      settle,
    };
    this.requests.push(request);
    world.note?.(`asks: ${title}${question.id ? ` of ${question.id}` : ''}`);
    const seconds = Number((question.properties as { TimeoutSeconds?: string }).TimeoutSeconds ?? 3600);
    world.clock.after(seconds * 1000, () => {
      if (request.open) {
        world.judge.broken('every request is answered in time', title);
        request.open = false;
        settle(undefined);
      }
    });
    world.lambda.send(request, event, false);
    return request;
  }

  /** An answer of an invocation that began then. */
  answered(request: Request, body: string, began: number): void {
    const { world } = this;
    const answer = JSON.parse(body) as Answer;
    world.judge.answered(request, { ...answer, began }, body);
    request.answers.push({ ...answer, began });
    if (request.answers.length > 1) {
      return; // the first one counts
    }
    world.clock.after(this.reads, () => {
      if (request.open) {
        request.open = false;
        request.settle(answer);
      }
    });
  }
}
