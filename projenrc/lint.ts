import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { awscdk } from 'projen';
import { HANDLER } from './handler/paths';

/** Every folder of `src`, so that a new one is under the same rules without being listed. */
const ROOMS = readdirSync(join(__dirname, '../src'), { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name).sort();

/** What any folder may import, and which of them each of these may import in turn. */
const FOUNDATIONS: Record<string, string[]> = {
  'private': ['service-model'],
  'service-model': ['private/cdk-internals.ts', 'private/tokens.ts'],
  'validation': ['service-model', 'private'],
  'hosting': ['validation', 'service-model', 'private'],
  'images': ['validation', 'service-model', 'private'],
  'jobs': ['validation', 'service-model', 'private'],
};
/** The plugin for whole templates reads the rules of all domains; no domain imports it. */
const ROOF = 'template-validation';
const DOMAINS = ROOMS.filter((room) => !(room in FOUNDATIONS) && room !== ROOF);
/** The interfaces and references through which other domains name a domain's resources. */
const MEETING_POINTS = ['*-interface.ts', '*-ref.ts', '*-refs.ts'];

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
      'import/no-restricted-paths': ['error', { zones: zones() }],
    },
  });
  eslint.addOverride({ files: ['src/private/cdk-internals.ts'], rules: { 'no-restricted-imports': 'off' } });
  // The handler answers errors to CloudFormation.
  eslint.addOverride({ files: [`${HANDLER}/**/*.ts`], rules: { 'no-restricted-syntax': 'off' } });
  eslint.addOverride({ files: ['src/private/tokens.ts', 'src/validation/**/*.ts'], rules: { 'no-restricted-syntax': ['error', plainErrors] } });
}

/** Each zone is "everything but": what is not allowed here is forbidden. */
function zones(): object[] {
  const handler = HANDLER.replace(/^src\//, '');
  return [
    ...Object.entries(FOUNDATIONS).filter(([room]) => ROOMS.includes(room)).map(([room, allowed]) => only(room, allowed)),
    ...DOMAINS.map((domain) => only(domain, [...Object.keys(FOUNDATIONS), ...DOMAINS.flatMap((other) => MEETING_POINTS.map((file) => `${other}/**/${file}`)), ...valueObjects(domain)])),
    // The handler is bundled for Lambda. It shares the protocol, the job kinds and the service model with the library, nothing else.
    {
      target: `./${HANDLER}`,
      from: './src',
      except: [handler, 'jobs/protocol.ts', 'jobs/kinds.ts', 'service-model/shape.ts', 'service-model/shapes.ts'].map((path) => `./${path}`),
      message: 'The handler is bundled: it shares only the protocol, the job kinds and the model of the service.',
    },
    {
      target: [...ROOMS.filter((room) => room !== 'jobs').map((room) => `./src/${room}`), './src/*.ts', './src/jobs/*.ts'],
      from: `./${HANDLER}`,
      message: 'The library never runs the handler: it packs its bundle.',
    },
    {
      target: ROOMS.filter((room) => room !== ROOF).map((room) => `./src/${room}`),
      from: `./src/${ROOF}`,
      message: 'The plugin is above the domains, because it lists their rules.',
    },
  ];
}

/** A folder that may import its own files and the given ones. */
function only(room: string, allowed: string[]): object {
  // If one exception is a pattern, eslint-plugin-import wants all of them and `from` to be patterns.
  const patterns = allowed.some((path) => path.includes('*'));
  const asPattern = (path: string) => path.includes('*') ? path : path.endsWith('.ts') ? path.replace(/ts$/, '@(ts)') : `${path}/**/*`;
  return {
    target: `./src/${room}`,
    from: patterns ? './src/**/*' : './src',
    except: [room, ...allowed].map((path) => patterns ? `**/src/${asPattern(path)}` : `./${path}`),
    message: 'Folders meet only where CONTRIBUTING.md says: through foundations, interfaces, references and listed value objects.',
  };
}

/** The value objects of other domains that a domain may name. */
function valueObjects(domain: string): string[] {
  const points: Record<string, string[]> = {
    'endpoint': ['endpoint-config/endpoint-config.ts'],
    'inference-component': ['model/container-host.ts', 'model/container-image.ts', 'model/model-data.ts'],
    'training': ['model/compression-type.ts', 'model/container-image.ts', 'model/model-access-options.ts', 'model/model-artifacts.ts'],
  };
  return points[domain] ?? [];
}
