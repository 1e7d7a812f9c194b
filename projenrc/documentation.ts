import { awscdk } from 'projen';

/** The examples in every language: `jsii-rosetta extract` writes them here. */
const TRANSLATIONS = '.jsii.tabl.json';

/** API.md and the examples: both are checked by `npm test`. */
export function addDocumentation(project: awscdk.AwsCdkConstructLibrary): void {
  const examples = project.addTask('docs:examples', {
    description: 'Compile the examples of README.md and of the docstrings; rosetta/default.ts-fixture is what surrounds them',
    exec: 'jsii-rosetta extract --compile --strict',
  });
  for (const language of ['java', 'python', 'dotnet', 'go']) {
    const task = project.tasks.tryFind(`package:${language}`)!;
    task.reset();
    task.spawn(examples);
    task.exec(`jsii-pacmak -v --target ${language} --rosetta-tablet ${TRANSLATIONS}`);
  }
  project.addTask('docs:api', {
    description: 'Fail if API.md does not tell the API as it is: `npm run docgen` writes it',
    exec: 'mkdir -p dist && jsii-docgen -o dist/API.md && diff API.md dist/API.md',
  });
}
