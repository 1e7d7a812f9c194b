import { App, Stack, Tags } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { InferenceExecutionMode, Model } from '../../src';
import { errorLines, synthesisErrorLines } from '../support/error-lines';
import { IMAGE } from '../support/images';

let stack: Stack;
beforeEach(() => {
  stack = new Stack(new App(), 'Stack');
});

test('the inference execution mode is the service default if it is not set', () => {
  new Model(stack, 'Model', { containers: [{ image: IMAGE }] });
  Template.fromStack(stack).hasResourceProperties('AWS::SageMaker::Model', { InferenceExecutionConfig: Match.absent() });
});

test.each([[InferenceExecutionMode.DIRECT, 'Direct'], [InferenceExecutionMode.SERIAL, 'Serial']])('the inference execution mode can be %s', (inferenceExecutionMode, Mode) => {
  new Model(stack, 'Model', {
    inferenceExecutionMode, containers: [{ image: IMAGE, containerHostname: 'a' }, { image: IMAGE, containerHostname: 'b' }],
  });
  Template.fromStack(stack).hasResourceProperties('AWS::SageMaker::Model', { InferenceExecutionConfig: { Mode } });
});

test('fails for direct invocation of a container without a host name', () => {
  expect(errorLines(() => new Model(stack, 'Model', { inferenceExecutionMode: InferenceExecutionMode.DIRECT, containers: [{ image: IMAGE }, { image: IMAGE }] }))[1])
    .toMatch(/^- inferenceExecutionMode requires containers\[\]\.containerHostname for every container/);
});

test('fails at synthesis for direct invocation without a container', () => {
  new Model(stack, 'Model', { inferenceExecutionMode: InferenceExecutionMode.DIRECT });
  expect(synthesisErrorLines(stack)).toContainEqual(expect.stringContaining('ModelWithoutContainers'));
});

test('tags of the CDK are the tags of the model', () => {
  Tags.of(new Model(stack, 'Model', { containers: [{ image: IMAGE }] })).add('team', 'churn');
  Template.fromStack(stack).hasResourceProperties('AWS::SageMaker::Model', { Tags: [{ Key: 'team', Value: 'churn' }] });
});
