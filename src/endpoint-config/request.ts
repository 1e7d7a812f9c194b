import { AsyncInferenceOptions } from './async-inference-options';
import { ClarifyExplainerOptions, ClarifyInferenceOptions } from './clarify/clarify-explainer-options';
import { CaptureMode, DataCaptureOptions } from './data-capture-options';
import { EndpointMetricsOptions } from './endpoint-metrics-options';
import { PARTS_OF_SIZE, PARTS_OF_TIME, unlessEmpty } from '../private/request-values';
import { folderUrl, S3Folder } from '../private/s3-folder';

// The members of the CreateEndpointConfig request that do not belong to variants.

/** The location for the responses of an asynchronous endpoint. */
export function outputFolder({ outputBucket, outputPrefix }: AsyncInferenceOptions): S3Folder {
  return { bucket: outputBucket, prefix: outputPrefix };
}

/** The location for the errors of an asynchronous endpoint, if it has one. */
export function failureFolder({ failureBucket, failurePrefix, outputBucket }: AsyncInferenceOptions): S3Folder | undefined {
  return failureBucket || failurePrefix !== undefined ? { bucket: failureBucket ?? outputBucket, prefix: failurePrefix } : undefined;
}

/** The `AsyncInferenceConfig` of the request. */
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

/** The `DataCaptureConfig` of the request. */
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

/** The `ExplainerConfig` of the request. */
export function explainerRequest(options: ClarifyExplainerOptions) {
  const { _data, _bucket, _objectKey, _options } = options.baseline;
  return {
    ClarifyExplainerConfig: {
      EnableExplanations: options.enableExplanations,
      InferenceConfig: options.inference && explainerInferenceRequest(options.inference),
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

function explainerInferenceRequest(options: ClarifyInferenceOptions) {
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

/** The `MetricsConfig` of the request. */
export function metricsRequest(options: EndpointMetricsOptions) {
  return {
    EnableEnhancedMetrics: options.enhancedMetrics,
    EnableDetailedObservability: options.detailedObservability,
    MetricPublishFrequencyInSeconds: options.publishFrequency?.toSeconds(PARTS_OF_TIME),
  };
}
