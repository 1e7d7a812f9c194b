/** What CloudFormation sends. */
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

export interface Given extends Answer {
  /** When the invocation began that gave it. */
  readonly began: number;
}

/** A request of CloudFormation, and what became of it. */
export interface Request {
  readonly event: CustomResourceEvent;
  /** Such as `2 Update Job`, with the number of the operation. */
  readonly title: string;
  readonly operation: number;
  readonly inRollback: boolean;
  readonly answers: Given[];
  readonly sent: number;
  /** How many invocations have begun for it. */
  invocations: number;
  /** How many of its calls a service has failed. */
  faults: number;
  /** Whether CloudFormation still waits for it. */
  open: boolean;
  /** How many answers there were when CloudFormation gave it up, if it did. */
  givenUpAfter?: number;
  readonly settle: (answer: Answer | undefined) => void;
}

/** The part of a response URL by which anybody could answer. */
export const SECRET = 'X-Amz-Signature=5ec2e7';

/** A URL as CloudFormation signs it: its date is in whole seconds. */
export function responseUrl(requestId: string, now: number): string {
  const date = new Date(now).toISOString().replace(/\.\d+|[-:]/g, '');
  return `https://cloudformation-custom-resource-response-euwest1.s3-eu-west-1.amazonaws.com/${requestId}?X-Amz-Algorithm=AWS4-HMAC-SHA256` +
    `&X-Amz-Date=${date}&X-Amz-SignedHeaders=host&X-Amz-Expires=7200&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE&${SECRET}`;
}
