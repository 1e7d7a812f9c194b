import { awscdk, Task } from 'projen';
import { HANDLER } from './paths';

/** Adds the task that bundles the job handler before compilation. The npm package contains the bundle. */
export function addHandler(project: awscdk.AwsCdkConstructLibrary): Task {
  const bundle = project.addTask('handler', {
    description: 'Bundle the job handler with the AWS SDK into assets/',
    exec: 'ts-node -T -P tsconfig.dev.json projenrc/handler/bundle.ts',
  });
  project.preCompileTask.spawn(bundle);
  project.gitignore.addPatterns('/assets/');
  // The sources of the handler are in the bundle. They import packages that users do not have.
  project.npmignore?.addPatterns(`${HANDLER.replace(/^src/, '/lib')}/`);
  project.eslint!.addOverride({ files: [`${HANDLER}/**/*.ts`], rules: { 'import/no-extraneous-dependencies': 'off' } });
  return bundle;
}
