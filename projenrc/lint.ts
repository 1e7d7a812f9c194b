import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { awscdk } from 'projen';
import { HANDLER } from './handler/paths';

/** All folders of `src`. A new folder is subject to the rules without being listed. */
const FOLDERS = readdirSync(join(__dirname, '../src'), { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name).sort();

/** The folders that every domain may import, with the folders that each of them may import. */
const FOUNDATIONS: Record<string, string[]> = {
  'private': ['service-model'],
  'service-model': ['private/cdk-internals.ts', 'private/tokens.ts'],
  'validation': ['service-model', 'private'],
  'hosting': ['validation', 'service-model', 'private'],
  'images': ['validation', 'service-model', 'private'],
  'jobs': ['validation', 'service-model', 'private'],
};
/** The plugin for templates, which imports the rules of all domains. No domain imports it. */
const PLUGIN = 'template-validation';
const DOMAINS = FOLDERS.filter((folder) => !(folder in FOUNDATIONS) && folder !== PLUGIN);
/** The files with interfaces and references, which every other domain may import. */
const MEETING_POINTS = ['*-interface.ts', '*-ref.ts', '*-refs.ts'];

/** Enforces the design with eslint rules. CONTRIBUTING.md explains the reasons. */
export function addLintRules(project: awscdk.AwsCdkConstructLibrary): void {
  const eslint = project.eslint!;
  eslint.addIgnorePattern('test/newest/node_modules/');
  const config = project.tryFindObjectFile('.eslintrc.json')!;
  config.addDeletionOverride('parserOptions.projectService');
  // test/newest uses another version of aws-cdk-lib, so it has its own TypeScript project.
  config.addOverride('parserOptions.project', ['./tsconfig.dev.json', './test/newest/tsconfig.json']);
  eslint.addRules({
    '@typescript-eslint/prefer-nullish-coalescing': ['error', { ignoreConditionalTests: true, ignoreMixedLogicalExpressions: true }],
  });

  const deepImports = {
    group: ['aws-cdk-lib/*/lib/**', 'aws-cdk-lib/*/lib'],
    message: 'aws-cdk-lib/**/lib is internal and can change: import it through src/private/cdk-internals.ts.',
  };
  const plainErrors = {
    selector: 'NewExpression[callee.name=/^(Error|TypeError|RangeError)$/]',
    message: 'Users must get a ValidationError with a construct path: use src/validation.',
  };
  const tokenChecks = {
    selector: "MemberExpression[object.name='Token'][property.name='isUnresolved']",
    message: 'The validation engine handles tokens: use src/private/tokens.ts.',
  };
  eslint.addOverride({
    files: ['src/**/*.ts'],
    rules: {
      'no-restricted-imports': ['error', { patterns: [deepImports] }],
      'no-restricted-syntax': ['error', plainErrors, tokenChecks],
      'import/no-cycle': ['error', { ignoreExternal: true }],
      'import/no-restricted-paths': ['error', { zones: zones() }],
    },
  });
  eslint.addOverride({ files: ['src/private/cdk-internals.ts'], rules: { 'no-restricted-imports': 'off' } });
  // The handler reports errors to CloudFormation.
  eslint.addOverride({ files: [`${HANDLER}/**/*.ts`], rules: { 'no-restricted-syntax': 'off' } });
  eslint.addOverride({ files: ['src/private/tokens.ts', 'src/validation/**/*.ts'], rules: { 'no-restricted-syntax': ['error', plainErrors] } });
}

/** The import zones. Each zone forbids all imports except the listed ones. */
function zones(): object[] {
  const handler = HANDLER.replace(/^src\//, '');
  return [
    ...Object.entries(FOUNDATIONS).filter(([folder]) => FOLDERS.includes(folder)).map(([folder, allowed]) => allowOnly(folder, allowed)),
    ...DOMAINS.map((domain) => allowOnly(domain, [...Object.keys(FOUNDATIONS), ...DOMAINS.flatMap((other) => MEETING_POINTS.map((file) => `${other}/**/${file}`)), ...valueObjects(domain)])),
    // The handler is bundled for Lambda. It shares only the protocol, the job kinds and the service model with the library.
    {
      target: `./${HANDLER}`,
      from: './src',
      except: [handler, 'jobs/protocol.ts', 'jobs/kinds.ts', 'service-model/shape.ts', 'service-model/shapes.ts'].map((path) => `./${path}`),
      message: 'The handler is bundled for Lambda: it shares only the protocol, the job kinds and the service model with the library.',
    },
    // They are bundled with the handler.
    {
      target: ['./src/jobs/kinds.ts', './src/jobs/protocol.ts'],
      from: './src',
      except: ['./jobs/kinds.ts', './jobs/protocol.ts'],
      message: 'The handler is bundled with the job kinds and the protocol: an import would add code of the library to the bundle.',
    },
    // The core of the handler does not know the kinds of jobs.
    {
      target: `./${HANDLER}/!(aws|index).ts`,
      from: `./${HANDLER}/kinds`,
      message: 'Only aws.ts and index.ts of the handler know the kinds of jobs: the core must work with every kind.',
    },
    {
      target: [...FOLDERS.filter((folder) => folder !== 'jobs').map((folder) => `./src/${folder}`), './src/*.ts', './src/jobs/*.ts'],
      from: `./${HANDLER}`,
      message: 'The library does not run the handler: it packs its bundle.',
    },
    {
      target: FOLDERS.filter((folder) => folder !== PLUGIN).map((folder) => `./src/${folder}`),
      from: `./src/${PLUGIN}`,
      message: 'The plugin is above the domains, because it lists their rules.',
    },
  ];
}

/** Allows a folder to import only its own files and the given paths. */
function allowOnly(folder: string, allowed: string[]): object {
  // If one exception is a glob pattern, eslint-plugin-import requires that `from` and all exceptions are.
  const patterns = allowed.some((path) => path.includes('*'));
  const asPattern = (path: string) => path.includes('*') ? path : path.endsWith('.ts') ? path.replace(/ts$/, '@(ts)') : `${path}/**/*`;
  return {
    target: `./src/${folder}`,
    from: patterns ? './src/**/*' : './src',
    except: [folder, ...allowed].map((path) => patterns ? `**/src/${asPattern(path)}` : `./${path}`),
    message: 'A domain imports only foundations and, from other domains, interfaces, references and listed value objects: see CONTRIBUTING.md.',
  };
}

/** The value objects of other domains that a domain may import. */
function valueObjects(domain: string): string[] {
  const files: Record<string, string[]> = {
    'endpoint': ['endpoint-config/endpoint-config.ts'],
    'inference-component': ['model/compression-type.ts', 'model/container-image.ts', 'model/model-data.ts', 'model/s3-model-data-type.ts'],
    'training': ['model/compression-type.ts', 'model/container-image.ts', 'model/model-access-options.ts', 'model/model-artifacts.ts'],
  };
  return files[domain] ?? [];
}
