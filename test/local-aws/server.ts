import { join } from 'node:path';
import { LocalAws, LocalAwsOptions } from '../../local-aws/local-aws';
import { ROOT } from '../../local-aws/process';
import { pythonVenv } from '../../projenrc/python';

/** Starts a server for one test file, which has to stop it. Several files may run at the same time. */
export async function startServer(options: Partial<LocalAwsOptions> = {}): Promise<LocalAws> {
  const python = await pythonVenv('local-aws', 'local-aws/requirements.txt');
  const logFile = join(ROOT, '.local-aws', `test-${process.env.JEST_WORKER_ID ?? '1'}.log`);
  return LocalAws.start({ python, port: 0, logFile, endpointSeconds: 0.5, trainingSeconds: 0, retrySeconds: 0.2, ...options });
}
