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

/** The names of the images that a model of these is told. */
function names(...images: ContainerImage[]): string[] {
  new Model(stack, 'Model', { containers: images.map((image) => ({ image })) });
  const [{ Properties }] = Object.values(Template.fromStack(stack).findResources('AWS::SageMaker::Model'));
  return readable(Properties.Containers ?? [Properties.PrimaryContainer]).map(({ Image }: any) => Image);
}

describe('an image of a repository', () => {
  const repository = () => ecr.Repository.fromRepositoryName(stack, 'Repository', 'inference');

  test('is the latest one by default', () => {
    expect(names(ContainerImage.fromEcrRepository(repository()))).toEqual([`${REGISTRY}/inference:latest`]);
  });

  test('may have a tag', () => {
    expect(names(ContainerImage.fromEcrRepository(repository(), '1.4'))).toEqual([`${REGISTRY}/inference:1.4`]);
  });

  test('may have a digest, which is joined with @', () => {
    expect(names(ContainerImage.fromEcrRepository(repository(), DIGEST))).toEqual([`${REGISTRY}/inference@${DIGEST}`]);
  });

  test('may have a tag that only the deployment knows', () => {
    const tag = new CfnParameter(stack, 'Tag').valueAsString;
    expect(names(ContainerImage.fromEcrRepository(repository(), tag))).toEqual([`${REGISTRY}/inference:\${Tag}`]);
  });

  test('may be used by several containers', () => {
    const image = ContainerImage.fromEcrRepository(repository());
    expect(names(image, image)).toEqual([`${REGISTRY}/inference:latest`, `${REGISTRY}/inference:latest`]);
  });
});

describe('an image that is built', () => {
  const name = expect.stringMatching(/cdk-hnb659fds-container-assets-111122223333-eu-west-1:[0-9a-f]{64}$/);

  test('is named after what it is built from', () => {
    expect(names(ContainerImage.fromAsset(FOLDER))).toEqual([name]);
  });

  test('may be used by several containers', () => {
    const image = ContainerImage.fromAsset(FOLDER);
    expect(names(image, image)).toEqual([name, name]);
  });

  test('may be built from one folder twice', () => {
    expect(names(ContainerImage.fromAsset(FOLDER), ContainerImage.fromAsset(FOLDER))).toEqual([name, name]);
  });

  test('may be built from one folder in several ways', () => {
    const [one, other] = names(ContainerImage.fromAsset(FOLDER), ContainerImage.fromAsset(FOLDER, { platform: Platform.LINUX_ARM64 }));
    expect([one, other]).toEqual([name, name]);
    expect(one).not.toBe(other);
  });

  test('may be used by models of several stacks', () => {
    const other = new Stack(stack.node.root as App, 'Other', { env: { account: '444455556666', region: 'us-east-1' } });
    const image = ContainerImage.fromAsset(FOLDER);
    new Model(other, 'Model', { containers: [{ image }] });
    expect(names(image)).toEqual([name]);
    expect(JSON.stringify(Template.fromStack(other).findResources('AWS::SageMaker::Model'))).toContain('container-assets-444455556666-us-east-1');
  });

  test('has the id of its folder, which a stack that moves here keeps', () => {
    names(ContainerImage.fromAsset(FOLDER));
    expect(stack.node.findChild('Model').node.children.map(({ node }) => node.id)).toEqual(
      ['Role', expect.stringMatching(/^ModelImage[0-9a-f]{32}$/), 'Model'],
    );
  });
});

describe('a Deep Learning Container', () => {
  test('comes from the account that publishes it in the Region', () => {
    expect(names(ContainerImage.fromDlc('huggingface-pytorch-inference', '2.1'))).toEqual([
      '763104351884.dkr.ecr.eu-west-1.${AWS::URLSuffix}/huggingface-pytorch-inference:2.1',
    ]);
  });

  test('may come from a given account', () => {
    expect(names(ContainerImage.fromDlc('own-inference', '2.1', '444455556666'))).toEqual([
      '444455556666.dkr.ecr.eu-west-1.${AWS::URLSuffix}/own-inference:2.1',
    ]);
  });

  test('may have a digest', () => {
    expect(names(ContainerImage.fromDlc('huggingface-pytorch-inference', DIGEST))[0]).toMatch(new RegExp(`/huggingface-pytorch-inference@${DIGEST}$`));
  });

  test('may stand beside another one in a model', () => {
    const images = [ContainerImage.fromDlc('sklearn-inference', '1'), ContainerImage.fromDlc('xgboost-inference', '2'), ContainerImage.fromDlc('sklearn-inference', '1')];
    expect(names(...images).map((name) => name.split('/')[1])).toEqual(['sklearn-inference:1', 'xgboost-inference:2', 'sklearn-inference:1']);
  });
});

test('an image of one\'s own may have any name', () => {
  class Own extends ContainerImage {
    public bind() {
      return { imageName: 'registry.example/own:7' };
    }
  }
  expect(names(new Own())).toEqual(['registry.example/own:7']);
});

test('fails for a tag with a space, before anything is deployed', () => {
  stack = new Stack(new App(), 'Stack');
  class Spaced extends ContainerImage {
    public bind() {
      return { imageName: 'registry.example/own:7 ' };
    }
  }
  expect(errorLines(() => names(new Spaced()))[1]).toMatch(/^- containers\[0\]\.image must be the name of an image, without spaces/);
});
