import { awscdk, Task } from 'projen';
import { HANDLER } from './paths';

/** The handler of jobs is bundled before everything that packs it; users get the bundle in the package. */
export function addHandler(project: awscdk.AwsCdkConstructLibrary): Task {
  const bundle = project.addTask('handler', {
    description: 'Bundle the handler of jobs into assets/, with the SDK that it needs',
    exec: 'ts-node -T -P tsconfig.dev.json projenrc/handler/bundle.ts',
  });
  project.preCompileTask.spawn(bundle);
  project.gitignore.addPatterns('/assets/');
  // its sources need packages that users do not have, and are in the bundle
  project.npmignore?.addPatterns(`${HANDLER.replace(/^src/, '/lib')}/`);
  project.eslint!.addOverride({ files: [`${HANDLER}/**/*.ts`], rules: { 'import/no-extraneous-dependencies': 'off' } });
  return bundle;
}
