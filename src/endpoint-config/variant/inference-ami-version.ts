/**
 * A machine image of the service for the instances of a variant, with drivers that go together.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ProductionVariant.html
 */
export class InferenceAmiVersion {
  /** For GPUs: NVIDIA driver 535, CUDA 12.2. */
  public static readonly AL2_GPU_2 = InferenceAmiVersion.of('al2-ami-sagemaker-inference-gpu-2');

  /** For GPUs: NVIDIA driver 535, CUDA 12.2, without the compatibility libraries of CUDA in containers. */
  public static readonly AL2_GPU_2_1 = InferenceAmiVersion.of('al2-ami-sagemaker-inference-gpu-2-1');

  /** For GPUs: NVIDIA driver 550, CUDA 12.4, without the compatibility libraries of CUDA in containers. */
  public static readonly AL2_GPU_3_1 = InferenceAmiVersion.of('al2-ami-sagemaker-inference-gpu-3-1');

  /** For GPUs: NVIDIA driver 580, CUDA 13.0, without the compatibility libraries of CUDA in containers. */
  public static readonly AL2023_GPU_4_1 = InferenceAmiVersion.of('al2023-ami-sagemaker-inference-gpu-4-1');

  /** For AWS Inferentia2 and Trainium: Neuron driver 2.19. */
  public static readonly AL2_NEURON_2 = InferenceAmiVersion.of('al2-ami-sagemaker-inference-neuron-2');

  /**
   * An image by its name, also one that this library has no constant for.
   *
   * @param name the name, as the service knows it
   */
  public static of(name: string): InferenceAmiVersion {
    return new InferenceAmiVersion(name);
  }

  /** The name of the image. */
  public readonly name: string;

  private constructor(name: string) {
    this.name = name;
  }
}
