import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as iam from 'aws-cdk-lib/aws-iam';
import { CfnInferenceComponent, IEndpointRef, IInferenceComponentRef } from 'aws-cdk-lib/aws-sagemaker';
import { Lazy, Names } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { ContainerHost } from './container-host';
import { InferenceComponentBase } from './inference-component-base';
import { InferenceComponentDeploymentConfig } from './inference-component-deployment-config';
import { IInferenceComponent } from './inference-component-interface';
import { INFERENCE_COMPONENT_PROP_PATHS } from './prop-paths';
import { specificationRequest } from './request';
import { INFERENCE_COMPONENT_RULES } from './rules';
import { InferenceComponentSpecification } from './specification';
import { endpointNameOf, hostingOfEndpoint } from '../endpoint/endpoint-ref';
import { deploymentAlarms } from '../hosting/deployment-alarms';
import { DeploymentAlarmsOptions } from '../hosting/deployment-alarms-options';
import { alarmFindings, autoRollbackRequest, RollbackAlarms } from '../hosting/rollback-alarms';
import { addChecked } from '../private/add-checked';
import { propertyInjectable, validationError } from '../private/cdk-internals';
import { l1Props, setNewerMembers } from '../private/l1-props';
import { nameFromArn, sageMakerArn } from '../private/names';
import { environmentFindings } from '../validation/environment';
import { Finding } from '../validation/finding';
import { claimName } from '../validation/names';
import { Subject, validate, validateAtSynthesis } from '../validation/validate';

/** The resource type in the ARN. */
const RESOURCE = 'inference-component';

/**
 * Properties of an `InferenceComponent`.
 */
export interface InferenceComponentProps {
  /**
   * The name of the inference component. Requests to the endpoint specify it. 1 to 63 letters, digits and hyphens, unique in the account and
   * Region.
   *
   * @default - generated from the stack name and the construct path, because CloudFormation does not return a name that it generates
   */
  readonly inferenceComponentName?: string;

  /**
   * The endpoint that hosts the inference component, in the same account and Region. It must have a variant without a model.
   */
  readonly endpoint: IEndpointRef;

  /**
   * The name of the variant that hosts the inference component.
   *
   * @default - the only variant of the endpoint if this app creates its configuration; for an adapter, the variant of the base inference
   * component; otherwise the service default
   */
  readonly variantName?: string;

  /**
   * The specification: a model, a container, or an adapter for another inference component, and the compute resources.
   */
  readonly specification: InferenceComponentSpecification;

  /**
   * The number of copies to launch. At least 0. A deployment that changes this property overwrites the number that scaling has set.
   *
   * @default - 1, or none for an adapter, which uses the copies of the base inference component
   */
  readonly copyCount?: number;

  /**
   * The deployment configuration: the batches of an update, and the alarms that roll it back.
   *
   * @default - the service default, without alarms
   */
  readonly deploymentConfig?: InferenceComponentDeploymentConfig;

  /**
   * The execution role of the endpoint configuration. It is allowed to read the image and the model data of a container or an adapter, and to
   * describe the alarms.
   *
   * @default - the role of the endpoint configuration if this app creates it; otherwise no permissions are added
   */
  readonly endpointExecutionRole?: iam.IRole;
}

/**
 * Attributes of an existing inference component to import.
 */
export interface InferenceComponentAttributes {
  /**
   * The ARN of the inference component.
   */
  readonly inferenceComponentArn: string;

  /**
   * The endpoint that hosts the inference component.
   *
   * @default - not known: permissions to send requests cannot be granted
   */
  readonly endpoint?: IEndpointRef;
}

/**
 * An inference component: a model on an endpoint that hosts several models. It has its own share of the instances, and its copies scale
 * independently. Requests to the endpoint specify the inference component.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateInferenceComponent.html
 * @example
 * declare const endpoint: Endpoint;
 * declare const model: Model;
 *
 * new InferenceComponent(this, 'Churn', {
 *   endpoint,
 *   specification: InferenceComponentSpecification.fromModel(model, { computeResources: { minMemory: Size.gibibytes(2), cpuCores: 1 } }),
 *   copyCount: 2,
 * });
 */
