import * as path from 'path';
import { App, CfnParameter, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import { Platform } from 'aws-cdk-lib/aws-ecr-assets';
import { ContainerImage, Model } from '../../src';
import { errorLines } from '../support/error-lines';
import { readable } from '../support/readable';

const FOLDER = path.join(__dirname, '..', 'fixtures', 'image');
const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;
const REGISTRY = '111122223333.dkr.ecr.eu-west-1.${AWS::URLSuffix}';

let stack: Stack;
beforeEach(() => {
  stack = new Stack(new App(), 'Stack', { env: { account: '111122223333', region: 'eu-west-1' } });
});

/** The image names of the containers of a new model with the images. */
function names(...images: ContainerImage[]): string[] {
  new Model(stack, 'Model', { containers: images.map((image) => ({ image })) });
  const [{ Properties }] = Object.values(Template.fromStack(stack).findResources('AWS::SageMaker::Model'));
  return readable(Properties.Containers ?? [Properties.PrimaryContainer]).map(({ Image }: any) => Image);
}

describe('an image in an Amazon ECR repository', () => {
  const repository = () => ecr.Repository.fromRepositoryName(stack, 'Repository', 'inference');

  test('has the tag "latest" by default', () => {
    expect(names(ContainerImage.fromEcrRepository(repository()))).toEqual([`${REGISTRY}/inference:latest`]);
  });

  test('may have a tag', () => {
    expect(names(ContainerImage.fromEcrRepository(repository(), '1.4'))).toEqual([`${REGISTRY}/inference:1.4`]);
  });

  test('may have a digest, which is joined with @', () => {
    expect(names(ContainerImage.fromEcrRepository(repository(), DIGEST))).toEqual([`${REGISTRY}/inference@${DIGEST}`]);
  });

  test('may have a token as its tag', () => {
    const tag = new CfnParameter(stack, 'Tag').valueAsString;
    expect(names(ContainerImage.fromEcrRepository(repository(), tag))).toEqual([`${REGISTRY}/inference:\${Tag}`]);
  });

  test('can be used by several containers', () => {
    const image = ContainerImage.fromEcrRepository(repository());
    expect(names(image, image)).toEqual([`${REGISTRY}/inference:latest`, `${REGISTRY}/inference:latest`]);
  });
});

describe('an image from a directory', () => {
  const name = expect.stringMatching(/cdk-hnb659fds-container-assets-111122223333-eu-west-1:[0-9a-f]{64}$/);

  test('has the hash of the directory as its tag', () => {
    expect(names(ContainerImage.fromAsset(FOLDER))).toEqual([name]);
  });

  test('can be used by several containers', () => {
    const image = ContainerImage.fromAsset(FOLDER);
    expect(names(image, image)).toEqual([name, name]);
  });

  test('can be built twice from the same directory', () => {
    expect(names(ContainerImage.fromAsset(FOLDER), ContainerImage.fromAsset(FOLDER))).toEqual([name, name]);
  });

  test('can be built from the same directory with different options', () => {
    const [one, other] = names(ContainerImage.fromAsset(FOLDER), ContainerImage.fromAsset(FOLDER, { platform: Platform.LINUX_ARM64 }));
    expect([one, other]).toEqual([name, name]);
    expect(one).not.toBe(other);
  });

  test('can be used by models in several stacks', () => {
    const other = new Stack(stack.node.root as App, 'Other', { env: { account: '444455556666', region: 'us-east-1' } });
    const image = ContainerImage.fromAsset(FOLDER);
    new Model(other, 'Model', { containers: [{ image }] });
    expect(names(image)).toEqual([name]);
    expect(JSON.stringify(Template.fromStack(other).findResources('AWS::SageMaker::Model'))).toContain('container-assets-444455556666-us-east-1');
  });

  test('has a construct id with the hash of its directory, as in the alpha module', () => {
    names(ContainerImage.fromAsset(FOLDER));
    expect(stack.node.findChild('Model').node.children.map(({ node }) => node.id)).toEqual(
      ['Role', expect.stringMatching(/^ModelImage[0-9a-f]{32}$/), 'Model'],
    );
  });
});

describe('a Deep Learning Container', () => {
  test('belongs by default to the account that publishes it in the Region', () => {
    expect(names(ContainerImage.fromDlc('huggingface-pytorch-inference', '2.1'))).toEqual([
      '763104351884.dkr.ecr.eu-west-1.${AWS::URLSuffix}/huggingface-pytorch-inference:2.1',
    ]);
  });

  test('can belong to another account', () => {
    expect(names(ContainerImage.fromDlc('own-inference', '2.1', '444455556666'))).toEqual([
      '444455556666.dkr.ecr.eu-west-1.${AWS::URLSuffix}/own-inference:2.1',
    ]);
  });

  test('may have a digest', () => {
    expect(names(ContainerImage.fromDlc('huggingface-pytorch-inference', DIGEST))[0]).toMatch(new RegExp(`/huggingface-pytorch-inference@${DIGEST}$`));
  });

  test('can be in a model with other Deep Learning Containers', () => {
    const images = [ContainerImage.fromDlc('sklearn-inference', '1'), ContainerImage.fromDlc('xgboost-inference', '2'), ContainerImage.fromDlc('sklearn-inference', '1')];
    expect(names(...images).map((name) => name.split('/')[1])).toEqual(['sklearn-inference:1', 'xgboost-inference:2', 'sklearn-inference:1']);
  });
});

test('an image of a user-defined class can be in any registry', () => {
  class Own extends ContainerImage {
    public bind() {
      return { imageName: 'registry.example/own:7' };
    }
  }
  expect(names(new Own())).toEqual(['registry.example/own:7']);
});

test('fails at synthesis for an image name with a space', () => {
  stack = new Stack(new App(), 'Stack');
  class Spaced extends ContainerImage {
    public bind() {
      return { imageName: 'registry.example/own:7 ' };
    }
  }
  expect(errorLines(() => names(new Spaced()))[1]).toMatch(/^- containers\[0\]\.image must be the name of an image, without spaces/);
});
