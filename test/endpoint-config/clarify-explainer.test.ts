import { App, Size, Stack } from 'aws-cdk-lib';
import * as s3 from 'aws-cdk-lib/aws-s3';
import {
  ClarifyBaseline, ClarifyExplainerOptions, ClarifyFeatureType, ClarifyTextGranularity, ClarifyTextLanguage, EndpointConfig, Model,
} from '../../src';
import { SHAPES } from '../../src/service-model/shapes';
import { acknowledgeUnknownValues } from '../support/acknowledgements';
import { hostingStatements, rendered } from '../support/endpoint-config';
import { errorLines } from '../support/error-lines';
import { IMAGE } from '../support/images';
import { warnings } from '../support/warnings';

let stack: Stack;
beforeEach(() => {
  stack = new Stack(new App(), 'Stack');
});

function config(options: Partial<ClarifyExplainerOptions> = {}): EndpointConfig {
  return new EndpointConfig(stack, 'Config', {
    instanceProductionVariants: [{ variantName: 'main', model: new Model(stack, 'Model', { containers: [{ image: IMAGE }] }) }],
    clarifyExplainer: { baseline: ClarifyBaseline.fromInline('1,2,3'), ...options },
  });
}

function explainer(): any {
  return rendered(stack).ExplainerConfig.ClarifyExplainerConfig;
}

test('only the baseline is required', () => {
  config();
  expect(explainer()).toEqual({ ShapConfig: { ShapBaselineConfig: { ShapBaseline: '1,2,3' } } });
  expect(hostingStatements(stack)).toEqual([]);
});

test('the baseline can be an object, which the role of the model can read', () => {
  config({ baseline: ClarifyBaseline.fromBucket(s3.Bucket.fromBucketName(stack, 'Bucket', 'data'), 'baseline.jsonl', { mimeType: 'application/jsonlines' }) });
  expect(explainer().ShapConfig.ShapBaselineConfig).toEqual({ MimeType: 'application/jsonlines', ShapBaselineUri: 's3://data/baseline.jsonl' });
  expect(hostingStatements(stack)).toEqual([['s3:GetObject', 'arn:${AWS::Partition}:s3:::data/baseline.jsonl']]);
});

test('all options are rendered', () => {
  config({
    enableExplanations: '`true`',
    numberOfSamples: 100,
    useLogit: true,
    seed: 0,
    text: { language: ClarifyTextLanguage.ENGLISH, granularity: ClarifyTextGranularity.SENTENCE },
    inference: {
      featuresAttribute: 'f',
      contentTemplate: '{"f":$features}',
      maxRecordCount: 10,
      maxPayload: Size.mebibytes(5),
      probabilityIndex: 0,
      labelIndex: 1,
      probabilityAttribute: 'p',
      labelAttribute: 'l',
      labelHeaders: ['no', 'yes'],
      featureHeaders: ['a', 'b', 'c'],
      featureTypes: [ClarifyFeatureType.NUMERICAL, ClarifyFeatureType.CATEGORICAL, ClarifyFeatureType.TEXT],
    },
  });
  expect(explainer()).toEqual({
    EnableExplanations: '`true`',
    InferenceConfig: {
      FeaturesAttribute: 'f',
      ContentTemplate: '{"f":$features}',
      MaxRecordCount: 10,
      MaxPayloadInMB: 5,
      ProbabilityIndex: 0,
      LabelIndex: 1,
      ProbabilityAttribute: 'p',
      LabelAttribute: 'l',
      LabelHeaders: ['no', 'yes'],
      FeatureHeaders: ['a', 'b', 'c'],
      FeatureTypes: ['numerical', 'categorical', 'text'],
    },
    ShapConfig: {
      ShapBaselineConfig: { ShapBaseline: '1,2,3' }, NumberOfSamples: 100, UseLogit: true, Seed: 0, TextConfig: { Language: 'en', Granularity: 'sentence' },
    },
  });
});

test('every language of the SageMaker API has a constant', () => {
  const constants = Object.values(ClarifyTextLanguage).filter((value) => value instanceof ClarifyTextLanguage).map(({ value }) => value);
  expect(constants.sort()).toEqual([...SHAPES.ClarifyTextLanguage.enum!].sort());
});

test('a language without a constant causes a warning', () => {
  acknowledgeUnknownValues(stack);
  config({ text: { language: ClarifyTextLanguage.of('eo'), granularity: ClarifyTextGranularity.TOKEN } });
  expect(warnings(stack)).toEqual(['cdk-sagemaker:UnknownValue']);
});

test.each([
  ['enableExplanations must have between 1 and 64 characters, got 0', { enableExplanations: '' }],
  ['numberOfSamples must be at least 1, got 0', { numberOfSamples: 0 }],
  ['baseline must have between 1 and 4096 characters, got 0', { baseline: ClarifyBaseline.fromInline('') }],
  ['baseline.mimeType must be a media type', { baseline: ClarifyBaseline.fromInline('1', { mimeType: 'csv' }) }],
  ['inference.maxPayload must be between 1 MiB and 25 MiB, got 26 MiB', { inference: { maxPayload: Size.mebibytes(26) } }],
  ['inference.labelHeaders must have between 1 and 16 elements, got 0', { inference: { labelHeaders: [] } }],
])('fails because clarifyExplainer.%s', (message, options) => {
  expect(errorLines(() => config(options))[1]).toContain(`- clarifyExplainer.${message}`);
});
