import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateServiceModel } from '../../projenrc/service-model/run';

const COMMITTED = join(__dirname, '..', '..', 'src', 'service-model');

test('src/service-model is generated from the pinned version of the official model', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'service-model-'));
  try {
    await generateServiceModel(folder);
    const files = readdirSync(folder);
    expect(files.sort()).toEqual(['instance-type.ts', 'shapes.ts']);
    for (const file of files) {
      expect(readFileSync(join(COMMITTED, file), 'utf8')).toBe(readFileSync(join(folder, file), 'utf8'));
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}, 300_000);
