import { Construct } from 'constructs';
import { InstanceProductionVariantProps, ServerlessProductionVariantProps } from './production-variant';
import { modelNameOf, modelRequestOf } from '../model/model-ref';
import { InstanceType } from '../service-model/instance-type';

/** A variant that runs on instances, as the service is told. */
export function instanceVariantRequest(scope: Construct, props: InstanceProductionVariantProps) {
  return {
    VariantName: props.variantName,
    ModelName: modelNameOf(scope, props.model),
    Model: modelRequestOf(props.model), // for the rules
    InitialInstanceCount: props.initialInstanceCount ?? 1,
    InstanceType: (props.instanceType ?? InstanceType.T2_MEDIUM).toString(),
    InitialVariantWeight: props.initialVariantWeight ?? 1,
    AcceleratorType: props.acceleratorType?.toString(),
    ContainerStartupHealthCheckTimeoutInSeconds: props.containerStartupHealthCheckTimeout?.toSeconds(),
  };
}

/** A serverless variant, as the service is told. */
export function serverlessVariantRequest(scope: Construct, props: ServerlessProductionVariantProps) {
  return {
    VariantName: props.variantName,
    ModelName: modelNameOf(scope, props.model),
    Model: modelRequestOf(props.model), // for the rules
    InitialVariantWeight: props.initialVariantWeight ?? 1,
    ServerlessConfig: {
      MaxConcurrency: props.maxConcurrency,
      MemorySizeInMB: props.memorySizeInMB,
      ProvisionedConcurrency: props.provisionedConcurrency,
    },
  };
}

/** A variant that runs on instances, in the service's names. */
export type InstanceVariantRequest = ReturnType<typeof instanceVariantRequest>;
