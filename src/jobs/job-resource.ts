import * as iam from 'aws-cdk-lib/aws-iam';
import { CfnResource, Lazy, Stack } from 'aws-cdk-lib/core';
import { Construct, IDependable } from 'constructs';
import { handlerStatements } from './handler-statements';
import { JobHandler } from './job-handler';
import { JobProps } from './job-props';
import { JobKind } from './kinds';
import { namePrefix } from './name-prefix';
import { JOB_TIMEOUT_SECONDS, JobProperties, SCHEMA_VERSION } from './protocol';
import { createWaiters, JobTimeLimits } from './waiters';
import { validationError } from '../private/cdk-internals';
import { sortedThroughout } from '../private/sorted';

/** The construct of a job. The library grants its role access to the resources in the request. */
export type JobPrincipal = Construct & iam.IGrantable;

/** The properties of a job that its kind determines. */
export interface JobResourceOptions {
  /** The members of the request that determine the results: the handler starts a new run when one of them changes. */
  readonly identity: object;
  /** The other members of the request, read at synthesis: security groups and tags may be added until then. */
  readonly settings: () => object;
  /** The roles that the handler passes to SageMaker. */
  readonly roles: readonly iam.IRole[];
  /** The constructs that must be deployed before the job starts, and deleted after it has ended. */
  readonly dependencies: readonly IDependable[];
  /** The props that limit how long the job takes. */
  readonly limits: JobTimeLimits;
}

/** The resources of a job: the custom resource that starts it, the policy of the handler, and the resources that wait for it. */
export class JobResource {
  /** The prefix of the names of all runs. */
  public readonly namePrefix: string;
  /** The custom resource that starts the job. */
  public readonly resource: CfnResource;
  /** The name of the current run. */
  public readonly name: string;
  /** The ARN of the current run. */
  public readonly arn: string;

  private lastWaiter?: CfnResource;

  /** @param scope The construct of the job. */
  constructor(
    private readonly scope: Construct,
    private readonly kind: JobKind,
    private readonly props: JobProps,
    private readonly options: JobResourceOptions,
  ) {
    const { requestOverrides, runId, stopOnRemoval } = props;
    this.namePrefix = namePrefix(scope, kind);
    const handler = JobHandler._of(scope);
    const policy = handler._addJob(scope, handlerStatements(scope, kind, this.namePrefix, options.roles));
    const properties: JobProperties = {
      ServiceToken: handler._serviceToken,
      SchemaVersion: SCHEMA_VERSION,
      TimeoutSeconds: JOB_TIMEOUT_SECONDS,
      NamePrefix: this.namePrefix,
      Identity: options.identity,
      Settings: Lazy.any({ produce: options.settings }),
      Overrides: requestOverrides && Stack.of(scope).toJsonString(sortedThroughout(requestOverrides)),
      RunId: runId,
      StopOnRemoval: stopOnRemoval,
    };
    this.resource = new CfnResource(scope, 'Resource', { type: kind.type, properties: { ServiceTimeout: JOB_TIMEOUT_SECONDS, ...properties } });
    this.resource.node.addDependency(handler._ready, policy, ...options.dependencies);
    scope.node.defaultChild = this.resource;
    this.name = this.resource.ref;
    this.arn = this.resource.getAtt(kind.arnAttribute).toString();
  }

  /** A result of the job. The deployment waits for the job because a resource uses the result. */
  public result(attribute: string): string {
    return this.wait().getAtt(attribute).toString();
  }

  /** Makes the deployment wait for the job. The first call creates the resources that wait; the last of them is returned. */
  public wait(): CfnResource {
    const { scope, kind, props } = this;
    if (props.waitForCompletion === false) {
      throw validationError(scope, 'ResultWithoutWait', `waitForCompletion must not be false, because another resource uses a result of this ${kind.noun}`);
    }
    this.lastWaiter ??= createWaiters(scope, kind, this.name, props, this.options.limits);
    return this.lastWaiter;
  }
}

/** The members of a request that determine the results of a job. */
export function identityOf(kind: JobKind, request: object): object {
  return Object.fromEntries(Object.entries(request).filter(([member]) => kind.identity.includes(member)));
}

/** The members of a request that do not determine the results of a job. */
export function settingsOf(kind: JobKind, request: object): object {
  return Object.fromEntries(Object.entries(request).filter(([member]) => !kind.identity.includes(member)));
}
