import { join } from 'node:path';
import { Stack } from 'aws-cdk-lib';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import type { Program, SageMaker } from './programs';

export const IMAGE_FOLDER = join(__dirname, '..', '..', 'fixtures', 'image');
export const OTHER_IMAGE_FOLDER = join(__dirname, '..', '..', 'fixtures', 'image-b');
export const MODEL_FILE = join(__dirname, '..', '..', 'fixtures', 'model.tar.gz');

/** Assigns the type to the programs of a file. */
export function programs(table: Record<string, Program>): Record<string, Program> {
  return table;
}

/** An image for programs about other features. */
export function someImage(sagemaker: SageMaker, stack: Stack) {
  return sagemaker.ContainerImage.fromEcrRepository(ecr.Repository.fromRepositoryName(stack, 'Repository', 'models'), 'v1');
}

/** A model for programs about other features. */
export function someModel(sagemaker: SageMaker, stack: Stack) {
  return new sagemaker.Model(stack, 'Model', { containers: [{ image: someImage(sagemaker, stack) }] });
}

/** An endpoint with one instance variant called `main`. */
export function someEndpoint(sagemaker: SageMaker, stack: Stack, initialInstanceCount?: number) {
  const endpointConfig = new sagemaker.EndpointConfig(stack, 'Config', {
    instanceProductionVariants: [{
      variantName: 'main',
      model: someModel(sagemaker, stack),
      instanceType: sagemaker.InstanceType.M5_LARGE,
      initialInstanceCount,
    }],
  });
  return new sagemaker.Endpoint(stack, 'Endpoint', { endpointConfig });
}
