import { awscdk } from 'projen';

/** The file to which `jsii-rosetta extract` writes the translated examples. */
const TRANSLATIONS = '.jsii.tabl.json';

/** Adds the checks of the examples and of the generated documentation to `npm test`. */
export function addDocumentation(project: awscdk.AwsCdkConstructLibrary): void {
  const examples = project.addTask('docs:examples', {
    description: 'Compile the examples in README.md and docstrings; rosetta/default.ts-fixture contains their imports',
    exec: 'jsii-rosetta extract --compile --strict',
  });
  for (const language of ['java', 'python', 'dotnet', 'go']) {
    const task = project.tasks.tryFind(`package:${language}`)!;
    task.reset();
    task.spawn(examples);
    task.exec(`jsii-pacmak -v --target ${language} --rosetta-tablet ${TRANSLATIONS}`);
  }
  project.addTask('docs:rules', {
    description: 'Write docs/RULES.md from the rules and their examples; a unit test fails if it is not up to date',
    exec: 'ts-node -T -P tsconfig.dev.json test/validation/rules-document.ts',
  });
  project.addTask('docs:api', {
    description: 'Fail if API.md is not up to date; `npm run docgen` writes it',
    exec: 'mkdir -p dist && jsii-docgen -o dist/API.md && diff API.md dist/API.md',
  });
}
