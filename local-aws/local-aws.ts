import { ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { devNull } from 'node:os';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Asker } from './asker';
import { SetupError } from '../projenrc/python';

/** Account and Region of everything that is deployed locally. */
export const ACCOUNT = '123456789012';
export const REGION = 'us-east-1';

const EVENTS_PATH = '/_local-aws/events';
const SIMULATION_PATH = '/_local-aws/simulation';
const PORT_TAKEN = 3;

export interface LocalAwsOptions {
  /** The interpreter of the virtual environment with `requirements.txt`. */
  readonly python: string;
  /** A port of loopback. @default - the one in LOCAL_AWS_PORT, else one that is free */
  readonly port?: number;
  /** Where the server's own output goes. */
  readonly logFile: string;
  /** How long an endpoint takes to come up or to change. @default - LOCAL_AWS_ENDPOINT_SECONDS, else 1.5 */
  readonly endpointSeconds?: number;
  /** How long a training job takes. @default - LOCAL_AWS_TRAINING_SECONDS, else 12 */
  readonly trainingSeconds?: number;
  /** How long Lambda waits before it repeats an invocation that failed; twice as long the next time. @default - LOCAL_AWS_RETRY_SECONDS, else 1 */
  readonly retrySeconds?: number;
  /** Gives up waiting. */
  readonly signal?: AbortSignal;
  /** @default 60 */
  readonly timeoutSeconds?: number;
}

/** One line of the server's event log. */
export interface LocalAwsEvent {
  readonly sequence: number;
  /** A changing API operation, or what became of something (`EndpointInService`, `TrainingJobUploading`, `CustomResourceResponse`). */
  readonly event: string;
  readonly resource: string;
  /** Seconds since 1970. */
  readonly time: number;
  /** The configuration that an endpoint is in service with. */
  readonly config?: string;
  /** Why the request was refused or the endpoint failed. */
  readonly error?: string;
}

/** Rules of which the first counts whose `jobs`, `function` or `resource` is a part of the name, or that has none: see `server/simulation.py`. */
export interface Simulation {
  readonly training?: ReadonlyArray<{
    readonly jobs?: string;
    readonly seconds?: number;
    readonly outcome?: 'Completed' | 'Failed';
    readonly reason?: string;
    readonly metrics?: Record<string, number>;
  }>;
  /** Functions that die before or after an operation they ask for, such as `CreateTrainingJob` or `CustomResourceResponse`. */
  readonly crashes?: ReadonlyArray<{
    readonly function?: string;
    readonly operation: string;
    /** What the operation is about. */
    readonly resource?: string;
    readonly moment: 'before' | 'after';
    readonly times?: number;
  }>;
  /** How often an event is delivered. */
  readonly deliveries?: ReadonlyArray<{ readonly function?: string; readonly times: number }>;
}

/** A running local AWS. */
export class LocalAws {
  /** Starts a server and waits until it answers. It ends with this process, unless `keep` lets it go. */
  public static async start(options: LocalAwsOptions): Promise<LocalAws> {
    const port = options.port ?? portOf(process.env.LOCAL_AWS_PORT ?? '0');
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
      // A process group of its own: an interrupt at the terminal reaches this process, which then ends the server in order.
      detached: true,
      stdio: ['pipe', 'pipe', log],
    });
    closeSync(log);
    try {
      const deadline = AbortSignal.timeout((options.timeoutSeconds ?? 60) * 1000);
      const url = await addressOf(server, port, options.logFile, AbortSignal.any([deadline, ...options.signal ? [options.signal] : []]));
      const aws = new LocalAws(url, server.pid!, options.python, server);
      await aws.untilReady(options.logFile, deadline, options.signal);
      return aws;
    } catch (error) {
      server.kill('SIGKILL');
      throw error;
    }
  }

  /** A server that another process started, if it still runs. */
  public static async attach(url: string, pid: number, python: string): Promise<LocalAws | undefined> {
    const answer = await fetch(url + EVENTS_PATH).catch(() => undefined);
    return answer?.headers.get('x-local-aws-pid') === String(pid) ? new LocalAws(url, pid, python) : undefined;
  }

  private readonly asker: Asker;

  private constructor(
    public readonly url: string,
    public readonly pid: number,
    python: string,
    private readonly server?: ChildProcess,
  ) {
    this.asker = new Asker(python, this.env);
  }

  /** The variables by which every AWS tool talks to this server, and to no other. */
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

  /** This process's environment with its AWS settings replaced: no profile, no credentials, no real account. */
  public get env(): NodeJS.ProcessEnv {
    const own = Object.entries(process.env).filter(([name]) => !name.startsWith('AWS_'));
    return { ...Object.fromEntries(own), ...this.variables, AWS_CONFIG_FILE: devNull, AWS_SHARED_CREDENTIALS_FILE: devNull };
  }

  /** Asks with boto3; the answers come in the order of the questions. */
  public ask(...questions: [service: string, operation: string, parameters?: object][]): Promise<any[]> {
    return this.asker.ask(questions.map(([service, operation, parameters]) => [service, operation, parameters ?? {}]));
  }

  /** What happened since the start, in order. */
  public async events(): Promise<LocalAwsEvent[]> {
    const text = await (await fetch(this.url + EVENTS_PATH)).text();
    return text.split('\n').filter(Boolean).map((line) => JSON.parse(line));
  }

  /** What is to go differently from now on. It replaces what was asked for before. */
  public async simulate(simulation: Simulation): Promise<void> {
    const answer = await fetch(this.url + SIMULATION_PATH, { method: 'PUT', body: JSON.stringify(simulation) });
    if (!answer.ok) { throw new Error(await answer.text()); }
  }

  /** Lets the server outlive this process. */
  public async keep(): Promise<void> {
    const { stdin, stdout } = this.server!;
    await new Promise<void>((done) => stdin!.end('keep', () => done()));
    stdout!.destroy();
    this.server!.unref();
  }

  /** Ends the server and everything it started. */
  public async stop(): Promise<void> {
    this.asker.stop();
    this.kill('SIGTERM');
    for (let waited = 0; this.isRunning(); waited += 50) {
      if (waited === 5000) { this.kill('SIGKILL'); }
      await sleep(50);
    }
  }

  private isRunning(): boolean {
    return this.server ? this.server.exitCode === null && this.server.signalCode === null : this.kill(0);
  }

  /** Whether there was a process to send the signal to. */
  private kill(signal: NodeJS.Signals | 0): boolean {
    try {
      return this.server ? this.server.kill(signal) : process.kill(this.pid, signal);
    } catch {
      return false;
    }
  }

  private async untilReady(logFile: string, deadline: AbortSignal, signal?: AbortSignal): Promise<void> {
    while (true) {
      const answer = await fetch(this.url + EVENTS_PATH, { signal }).catch(() => undefined);
      if (answer?.ok) { return; }
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

/** A port number as users write it. */
export function portOf(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    throw new SetupError(`"${text}" is no port number.`);
  }
  return port;
}

/** The first line that the server prints is its address. */
function addressOf(server: ChildProcess, port: number, logFile: string, signal: AbortSignal): Promise<string> {
  return new Promise((done, fail) => {
    let output = '';
    server.stdout!.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      if (output.includes('\n')) { done(output.split('\n')[0]); }
    });
    server.on('error', fail);
    server.on('exit', (code) => fail(new SetupError(code === PORT_TAKEN
      ? `Port ${port} is taken: choose another one, or none to have a free one found.`
      : `The local AWS did not start: see ${logFile}.`,
    )));
    signal.addEventListener('abort', () => fail(new SetupError(`The local AWS did not start in time: see ${logFile}.`)));
  });
}
