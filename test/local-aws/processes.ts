import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { connect } from 'node:net';
import { runCommand } from '../../local-aws/process';

export interface RunningProcess {
  readonly pid: number;
  readonly parent: number;
  /** The command line. With `ps`, it includes the environment. */
  readonly command: string;
  readonly environment: string;
}

/** Lists all processes of this machine that this process may read. */
export async function processes(): Promise<RunningProcess[]> {
  if (existsSync('/proc/self/environ')) {
    return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).flatMap((pid) => {
      const [stat, command, environment] = ['stat', 'cmdline', 'environ'].map((file) => readOrEmpty(`/proc/${pid}/${file}`));
      // The second field of `stat` is a name in parentheses, which may contain spaces and parentheses.
      const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
      return stat === '' ? [] : [{ pid: Number(pid), parent, command: command.replaceAll('\0', ' '), environment }];
    });
  }
  const { stdout } = await runCommand('ps', ['axeww', '-o', 'pid=,ppid=,command=']);
  return stdout.split('\n').filter(Boolean).map((line) => {
    const [, pid, parent, command] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line)!;
    return { pid: Number(pid), parent: Number(parent), command, environment: command };
  });
}

/** Lists the addresses on which a process listens for TCP connections. */
export async function listeningAddresses(pid: number): Promise<string[]> {
  if (!existsSync('/proc/self/net/tcp')) {
    const { stdout } = await runCommand('lsof', ['-a', '-n', '-P', '-iTCP', '-sTCP:LISTEN', '-Fn', '-p', String(pid)]);
    return stdout.split('\n').filter((line) => line.startsWith('n')).map((line) => line.slice(1));
  }
  const LISTEN = '0A';
  const sockets = readdirSync(`/proc/${pid}/fd`).map((fd) => readlinkSync(`/proc/${pid}/fd/${fd}`));
  return ['tcp', 'tcp6'].flatMap((family) => readOrEmpty(`/proc/${pid}/net/${family}`).trim().split('\n').slice(1))
    .map((line) => line.trim().split(/\s+/))
    .filter(([, , , state, , , , , , inode]) => state === LISTEN && sockets.includes(`socket:[${inode}]`))
    .map(([, local]) => {
      const [address, port] = local.split(':');
      const bytes = address.match(/../g)!.reverse().map((byte) => parseInt(byte, 16));
      return `${bytes.join('.')}:${parseInt(port, 16)}`;
    });
}

/** Whether a process listens on a port of the loopback interface. */
export function isOpen(port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(port, '127.0.0.1');
    socket.on('connect', () => { socket.destroy(); done(true); });
    socket.on('error', () => done(false));
  });
}

/** A process may end, or belong to another user, before its files are read. */
function readOrEmpty(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
