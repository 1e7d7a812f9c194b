/** Why a row of relations.tsv has no rule of its own. */
export type Reason =
  /** Nobody can write what it forbids: the type that stands in the way, or what no program knows. */
  | { readonly unwritable: string }
  /** The generated model has it: the shape. */
  | { readonly shape: string }
  /** Another rule says the same. */
  | { readonly rule: string }
  /** Advice, a quota or a default that the docstring of a class or member tells, with a word of it. */
  | { readonly docstring: string; readonly about: string }
  /** Advice, a quota or a default of what the library does not offer: the source that will be there when it does. */
  | { readonly until: string };

export const WITHOUT_RULE: { readonly [id: string]: Reason } = {
  'NB-X4': { docstring: 'NotebookInstanceProps.vpc', about: 'network interface' },
  'NB-X5': { rule: 'DuplicateTagKey' },
  'NB-X7': { unwritable: 'AWS::SageMaker::NotebookInstance has no IpAddressType' },
  'NB-X10': { unwritable: 'a template does not tell the size that the volume has now' },
  'NB-X11': { docstring: 'NotebookInstanceProps.instanceType', about: 'stops' },
  'NB-X13': { docstring: 'NotebookInstanceProps.rootAccess', about: 'root' },
  'NB-X16': { shape: 'CodeRepositoryNameOrUrl' },
  'NB-X17': { docstring: 'NotebookInstanceProps.notebookInstanceName', about: 'volume' },
  'NB-X18': { unwritable: 'only the account knows its quotas' },

  'LC-X2': { docstring: 'LifecycleScript', about: 'minutes' },
  'LC-X3': { docstring: 'LifecycleScript', about: 'root' },
  'LC-X4': { docstring: 'NotebookInstanceLifecycleConfig', about: 'next start' },

  'MD-X15': { unwritable: 'ContainerImage does not tell which framework or product is in it' },
  'MD-X16': { unwritable: 'IRole: a role is always given, and what the deploying principal may do is not in the template' },
  'MD-X19': { until: 'readonly additionalModelDataSources' },
  'MD-X21': { unwritable: 'only the account knows its quotas' },

  'EC-X11': { docstring: 'EndpointConfigProps.encryptionKey', about: 'volumes' },
  'EC-X12': { unwritable: 'IEndpointConfigRef does not tell what the endpoint runs on now' },
  'EC-X14': { docstring: 'ServerlessProductionVariantProps', about: 'quotas' },
  'EC-X24': { unwritable: 'AWS::SageMaker::EndpointConfig has no CrossRegionTrafficConfig' },
  'EC-X28': { docstring: 'ProductionVariantProps.initialVariantWeight', about: 'sum' },
  'EC-X29': { docstring: 'DataCaptureOptions.enabled', about: 'service default' },
  'EC-X31': { unwritable: 'CloudFormation deletes a configuration after the endpoint that refers to it' },
  'EC-X32': { unwritable: 'what the deploying principal and the policy of an IKeyRef allow is not in the request' },
  'EC-X33': { docstring: 'InstanceProductionVariantProps.volumeSize', about: '30 GiB' },

  'EP-X2': { docstring: 'EndpointProps.deploymentConfig', about: 'all traffic' },
  'EP-X10': { docstring: 'BlueGreenUpdateOptions.terminationWait', about: 'seconds(0)' },
  'EP-X11': { docstring: 'RollingUpdateOptions.rollbackMaxBatchSize', about: 'percent(100)' },
  'EP-X15': { unwritable: 'IEndpointConfigRef does not tell the variants that the endpoint has now' },
  'EP-X16': { rule: 'DuplicateEndpointName' }, // in src/validation/names.ts
  'EP-X17': { unwritable: 'IEndpointConfigRef refers to what exists' },
  'EP-X19': { docstring: 'EndpointProps.retainAllVariantProperties', about: 'update' },
  'EP-X20': { unwritable: 'what the deploying principal may do is not in the template' },
  'EP-X21': { unwritable: 'whether STS is active in a Region is not in the template' },
  'EP-X22': { docstring: 'Endpoint', about: 'in service' },
  'EP-X23': { docstring: 'ModelProps.role', about: 'endpoint' },
  'EP-X25': { unwritable: 'only the account knows its quotas' },

  'TJ-X2': { shape: 'HyperParameterValue' },
  'TJ-X3': { docstring: 'TrainingJobProps.hyperParameters', about: 'secrets' },
  'TJ-X16': { docstring: 'TrainingResourcesOptions.volumeSize', about: 'volume' },
  'TJ-X22': { shape: 'MaxPendingTimeInSeconds' },
  'TJ-X23': { shape: 'KeepAlivePeriodInSeconds' },
  'TJ-X25': { docstring: 'TrainingInstancesOptions.keepAlivePeriod', about: 'quota' },
  'TJ-X29': { docstring: 'TrainingJobProps.vpc', about: 'addresses' },
  'TJ-X30': { unwritable: 'ContainerImage does not tell which framework or product is in it' },
  'TJ-X31': { unwritable: 'the name of a job is derived from its stack, nobody gives it' },
  'TJ-X32': { unwritable: 'what the deploying principal may do is not in the template' },
  'TJ-X33': { docstring: 'JobProps.stopOnRemoval', about: '120 seconds' },
  'TJ-X34': { unwritable: 'only the service knows the status of a job' },
  'TJ-X35': { shape: 'InputDataConfig' },
  'TJ-X42': { unwritable: 'CreateTrainingJob takes no update: another request is another job' },
  'TJ-X43': { docstring: 'IJob.onStateChange', about: 'status' },
  'TJ-X44': { unwritable: 'these are answers of the service, not values of a request' },
};

/** Rows of error severity that only warn, since their source shows that nobody is certain, or since a right program may break them. */
export const ONLY_WARNINGS: { readonly [id: string]: string } = {
  'NB-X2': 'what the service answers is not documented',
  'NB-X6': 'the service may ignore what it no longer supports',
  'NB-X12': 'the policy of a role may be extended where the rule cannot see it',
  'NB-X15': 'a fixed name is only a warning',
  'MD-X2': 'met by one user, not written in the documentation',
  'MD-X9': 'the other combinations are described, this one is not forbidden',
  'EC-X2': 'every example has it, no schema asks for it',
  'EC-X25': 'a stack that moves here from the alpha module may still name a retired accelerator',
  'EC-X26': 'that a pool names a type once is not written down; what is, the model and EC-X1 check as errors',
  'EC-X30': 'a fixed name is only a warning',
  'TJ-X20': 'the limit is of built-in and Marketplace algorithms, and an algorithm by its name may be the user\'s own',
  'TJ-X4': 'channels are addressed by their names, but no page states the rule',
};
