import { awscdk } from 'projen';

/** Adds the tasks that generate src/service-model/. */
export function addServiceModel(project: awscdk.AwsCdkConstructLibrary): void {
  project.addTask('service-model', {
    description: 'Write src/service-model/ from the official model in botocore, the version in projenrc/service-model/requirements.txt',
    exec: 'ts-node -T -P tsconfig.dev.json projenrc/service-model/run.ts src/service-model',
  });
  const newer = project.addTask('newer-members', {
    description: 'Write src/service-model/newer-members.ts: the members that only the L1 constructs of the newest aws-cdk-lib have',
  });
  newer.exec('ts-node -T -P tsconfig.dev.json test/newest/prepare.ts');
  newer.exec('ts-node -T -P tsconfig.dev.json projenrc/service-model/newer-members.ts');
}
