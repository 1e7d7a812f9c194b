/**
 * The contract between the constructs of jobs and the handler of their custom resources.
 *
 * CloudFormation passes every scalar property as a string, so the handler restores the types of a request from the service model.
 */
import { JobKind } from './kinds';

/**
 * The version of the properties, and of the way in which job names are derived from them. The handler must always understand earlier versions,
 * because deletions and rollbacks carry old properties.
 */
export const SCHEMA_VERSION = '1';

/** The CloudFormation timeout of a request to start or to stop a job. Starting takes at most 540 seconds, stopping 1,020. */
export const JOB_TIMEOUT_SECONDS = 1200;
/** The CloudFormation timeout of a request to wait for a job: 1 hour is the maximum for any resource. */
export const WAIT_TIMEOUT_SECONDS = 3600;
/** The maximum time that one resource waits for a job: 5 minutes less than its timeout, so that there is time to answer. */
export const MAX_WAIT_SECONDS = 3300;

/** The properties of the resource that starts a job. */
export interface JobProperties {
  readonly ServiceToken: string;
  readonly SchemaVersion: string;
  /** The beginning of the names of all jobs of the resource; see `jobName`. */
  readonly NamePrefix: string;
  /** The CloudFormation timeout of the request, repeated because CloudFormation does not pass on its own `ServiceTimeout`. */
  readonly TimeoutSeconds: string | number;
  /** The members of the request that determine the result: a change starts a new job. */
  readonly Identity: object;
  /** The other members of the request, such as `RoleArn`, `StoppingCondition` and `Tags`: a change starts no job. */
  readonly Settings: object;
  /** The JSON text of members that are merged over the request, for members newer than the service model; part of the identity. */
  readonly Overrides?: string;
  /** A text that forces a new job when it changes; part of the identity. */
  readonly RunId?: string;
  /** Whether to stop a running job when its resource is removed from the stack: `true` (the default) or `false`. */
  readonly StopOnRemoval?: string | boolean;
}

/** The properties of a resource that waits for a job. */
export interface JobWaitProperties {
  readonly ServiceToken: string;
  readonly SchemaVersion: string;
  /** The name of the job: a reference to the resource that starts it. */
  readonly JobName: string;
  /** The CloudFormation timeout of the request: `WAIT_TIMEOUT_SECONDS`. */
  readonly TimeoutSeconds: string | number;
  /** The maximum time that this resource waits: `MAX_WAIT_SECONDS`, or less for the last resource and in tests. */
  readonly WaitSeconds: string | number;
  /**
   * Whether this is the last resource that waits for the job. It fails if the job is still running at the end; for any other, the next resource
   * waits.
   */
  readonly Last: string | boolean;
  /** Whether a stopped job, for example after its maximum runtime, counts as a success: `true` or `false` (the default). */
  readonly AcceptStopped?: string | boolean;
  /** Whether the last resource stops the job when the wait times out: `true` or `false` (the default). */
  readonly StopOnTimeout?: string | boolean;
}

/** The type of the resources that wait for a job of a kind. */
export function waitType(kind: JobKind): string {
  return `${kind.type}Wait`;
}

/** The number of hexadecimal digits at the end of each prefix, which distinguish two resources. */
export const PREFIX_HASH_LENGTH = 8;
/** The number of hexadecimal digits that distinguish the identities of one resource. */
export const IDENTITY_HASH_LENGTH = 20;
/**
 * The maximum slot. Jobs with the same identity have slots, from 1. The handler uses the next slot if the job in a slot failed or was stopped.
 */
export const MAX_SLOT = 99;

const PREFIX = /^[a-z0-9](-*[a-z0-9])*$/;

/** The common part of the names of all jobs with one identity: `<prefix>-<hash of the identity>`. */
export function jobBaseName(prefix: string, identityHash: string): string {
  return `${prefix}-${identityHash}`;
}

/** The name of a job: `<prefix>-<hash of the identity>-<slot>`. It is in lower case, because ARNs are. */
export function jobName(base: string, slot: number): string {
  return `${base}-${slot}`;
}

/** The pattern in IAM policies that matches the names of all jobs of a resource, and no others. */
export function jobNamePattern(prefix: string): string {
  return `${prefix}-*`;
}

/** The longest name that a job with a prefix can have; all its names are valid if this one is. */
export function longestJobName(prefix: string): string {
  return jobName(jobBaseName(prefix, '0'.repeat(IDENTITY_HASH_LENGTH)), MAX_SLOT);
}

/** The maximum length of the prefix for a kind, which leaves room for the hash and the slot. */
export function maxPrefixLength(kind: JobKind): number {
  return kind.maxNameLength - longestJobName('').length;
}

/** Whether a text is a valid prefix for the names of a kind of job. */
export function isNamePrefix(kind: JobKind, prefix: unknown): prefix is string {
  return typeof prefix === 'string' && prefix.length <= maxPrefixLength(kind) && PREFIX.test(prefix);
}

/** The keys of the tags that the handler adds to every job; the request id lets a retried request find the job that it started. */
export const HANDLER_TAG_KEYS = { requestId: 'cdk:request-id', logicalId: 'cdk:logical-id', stackId: 'cdk:stack-id' } as const;
/** The maximum number of tags of a job, those of the handler included. */
export const MAX_TAGS = 50;

/** The IAM actions of the handler that do not depend on the kind of job. */
export const ACTIONS = {
  addTags: 'sagemaker:AddTags',
  listTags: 'sagemaker:ListTags',
  passRole: 'iam:PassRole',
  describeStacks: 'cloudformation:DescribeStacks',
  invokeFunction: 'lambda:InvokeFunction',
} as const;

/** The IAM actions of the handler on the jobs of a kind, by purpose. */
export function jobActions({ createOperation, describeAction, stopAction }: JobKind) {
  return {
    create: [`sagemaker:${createOperation}`, ACTIONS.addTags], // the request has tags
    describe: [`sagemaker:${describeAction}`],
    listTags: [ACTIONS.listTags],
    stop: [`sagemaker:${stopAction}`],
  };
}

/**
 * Merges overrides over a request: merges maps member by member at every level, and replaces all other values.
 *
 * @param request The request, which is not changed.
 * @param overrides The members that take precedence; `undefined` keeps those of the request.
 */
export function merge<T>(request: T, overrides: unknown): T {
  if (overrides === undefined) { return request; }
  if (!isMap(request) || !isMap(overrides)) { return overrides as T; }
  const members = new Set([...Object.keys(request), ...Object.keys(overrides)]);
  const own = (map: Record<string, unknown>, member: string) => Object.hasOwn(map, member) ? map[member] : undefined;
  // fromEntries defines properties, so a member called __proto__ is an ordinary one
  return Object.fromEntries([...members].map((member) => [member, merge(own(request, member), own(overrides, member))])) as T;
}

/** Whether a value is a map. CDK tokens, which have a method `resolve`, are values as a whole. */
export function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && typeof (value as { resolve?: unknown }).resolve !== 'function';
}
