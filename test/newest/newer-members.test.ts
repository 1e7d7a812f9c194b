import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { newerMembers } from '../../projenrc/service-model/newer-members';

test('the list of newer members is that of the installed versions', () => {
  expect(readFileSync(join(__dirname, '..', '..', 'src', 'service-model', 'newer-members.ts'), 'utf8')).toBe(newerMembers());
});
