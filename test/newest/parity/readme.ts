import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Example {
  /** The heading above the example. */
  readonly heading: string;
  readonly imports: string[];
  readonly body: string[];
}

/** The values for variables that an example only declares, by their type. */
const DECLARED_VALUES: Record<string, (name: string) => string> = {
  'sagemaker.ContainerImage': (name) => `sagemaker.ContainerImage.fromEcrRepository(ecr.Repository.fromRepositoryName(this, 'Given-${name}', '${name}'))`,
  'sagemaker.ModelData': (name) => `sagemaker.ModelData.fromBucket(s3.Bucket.fromBucketName(this, 'Given-${name}', 'artifacts'), '${name}.tar.gz')`,
  'sagemaker.Model': (name) => `new sagemaker.Model(this, 'Given-${name}', {
  containers: [{ image: sagemaker.ContainerImage.fromEcrRepository(ecr.Repository.fromRepositoryName(this, 'Given-repository-${name}', '${name}')) }],
})`,
  'sagemaker.EndpointConfig': (name) => `new sagemaker.EndpointConfig(this, 'Given-${name}', {
  instanceProductionVariants: [{ variantName: 'my-variant', model: sagemaker.Model.fromModelName(this, 'Given-model', 'model') }],
})`,
};

/** Reads the TypeScript examples from the README of the alpha module. */
export function alphaExamples(): Example[] {
  const text = readFileSync(join(__dirname, '..', 'node_modules', '@aws-cdk', 'aws-sagemaker-alpha', 'README.md'), 'utf8');
  const examples: Example[] = [];
  let heading = '';
  let code: string[] | undefined;
  for (const line of text.split('\n')) {
    if (code === undefined) {
      heading = /^#+ (.*)/.exec(line)?.[1] ?? heading;
      code = line === '```typescript' ? [] : undefined;
    } else if (line === '```') {
      examples.push({ heading, imports: code.filter((row) => row.startsWith('import ')), body: code.filter((row) => !row.startsWith('import ')) });
      code = undefined;
    } else {
      code.push(line);
    }
  }
  return examples;
}

/** Converts an example to a module that exports a stack. */
export function asModule({ imports, body }: Example): string {
  const statements = body.map((line) => {
    const [, name, type] = /^declare const (\w+): ([\w.]+);/.exec(line) ?? [];
    return name === undefined ? line : `const ${name}: ${type} = ${DECLARED_VALUES[type](name)};`;
  });
  const imported = [
    "import * as cdk from 'aws-cdk-lib';",
    "import * as ecr from 'aws-cdk-lib/aws-ecr';",
    "import * as s3 from 'aws-cdk-lib/aws-s3';",
    "import { Construct } from 'constructs';",
  ];
  return [
    ...new Set([...imported, ...imports]),
    'export class Example extends cdk.Stack {',
    '  constructor(scope: Construct, id: string) {',
    '    super(scope, id);',
    ...statements.map((line) => `    ${line}`),
    '  }',
    '}',
    '',
  ].join('\n');
}
