// The only file that imports internal modules of aws-cdk-lib. It adapts every signature that may change between versions.
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
 * @param code A constant in PascalCase. Never changes.
 */
export function validationError(scope: IConstruct, code: string, message: string): Error {
  return new ValidationError(literal(code), message, scope);
}

/** An error of a value object, which belongs to no construct. */
export function unscopedValidationError(code: string, message: string): Error {
  return new UnscopedValidationError(literal(code), message);
}

/** Converts a code to the type that aws-cdk-lib only creates by a template tag, to keep codes constant. The callers pass constants. */
function literal(code: string): ConstructorParameters<typeof UnscopedValidationError>[0] {
  return code as ConstructorParameters<typeof UnscopedValidationError>[0];
}

// The members of these references differ between the supported versions of aws-cdk-lib, so each reference has all of them. Older versions
// have the id, which is the ARN, and the name. Newer versions have only the ARN.

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
