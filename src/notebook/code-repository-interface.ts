import { ICodeRepositoryRef } from 'aws-cdk-lib/aws-sagemaker';
import { IResource } from 'aws-cdk-lib/core';

/**
 * A SageMaker code repository.
 */
export interface ICodeRepository extends IResource, ICodeRepositoryRef {
  /**
   * The ARN of the code repository.
   *
   * @attribute
   */
  readonly codeRepositoryArn: string;

  /**
   * The name of the code repository.
   *
   * @attribute
   */
  readonly codeRepositoryName: string;
}
