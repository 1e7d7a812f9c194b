import { join } from 'node:path';
import { ROOT } from '../../local-aws/child';
import { LocalAws, LocalAwsOptions } from '../../local-aws/local-aws';
import { pythonVenv } from '../../projenrc/python';

/** A server for one test file, which stops it when it is done. Several files may run at the same time. */
export async function startServer(options: Partial<LocalAwsOptions> = {}): Promise<LocalAws> {
  const python = await pythonVenv('local-aws', 'local-aws/requirements.txt');
  const logFile = join(ROOT, '.local-aws', `test-${process.env.JEST_WORKER_ID ?? '1'}.log`);
  return LocalAws.start({ python, port: 0, logFile, endpointSeconds: 0.5, trainingSeconds: 0, retrySeconds: 0.2, ...options });
}
