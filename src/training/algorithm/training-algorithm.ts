import * as iam from 'aws-cdk-lib/aws-iam';
import { IAlgorithmRef } from 'aws-cdk-lib/aws-sagemaker';
import { Construct } from 'constructs';
import { FineTuningOptions, ImageTrainingAlgorithmOptions, ModelEvaluationOptions, TrainingAlgorithmOptions } from './training-algorithm-options';
import { ContainerImage } from '../../model/container-image';
import { unlessEmpty } from '../../private/request-values';

/**
 * The algorithm of a training job: a container image, a SageMaker algorithm resource, or the customization of a base model.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_AlgorithmSpecification.html
 */
export class TrainingAlgorithm {
  /**
   * Trains with a container image: your own image, the image of a framework, or the image of a built-in algorithm.
   *
   * The image name is part of the identity of a run. Pushing another image with the same tag, for example `latest`, starts no new run. Use a
   * digest or a version tag instead.
   *
   * @param image The container image. The role of the training job is allowed to pull it.
   * @param options The entry point, the arguments and the metrics.
   */
  public static fromImage(image: ContainerImage, options: ImageTrainingAlgorithmOptions = {}): TrainingAlgorithm {
    return new TrainingAlgorithm((scope, consumer) => {
      const { imageName, privateRegistry, credentialsProviderArn } = image.bindTo(scope, consumer);
      return {
        specification: {
          TrainingImage: imageName,
          TrainingImageConfig: unlessEmpty({
            TrainingRepositoryAccessMode: privateRegistry ? 'Vpc' : credentialsProviderArn && 'Platform',
            TrainingRepositoryAuthConfig: credentialsProviderArn && { TrainingRepositoryCredentialsProviderArn: credentialsProviderArn },
          }),
          ContainerEntrypoint: options.entryPoint,
          ContainerArguments: options.arguments,
          ...metricsRequest(options),
        },
      };
    });
  }

  /**
   * Trains with a SageMaker algorithm resource.
   *
   * @param algorithm The algorithm resource, for example a `CfnAlgorithm`.
   * @param options The metrics.
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-mkt-algo-train.html
   */
  public static fromAlgorithm(algorithm: IAlgorithmRef, options: TrainingAlgorithmOptions = {}): TrainingAlgorithm {
    return TrainingAlgorithm.fromAlgorithmName(algorithm.algorithmRef.algorithmArn, options);
  }

  /**
   * Trains with a SageMaker algorithm resource of this account, or with an algorithm from AWS Marketplace that the account subscribes to.
   *
   * @param algorithmNameOrArn The name or the ARN of the algorithm. At most 170 characters. Algorithms from AWS Marketplace require the ARN.
   * @param options The metrics.
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-mkt-algo-train.html
   */
  public static fromAlgorithmName(algorithmNameOrArn: string, options: TrainingAlgorithmOptions = {}): TrainingAlgorithm {
    return new TrainingAlgorithm(() => ({ specification: { AlgorithmName: algorithmNameOrArn, ...metricsRequest(options) } }));
  }

  /**
   * Fine-tunes a base model from a SageMaker hub. Requires `resources: TrainingResources.serverless()`.
   *
   * SageMaker always uses the latest version of the base model. A new version does not start a new run: change the `runId` of the job.
   *
   * @param baseModelArn The ARN of the base model in the hub. At most 2048 characters.
   * @param options The technique and the settings of the fine-tuning.
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/customize-model.html
   */
  public static fineTuning(baseModelArn: string, options: FineTuningOptions = {}): TrainingAlgorithm {
    return new TrainingAlgorithm(() => ({ serverless: serverlessRequest('FineTuning', baseModelArn, options) }));
  }

  /**
   * Evaluates a base model from a SageMaker hub. Requires `resources: TrainingResources.serverless()`.
   *
   * SageMaker always uses the latest version of the base model. A new version does not start a new run: change the `runId` of the job.
   *
   * @param baseModelArn The ARN of the base model in the hub. At most 2048 characters.
   * @param options The type and the evaluator.
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/customize-model.html
   */
  public static modelEvaluation(baseModelArn: string, options: ModelEvaluationOptions): TrainingAlgorithm {
    return new TrainingAlgorithm(() => ({ serverless: serverlessRequest('Evaluation', baseModelArn, options) }));
  }

  private constructor(private readonly bindRequest: (scope: Construct, consumer: iam.IGrantable) => BoundAlgorithm) {}

  /**
   * Returns the algorithm as members of the request, and allows the consumer to pull the image.
   *
   * @internal
   */
  public _bind(scope: Construct, consumer: iam.IGrantable): BoundAlgorithm {
    return this.bindRequest(scope, consumer);
  }
}

/** The member of the request for an algorithm. Exactly one of the two is set. */
interface BoundAlgorithm {
  /** The `AlgorithmSpecification`, without the input mode. */
  readonly specification?: object;
  /** The `ServerlessJobConfig`. */
  readonly serverless?: object;
}

function serverlessRequest(jobType: string, baseModelArn: string, options: FineTuningOptions & Partial<ModelEvaluationOptions>): object {
  return {
    BaseModelArn: baseModelArn,
    JobType: jobType,
    AcceptEula: options.acceptEula,
    CustomizationTechnique: options.technique?.value,
    Peft: options.peft?.value,
    EvaluationType: options.evaluationType?.value,
    EvaluatorArn: options.evaluatorArn,
    SequenceLength: options.sequenceLength,
  };
}

function metricsRequest({ metricDefinitions, metricsTimeSeries }: TrainingAlgorithmOptions): object {
  return {
    MetricDefinitions: metricDefinitions && Object.keys(metricDefinitions).sort().map((name) => ({ Name: name, Regex: metricDefinitions[name] })),
    EnableSageMakerMetricsTimeSeries: metricsTimeSeries,
  };
}
