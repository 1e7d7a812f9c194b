import { ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { devNull } from 'node:os';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Boto3Client } from './boto3-client';
import { SetupError } from '../projenrc/python';

/** The account and Region of the local AWS. */
export const ACCOUNT = '123456789012';
export const REGION = 'us-east-1';

const EVENTS_PATH = '/_local-aws/events';
const SIMULATION_PATH = '/_local-aws/simulation';
const PORT_TAKEN = 3;

export interface LocalAwsOptions {
  /** The Python interpreter of the virtual environment with the packages of `requirements.txt`. */
  readonly python: string;
  /** The port on the loopback interface. @default - the value of LOCAL_AWS_PORT, or a free port */
  readonly port?: number;
  /** The file for the output of the server. */
  readonly logFile: string;
  /** The number of seconds to create or update an endpoint. @default - the value of LOCAL_AWS_ENDPOINT_SECONDS, or 1.5 */
  readonly endpointSeconds?: number;
  /** The number of seconds that a training job takes. @default - the value of LOCAL_AWS_TRAINING_SECONDS, or 12 */
  readonly trainingSeconds?: number;
  /** The number of seconds before Lambda retries a failed invocation. The second retry waits twice as long. @default - the value of LOCAL_AWS_RETRY_SECONDS, or 1 */
  readonly retrySeconds?: number;
  /** Aborting it cancels the start. */
  readonly signal?: AbortSignal;
  /** The number of seconds to wait for the server. @default 60 */
  readonly timeoutSeconds?: number;
}

/** One line of the server's event log. */
export interface LocalAwsEvent {
  readonly sequence: number;
  /** An API operation that changes resources, or a status change (`EndpointInService`, `TrainingJobUploading`, `CustomResourceResponse`). */
  readonly event: string;
  readonly resource: string;
  /** Seconds since 1970. */
  readonly time: number;
  /** The endpoint configuration that the endpoint uses. */
  readonly config?: string;
  /** The reason why the request was rejected or the endpoint failed. */
  readonly error?: string;
}

/**
 * Rules that change the behavior of the server. The first matching rule of a list applies.
 *
 * A rule matches if the name contains its `jobs`, `function` or `resource`, or if it has none. `server/simulation.py` has examples.
 */
export interface Simulation {
  readonly training?: ReadonlyArray<{
    readonly jobs?: string;
    readonly seconds?: number;
    readonly outcome?: 'Completed' | 'Failed';
    readonly reason?: string;
    readonly metrics?: Record<string, number>;
  }>;
  /** Functions that crash before or after an operation that they call, such as `CreateTrainingJob` or `CustomResourceResponse`. */
  readonly crashes?: ReadonlyArray<{
    readonly function?: string;
    readonly operation: string;
    /** The resource of the operation. */
    readonly resource?: string;
    readonly moment: 'before' | 'after';
    readonly times?: number;
  }>;
  /** The number of times that an event is delivered. */
  readonly deliveries?: ReadonlyArray<{ readonly function?: string; readonly times: number }>;
}

/** A running local AWS. */
export class LocalAws {
  /** Starts a server and waits until it responds. The server ends with this process, unless `keep` detaches it. */
  public static async start(options: LocalAwsOptions): Promise<LocalAws> {
    const port = options.port ?? parsePort(process.env.LOCAL_AWS_PORT ?? '0');
    mkdirSync(dirname(options.logFile), { recursive: true });
    const log = openSync(options.logFile, 'w');
    const server = spawn(options.python, ['-m', 'server', '--port', String(port)], {
      cwd: __dirname,
      env: {
        ...process.env,
        PYTHONDONTWRITEBYTECODE: '1',
        ...settings({
          LOCAL_AWS_ENDPOINT_SECONDS: options.endpointSeconds,
          LOCAL_AWS_TRAINING_SECONDS: options.trainingSeconds,
          LOCAL_AWS_RETRY_SECONDS: options.retrySeconds,
        }),
      },
      // The server has its own process group: a terminal interrupt reaches only this process, which then stops the server.
      detached: true,
      stdio: ['pipe', 'pipe', log],
    });
    closeSync(log);
    try {
      const deadline = AbortSignal.timeout((options.timeoutSeconds ?? 60) * 1000);
      const url = await readAddress(server, port, options.logFile, AbortSignal.any([deadline, ...options.signal ? [options.signal] : []]));
      const aws = new LocalAws(url, server.pid!, options.python, server);
      await aws.untilReady(options.logFile, deadline, options.signal);
      return aws;
    } catch (error) {
      server.kill('SIGKILL');
      throw error;
    }
  }

