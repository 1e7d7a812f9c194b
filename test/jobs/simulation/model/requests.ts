/** The event of a custom resource, as CloudFormation sends it. */
export interface CustomResourceEvent {
  readonly RequestType: 'Create' | 'Update' | 'Delete';
  readonly ResponseURL: string;
  readonly StackId: string;
  readonly RequestId: string;
  readonly ResourceType: string;
  readonly LogicalResourceId: string;
  readonly PhysicalResourceId?: string;
  readonly ResourceProperties: object;
  readonly OldResourceProperties?: object;
}

export interface Answer {
  readonly Status: 'SUCCESS' | 'FAILED';
  readonly PhysicalResourceId: string;
  readonly Reason?: string;
}

export interface RecordedAnswer extends Answer {
  /** When the invocation that sent the answer began. */
  readonly invokedAt: number;
}

/** A request of CloudFormation and its history. */
export interface Request {
  readonly event: CustomResourceEvent;
  /** The number of the operation, the type and the logical id, such as `2 Update Job`. */
  readonly title: string;
  readonly operation: number;
  readonly inRollback: boolean;
  readonly answers: RecordedAnswer[];
  readonly sentAt: number;
  /** The number of invocations. */
  invocations: number;
  /** The number of calls that a service has failed. */
  faults: number;
  /** Whether CloudFormation is waiting for an answer. */
  isOpen: boolean;
  /** The number of answers when CloudFormation gave up the request, if it did. */
  givenUpAfter?: number;
  readonly onAnswer: (answer: Answer | undefined) => void;
}

/** The part of a response URL with which anybody could answer. */
export const SECRET = 'X-Amz-Signature=5ec2e7';

/** A pre-signed response URL; its date has no milliseconds. */
export function responseUrl(requestId: string, now: number): string {
  const date = new Date(now).toISOString().replace(/\.\d+|[-:]/g, '');
  return `https://cloudformation-custom-resource-response-euwest1.s3-eu-west-1.amazonaws.com/${requestId}?X-Amz-Algorithm=AWS4-HMAC-SHA256` +
    `&X-Amz-Date=${date}&X-Amz-SignedHeaders=host&X-Amz-Expires=7200&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE&${SECRET}`;
}
