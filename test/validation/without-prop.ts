/** CloudFormation does not have the member. A test with the newest aws-cdk-lib fails when it does. */
export const NOT_IN_CLOUDFORMATION = 'CloudFormation does not have it yet.';
const TAGS = 'Tags.of() of the CDK reaches it.';
const OUTPUT_ONLY = 'Only SageMaker sets it.';

/** Why a member of a request has no prop, by the structure that has the member, or by its place in the request. */
export const WITHOUT_PROP: { readonly [member: string]: string } = {
  'ContainerDefinition.AdditionalModelDataSources': NOT_IN_CLOUDFORMATION,
  'ContainerDefinition.ContainerMetricsConfig': NOT_IN_CLOUDFORMATION,
  'S3ModelDataSource.ETag': NOT_IN_CLOUDFORMATION,
  'S3ModelDataSource.ManifestEtag': NOT_IN_CLOUDFORMATION,
  'S3ModelDataSource.ManifestS3Uri': NOT_IN_CLOUDFORMATION,
  'CreateModel.Tags': TAGS,

  'ProductionVariant.AcceleratorPartitionLayouts': NOT_IN_CLOUDFORMATION,
  'CreateEndpointConfig.ShadowProductionVariants[].ServerlessConfig': 'A shadow variant runs on instances.',
  'CreateEndpointConfig.CrossRegionTrafficConfig': NOT_IN_CLOUDFORMATION,
  'CreateEndpointConfig.Tags': TAGS,

  'CreateEndpoint.Tags': TAGS,

  'InferenceComponentComputeResourceRequirements.AcceleratorPartitionType': NOT_IN_CLOUDFORMATION,
  'CreateInferenceComponent.Tags': TAGS,

  'CreateNotebookInstance.AcceleratorTypes': 'AWS has retired Elastic Inference.',
  'CreateNotebookInstance.IpAddressType': NOT_IN_CLOUDFORMATION,
  'CreateNotebookInstance.Tags': TAGS,
  'CreateNotebookInstanceLifecycleConfig.Tags': TAGS,
  'CreateCodeRepository.Tags': TAGS,

  'CreateTrainingJob.TrainingJobName': 'The handler derives a name for each run.',
  'CreateTrainingJob.Tags': TAGS,
  'ResourceConfig.SelectedInstanceType': OUTPUT_ONLY,
  'ResourceConfig.SelectedInstanceCount': OUTPUT_ONLY,
};

/** Why an L1 construct has a property that the service model does not know, by the structure and the property. */
export const ONLY_IN_CLOUDFORMATION: { readonly [property: string]: string } = {
  'CreateInferenceComponent.endpointArn': 'EndpointName, which is required, identifies the endpoint.',
  'InferenceComponentContainerSpecification.deployedImage': OUTPUT_ONLY,
  'InferenceComponentRuntimeConfig.currentCopyCount': OUTPUT_ONLY,
  'InferenceComponentRuntimeConfig.desiredCopyCount': OUTPUT_ONLY,
  'InferenceComponentRuntimeConfig.placementStatus': OUTPUT_ONLY,
  'InferenceComponentSpecification.currentDataCacheConfig': OUTPUT_ONLY,
};
