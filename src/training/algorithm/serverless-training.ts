/**
 * What a serverless job does with a base model.
 */
export enum ServerlessJobType {
  /** It is tuned. */
  FINE_TUNING = 'FineTuning',

  /** It is judged. */
  EVALUATION = 'Evaluation',
}

/**
 * How a base model is tuned.
 */
export enum CustomizationTechnique {
  /** Supervised fine-tuning. */
  SFT = 'SFT',

  /** Direct preference optimization. */
  DPO = 'DPO',

  /** Reinforcement learning with verifiable rewards. */
  RLVR = 'RLVR',

  /** Reinforcement learning from feedback of another model. */
  RLAIF = 'RLAIF',
}

/**
 * How a model is judged.
 */
export enum EvaluationType {
  /** By a language model. */
  LLM_AS_JUDGE = 'LLMAJEvaluation',

  /** By a scorer of your own. */
  CUSTOM_SCORER = 'CustomScorerEvaluation',

  /** By a benchmark. */
  BENCHMARK = 'BenchmarkEvaluation',
}

/**
 * How a base model is tuned or judged on instances that the service chooses.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ServerlessJobConfig.html
 */
export interface ServerlessTrainingOptions {
  /**
   * What is done with the base model.
   */
  readonly jobType: ServerlessJobType;

  /**
   * Whether the end-user license agreement of the base model is accepted.
   *
   * @default - nothing is said about one
   */
  readonly acceptEula?: boolean;

  /**
   * How it is tuned.
   *
   * @default - the service's
   */
  readonly technique?: CustomizationTechnique;

  /**
   * Whether only a low-rank adaptation (LoRA) is trained.
   *
   * @default false
   */
  readonly lora?: boolean;

  /**
   * How it is judged. Needed for an evaluation.
   *
   * @default - none
   */
  readonly evaluationType?: EvaluationType;

  /**
   * The ARN of the evaluator, where it is judged or tuned by one.
   *
   * @default - none
   */
  readonly evaluatorArn?: string;

  /**
   * The longest sequence, from `1K` to `1024K`.
   *
   * @default - the service's
   */
  readonly sequenceLength?: string;
}
