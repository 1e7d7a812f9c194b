import { CustomizationTechnique, EvaluationType, Peft } from './model-customization';

/**
 * The common options of training algorithms in containers.
 */
export interface TrainingAlgorithmOptions {
  /**
   * The metrics that SageMaker reads from the logs of the containers. Keys are names of 1 to 255 characters. Values are regular expressions
   * of 1 to 500 characters whose first group matches the value. At most 40 entries.
   *
   * SageMaker publishes the metrics to Amazon CloudWatch. `TrainingJob.finalMetric()` returns the last value of a metric.
   *
   * @default - the metrics that the algorithm itself defines
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/define-train-metrics.html
   */
  readonly metricDefinitions?: { [name: string]: string };

  /**
   * Whether SageMaker stores the metrics as time series, for the charts of SageMaker Studio.
   *
   * @default - true for built-in algorithms, for the prebuilt images of TensorFlow, MXNet and PyTorch, and with `metricDefinitions`; otherwise
   * false
   * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_AlgorithmSpecification.html
   */
  readonly metricsTimeSeries?: boolean;
}

/**
 * Options for a training algorithm in a container image.
 */
export interface ImageTrainingAlgorithmOptions extends TrainingAlgorithmOptions {
  /**
   * The command that runs instead of the entry point of the image: 1 to 100 strings of at most 256 characters each.
   *
   * @default - the entry point of the image
   */
  readonly entryPoint?: string[];

  /**
   * The arguments of the entry point: 1 to 100 strings of at most 256 characters each.
   *
   * @default - the argument `train`
   */
  readonly arguments?: string[];
}

/**
 * The common options of all serverless customizations of a base model.
 */
export interface BaseModelOptions {
  /**
   * Whether you accept the end-user license agreement (EULA) of the base model.
   *
   * @default - not set, for base models without an agreement
   */
  readonly acceptEula?: boolean;

  /**
   * The ARN of the evaluator that scores the responses of the model.
   *
   * @default - no evaluator
   */
  readonly evaluatorArn?: string;
}

/**
 * Options for the fine-tuning of a base model.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ServerlessJobConfig.html
 */
export interface FineTuningOptions extends BaseModelOptions {
  /**
   * The technique of the fine-tuning.
   *
   * @default - the service default
   */
  readonly technique?: CustomizationTechnique;

  /**
   * The method of parameter-efficient fine-tuning, which trains only some parameters of the model.
   *
   * @default - the job trains all parameters
   */
  readonly peft?: Peft;

  /**
   * The maximum sequence length, from `1K` to `1024K`.
   *
   * @default - the service default
   */
  readonly sequenceLength?: string;
}

/**
 * Options for the evaluation of a base model.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ServerlessJobConfig.html
 */
export interface ModelEvaluationOptions extends BaseModelOptions {
  /**
   * The type of the evaluation.
   */
  readonly evaluationType: EvaluationType;
}