@propertyInjectable
export class InferenceComponent extends InferenceComponentBase {
  /** Identifies this class to property injectors. */
  public static readonly PROPERTY_INJECTION_ID: string = 'cdk-sagemaker.InferenceComponent';

  /**
   * Imports an existing inference component by its ARN.
   *
   * @param scope The parent construct.
   * @param id The construct id.
   * @param inferenceComponentArn The ARN of the inference component.
   */
  public static fromInferenceComponentArn(scope: Construct, id: string, inferenceComponentArn: string): IInferenceComponent {
    return InferenceComponent.fromInferenceComponentAttributes(scope, id, { inferenceComponentArn });
  }

  /**
   * Imports an existing inference component of the account and Region of the stack by its name.
   *
   * @param scope The parent construct.
   * @param id The construct id.
   * @param inferenceComponentName The name of the inference component.
   */
  public static fromInferenceComponentName(scope: Construct, id: string, inferenceComponentName: string): IInferenceComponent {
    const inferenceComponentArn = sageMakerArn(scope, RESOURCE, inferenceComponentName);
    return InferenceComponent.fromInferenceComponentAttributes(scope, id, { inferenceComponentArn });
  }

  /**
   * Imports an existing inference component by its attributes.
   *
   * @param scope The parent construct.
   * @param id The construct id.
   * @param attrs The attributes of the inference component.
   */
  public static fromInferenceComponentAttributes(scope: Construct, id: string, attrs: InferenceComponentAttributes): IInferenceComponent {
    class Import extends InferenceComponentBase {
      public readonly inferenceComponentArn = attrs.inferenceComponentArn;
      public readonly inferenceComponentName = nameFromArn(scope, attrs.inferenceComponentArn);
      protected readonly _endpoint = attrs.endpoint;
    }
    return new Import(scope, id, { environmentFromArn: attrs.inferenceComponentArn });
  }

  /** The ARN of the inference component. */
  public readonly inferenceComponentArn: string;
  /** The name of the inference component. */
  public readonly inferenceComponentName: string;

  /** @internal */
  protected readonly _endpoint: IEndpointRef;
  private readonly props: InferenceComponentProps;
  private readonly specifications: object[];
  private readonly alarms: cloudwatch.IAlarmRef[];
  private readonly rollback: RollbackAlarms;

  constructor(scope: Construct, id: string, props: InferenceComponentProps) {
    super(scope, id, { physicalName: props.inferenceComponentName ?? Lazy.string({ produce: () => this.inferenceComponentName }) });
    this.props = props;
    this._endpoint = props.endpoint;
    this.inferenceComponentName = props.inferenceComponentName ?? generatedName(this);
    this.alarms = [...props.deploymentConfig?._autoRollbackAlarms ?? []];

    const role = props.endpointExecutionRole ?? hostingOfEndpoint(props.endpoint)?.role();
    const host = new ContainerHost(this, role);
    this.specifications = props.specification._parts.map((parts) => specificationRequest(this, host, parts));

    validate(this, this.subject(), this.environment());

    const request = this.request();
    const { deploymentConfig, specification, ...others } = l1Props(request, 'CreateInferenceComponent');
    const resource = new CfnInferenceComponent(this, 'Resource', {
      ...others,
      specification: specification ?? {}, // required by the oldest supported aws-cdk-lib
      // Rendered at synthesis, because alarms can be added until then.
      deploymentConfig: deploymentConfig && Lazy.any({ produce: () => l1Props(this.request(), 'CreateInferenceComponent').deploymentConfig }),
    });
    if (!specification) { resource.addPropertyDeletionOverride('Specification'); }
    setNewerMembers(resource, request, 'CreateInferenceComponent');
    resource.node.addDependency(...host.dependencies, ...this.bases);

    this.rollback = new RollbackAlarms(this, resource);
    this.rollback.policy.attachTo(...role ? [role] : []);
    this.alarms.forEach((alarm) => this.rollback.add(alarm));

    validateAtSynthesis(this, () => this.subject(), claimName(resource, this.inferenceComponentName, 'InferenceComponentName'));

    this.inferenceComponentArn = this.getResourceArnAttribute(resource.ref, {
      service: 'sagemaker', resource: RESOURCE, resourceName: this.inferenceComponentName,
    });
    this.node.defaultChild = resource;
  }

