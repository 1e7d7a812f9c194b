import type * as codecommit from 'aws-cdk-lib/aws-codecommit';
import * as iam from 'aws-cdk-lib/aws-iam';
import { ICodeRepositoryRef } from 'aws-cdk-lib/aws-sagemaker';
import { ResourceEnvironment } from 'aws-cdk-lib/core';
import { CodeRepository } from './code-repository';
import type { INotebookInstance } from './notebook-instance';
import { codeRepositoryNameOf } from './refs';
import { ExecutionRole } from '../private/execution-role';
import { environmentFindings } from '../validation/environment';
import { Finding } from '../validation/finding';

/**
 * What a Git repository is to the service, once a notebook instance uses it.
 */
export interface GitRepositoryConfig {
  /**
   * The name of a code repository in SageMaker, or an `https://` URL; at most 1024 characters.
   */
  readonly nameOrUrl: string;

  /**
   * What the notebook instance has to be granted before it starts.
   *
   * @default - nothing
   */
  readonly grant?: iam.Grant;
}

/**
 * A Git repository that a notebook instance checks out, with the rights it needs for that.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/nbi-git-repo.html
 */
export abstract class GitRepository {
  /**
   * A public repository.
   *
   * @param url an `https://` URL, without credentials
   */
  public static fromUrl(url: string): GitRepository {
    return new UrlRepository(url);
  }

  /**
   * A repository of AWS CodeCommit. The notebook instance may pull from it and push to it.
   *
   * @param repository the repository
   */
  public static fromCodeCommit(repository: codecommit.IRepository): GitRepository {
    return new CodeCommitRepository(repository);
  }

  /**
   * A repository that is stored in SageMaker, with a branch and credentials. The notebook instance may read the credentials, if they are
   * known here: of an imported code repository they are not, so grant that yourself.
   *
   * @param codeRepository a `CodeRepository`, an imported one, or any other construct that refers to one, such as a `CfnCodeRepository`
   */
  public static fromCodeRepository(codeRepository: ICodeRepositoryRef): GitRepository {
    return new StoredRepository(codeRepository);
  }

  /**
   * Called when a notebook instance uses the repository: it is to be given the right to do so.
   *
   * @param notebookInstance the notebook instance
   */
  public abstract bind(notebookInstance: INotebookInstance): GitRepositoryConfig;

  /**
   * What is wrong with the place that the repository is at.
   *
   * @internal
   */
  public _findings(path: string, user: ResourceEnvironment): Iterable<Finding> {
    void [path, user]; // a URL leads anywhere
    return [];
  }
}

class UrlRepository extends GitRepository {
  constructor(private readonly url: string) {
    super();
  }

  public bind(_notebookInstance: INotebookInstance): GitRepositoryConfig {
    return { nameOrUrl: this.url };
  }
}

class CodeCommitRepository extends GitRepository {
  constructor(private readonly repository: codecommit.IRepository) {
    super();
  }

  public bind(notebookInstance: INotebookInstance): GitRepositoryConfig {
    return {
      nameOrUrl: this.repository.repositoryCloneUrlHttp,
      grant: this.repository.grantPullPush(ExecutionRole.principalOf(notebookInstance)),
    };
  }
}

class StoredRepository extends GitRepository {
  constructor(private readonly codeRepository: ICodeRepositoryRef) {
    super();
  }

  public bind(notebookInstance: INotebookInstance): GitRepositoryConfig {
    return {
      nameOrUrl: codeRepositoryNameOf(notebookInstance, this.codeRepository),
      grant: this.codeRepository instanceof CodeRepository ? this.codeRepository._grantTo(notebookInstance) : undefined,
    };
  }

  /** @internal */
  public _findings(path: string, user: ResourceEnvironment): Iterable<Finding> {
    return environmentFindings(path, this.codeRepository.env, user, 'https://docs.aws.amazon.com/sagemaker/latest/dg/nbi-git-repo.html');
  }
}