  /** Connects to a server that another process started, if it is still running. */
  public static async attach(url: string, pid: number, python: string): Promise<LocalAws | undefined> {
    const response = await fetch(url + EVENTS_PATH).catch(() => undefined);
    return response?.headers.get('x-local-aws-pid') === String(pid) ? new LocalAws(url, pid, python) : undefined;
  }

  private readonly boto3: Boto3Client;

  private constructor(
    public readonly url: string,
    public readonly pid: number,
    python: string,
    private readonly server?: ChildProcess,
  ) {
    this.boto3 = new Boto3Client(python, this.env);
  }

  /** The environment variables with which every AWS tool connects to this server, and to no other endpoint. */
  public get variables(): Record<string, string> {
    return {
      AWS_ENDPOINT_URL: this.url,
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_REGION: REGION,
      AWS_DEFAULT_REGION: REGION,
      AWS_EC2_METADATA_DISABLED: 'true',
    };
  }

  /** The environment of this process with all AWS settings replaced: no profile, no credentials, no real account. */
  public get env(): NodeJS.ProcessEnv {
    const otherVariables = Object.entries(process.env).filter(([name]) => !name.startsWith('AWS_'));
    return { ...Object.fromEntries(otherVariables), ...this.variables, AWS_CONFIG_FILE: devNull, AWS_SHARED_CREDENTIALS_FILE: devNull };
  }

  /** Calls operations with boto3. The responses are in the order of the requests. */
  public call(...requests: [service: string, operation: string, parameters?: object][]): Promise<any[]> {
    return this.boto3.call(requests.map(([service, operation, parameters]) => [service, operation, parameters ?? {}]));
  }

  /** All events since the start, in order. */
  public async events(): Promise<LocalAwsEvent[]> {
    const text = await (await fetch(this.url + EVENTS_PATH)).text();
    return text.split('\n').filter(Boolean).map((line) => JSON.parse(line));
  }

  /** Replaces the rules that change the behavior of the server. */
  public async simulate(simulation: Simulation): Promise<void> {
    const response = await fetch(this.url + SIMULATION_PATH, { method: 'PUT', body: JSON.stringify(simulation) });
    if (!response.ok) { throw new Error(await response.text()); }
  }

  /** Detaches the server, so that it keeps running when this process ends. */
  public async keep(): Promise<void> {
    const { stdin, stdout } = this.server!;
    await new Promise<void>((done) => stdin!.end('keep', () => done()));
    stdout!.destroy();
    this.server!.unref();
  }

  /** Stops the server and all its child processes. */
  public async stop(): Promise<void> {
    this.boto3.stop();
    this.kill('SIGTERM');
    for (let waited = 0; this.isRunning(); waited += 50) {
      if (waited === 5000) { this.kill('SIGKILL'); }
      await sleep(50);
    }
  }

  private isRunning(): boolean {
    return this.server ? this.server.exitCode === null && this.server.signalCode === null : this.kill(0);
  }

  /** Sends a signal to the server. Returns whether the process exists. */
  private kill(signal: NodeJS.Signals | 0): boolean {
    try {
      return this.server ? this.server.kill(signal) : process.kill(this.pid, signal);
    } catch {
      return false;
    }
  }

  private async untilReady(logFile: string, deadline: AbortSignal, signal?: AbortSignal): Promise<void> {
    while (true) {
      const response = await fetch(this.url + EVENTS_PATH, { signal }).catch(() => undefined);
      if (response?.ok) { return; }
      signal?.throwIfAborted();
      if (deadline.aborted || !this.isRunning()) {
        throw new SetupError(`The local AWS did not start: see ${logFile}.`);
      }
      await sleep(100);
    }
  }
}

function settings(values: Record<string, number | undefined>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).flatMap(([name, value]) => value === undefined ? [] : [[name, String(value)]]));
}

/** Parses a port number from the command line or the environment. */
export function parsePort(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    throw new SetupError(`"${text}" is not a port number: it must be an integer from 0 to 65535.`);
  }
  return port;
}

/** Reads the address of the server, which is the first line of its output. */
function readAddress(server: ChildProcess, port: number, logFile: string, signal: AbortSignal): Promise<string> {
  return new Promise((done, fail) => {
    let output = '';
    server.stdout!.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      if (output.includes('\n')) { done(output.split('\n')[0]); }
    });
    server.on('error', fail);
    server.on('exit', (code) => fail(new SetupError(code === PORT_TAKEN
      ? `Port ${port} is in use: choose another port, or none to use a free port.`
      : `The local AWS did not start: see ${logFile}.`,
    )));
    signal.addEventListener('abort', () => fail(new SetupError(`The local AWS did not start in time: see ${logFile}.`)));
  });
}
