import * as appscaling from 'aws-cdk-lib/aws-applicationautoscaling';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { IEndpointRef, InferenceComponentReference } from 'aws-cdk-lib/aws-sagemaker';
import { Resource } from 'aws-cdk-lib/core';
import { componentWidgets } from './dashboard';
import { InferenceComponentGrants } from './inference-component-grants';
import { IInferenceComponent } from './inference-component-interface';
import { InvocationHttpResponseCode } from '../hosting/invocation-http-response-code';
import { SERVICE_METRICS, sumOf } from '../hosting/metrics';
import { ScalableCopyCount } from '../hosting/scaling/scalable-copy-count';
import { scalingRole } from '../hosting/scaling/scaling-role';
import { SCALING_RULES } from '../hosting/scaling/scaling-rules';
import { validationError } from '../private/cdk-internals';
import { foreignEnvironment, requireSameEnvironment } from '../private/foreign-environment';
import { report } from '../validation/report';
import { findingsOf } from '../validation/validate';

/** The namespace of the utilization metrics that the copies publish. */
const COMPONENT_METRICS = '/aws/sagemaker/InferenceComponents';
const SCALING_ID = 'CopyCount';

/**
 * The members of created and imported inference components.
 *
 * @internal
 */
export abstract class InferenceComponentBase extends Resource implements IInferenceComponent {
  public abstract readonly inferenceComponentArn: string;
  public abstract readonly inferenceComponentName: string;

  /**
   * The endpoint that hosts the inference component, if it is known.
   *
   * @internal
   */
  protected abstract readonly _endpoint?: IEndpointRef;

  /** Grants permissions on the inference component. */
  public get grants(): InferenceComponentGrants {
    return InferenceComponentGrants.fromInferenceComponent(this, { endpoint: this._endpoint });
  }

  /** A reference to the inference component. */
  public get inferenceComponentRef(): InferenceComponentReference {
    return { inferenceComponentArn: this.inferenceComponentArn };
  }

  public autoScaleCopyCount(scalingProps: appscaling.EnableScalingProps): ScalableCopyCount {
    requireSameEnvironment(this, 'the scaling of an inference component');
    report(this, findingsOf({ request: { MinCapacity: scalingProps.minCapacity, MaxCapacity: scalingProps.maxCapacity }, rules: SCALING_RULES }));
    if (this.node.tryFindChild(SCALING_ID)) {
      throw validationError(this, 'AlreadyScaled', 'the number of copies is already scaled: add scaling policies to the object that the first call returned');
    }
    const copies = new ScalableCopyCount(this, SCALING_ID, {
      serviceNamespace: appscaling.ServiceNamespace.SAGEMAKER,
      resourceId: `inference-component/${this.inferenceComponentName}`,
      dimension: 'sagemaker:inference-component:DesiredCopyCount',
      role: scalingRole(this),
      minCapacity: scalingProps.minCapacity ?? this._startingCopies,
      maxCapacity: scalingProps.maxCapacity,
      _inferenceComponent: this,
    });
    if (this.node.defaultChild) {
      // The target contains the name, which is not a reference to the resource. With this dependency, CloudFormation registers the target after it
      // creates the inference component, and deregisters the target before it deletes the inference component.
      copies.node.addDependency(this.node.defaultChild);
    }
    return copies;
  }

  public dashboardWidgets(): cloudwatch.IWidget[] {
    return componentWidgets(this, this.node.id);
  }

  public metric(metricName: string, props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    const namespace = /^(CPU|Memory|GPU|GPUMemory)Utilization/.test(metricName) ? COMPONENT_METRICS : SERVICE_METRICS;
    return sumOf({ InferenceComponentName: this.inferenceComponentName }, namespace, metricName, { ...foreignEnvironment(this), ...props });
  }

  public metricInvocationResponseCode(responseCode: InvocationHttpResponseCode, props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric(responseCode, props);
  }

  public metricInvocations(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric('Invocations', props);
  }

  public metricInvocationsPerCopy(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric('InvocationsPerCopy', props);
  }

  public metricConcurrentRequestsPerCopy(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.maximum('ConcurrentRequestsPerCopy', props);
  }

  public metricInvocationModelErrors(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric('InvocationModelErrors', props);
  }

  public metricNoCapacityInvocationFailures(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric('NoCapacityInvocationFailures', props);
  }

  public metricModelLatency(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.average('ModelLatency', props);
  }

  public metricOverheadLatency(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.average('OverheadLatency', props);
  }

  public metricCpuUtilizationNormalized(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.average('CPUUtilizationNormalized', props);
  }

  public metricMemoryUtilizationNormalized(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.average('MemoryUtilizationNormalized', props);
  }

  public metricGpuUtilizationNormalized(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.average('GPUUtilizationNormalized', props);
  }

  public metricGpuMemoryUtilizationNormalized(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.average('GPUMemoryUtilizationNormalized', props);
  }

  /**
   * The number of copies before scaling, if it is known.
   *
   * @internal
   */
  protected get _startingCopies(): number | undefined {
    return undefined;
  }

  private average(metricName: string, props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric(metricName, { statistic: cloudwatch.Stats.AVERAGE, ...props });
  }

  private maximum(metricName: string, props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric(metricName, { statistic: cloudwatch.Stats.MAXIMUM, ...props });
  }
}
