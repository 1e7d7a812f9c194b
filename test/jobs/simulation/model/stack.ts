import { Change } from './change';
import { Wait } from './clock';
import { Deletion } from './deletion';
import { remoteError } from './errors';
import { Answer, CustomResourceEvent, Request, responseUrl } from './requests';
import { Job } from './sagemaker';
import { Template } from './template';
import { World } from './world';
import { StackDescription } from '../../../../src/jobs/handler/steps';
import { TRAINING_JOB } from '../../../../src/jobs/kinds';
import { WAIT_TIMEOUT_SECONDS, waitType } from '../../../../src/jobs/protocol';

/** A custom resource as CloudFormation remembers it. */
export interface StackResource<Properties extends object = object> {
  readonly physicalId: string;
  readonly properties: Properties;
}

export interface RequestOptions {
  readonly type: CustomResourceEvent['RequestType'];
  readonly logicalId: string;
  readonly physicalId?: string;
  readonly properties: object;
  readonly oldProperties?: object;
  readonly inRollback?: boolean;
}

/** A CloudFormation stack with one operation after the other. */
export class Stack {
  readonly id = 'arn:aws:cloudformation:eu-west-1:123456789012:stack/shop/6d1e2f60-c6d7-11f0-8d5a-0a1b2c3d4e5f';
  status = 'REVIEW_IN_PROGRESS';
  created: number;
  updated?: number;
  /** The custom resources by logical id: `Job`, `Wait1`, ... */
  resources: ReadonlyMap<string, StackResource> = new Map();
  template?: Template;
  /** The job that may run at the end: that of the last operation, or of the one before if the last one has not ended. */
  allowedJob?: string;
  /** The job that nobody may stop: that of the last operation that succeeded. */
  currentJob?: Job;
  readonly requests: Request[] = [];
  /** When each operation began. */
  readonly beginnings: number[] = [];
  /** The time in which CloudFormation reads an answer in the present operation. */
  reads: Wait = 50;

  constructor(private readonly world: World) {
    this.created = world.clock.now;
  }

  /** The number of operations that have begun. */
  get operations(): number {
    return this.beginnings.length;
  }

  /** Begins the next operation, if there is one. */
  begin = (): void => {
    const { world } = this;
    const operation = world.director.operation(this.operations, this);
    if (!operation) {
      return;
    }
    world.clock.after(operation.after, () => {
      this.beginnings.push(world.clock.now);
      if (operation.deletesJobsByHand === 'whenever' || (operation.deletesJobsByHand && world.lambda.isIdle)) {
        world.sagemaker.deleteEnded();
      }
      if (operation.do === 'delete') {
        new Deletion(world, operation, this.begin).start();
      } else {
        new Change(world, operation, this.begin).start();
      }
    });
  };

  setStatus(status: string): void {
    this.status = status;
    this.world.log?.(`the stack is ${status}`);
  }

  /** Ends an operation. `isCurrent` tells whether it succeeded with the job; otherwise it went back to the job, or never changed it. */
  settle(job: string | undefined, isCurrent: boolean): void {
    this.allowedJob = job;
    if (isCurrent) {
      this.currentJob = this.world.sagemaker.named(job);
      this.world.judge.succeededWith(this.currentJob);
    } else if (job === undefined) {
      this.currentJob = undefined;
    }
  }

  describe(stackId: string): StackDescription {
    if (stackId !== this.id) {
      throw remoteError('ValidationError', `Stack with id ${stackId} does not exist`);
    }
    return { status: this.status, created: this.created, updated: this.updated };
  }

  /** Sends a request to a custom resource. The callback gets the answer, or undefined at the timeout. */
  request(options: RequestOptions, onAnswer: (answer: Answer | undefined) => void): Request {
    const { world } = this;
    const title = `${this.operations} ${options.inRollback ? 'rollback ' : ''}${options.type} ${options.logicalId}`;
    const requestId = `${'00000000'.slice(`${this.requests.length}`.length)}${this.requests.length}-c6d7-11f0-8d5a-0a1b2c3d4e5f`;
    const event: CustomResourceEvent = {
      RequestType: options.type,
      ResponseURL: responseUrl(requestId, world.clock.now),
      StackId: this.id,
      RequestId: requestId,
      ResourceType: options.logicalId === 'Job' ? TRAINING_JOB.type : WAIT_TYPE,
      LogicalResourceId: options.logicalId,
      PhysicalResourceId: options.physicalId,
      ResourceProperties: options.properties,
      OldResourceProperties: options.oldProperties,
    };
    const request: Request = {
      event,
      title,
      operation: this.operations,
      inRollback: options.inRollback ?? false,
      sentAt: world.clock.now,
      answers: [],
      invocations: 0,
      faults: 0,
      isOpen: true,
      onAnswer,
    };
    this.requests.push(request);
    world.log?.(`request: ${title}${options.physicalId ? ` of ${options.physicalId}` : ''}`);
    const seconds = Number((options.properties as { TimeoutSeconds?: string }).TimeoutSeconds ?? WAIT_TIMEOUT_SECONDS);
    world.clock.after(seconds * 1000, () => {
      if (request.isOpen) {
        world.judge.report('every request is answered in time', title);
        request.isOpen = false;
        onAnswer(undefined);
      }
    });
    world.lambda.send(request, event, false);
    return request;
  }

  /** Receives an answer. The first answer to a request counts. */
  answered(request: Request, body: string, invokedAt: number): void {
    const { world } = this;
    const answer = JSON.parse(body) as Answer;
    world.judge.answered(request, { ...answer, invokedAt }, body);
    request.answers.push({ ...answer, invokedAt });
    if (request.answers.length > 1) {
      return;
    }
    world.clock.after(this.reads, () => {
      if (request.isOpen) {
        request.isOpen = false;
        request.onAnswer(answer);
      }
    });
  }
}

const WAIT_TYPE = waitType(TRAINING_JOB);
