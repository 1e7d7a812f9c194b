import { awscdk } from 'projen';

/** API.md and the examples: both are checked by `npm test`. */
export function addDocumentation(project: awscdk.AwsCdkConstructLibrary): void {
  project.addTask('docs:examples', {
    description: 'Compile the examples of README.md and of the docstrings; rosetta/default.ts-fixture is what surrounds them',
    exec: 'jsii-rosetta extract --compile --strict',
  });
  project.addTask('docs:api', {
    description: 'Fail if API.md does not tell the API as it is: `npm run docgen` writes it',
    exec: 'mkdir -p dist && jsii-docgen -o dist/API.md && diff API.md dist/API.md',
  });
}
