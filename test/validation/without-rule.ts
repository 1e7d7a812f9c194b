/** Why a row of relations.tsv has no rule of its own. */
export type Reason =
  /** Nobody can write what it forbids: the type that stands in the way, or what no program knows. */
  | { readonly unwritable: string }
  /** The generated model has it: the shape. */
  | { readonly shape: string }
  /** Another rule says the same. */
  | { readonly rule: string }
  /** Advice, a quota or a default that a docstring tells: the file and its words. */
  | { readonly file: string; readonly says: string }
  /** Advice, a quota or a default of what the library does not offer: the source that will be there when it does. */
  | { readonly until: string };

export const WITHOUT_RULE: { readonly [id: string]: Reason } = {
  'NB-X4': { file: 'notebook/notebook-instance.ts', says: 'The VPC that the notebook instance reaches through a network interface of its own' },
  'NB-X5': { rule: 'DuplicateTagKey' },
  'NB-X7': { unwritable: 'AWS::SageMaker::NotebookInstance has no IpAddressType' },
  'NB-X10': { unwritable: 'a template does not tell the size that the volume has now' },
  'NB-X11': { file: 'notebook/notebook-instance.ts', says: 'Another one stops and starts the notebook instance' },
  'NB-X13': { file: 'notebook/notebook-instance.ts', says: 'Lifecycle scripts are run by root in any case' },
  'NB-X16': { shape: 'CodeRepositoryNameOrUrl' },
  'NB-X17': { file: 'notebook/notebook-instance.ts', says: 'with the loss of its volume' },
  'NB-X18': { unwritable: 'only the account knows its quotas' },

  'LC-X2': { file: 'notebook/lifecycle-script.ts', says: 'a script that takes longer, or fails, keeps the notebook instance from starting' },
  'LC-X3': { file: 'notebook/lifecycle-script.ts', says: 'as root and with the role of the notebook instance' },
  'LC-X4': { file: 'notebook/lifecycle-config.ts', says: 'this picks it up at its next start' },

  'MD-X15': { unwritable: 'ContainerImage does not tell which framework or product is in it' },
  'MD-X16': { unwritable: 'IRole: a role is always given, and what the deploying principal may do is not in the template' },
  'MD-X19': { until: 'readonly additionalModelDataSources' },
  'MD-X21': { unwritable: 'only the account knows its quotas' },

  'EC-X11': { file: 'endpoint-config/endpoint-config.ts', says: 'The key that encrypts the storage volumes of the instances' },
  'EC-X12': { unwritable: 'IEndpointConfigRef does not tell what the endpoint runs on now' },
  'EC-X14': { file: 'endpoint-config/variant/production-variant.ts', says: 'An account has quotas for the serverless endpoints of a Region' },
  'EC-X24': { unwritable: 'AWS::SageMaker::EndpointConfig has no CrossRegionTrafficConfig' },
  'EC-X28': { file: 'endpoint-config/variant/production-variant.ts', says: 'share of the requests is its weight over the sum of all weights' },
  'EC-X29': { file: 'endpoint-config/data-capture.ts', says: "@default - the service's, true" },
  'EC-X31': { unwritable: 'CloudFormation deletes a configuration after the endpoint that refers to it' },
  'EC-X32': { unwritable: 'what the deploying principal and the policy of an IKeyRef allow is not in the request' },
  'EC-X33': { file: 'endpoint-config/variant/production-variant.ts', says: 'A model of more than 30 GiB needs a larger volume than the default' },

  'EP-X2': { file: 'endpoint/endpoint.ts', says: '@default - all traffic moves at once to new instances' },
  'EP-X10': { file: 'endpoint/deployment/deployment-config.ts', says: '@default Duration.seconds(0)' },
  'EP-X11': { file: 'endpoint/deployment/deployment-config.ts', says: '@default CapacitySize.percent(100)' },
  'EP-X15': { unwritable: 'IEndpointConfigRef does not tell the variants that the endpoint has now' },
  'EP-X16': { rule: 'DuplicateEndpointName' }, // in src/validation/names.ts
  'EP-X17': { unwritable: 'IEndpointConfigRef refers to what exists' },
  'EP-X19': { file: 'endpoint/endpoint.ts', says: 'Creation takes no notice of it' },
  'EP-X20': { unwritable: 'what the deploying principal may do is not in the template' },
  'EP-X21': { unwritable: 'whether STS is active in a Region is not in the template' },
  'EP-X22': { file: 'endpoint/endpoint.ts', says: 'It is deployed once it is in service' },
  'EP-X23': { file: 'model/model.ts', says: 'Keep it for as long as an endpoint hosts the model' },
  'EP-X25': { unwritable: 'only the account knows its quotas' },

  'TJ-X2': { shape: 'HyperParameterValue' },
  'TJ-X3': { file: 'training/training-job-props.ts', says: 'they are no place for secrets' },
  'TJ-X16': { file: 'training/resources/training-resources.ts', says: 'The size of the storage volume of each instance' },
  'TJ-X22': { shape: 'MaxPendingTimeInSeconds' },
  'TJ-X23': { shape: 'KeepAlivePeriodInSeconds' },
  'TJ-X25': { file: 'training/resources/training-resources.ts', says: 'The account needs a quota for warm pools, otherwise none is kept and nobody says so' },
  'TJ-X29': { file: 'training/training-job-props.ts', says: 'Each instance takes two addresses of the subnets, and five with an Elastic Fabric Adapter' },
  'TJ-X30': { unwritable: 'ContainerImage does not tell which framework or product is in it' },
  'TJ-X31': { unwritable: 'the name of a job is derived from its stack, nobody gives it' },
  'TJ-X32': { unwritable: 'what the deploying principal may do is not in the template' },
  'TJ-X33': { file: 'training/training-job-props.ts', says: 'which they have 120 seconds for' },
  'TJ-X34': { unwritable: 'only the service knows the status of a job' },
  'TJ-X35': { shape: 'InputDataConfig' },
  'TJ-X42': { unwritable: 'CreateTrainingJob takes no update: another request is another job' },
  'TJ-X43': { file: 'training/training-job-interface.ts', says: '`InProgress`, `Completed`, `Failed`, `Stopping`, `Stopped`' },
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
