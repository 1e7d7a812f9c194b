import { App, Stack, Tags } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { InferenceExecutionMode, Model } from '../../src';
import { errorLines, synthesisErrorLines } from '../support/error-lines';
import { IMAGE } from '../support/images';

let stack: Stack;
beforeEach(() => {
  stack = new Stack(new App(), 'Stack');
});

test('how containers are called is left to the service by default', () => {
  new Model(stack, 'Model', { containers: [{ image: IMAGE }] });
  Template.fromStack(stack).hasResourceProperties('AWS::SageMaker::Model', { InferenceExecutionConfig: Match.absent() });
});

test.each([[InferenceExecutionMode.DIRECT, 'Direct'], [InferenceExecutionMode.SERIAL, 'Serial']])('containers are called in one of two ways: %s', (inferenceExecutionMode, Mode) => {
  new Model(stack, 'Model', {
    inferenceExecutionMode, containers: [{ image: IMAGE, containerHostname: 'a' }, { image: IMAGE, containerHostname: 'b' }],
  });
  Template.fromStack(stack).hasResourceProperties('AWS::SageMaker::Model', { InferenceExecutionConfig: { Mode } });
});

test('fails if a container that is called by its name has none', () => {
  expect(errorLines(() => new Model(stack, 'Model', { inferenceExecutionMode: InferenceExecutionMode.DIRECT, containers: [{ image: IMAGE }, { image: IMAGE }] }))[1])
    .toMatch(/^- inferenceExecutionMode requires containers\[\]\.containerHostname for every container/);
});

test('fails at synthesis if there is no container to call', () => {
  new Model(stack, 'Model', { inferenceExecutionMode: InferenceExecutionMode.DIRECT });
  expect(synthesisErrorLines(stack)).toContainEqual(expect.stringContaining('ModelWithoutContainers'));
});

test('tags come from the CDK', () => {
  Tags.of(new Model(stack, 'Model', { containers: [{ image: IMAGE }] })).add('team', 'churn');
  Template.fromStack(stack).hasResourceProperties('AWS::SageMaker::Model', { Tags: [{ Key: 'team', Value: 'churn' }] });
});
