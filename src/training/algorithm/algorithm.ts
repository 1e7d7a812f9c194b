import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { ServerlessTrainingOptions } from './serverless-training';
import { ContainerImage } from '../../model/container-image';
import { unlessEmpty } from '../../private/requests';

/**
 * What every algorithm may have.
 */
export interface AlgorithmOptions {
  /**
   * The metrics that the service reads from the logs of the containers: a name of 1 to 255 characters, and a regular expression of 1 to
   * 500 characters whose first group is the value; at most 40. They are shown in Amazon CloudWatch, and `finalMetric` reads the last value.
   *
   * @default - those that the algorithm itself defines
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/define-train-metrics.html
   */
  readonly metricDefinitions?: { [name: string]: string };

  /**
   * Whether the values of the metrics over time are kept for SageMaker's own charts.
   *
   * @default - the service's, which depends on the algorithm
   */
  readonly metricsTimeSeries?: boolean;
}

/**
 * How the image of an algorithm is run.
 */
export interface ImageAlgorithmOptions extends AlgorithmOptions {
  /**
   * What is run instead of the image's own entry point: 1 to 100 words of at most 256 characters each.
   *
   * @default - the image's own
   */
  readonly entryPoint?: string[];

  /**
   * What the entry point is given: 1 to 100 words of at most 256 characters each.
   *
   * @default - the service's, `train`
   */
  readonly arguments?: string[];
}

/**
 * What trains: an image, an algorithm that is known to the service by its name, or a base model that is tuned.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_AlgorithmSpecification.html
 */
export class Algorithm {
  /**
   * The containers run an image: one of your own, of a framework, or of a built-in algorithm.
   *
   * The image is part of what identifies a run. A tag that moves, such as `latest`, is no change: name a digest or a version.
   *
   * @param image the image, which the role of the training job may then pull
   * @param options how to run it
   */
  public static fromImage(image: ContainerImage, options: ImageAlgorithmOptions = {}): Algorithm {
    return new Algorithm((scope, consumer) => {
      const { imageName, privateRegistry, credentialsProviderArn } = image._bindFor(scope, consumer);
      return {
        specification: {
          TrainingImage: imageName,
          TrainingImageConfig: unlessEmpty({
            TrainingRepositoryAccessMode: privateRegistry ? 'Vpc' : credentialsProviderArn && 'Platform',
            TrainingRepositoryAuthConfig: credentialsProviderArn && { TrainingRepositoryCredentialsProviderArn: credentialsProviderArn },
          }),
          ContainerEntrypoint: options.entryPoint,
          ContainerArguments: options.arguments,
          ...metrics(options),
        },
      };
    });
  }

  /**
   * An algorithm resource of the account, or one of AWS Marketplace that is subscribed to.
   *
   * @param algorithmNameOrArn the name, or the ARN, of at most 170 characters
   * @param options what to read from its logs
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-mkt-algo-train.html
   */
  public static fromAlgorithm(algorithmNameOrArn: string, options: AlgorithmOptions = {}): Algorithm {
    return new Algorithm(() => ({ specification: { AlgorithmName: algorithmNameOrArn, ...metrics(options) } }));
  }

  /**
   * A model of a SageMaker hub that is tuned or judged, on instances that the service chooses: the `resources` are
   * `TrainingResources.serverless()`.
   *
   * @param baseModelArn the ARN of the version of the hub's content, at most 2048 characters
   * @param options what to do with it
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/customize-model.html
   */
  public static fromBaseModel(baseModelArn: string, options: ServerlessTrainingOptions): Algorithm {
    const serverless = {
      BaseModelArn: baseModelArn,
      JobType: options.jobType,
      AcceptEula: options.acceptEula,
      CustomizationTechnique: options.technique,
      Peft: options.lora ? 'LORA' : undefined,
      EvaluationType: options.evaluationType,
      EvaluatorArn: options.evaluatorArn,
      SequenceLength: options.sequenceLength,
    };
    return new Algorithm(() => ({ serverless }));
  }

  private constructor(private readonly bound: (scope: Construct, consumer: iam.IGrantable) => BoundAlgorithm) {}

  /**
   * The algorithm, as the service is told; the consumer gets the right to pull the image.
   *
   * @internal
   */
  public _bind(scope: Construct, consumer: iam.IGrantable): BoundAlgorithm {
    return this.bound(scope, consumer);
  }
}

/** An algorithm, as the service is told: in one of two ways. */
interface BoundAlgorithm {
  readonly specification?: object;
  readonly serverless?: object;
}

function metrics({ metricDefinitions, metricsTimeSeries }: AlgorithmOptions): object {
  return {
    MetricDefinitions: metricDefinitions && Object.keys(metricDefinitions).sort().map((name) => ({ Name: name, Regex: metricDefinitions[name] })),
    EnableSageMakerMetricsTimeSeries: metricsTimeSeries,
  };
}