  /**
   * Adds an alarm that rolls back a deployment when it goes off. At most 10 alarms in all. Requires a `deploymentConfig`.
   *
   * The alarm can use the metrics of this inference component. The execution role of the endpoint is allowed to describe the alarm.
   *
   * @param alarm The alarm. It must be in the account and Region of the inference component.
   */
  public addAutoRollbackAlarm(alarm: cloudwatch.IAlarmRef): void {
    if (!this.props.deploymentConfig) {
      throw validationError(this, 'RollbackWithoutDeploymentConfig', 'a rollback alarm requires deploymentConfig');
    }
    addChecked(this.alarms, alarm, () => validate(this, this.subject(), this.environment()));
    this.rollback.add(alarm);
  }

  /**
   * Creates alarms that roll back a deployment: one for errors, and one for latency if its threshold is set. Requires a `deploymentConfig`.
   *
   * @param options The thresholds of the alarms.
   * @returns the alarms, for example to add actions to them
   */
  public addDeploymentAlarms(options: DeploymentAlarmsOptions = {}): cloudwatch.Alarm[] {
    const alarms = deploymentAlarms(this, [{ name: '', metrics: this }], options);
    alarms.forEach((alarm) => this.addAutoRollbackAlarm(alarm));
    return alarms;
  }

  /** @internal */
  protected get _startingCopies(): number | undefined {
    return this.props.copyCount;
  }

  /** The base inference components. They are created before this one and deleted after it. */
  private get bases(): IInferenceComponentRef[] {
    return this.props.specification._parts.flatMap(({ base }) => base ?? []);
  }

  private request() {
    const { specification, copyCount = this.bases.length > 0 ? undefined : 1, deploymentConfig } = this.props;
    const [only, ...others]: { VariantName: string }[] = this.endpointConfigRequest()?.ProductionVariants ?? [];
    return {
      InferenceComponentName: this.inferenceComponentName,
      EndpointName: endpointNameOf(this, this.props.endpoint),
      VariantName: this.props.variantName ?? (this.bases.length === 0 && only && others.length === 0 ? only.VariantName : undefined),
      Specification: specification._perInstanceType ? undefined : this.specifications[0],
      Specifications: specification._perInstanceType ? this.specifications : undefined,
      RuntimeConfig: copyCount === undefined ? undefined : { CopyCount: copyCount },
      DeploymentConfig: deploymentConfig && {
        ...deploymentConfig._policies,
        AutoRollbackConfiguration: this.alarms.length > 0 ? autoRollbackRequest(this.alarms) : undefined,
      },
    };
  }

  private subject(): Subject {
    return {
      operation: 'CreateInferenceComponent',
      request: this.request(),
      context: { '': { EndpointConfig: this.endpointConfigRequest() } },
      rules: INFERENCE_COMPONENT_RULES,
      propPaths: INFERENCE_COMPONENT_PROP_PATHS,
    };
  }

  /** The request for the configuration of the endpoint, if this app creates it. */
  private endpointConfigRequest(): any {
    return hostingOfEndpoint(this.props.endpoint)?.request(false);
  }

  /** Findings for resources of another account or Region. */
  private* environment(): Generator<Finding> {
    yield* environmentFindings('EndpointName', this.props.endpoint.env, this.env);
    for (const { model, base } of this.props.specification._parts) {
      for (const used of [model, base].filter((reference) => reference !== undefined)) {
        yield* environmentFindings('Specification', used.env, this.env);
      }
    }
    yield* alarmFindings(this.alarms, this.env);
  }
}

/** A unique name in lower case, because SageMaker writes ARNs in lower case. */
function generatedName(component: InferenceComponent): string {
  return Names.uniqueResourceName(component, { maxLength: 63, separator: '-', allowedSpecialCharacters: '-' }).toLowerCase();
}
