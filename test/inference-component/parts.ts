import { App, Size, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import {
  Endpoint, EndpointConfig, InferenceComponent, InferenceComponentProps, InferenceComponentSpecification, InstanceProductionVariantProps,
  InstanceType,
} from '../../src';
import { IMAGE } from '../support/images';
import { readable } from '../support/readable';

export const RESOURCES = { minMemory: Size.gibibytes(1) };
export const SPECIFICATION = InferenceComponentSpecification.fromContainer({ image: IMAGE }, { computeResources: RESOURCES });

export const newStack = (scope = new App()) => new Stack(scope, 'Stack');

/** An endpoint with a variant that can host inference components. */
export function roomyEndpoint(stack: Stack, variant: Partial<InstanceProductionVariantProps> = {}): Endpoint {
  const instanceProductionVariants = [{ variantName: 'main', instanceType: InstanceType.M5_LARGE, ...variant }];
  return new Endpoint(stack, 'Endpoint', { endpointConfig: new EndpointConfig(stack, 'Config', { instanceProductionVariants }) });
}

/** An inference component, by default on an endpoint of its own. */
export function component(stack: Stack, props: Partial<InferenceComponentProps> = {}): InferenceComponent {
  const endpoint = props.endpoint ?? roomyEndpoint(stack);
  return new InferenceComponent(stack, 'Component', { endpoint, specification: SPECIFICATION, ...props });
}

/** The resources of a type in a stack, with their tokens as readable text. */
export function resources(stack: Stack, type: string): any[] {
  return Object.values(Template.fromStack(stack).findResources(type)).map(readable);
}

/** The properties of the only inference component of a stack. */
export function rendered(stack: Stack): any {
  const [{ Properties }] = resources(stack, 'AWS::SageMaker::InferenceComponent');
  return Properties;
}
