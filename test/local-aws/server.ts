import { join } from 'node:path';
import { ROOT } from '../../local-aws/child';
import { LocalAws, LocalAwsOptions } from '../../local-aws/local-aws';
import { pythonVenv } from '../../projenrc/python';

/** A server for one test file, which stops it when it is done. */
export async function startServer(options: Partial<LocalAwsOptions> = {}): Promise<LocalAws> {
  const python = await pythonVenv('local-aws', 'local-aws/requirements.txt');
  return LocalAws.start({ python, port: 0, logFile: join(ROOT, '.local-aws', 'test.log'), endpointSeconds: 0.5, trainingSeconds: 0, retrySeconds: 0.2, ...options });
}
