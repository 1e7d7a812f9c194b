// The only file that imports what aws-cdk-lib exports without promising it. Every signature that may drift is adapted here.
import {
  CodeRepositoryReference, EndpointConfigReference, NotebookInstanceLifecycleConfigReference, NotebookInstanceReference,
} from 'aws-cdk-lib/aws-sagemaker';
import { UnscopedValidationError, ValidationError } from 'aws-cdk-lib/core/lib/errors';
import { md5hash } from 'aws-cdk-lib/core/lib/helpers-internal';
import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import { IConstruct } from 'constructs';

export { md5hash, propertyInjectable };

/**
 * An error that names the construct. `Errors.isValidationError(e)` of aws-cdk-lib recognizes it.
 *
 * @param code a constant in PascalCase, stable for ever
 */
export function validationError(scope: IConstruct, code: string, message: string): Error {
  return new ValidationError(literal(code), message, scope);
}

/** The same for value objects, which belong to no construct. */
export function unscopedValidationError(code: string, message: string): Error {
  return new UnscopedValidationError(literal(code), message);
}

/** aws-cdk-lib lets codes be made by a template tag alone, to keep them constant; ours are constants of the calling line. */
function literal(code: string): ConstructorParameters<typeof UnscopedValidationError>[0] {
  return code as ConstructorParameters<typeof UnscopedValidationError>[0];
}

// The members of these references have changed within the peer range, so each carries all of them: first the id, which is the ARN, and
// the name, then the ARN alone.

/** The reference of an endpoint configuration. */
export function endpointConfigReference(endpointConfigArn: string, endpointConfigName: string): EndpointConfigReference {
  const reference = { endpointConfigArn, endpointConfigName, endpointConfigId: endpointConfigArn };
  return reference;
}

/** The reference of a notebook instance. */
export function notebookInstanceReference(notebookInstanceArn: string, notebookInstanceName: string): NotebookInstanceReference {
  const reference = { notebookInstanceArn, notebookInstanceName, notebookInstanceId: notebookInstanceArn };
  return reference;
}

/** The reference of a lifecycle configuration. */
export function lifecycleConfigReference(arn: string, name: string): NotebookInstanceLifecycleConfigReference {
  const reference = { notebookInstanceLifecycleConfigArn: arn, notebookInstanceLifecycleConfigName: name, notebookInstanceLifecycleConfigId: arn };
  return reference;
}

/** The reference of a code repository. */
export function codeRepositoryReference(codeRepositoryArn: string, codeRepositoryName: string): CodeRepositoryReference {
  const reference = { codeRepositoryArn, codeRepositoryName, codeRepositoryId: codeRepositoryArn };
  return reference;
}
