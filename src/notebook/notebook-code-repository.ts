import type * as codecommit from 'aws-cdk-lib/aws-codecommit';
import * as iam from 'aws-cdk-lib/aws-iam';
import { ICodeRepositoryRef } from 'aws-cdk-lib/aws-sagemaker';
import { ResourceEnvironment } from 'aws-cdk-lib/core';
import { CodeRepository } from './code-repository';
import { codeRepositoryNameOf } from './code-repository-ref';
import { INotebookInstance } from './notebook-instance-interface';
import { ExecutionRole } from '../private/execution-role';
import { environmentFindings } from '../validation/environment';
import { Finding } from '../validation/finding';

/** A Git repository that a notebook instance uses. */
interface BoundRepository {
  /** The name of a code repository in SageMaker, or an `https://` URL. */
  readonly nameOrUrl: string;
  /** A permission that the notebook instance must have before it starts. */
  readonly grant?: iam.Grant;
}

/**
 * A Git repository that a notebook instance clones.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/nbi-git-repo.html
 */
export class NotebookCodeRepository {
  /**
   * Uses a public Git repository.
   *
   * @param url The `https://` URL of the repository, without credentials. At most 1024 characters.
   */
  public static fromUrl(url: string): NotebookCodeRepository {
    return new NotebookCodeRepository(() => ({ nameOrUrl: url }));
  }

  /**
   * Uses a repository in AWS CodeCommit. The notebook instance is allowed to pull from it and to push to it.
   *
   * @param repository The repository.
   */
  public static fromCodeCommit(repository: codecommit.IRepository): NotebookCodeRepository {
    return new NotebookCodeRepository((notebookInstance) => ({
      nameOrUrl: repository.repositoryCloneUrlHttp,
      grant: repository.grantPullPush(ExecutionRole.principalOf(notebookInstance)),
    }));
  }

  /**
   * Uses a code repository in SageMaker, which has a branch and credentials.
   *
   * The notebook instance is allowed to read the credentials of a `CodeRepository`. The credentials of an imported code repository and of an
   * L1 construct are not known, so grant permission to read them yourself.
   *
   * @param codeRepository A `CodeRepository`, an imported one, or an L1 construct such as `CfnCodeRepository`.
   */
  public static fromCodeRepository(codeRepository: ICodeRepositoryRef): NotebookCodeRepository {
    return new NotebookCodeRepository((notebookInstance) => ({
      nameOrUrl: codeRepositoryNameOf(notebookInstance, codeRepository),
      grant: codeRepository instanceof CodeRepository ? codeRepository._grantTo(notebookInstance) : undefined,
    }), codeRepository.env);
  }

  private constructor(
    private readonly bindRequest: (notebookInstance: INotebookInstance) => BoundRepository,
    private readonly env?: ResourceEnvironment,
  ) {}

  /**
   * Returns the repository for the request, and grants the notebook instance the permissions to use it.
   *
   * @internal
   */
  public _bind(notebookInstance: INotebookInstance): BoundRepository {
    return this.bindRequest(notebookInstance);
  }

  /**
   * Reports a code repository of another account or Region.
   *
   * @internal
   */
  public _findings(path: string, user: ResourceEnvironment): Iterable<Finding> {
    return this.env ? environmentFindings(path, this.env, user, 'https://docs.aws.amazon.com/sagemaker/latest/dg/nbi-git-repo.html') : [];
  }
}
