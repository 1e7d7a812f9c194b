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
import { elsewhere, requireHere } from '../private/foreign-environment';
import { report } from '../validation/report';
import { findingsOf } from '../validation/validate';

/** What the copies publish about themselves. */
const COMPONENT_METRICS = '/aws/sagemaker/InferenceComponents';
const SCALING_ID = 'CopyCount';

/**
 * What every inference component has, whoever made it.
 *
 * @internal
 */
export abstract class InferenceComponentBase extends Resource implements IInferenceComponent {
  public abstract readonly inferenceComponentArn: string;
  public abstract readonly inferenceComponentName: string;

  /** The endpoint that hosts it, where it is known. */
  protected abstract readonly endpoint?: IEndpointRef;

  /** What may be granted on the inference component. */
  public get grants(): InferenceComponentGrants {
    return InferenceComponentGrants.fromInferenceComponent(this, this.endpoint);
  }

  /** The generated reference, accepted wherever an inference component is expected. */
  public get inferenceComponentRef(): InferenceComponentReference {
    return { inferenceComponentArn: this.inferenceComponentArn };
  }

  public autoScaleCopyCount(scalingProps: appscaling.EnableScalingProps): ScalableCopyCount {
    requireHere(this, 'the scaling of an inference component');
    report(this, findingsOf({ request: { MinCapacity: scalingProps.minCapacity, MaxCapacity: scalingProps.maxCapacity }, rules: SCALING_RULES }));
    if (this.node.tryFindChild(SCALING_ID)) {
      throw validationError(this, 'AlreadyScaled', 'the inference component is scaled already: add policies to what the first call returned');
    }
    const copies = new ScalableCopyCount(this, SCALING_ID, {
      serviceNamespace: appscaling.ServiceNamespace.SAGEMAKER,
      resourceId: `inference-component/${this.inferenceComponentName}`,
      dimension: 'sagemaker:inference-component:DesiredCopyCount',
      role: scalingRole(this),
      minCapacity: scalingProps.minCapacity ?? this.startingCopies,
      maxCapacity: scalingProps.maxCapacity,
      _inferenceComponent: this,
    });
    if (this.node.defaultChild) {
      // the name alone is no reference: the target comes after the inference component, and is deregistered before that goes
      copies.node.addDependency(this.node.defaultChild);
    }
    return copies;
  }

  public dashboardWidgets(): cloudwatch.IWidget[] {
    return componentWidgets(this, this.node.id);
  }

  public metric(namespace: string, metricName: string, props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return sumOf({ InferenceComponentName: this.inferenceComponentName }, namespace, metricName, { ...elsewhere(this), ...props });
  }

  public metricInvocationResponseCode(responseCode: InvocationHttpResponseCode, props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric(SERVICE_METRICS, responseCode, props);
  }

  public metricInvocations(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric(SERVICE_METRICS, 'Invocations', props);
  }

  public metricInvocationsPerCopy(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric(SERVICE_METRICS, 'InvocationsPerCopy', props);
  }

  public metricConcurrentRequestsPerCopy(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.maximum(SERVICE_METRICS, 'ConcurrentRequestsPerCopy', props);
  }

  public metricInvocationModelErrors(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric(SERVICE_METRICS, 'InvocationModelErrors', props);
  }

  public metricNoCapacityInvocationFailures(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric(SERVICE_METRICS, 'NoCapacityInvocationFailures', props);
  }

  public metricModelLatency(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.average(SERVICE_METRICS, 'ModelLatency', props);
  }

  public metricOverheadLatency(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.average(SERVICE_METRICS, 'OverheadLatency', props);
  }

  public metricCpuUtilization(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.average(COMPONENT_METRICS, 'CPUUtilizationNormalized', props);
  }

  public metricMemoryUtilization(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.average(COMPONENT_METRICS, 'MemoryUtilizationNormalized', props);
  }

  public metricGpuUtilization(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.average(COMPONENT_METRICS, 'GPUUtilizationNormalized', props);
  }

  public metricGpuMemoryUtilization(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.average(COMPONENT_METRICS, 'GPUMemoryUtilizationNormalized', props);
  }

  /** How many copies there are before it is scaled, where that is known. */
  protected get startingCopies(): number | undefined {
    return undefined;
  }

  private average(namespace: string, metricName: string, props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric(namespace, metricName, { statistic: cloudwatch.Stats.AVERAGE, ...props });
  }

  private maximum(namespace: string, metricName: string, props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric(namespace, metricName, { statistic: cloudwatch.Stats.MAXIMUM, ...props });
  }
}
