import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { newerMembers } from '../../projenrc/service-model/newer-members';

test('src/service-model/newer-members.ts is generated from the installed versions of aws-cdk-lib', () => {
  expect(readFileSync(join(__dirname, '..', '..', 'src', 'service-model', 'newer-members.ts'), 'utf8')).toBe(newerMembers());
});
