import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { findBackgroundServer, forgetBackgroundServer, recordBackgroundServer } from './background-server';
import { Cdk } from './cdk';
import { compileLibrary, isLibraryStale } from './compile-library';
import { Interrupts } from './interrupts';
import { LocalAws, parsePort } from './local-aws';
import { CommandResult, ROOT } from './process';
import { resourceTable } from './resource-table';
import { reportTrainingProgress } from './training-progress';
import { pythonVenv, SetupError } from '../projenrc/python';

const APP = 'examples/train-and-host';
const STOP = 'npm run quickstart -- --stop';
const USAGE = 'Usage: npm run quickstart [-- [--keep] [--port PORT] | -- --stop]';

const startTime = Date.now();

function print(line: string): void {
  process.stdout.write(`[${elapsedSeconds().padStart(4)} s] ${line}\n`);
}

function elapsedSeconds(): string {
  return String(Math.round((Date.now() - startTime) / 1000));
}

interface Flags {
  readonly keep: boolean;
  readonly stop: boolean;
  readonly port?: number;
}

function parseFlags(): Flags {
  try {
    const { values } = parseArgs({ options: { keep: { type: 'boolean' }, stop: { type: 'boolean' }, port: { type: 'string' } } });
    return { keep: values.keep ?? false, stop: values.stop ?? false, port: values.port === undefined ? undefined : parsePort(values.port) };
  } catch (error) {
    throw error instanceof SetupError ? error : new SetupError(`${(error as Error).message}. ${USAGE}`);
  }
}

async function main(interrupted: AbortSignal): Promise<void> {
  const { keep, stop, port } = parseFlags();
  if (stop) {
    return stopBackgroundServer();
  }
  const python = await prepare(interrupted);
  const running = await findBackgroundServer(python);
  if (running) {
    print(`A local AWS is already running at ${running.url}. To stop it: ${STOP}`);
    if (keep) {
      return printVariables(running);
    }
    print('This run starts its own local AWS.');
  }

  print('Starting the local AWS ...');
  const aws = await LocalAws.start({ python, port, logFile: join(ROOT, '.local-aws', keep ? 'background.log' : 'quickstart.log'), signal: interrupted });
  let detached = false;
  try {
    print(`The local AWS is running at ${aws.url}.`);
    await deploy(aws, interrupted);
    await printResources(aws);
    if (keep) {
      await aws.keep();
      recordBackgroundServer(aws);
      detached = true;
      printVariables(aws);
    } else {
      await destroy(aws, interrupted);
    }
  } finally {
    if (!detached) {
      await aws.stop();
      print(`The local AWS is stopped. The quickstart took ${elapsedSeconds()} seconds.`);
    }
  }
}

/** Compiles the library and installs the Python packages if necessary. Returns the Python interpreter for the server. */
async function prepare(signal: AbortSignal): Promise<string> {
  const stale = isLibraryStale();
  if (stale) {
    print('Compiling the library (src/ is newer than lib/) ...');
  }
  const failed = new AbortController();
  const interruptedOrFailed = AbortSignal.any([signal, failed.signal]);
  const [python] = await Promise.all([
    pythonVenv('local-aws', 'local-aws/requirements.txt', { signal: interruptedOrFailed, progress: print }),
    stale ? compileLibrary(interruptedOrFailed) : undefined,
  ]).catch((error) => {
    failed.abort();
    throw error;
  });
  return python;
}

async function deploy(aws: LocalAws, signal: AbortSignal): Promise<void> {
  const cdk = new Cdk(aws);
  print('cdk bootstrap ...');
  requireSuccess('cdk bootstrap', await cdk.bootstrap({ signal, onOutput: echo }));
  print(`cdk deploy in ${APP} ...`);
  requireSuccess('cdk deploy', await reportTrainingProgress(aws, print, cdk.deploy(appOptions(signal), '--all')));
}

async function destroy(aws: LocalAws, signal: AbortSignal): Promise<void> {
  print('cdk destroy ...');
  requireSuccess('cdk destroy', await new Cdk(aws).destroy(appOptions(signal), '--all'));
}

function appOptions(signal: AbortSignal) {
  return { cwd: join(ROOT, APP), signal, onOutput: echo };
}

function echo(text: string): void {
  process.stdout.write(text);
}

function requireSuccess(command: string, result: CommandResult): void {
  if (result.code !== 0) {
    throw new SetupError(`${command} failed: see its output above.`);
  }
}

async function printResources(aws: LocalAws): Promise<void> {
  print('The resources that the SageMaker API lists:');
  process.stdout.write(`${await resourceTable(aws)}\n`);
}

function printVariables(aws: LocalAws): void {
  print('The local AWS keeps running. To connect to it:');
  for (const [name, value] of Object.entries(aws.variables)) {
    process.stdout.write(`export ${name}=${value}\n`);
  }
  print(`To stop it: ${STOP}`);
}

async function stopBackgroundServer(): Promise<void> {
  const server = await findBackgroundServer();
  forgetBackgroundServer();
  if (!server) {
    print('No local AWS is running in the background.');
    return;
  }
  await server.stop();
  print(`The local AWS at ${server.url} is stopped.`);
}

const interrupts = new Interrupts();
main(interrupts.signal).catch((error) => {
  if (interrupts.signal.aborted) {
    process.stderr.write('Interrupted: all processes are stopped.\n');
    process.exitCode = 130;
  } else if (error instanceof SetupError) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  } else {
    throw error;
  }
});
