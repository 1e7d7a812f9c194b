import * as s3 from 'aws-cdk-lib/aws-s3';
import { Size } from 'aws-cdk-lib/core';
import { ClarifyTextLanguage } from './clarify-text-language';

/**
 * The type of a feature.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ClarifyInferenceConfig.html
 */
export enum ClarifyFeatureType {
  /** A number. */
  NUMERICAL = 'numerical',

  /** One of a limited set of values. */
  CATEGORICAL = 'categorical',

  /** Text in a natural language. */
  TEXT = 'text',
}

/**
 * The units into which SageMaker Clarify divides a text feature.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ClarifyTextConfig.html
 */
export enum ClarifyTextGranularity {
  /** Single words and similar units. */
  TOKEN = 'token',

  /** Sentences. */
  SENTENCE = 'sentence',

  /** Paragraphs. */
  PARAGRAPH = 'paragraph',
}

/**
 * Options for explaining text features.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ClarifyTextConfig.html
 */
export interface ClarifyTextOptions {
  /**
   * The language of the text.
   */
  readonly language: ClarifyTextLanguage;

  /**
   * The units that are explained separately.
   */
  readonly granularity: ClarifyTextGranularity;
}

/**
 * Options for a baseline.
 */
export interface ClarifyBaselineOptions {
  /**
   * The MIME type of the records, `text/csv` or `application/jsonlines`. At most 255 characters.
   *
   * @default - the service default, text/csv
   */
  readonly mimeType?: string;
}

/**
 * The baseline: the records with which the explainer compares predictions, in the format of the training data.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/clarify-feature-attribute-shap-baselines.html
 */
export class ClarifyBaseline {
  /**
   * Uses records that are part of the endpoint configuration.
   *
   * @param data One or more records, 1 to 4096 characters. For a text feature, the value that replaces a unit of the text.
   * @param options The MIME type of the records.
   */
  public static fromInline(data: string, options: ClarifyBaselineOptions = {}): ClarifyBaseline {
    return new ClarifyBaseline(options, data);
  }

  /**
   * Uses the records in an S3 object. The library grants the roles of the hosted models the permission to read it.
   *
   * @param bucket The bucket of the object.
   * @param objectKey The key of the object.
   * @param options The MIME type of the records.
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
 * Options for the requests that the explainer sends to the container of the model, and for the responses.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ClarifyInferenceConfig.html
 */
export interface ClarifyInferenceOptions {
  /**
   * The JMESPath expression that extracts the features from a record in JSON Lines format. 1 to 64 characters.
   *
   * @default - records are in CSV format
   */
  readonly featuresAttribute?: string;

  /**
   * The template of a record in JSON Lines format, such as `{"features":$features}`. 1 to 64 characters. Required if the container accepts
   * JSON Lines format.
   *
   * @default - the container accepts CSV format
   */
  readonly contentTemplate?: string;

  /**
   * The maximum number of records in a request to the container. Must be at least 1.
   *
   * @default - the explainer determines the number
   */
  readonly maxRecordCount?: number;

  /**
   * The maximum size of a request to the container. Must be between 1 and 25 MiB.
   *
   * @default - the service default, 6 MiB
   */
  readonly maxPayload?: Size;

  /**
   * The index of the probability in a response in CSV format. Must be at least 0.
   *
   * @default - the complete response is the probability
   */
  readonly probabilityIndex?: number;

  /**
   * The index of the label in a response in CSV format. Must be at least 0.
   *
   * @default - the response contains no label
   */
  readonly labelIndex?: number;

  /**
   * The JMESPath expression that extracts the probability from a response in JSON Lines format. 1 to 64 characters.
   *
   * @default - responses are in CSV format
   */
  readonly probabilityAttribute?: string;

  /**
   * The JMESPath expression that extracts the labels from a response in JSON Lines format. 1 to 64 characters.
   *
   * @default - the response contains no label
   */
  readonly labelAttribute?: string;

  /**
   * The names of the classes, or the name of the predicted label. 1 to 16 names of 1 to 64 characters.
   *
   * @default - the labels in the response of the container
   */
  readonly labelHeaders?: string[];

  /**
   * The names of the features, which make explanations readable. 1 to 256 names of 1 to 64 characters.
   *
   * @default - no names
   */
  readonly featureHeaders?: string[];

  /**
   * The types of the features, 1 to 256, including at least one `TEXT`. Only for models of natural language.
   *
   * @default - the types that the explainer infers from the baseline
   */
  readonly featureTypes?: ClarifyFeatureType[];
}

/**
 * Options for online explainability: SageMaker Clarify explains how much each feature contributed to a prediction.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/clarify-online-explainability.html
 */
export interface ClarifyExplainerOptions {
  /**
   * The baseline with which the explainer compares predictions.
   */
  readonly baseline: ClarifyBaseline;

  /**
   * The JMESPath expression (a string, not a boolean) that selects the records to explain. 1 to 64 characters. A request can override it.
   *
   * @default - all records are explained
   */
  readonly enableExplanations?: string;

  /**
   * The settings for requests to the container of the model, and for its responses.
   *
   * @default - CSV format; the complete response is the probability
   */
  readonly inference?: ClarifyInferenceOptions;

  /**
   * The number of synthetic records for the explanation of each record. Must be at least 1. More records make explanations more accurate
   * and slower.
   *
   * @default - the service default
   */
  readonly numberOfSamples?: number;

  /**
   * Whether to use the logit function (true) or log-odds units (false) for the predictions.
   *
   * @default - the service default, false
   */
  readonly useLogit?: boolean;

  /**
   * The seed of the random number generator. With a fixed seed, the same request always has the same explanation.
   *
   * @default - a random seed
   */
  readonly seed?: number;

  /**
   * The settings for explaining text features. Required if a feature is text.
   *
   * @default - no text features
   */
  readonly text?: ClarifyTextOptions;
}
