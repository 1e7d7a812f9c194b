import { AsyncInferenceOptions } from './async-inference-options';
import { ClarifyExplainerOptions, ClarifyInferenceOptions } from './clarify/clarify-explainer-options';
import { CaptureMode, DataCaptureOptions } from './data-capture-options';
import { EndpointMetricsOptions } from './endpoint-metrics-options';
import { unlessEmpty } from '../private/requests';
import { folderUrl, S3Folder } from '../private/s3-folder';
import { PARTS_OF_SIZE, PARTS_OF_TIME } from '../private/units';

// What an endpoint configuration tells the service beside its variants.

/** Where the answers to asynchronous requests go. */
export function outputFolder({ outputBucket, outputPrefix }: AsyncInferenceOptions): S3Folder {
  return { bucket: outputBucket, prefix: outputPrefix };
}

/** Where the errors of asynchronous requests go, if they go anywhere. */
export function failureFolder({ failureBucket, failurePrefix, outputBucket }: AsyncInferenceOptions): S3Folder | undefined {
  return failureBucket || failurePrefix !== undefined ? { bucket: failureBucket ?? outputBucket, prefix: failurePrefix } : undefined;
}

/** Asynchronous inference, as the service is told. */
export function asyncInferenceRequest(options: AsyncInferenceOptions) {
  const failures = failureFolder(options);
  return {
    ClientConfig: unlessEmpty({ MaxConcurrentInvocationsPerInstance: options.maxConcurrentInvocationsPerInstance }),
    OutputConfig: {
      S3OutputPath: folderUrl(outputFolder(options)),
      S3FailurePath: failures && folderUrl(failures),
      KmsKeyId: options.encryptionKey?.keyRef.keyArn,
      NotificationConfig: unlessEmpty({
        SuccessTopic: options.successTopic?.topicArn,
        ErrorTopic: options.errorTopic?.topicArn,
        IncludeInferenceResponseIn: options.includeInferenceResponseIn,
      }),
    },
  };
}

/** Data capture, as the service is told. */
export function dataCaptureRequest(options: DataCaptureOptions) {
  return {
    EnableCapture: options.enabled,
    InitialSamplingPercentage: options.samplingPercentage,
    DestinationS3Uri: folderUrl(options),
    KmsKeyId: options.encryptionKey?.keyRef.keyArn,
    CaptureOptions: (options.modes ?? [CaptureMode.INPUT, CaptureMode.OUTPUT]).map((mode) => ({ CaptureMode: mode })),
    CaptureContentTypeHeader: unlessEmpty({ CsvContentTypes: options.csvContentTypes, JsonContentTypes: options.jsonContentTypes }),
  };
}

/** The explainer, as the service is told. */
export function explainerRequest(options: ClarifyExplainerOptions) {
  const { _data, _bucket, _objectKey, _options } = options.baseline;
  return {
    ClarifyExplainerConfig: {
      EnableExplanations: options.enableExplanations,
      InferenceConfig: options.inference && explainedInferenceRequest(options.inference),
      ShapConfig: {
        ShapBaselineConfig: { MimeType: _options.mimeType, ShapBaseline: _data, ShapBaselineUri: _bucket?.s3UrlForObject(_objectKey) },
        NumberOfSamples: options.numberOfSamples,
        UseLogit: options.useLogit,
        Seed: options.seed,
        TextConfig: options.text && { Language: options.text.language.value, Granularity: options.text.granularity },
      },
    },
  };
}

function explainedInferenceRequest(options: ClarifyInferenceOptions) {
  return {
    FeaturesAttribute: options.featuresAttribute,
    ContentTemplate: options.contentTemplate,
    MaxRecordCount: options.maxRecordCount,
    MaxPayloadInMB: options.maxPayload?.toMebibytes(PARTS_OF_SIZE),
    ProbabilityIndex: options.probabilityIndex,
    LabelIndex: options.labelIndex,
    ProbabilityAttribute: options.probabilityAttribute,
    LabelAttribute: options.labelAttribute,
    LabelHeaders: options.labelHeaders,
    FeatureHeaders: options.featureHeaders,
    FeatureTypes: options.featureTypes,
  };
}

/** The published metrics, as the service is told. */
export function metricsRequest(options: EndpointMetricsOptions) {
  return {
    EnableEnhancedMetrics: options.enhancedMetrics,
    EnableDetailedObservability: options.detailedObservability,
    MetricPublishFrequencyInSeconds: options.publishFrequency?.toSeconds(PARTS_OF_TIME),
  };
}
