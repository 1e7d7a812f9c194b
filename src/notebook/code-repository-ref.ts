import { CfnCodeRepository, ICodeRepositoryRef } from 'aws-cdk-lib/aws-sagemaker';
import { Construct } from 'constructs';
import { nameFromArn } from '../private/names';

/**
 * Returns the name of a code repository, which notebook instances use to refer to it.
 *
 * The members of the generated references differ between the supported versions of aws-cdk-lib, so all of them are optional here.
 */
export function codeRepositoryNameOf(scope: Construct, repository: ICodeRepositoryRef): string {
  if (CfnCodeRepository.isCfnCodeRepository(repository)) { return repository.attrCodeRepositoryName; }
  const reference: { codeRepositoryName?: string; codeRepositoryArn?: string } = repository.codeRepositoryRef;
  return reference.codeRepositoryName ?? nameFromArn(scope, reference.codeRepositoryArn!);
}
