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

/** The kind of resource in ARNs. */
const RESOURCE = 'inference-component';

/**
 * Properties of an `InferenceComponent`.
 */
export interface InferenceComponentProps {
  /**
   * The name of the inference component, by which requests to the endpoint address it: 1 to 63 letters, digits and hyphens, unique in the
   * account and Region.
   *
   * @default - made of the names of the stack and of the construct: CloudFormation does not tell the name of one that it names itself
   */
  readonly inferenceComponentName?: string;

  /**
   * The endpoint that hosts the inference component, of the same account and Region: one with a variant without a model.
   */
  readonly endpoint: IEndpointRef;

  /**
   * The name of the variant that hosts it.
   *
   * @default - the only variant of the endpoint, if this app makes its configuration; that of the base, for an adapter; otherwise the
   * service decides
   */
  readonly variantName?: string;

  /**
   * What is hosted, and how: a model, a container, or an adapter for another inference component.
   */
  readonly specification: InferenceComponentSpecification;

  /**
   * How many copies there are: 0 or more. What scaling has set since is overwritten when the number is another one in the next deployment.
   *
   * @default 1, or none for an adapter, which uses those of its base
   */
  readonly copyCount?: number;

  /**
   * How an update replaces the copies, and which alarms make it go back.
   *
   * @default - as the service decides, and nothing watches it
   */
  readonly deploymentConfig?: InferenceComponentDeploymentConfig;

  /**
   * The role of the endpoint configuration: it is let read what a container or an adapter needs, and look at the alarms.
   *
   * @default - that of the endpoint's configuration, if this app makes it; otherwise nobody is let do anything
   */
  readonly role?: iam.IRole;
}

/**
 * What is known of an inference component that was made elsewhere.
 */
export interface InferenceComponentAttributes {
  /**
   * The ARN of the inference component.
   */
  readonly inferenceComponentArn: string;

  /**
   * The endpoint that hosts it.
   *
   * @default - not known: the right to send requests cannot be granted
   */
  readonly endpoint?: IEndpointRef;
}

/**
 * An inference component: a model on an endpoint that hosts several, with a share of the instances of its own, and copies that are scaled
 * on their own. Requests to the endpoint name it.
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
   * An inference component that was made elsewhere, by its ARN.
   *
   * @param scope the parent
   * @param id the id of the construct
   * @param inferenceComponentArn the ARN
   */
  public static fromInferenceComponentArn(scope: Construct, id: string, inferenceComponentArn: string): IInferenceComponent {
    return InferenceComponent.fromInferenceComponentAttributes(scope, id, { inferenceComponentArn });
  }

  /**
   * An inference component of the stack's account and Region that was made elsewhere, by its name.
   *
   * @param scope the parent
   * @param id the id of the construct
   * @param inferenceComponentName the name
   */
  public static fromInferenceComponentName(scope: Construct, id: string, inferenceComponentName: string): IInferenceComponent {
    const inferenceComponentArn = sageMakerArn(scope, RESOURCE, inferenceComponentName);
    return InferenceComponent.fromInferenceComponentAttributes(scope, id, { inferenceComponentArn });
  }

  /**
   * An inference component that was made elsewhere, with its endpoint where that is known.
   *
   * @param scope the parent
   * @param id the id of the construct
   * @param attrs what is known of it
   */
  public static fromInferenceComponentAttributes(scope: Construct, id: string, attrs: InferenceComponentAttributes): IInferenceComponent {
    class Import extends InferenceComponentBase {
      public readonly inferenceComponentArn = attrs.inferenceComponentArn;
      public readonly inferenceComponentName = nameFromArn(scope, attrs.inferenceComponentArn);
      protected readonly endpoint = attrs.endpoint;
    }
    return new Import(scope, id, { environmentFromArn: attrs.inferenceComponentArn });
  }

  /** The ARN of the inference component. */
  public readonly inferenceComponentArn: string;
  /** The name of the inference component. */
  public readonly inferenceComponentName: string;

  /** The endpoint that hosts it. */
  protected readonly endpoint: IEndpointRef;
  private readonly props: InferenceComponentProps;
  private readonly specifications: object[];
  private readonly alarms: cloudwatch.IAlarmRef[];
  private readonly rollback: RollbackAlarms;

  constructor(scope: Construct, id: string, props: InferenceComponentProps) {
    super(scope, id, { physicalName: props.inferenceComponentName ?? Lazy.string({ produce: () => this.inferenceComponentName }) });
    this.props = props;
    this.endpoint = props.endpoint;
    this.inferenceComponentName = props.inferenceComponentName ?? generatedName(this);
    this.alarms = [...props.deploymentConfig?._autoRollbackAlarms ?? []];

    const role = props.role ?? hostingOfEndpoint(props.endpoint)?.role();
    const host = new ContainerHost(this, role);
    this.specifications = props.specification._parts.map((parts) => specificationRequest(this, host, parts));

    validate(this, this.subject(), this.environment());

    const request = this.request();
    const { deploymentConfig, specification, ...others } = l1Props(request, 'CreateInferenceComponent');
    const resource = new CfnInferenceComponent(this, 'Resource', {
      ...others,
      specification: specification ?? {}, // the oldest supported aws-cdk-lib asks for it
      // read at synthesis: alarms may still be added
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
   * Adds an alarm that ends a deployment, with the old copies back, when it goes off: at most 10 in all. Only with a `deploymentConfig`.
   * It may watch the inference component itself.
   *
   * @param alarm the alarm, of the account and Region of the inference component
   */
  public addAutoRollbackAlarm(alarm: cloudwatch.IAlarmRef): void {
    if (!this.props.deploymentConfig) {
      throw validationError(this, 'RollbackWithoutDeploymentConfig', 'a rollback alarm requires deploymentConfig');
    }
    addChecked(this.alarms, alarm, () => validate(this, this.subject(), this.environment()));
    this.rollback.add(alarm);
  }

  /**
   * Makes the alarms that watch a deployment, and has them end it when they go off: one for errors, and one for latency if you say what is
   * too slow. Only with a `deploymentConfig`.
   *
   * @param options from when on a deployment is a failure
   * @returns the alarms, for example to give them an action
   */
  public addDeploymentAlarms(options: DeploymentAlarmsOptions = {}): cloudwatch.Alarm[] {
    const alarms = deploymentAlarms(this, [{ name: '', metrics: this }], options);
    alarms.forEach((alarm) => this.addAutoRollbackAlarm(alarm));
    return alarms;
  }

  protected get startingCopies(): number | undefined {
    return this.props.copyCount;
  }

  /** The other components that this one is part of: it comes after them, and goes before. */
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

  /** What an inference component uses is of its own account and Region. */
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

/** In small letters, as the service writes ARNs whatever the name is. */
function generatedName(component: InferenceComponent): string {
  return Names.uniqueResourceName(component, { maxLength: 63, separator: '-', allowedSpecialCharacters: '-' }).toLowerCase();
}
