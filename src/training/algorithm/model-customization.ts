/**
 * A technique for the fine-tuning of a base model.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ServerlessJobConfig.html
 */
export class CustomizationTechnique {
  /** Supervised fine-tuning. */
  public static readonly SFT = CustomizationTechnique.of('SFT');

  /** Direct preference optimization. */
  public static readonly DPO = CustomizationTechnique.of('DPO');

  /** Reinforcement learning with verifiable rewards. */
  public static readonly RLVR = CustomizationTechnique.of('RLVR');

  /** Reinforcement learning from AI feedback. */
  public static readonly RLAIF = CustomizationTechnique.of('RLAIF');

  /**
   * Returns the technique with the given value. Use it for a technique that this library has no constant for.
   *
   * @param value The value of `CustomizationTechnique` in the SageMaker API.
   */
  public static of(value: string): CustomizationTechnique {
    return new CustomizationTechnique(value);
  }

  /** The value in the SageMaker API. */
  public readonly value: string;

  private constructor(value: string) {
    this.value = value;
  }

  /** Returns the value in the SageMaker API. */
  public toString(): string {
    return this.value;
  }
}

/**
 * A method of parameter-efficient fine-tuning (PEFT).
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ServerlessJobConfig.html
 */
export class Peft {
  /** Low-rank adaptation. */
  public static readonly LORA = Peft.of('LORA');

  /**
   * Returns the method with the given value. Use it for a method that this library has no constant for.
   *
   * @param value The value of `Peft` in the SageMaker API.
   */
  public static of(value: string): Peft {
    return new Peft(value);
  }

  /** The value in the SageMaker API. */
  public readonly value: string;

  private constructor(value: string) {
    this.value = value;
  }

  /** Returns the value in the SageMaker API. */
  public toString(): string {
    return this.value;
  }
}

/**
 * A type of model evaluation.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ServerlessJobConfig.html
 */
export class EvaluationType {
  /** A language model judges the responses. */
  public static readonly LLM_AS_JUDGE = EvaluationType.of('LLMAJEvaluation');

  /** Your own scorer judges the responses. */
  public static readonly CUSTOM_SCORER = EvaluationType.of('CustomScorerEvaluation');

  /** A benchmark judges the responses. */
  public static readonly BENCHMARK = EvaluationType.of('BenchmarkEvaluation');

  /**
   * Returns the type with the given value. Use it for a type that this library has no constant for.
   *
   * @param value The value of `EvaluationType` in the SageMaker API.
   */
  public static of(value: string): EvaluationType {
    return new EvaluationType(value);
  }

  /** The value in the SageMaker API. */
  public readonly value: string;

  private constructor(value: string) {
    this.value = value;
  }

  /** Returns the value in the SageMaker API. */
  public toString(): string {
    return this.value;
  }
}
