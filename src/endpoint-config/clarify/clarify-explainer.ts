import * as s3 from 'aws-cdk-lib/aws-s3';
import { Size } from 'aws-cdk-lib/core';
import { ClarifyTextLanguage } from './clarify-text-language';

/**
 * What a feature is to the explainer.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ClarifyInferenceConfig.html
 */
export enum ClarifyFeatureType {
  /** A number. */
  NUMERICAL = 'numerical',

  /** One of several values. */
  CATEGORICAL = 'categorical',

  /** Text in a natural language. */
  TEXT = 'text',
}

/**
 * The parts of a text that are explained one by one.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ClarifyTextConfig.html
 */
export enum ClarifyTextGranularity {
  /** Words and the like. */
  TOKEN = 'token',

  /** Sentences. */
  SENTENCE = 'sentence',

  /** Paragraphs. */
  PARAGRAPH = 'paragraph',
}

/**
 * How features that are text are explained.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ClarifyTextConfig.html
 */
export interface ClarifyTextOptions {
  /**
   * The language of the text.
   */
  readonly language: ClarifyTextLanguage;

  /**
   * The parts of it that are explained.
   */
  readonly granularity: ClarifyTextGranularity;
}

/**
 * The form of baseline data.
 */
export interface ClarifyBaselineOptions {
  /**
   * The MIME type, `text/csv` or `application/jsonlines`; at most 255 characters.
   *
   * @default - the service's, text/csv
   */
  readonly mimeType?: string;
}

/**
 * The records that predictions are compared with, in the form of the training data.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/clarify-feature-attribute-shap-baselines.html
 */
export class ClarifyBaseline {
  /**
   * Records that are part of the endpoint configuration.
   *
   * @param data one record or several, 1 to 4096 characters; for text, what a part of it is replaced with
   * @param options its form
   */
  public static inline(data: string, options: ClarifyBaselineOptions = {}): ClarifyBaseline {
    return new ClarifyBaseline(options, data);
  }

  /**
   * Records in a file in Amazon S3. The roles of the hosted models may read it.
   *
   * @param bucket the bucket
   * @param objectKey the key of the file
   * @param options its form
   */
  public static fromBucket(bucket: s3.IBucket, objectKey: string, options: ClarifyBaselineOptions = {}): ClarifyBaseline {
    return new ClarifyBaseline(options, undefined, bucket, objectKey);
  }

  private constructor(
    /** @internal */
    public readonly _options: ClarifyBaselineOptions,
    /** @internal */
    public readonly _data?: string,
    /** @internal */
    public readonly _bucket?: s3.IBucket,
    /** @internal */
    public readonly _objectKey?: string,
  ) {}
}

/**
 * What the container of the model takes and gives, for the explainer to ask it for predictions.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ClarifyInferenceConfig.html
 */
export interface ClarifyInferenceOptions {
  /**
   * The JMESPath expression for the features in a record in JSON Lines: 1 to 64 characters.
   *
   * @default - none: records are CSV
   */
  readonly featuresAttribute?: string;

  /**
   * How a record in JSON Lines is made of features, such as `{"features":$features}`: 1 to 64 characters. Needed if the container takes
   * JSON Lines.
   *
   * @default - none: the container takes CSV
   */
  readonly contentTemplate?: string;

  /**
   * How many records the container takes in one request: 1 or more.
   *
   * @default - the explainer finds out
   */
  readonly maxRecordCount?: number;

  /**
   * How large a request to the container may be: 1 to 25 MiB.
   *
   * @default - the service's, 6 MiB
   */
  readonly maxPayload?: Size;

  /**
   * The position of the probability in an answer in CSV: 0 or more.
   *
   * @default - the whole answer is the probability
   */
  readonly probabilityIndex?: number;

  /**
   * The position of the label in an answer in CSV: 0 or more.
   *
   * @default - the answer has no label
   */
  readonly labelIndex?: number;

  /**
   * The JMESPath expression for the probability in an answer in JSON Lines: 1 to 64 characters.
   *
   * @default - none: answers are CSV
   */
  readonly probabilityAttribute?: string;

  /**
   * The JMESPath expression for the labels in an answer in JSON Lines: 1 to 64 characters.
   *
   * @default - the answer has no label
   */
  readonly labelAttribute?: string;

  /**
   * The names of the classes, or that of the predicted label: 1 to 16 names of 1 to 64 characters.
   *
   * @default - those in the answer of the container
   */
  readonly labelHeaders?: string[];

  /**
   * The names of the features, for the explanations to be readable: 1 to 256 names of 1 to 64 characters.
   *
   * @default - none
   */
  readonly featureHeaders?: string[];

  /**
   * The types of the features, 1 to 256, one of them `TEXT` at least. Only for models of natural language.
   *
   * @default - those that the baseline suggests
   */
  readonly featureTypes?: ClarifyFeatureType[];
}

/**
 * Lets SageMaker Clarify explain predictions while the endpoint answers: how much each feature has contributed.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/clarify-online-explainability.html
 */
export interface ClarifyExplainerOptions {
  /**
   * The records that predictions are compared with.
   */
  readonly baseline: ClarifyBaseline;

  /**
   * The JMESPath expression that tells which records are explained: 1 to 64 characters. A request may bring another one.
   *
   * @default - all of them
   */
  readonly enableExplanations?: string;

  /**
   * What the container of the model takes and gives.
   *
   * @default - CSV, all of the answer being the probability
   */
  readonly inference?: ClarifyInferenceOptions;

  /**
   * How many synthetic records each record is explained by: 1 or more. More of them are more exact, and slower.
   *
   * @default - the service decides
   */
  readonly numberOfSamples?: number;

  /**
   * Whether predictions are taken as the logit of a probability.
   *
   * @default - the service's, false
   */
  readonly useLogit?: boolean;

  /**
   * Where random numbers begin, so that the same request is always explained in the same way.
   *
   * @default - chosen at random
   */
  readonly seed?: number;

  /**
   * How features that are text are explained. Needed for models of natural language.
   *
   * @default - no feature is text
   */
  readonly text?: ClarifyTextOptions;
}
