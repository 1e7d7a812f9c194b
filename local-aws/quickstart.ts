import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Cdk } from './cdk';
import { ChildResult, ROOT } from './child';
import { Interrupts } from './interrupts';
import { inventory } from './inventory';
import { forget, keptServer, remember } from './kept';
import { compileLibrary, libraryIsStale } from './library';
import { LocalAws, portOf } from './local-aws';
import { tellingProgress } from './progress';
import { pythonVenv, SetupError } from '../projenrc/python';

const APP = 'examples/train-and-host';
const STOP = 'npm run quickstart -- --stop';
const USAGE = 'Usage: npm run quickstart [-- [--keep] [--port PORT] | -- --stop]';

const begin = Date.now();

function say(line: string): void {
  process.stdout.write(`[${seconds().padStart(4)} s] ${line}\n`);
}

function seconds(): string {
  return String(Math.round((Date.now() - begin) / 1000));
}

interface Flags {
  readonly keep: boolean;
  readonly stop: boolean;
  readonly port?: number;
}

function flags(): Flags {
  try {
    const { values } = parseArgs({ options: { keep: { type: 'boolean' }, stop: { type: 'boolean' }, port: { type: 'string' } } });
    return { keep: values.keep ?? false, stop: values.stop ?? false, port: values.port === undefined ? undefined : portOf(values.port) };
  } catch (error) {
    throw error instanceof SetupError ? error : new SetupError(`${(error as Error).message}. ${USAGE}`);
  }
}

async function main(interrupted: AbortSignal): Promise<void> {
  const { keep, stop, port } = flags();
  if (stop) {
    return stopKept();
  }
  const python = await install(interrupted);
  const running = await keptServer(python);
  if (running) {
    say(`A local AWS is kept running at ${running.url}; ${STOP} ends it.`);
    if (keep) {
      return tell(running);
    }
    say('This run starts another one for itself.');
  }

  say('Starting the local AWS ...');
  const aws = await LocalAws.start({ python, port, logFile: join(ROOT, '.local-aws', keep ? 'kept.log' : 'quickstart.log'), signal: interrupted });
  let left = false;
  try {
    say(`The local AWS answers at ${aws.url}.`);
    await deploy(aws, interrupted);
    await show(aws);
    if (keep) {
      await aws.keep();
      remember(aws);
      left = true;
      tell(aws);
    } else {
      await destroy(aws, interrupted);
    }
  } finally {
    if (!left) {
      await aws.stop();
      say(`The local AWS is stopped. That took ${seconds()} seconds.`);
    }
  }
}

/** What a fresh clone lacks; returns the interpreter that the server runs on. */
async function install(signal: AbortSignal): Promise<string> {
  const stale = libraryIsStale();
  if (stale) {
    say('Compiling the library (src/ is newer than lib/) ...');
  }
  const failed = new AbortController();
  const either = AbortSignal.any([signal, failed.signal]);
  const [python] = await Promise.all([
    pythonVenv('local-aws', 'local-aws/requirements.txt', { signal: either, progress: say }),
    stale ? compileLibrary(either) : undefined,
  ]).catch((error) => {
    failed.abort();
    throw error;
  });
  return python;
}

async function deploy(aws: LocalAws, signal: AbortSignal): Promise<void> {
  const cdk = new Cdk(aws);
  say('cdk bootstrap ...');
  succeeded('cdk bootstrap', await cdk.bootstrap({ signal, onOutput: echo }));
  say(`cdk deploy in ${APP} ...`);
  succeeded('cdk deploy', await tellingProgress(aws, say, cdk.deploy(app(signal), '--all')));
}

async function destroy(aws: LocalAws, signal: AbortSignal): Promise<void> {
  say('cdk destroy ...');
  succeeded('cdk destroy', await new Cdk(aws).destroy(app(signal), '--all'));
}

function app(signal: AbortSignal) {
  return { cwd: join(ROOT, APP), signal, onOutput: echo };
}

function echo(text: string): void {
  process.stdout.write(text);
}

function succeeded(command: string, result: ChildResult): void {
  if (result.code !== 0) {
    throw new SetupError(`${command} failed: its output above says why.`);
  }
}

async function show(aws: LocalAws): Promise<void> {
  say('The SageMaker API answers:');
  process.stdout.write(`${await inventory(aws)}\n`);
}

function tell(aws: LocalAws): void {
  say('The local AWS goes on running. To talk to it:');
  for (const [name, value] of Object.entries(aws.variables)) {
    process.stdout.write(`export ${name}=${value}\n`);
  }
  say(`${STOP} ends it.`);
}

async function stopKept(): Promise<void> {
  const kept = await keptServer();
  forget();
  if (!kept) {
    say('No local AWS is kept running.');
    return;
  }
  await kept.stop();
  say(`The local AWS at ${kept.url} is stopped.`);
}

const interrupts = new Interrupts();
main(interrupts.signal).catch((error) => {
  if (interrupts.signal.aborted) {
    process.stderr.write('Interrupted: everything that was started is stopped.\n');
    process.exitCode = 130;
  } else if (error instanceof SetupError) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  } else {
    throw error;
  }
});
