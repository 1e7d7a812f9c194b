import { Rule } from '../validation/rule';

const PIPELINES = 'https://docs.aws.amazon.com/sagemaker/latest/dg/inference-pipelines.html';
const CONTAINER = 'https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ContainerDefinition.html';
const CLOUDFORMATION = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sagemaker-model.html';

/** Relations within the request that makes a model. */
export const MODEL_RULES: readonly Rule[] = [
  {
    id: 'MD-X1',
    holds: (model) => model.PrimaryContainer !== undefined || model.Containers?.length > 0,
    member: 'Containers',
    message: 'must hold at least one container: pass one, or call addContainer()',
    source: PIPELINES,
  },
  {
    id: 'MD-X3',
    at: 'Containers',
    holds: (containers) => new Set(containers.map((container: any) => container.ContainerHostname === undefined)).size < 2,
    message: 'must have a containerHostname each, or none',
    source: CONTAINER,
  },
  {
    id: 'MD-X4',
    at: 'Containers',
    holds: (containers) => repeated(containers.map((container: any) => container.ContainerHostname)).length === 0,
    message: (containers) => `must have a containerHostname of their own each, but share ${repeated(containers.map((c: any) => c.ContainerHostname)).join(', ')}`,
    source: CONTAINER,
  },
  {
    id: 'FixedModelName',
    member: 'ModelName',
    severity: 'warning',
    holds: (model) => model.ModelName === undefined,
    message: 'is fixed: every change of a model but its tags replaces it, which CloudFormation cannot do under the same name',
    source: CLOUDFORMATION,
  },
];

function repeated(values: (string | undefined)[]): string[] {
  return [...new Set(values.filter((value, index) => value !== undefined && values.indexOf(value) !== index))] as string[];
}
