/**
 * An Amazon Machine Image of SageMaker for the instances of a variant, with matching driver versions.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ProductionVariant.html
 */
export class InferenceAmiVersion {
  /** For GPUs: NVIDIA driver 535 and CUDA 12.2. */
  public static readonly AL2_GPU_2 = InferenceAmiVersion.of('al2-ami-sagemaker-inference-gpu-2');

  /** For GPUs: NVIDIA driver 535 and CUDA 12.2, without CUDA compatibility libraries in containers. */
  public static readonly AL2_GPU_2_1 = InferenceAmiVersion.of('al2-ami-sagemaker-inference-gpu-2-1');

  /** For GPUs: NVIDIA driver 550 and CUDA 12.4, without CUDA compatibility libraries in containers. */
  public static readonly AL2_GPU_3_1 = InferenceAmiVersion.of('al2-ami-sagemaker-inference-gpu-3-1');

  /** For GPUs: NVIDIA driver 580 and CUDA 13.0, without CUDA compatibility libraries in containers. */
  public static readonly AL2023_GPU_4_1 = InferenceAmiVersion.of('al2023-ami-sagemaker-inference-gpu-4-1');

  /** For AWS Inferentia2 and Trainium: Neuron driver 2.19. */
  public static readonly AL2_NEURON_2 = InferenceAmiVersion.of('al2-ami-sagemaker-inference-neuron-2');

  /**
   * Returns the AMI version with the given value, which need not be a constant of this class.
   *
   * @param value The value in the SageMaker API.
   */
  public static of(value: string): InferenceAmiVersion {
    return new InferenceAmiVersion(value);
  }

  private constructor(
    /** The value in the SageMaker API. */
    public readonly value: string,
  ) {}

  /** Returns the value in the SageMaker API. */
  public toString(): string {
    return this.value;
  }
}
