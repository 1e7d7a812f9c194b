import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { ContainerImage, ContainerImageConfig, Model, TrainingAlgorithm, TrainingJob } from '../../src';
import { newJob, newStack } from '../training/jobs';

describe('an image of a user-defined class', () => {
  /** Uses all members of a model that an image class for the alpha module can use. */
  class OwnImage extends ContainerImage {
    public readonly used: Model[] = [];

    constructor(private readonly repository: ecr.IRepository) {
      super();
    }

    public bind(_scope: Construct, model: Model): ContainerImageConfig {
      this.used.push(model);
      this.repository.grantPull(model);
      model.addToRolePolicy(new iam.PolicyStatement({ actions: ['ecr:DescribeImages'], resources: [this.repository.repositoryArn] }));
      return ContainerImage.fromEcrRepository(this.repository, '7').bind(model, model);
    }
  }

  let stack: Stack;
  let image: OwnImage;
  let model: Model;
  let job: TrainingJob;
  beforeEach(() => {
    stack = newStack();
    image = new OwnImage(ecr.Repository.fromRepositoryName(stack, 'Repository', 'own'));
    job = newJob(stack, { algorithm: TrainingAlgorithm.fromImage(image) });
    [model] = image.used;
  });

  test('receives a model with the role of the training job', () => {
    expect(image.used).toHaveLength(1);
    expect(model.role).toBe(job.role);
    expect(model.grantPrincipal).toBe(job.grantPrincipal);
    const policies = JSON.stringify(Template.fromStack(stack).findResources('AWS::IAM::Policy'));
    expect(policies).toContain('ecr:DescribeImages');
    expect(policies).toContain('ecr:BatchGetImage');
  });

  test.each<[string, (model: Model) => unknown]>([
    ['modelArn', (asked) => asked.modelArn],
    ['modelName', (asked) => asked.modelName],
    ['connections', (asked) => asked.connections],
    ['addContainer()', (asked) => asked.addContainer({ image })],
  ])('fails to use %s, which only a real model has', (_name, ask) => {
    expect(() => ask(model)).toThrow(/Stack\/Training is not a model: /);
  });
});
