import { awscdk } from 'projen';

const RULES = ['./model/rules.ts', './endpoint/rules.ts', './endpoint/deployment-rules.ts', './inference-component/rules.ts', './notebook/rules.ts'];
const DOMAINS = ['notebook', 'model', 'endpoint', 'inference-component', 'training'];

/** The design, kept by eslint. CONTRIBUTING.md tells the reasons. */
export function addLintRules(project: awscdk.AwsCdkConstructLibrary): void {
  const eslint = project.eslint!;
  eslint.addIgnorePattern('test/newest/node_modules/');
  const config = project.tryFindObjectFile('.eslintrc.json')!;
  config.addDeletionOverride('parserOptions.projectService');
  // test/newest stands on another aws-cdk-lib, so it is a program of its own.
  config.addOverride('parserOptions.project', ['./tsconfig.dev.json', './test/newest/tsconfig.json']);
  eslint.addRules({
    '@typescript-eslint/prefer-nullish-coalescing': ['error', { ignoreConditionalTests: true, ignoreMixedLogicalExpressions: true }],
  });

  const deepImports = {
    group: ['aws-cdk-lib/*/lib/**', 'aws-cdk-lib/*/lib'],
    message: 'aws-cdk-lib/**/lib is internal and moves: import it through src/private/cdk-internals.ts.',
  };
  const plainErrors = {
    selector: 'NewExpression[callee.name=/^(Error|TypeError|RangeError)$/]',
    message: 'Users get a ValidationError with a construct path: use src/validation.',
  };
  const tokenChecks = {
    selector: "MemberExpression[object.name='Token'][property.name='isUnresolved']",
    message: 'Tokens are the third answer of the validation engine: ask src/private/tokens.ts.',
  };
  eslint.addOverride({
    files: ['src/**/*.ts'],
    rules: {
      'no-restricted-imports': ['error', { patterns: [deepImports] }],
      'no-restricted-syntax': ['error', plainErrors, tokenChecks],
      'import/no-cycle': ['error'],
      'import/no-restricted-paths': ['error', {
        zones: [
          // a domain folder -> validation, service-model, private; domains meet through interfaces and value objects only
          ...DOMAINS.map((domain) => ({
            target: `./src/${domain}`,
            from: './src',
            except: [`./${domain}`, './validation', './service-model', './private', ...meetingPoints(domain)],
            message: 'Domain folders meet only through interfaces and value objects.',
          })),
          // the handler runs in a Lambda function, on its own: it shares the names of properties and the service's model, nothing else
          {
            target: './src/training/handler',
            from: './src',
            except: ['./training/handler', './training/resource-properties.ts', './service-model/shape.ts', './service-model/shapes.ts'],
            message: 'The handler is bundled: it shares only the names of properties and the model of the service.',
          },
          {
            target: [...['notebook', 'model', 'endpoint', 'validation', 'service-model', 'private'].map((folder) => `./src/${folder}`), './src/*.ts', './src/training/*.ts'],
            from: './src/training/handler',
            message: 'The library never runs the handler: it packs its bundle.',
          },
          { target: './src/private', from: './src', except: ['./private', './service-model'] },
          // the plugin for whole templates gathers the rules of all domains
          { target: './src/validation', from: './src', except: ['./validation', './service-model', './private', ...RULES] },
          // the value objects there refuse what cannot be a value
          { target: './src/service-model', from: './src', except: ['./service-model', './private/tokens.ts', './validation/invalid-value.ts'] },
        ],
      }],
    },
  });
  eslint.addOverride({ files: ['src/private/cdk-internals.ts'], rules: { 'no-restricted-imports': 'off' } });
  // what goes wrong in the handler is answered to CloudFormation
  eslint.addOverride({ files: ['src/training/handler/**/*.ts'], rules: { 'no-restricted-syntax': 'off' } });
  eslint.addOverride({ files: ['src/private/tokens.ts', 'src/validation/**/*.ts'], rules: { 'no-restricted-syntax': ['error', plainErrors] } });
}

/** The interfaces and value objects of other domains that a domain may name. */
function meetingPoints(domain: string): string[] {
  const points: Record<string, string[]> = {
    'endpoint': ['./model/model-ref.ts'],
    // it is to a part of an endpoint what a variant is to the whole
    'inference-component': [
      ...['bound-container', 'container-image', 'model-data', 'model-ref'].map((file) => `./model/${file}.ts`),
      ...['deployment-alarms', 'deployment-alarms-options', 'endpoint-ref', 'invocation-http-response-code', 'invocations-tracking', 'scaling-options',
        'scaling-rules'].map((file) => `./endpoint/${file}.ts`),
    ],
    'model': ['./training/trained-model.ts'],
    'training': ['./model/container-image.ts'],
  };
  return points[domain] ?? [];
}
