import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { pythonVenv } from '../python';

/** Runs generate.py with the pinned botocore. */
export async function generateServiceModel(folder: string): Promise<void> {
  const python = await pythonVenv('service-model', 'projenrc/service-model/requirements.txt');
  const { status } = spawnSync(python, [join(__dirname, 'generate.py'), folder], { stdio: ['ignore', 'inherit', 'inherit'] });
  if (status !== 0) {
    throw new Error('projenrc/service-model/generate.py failed');
  }
}

if (require.main === module) {
  void generateServiceModel(process.argv[2]);
}
