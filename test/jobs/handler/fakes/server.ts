import { createServer, IncomingMessage, Server, ServerResponse } from 'node:http';
import { AddressInfo } from 'node:net';

export interface Received {
  readonly method?: string;
  readonly path?: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** The response to one request; undefined for none at all. */
export type Reply = {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly body?: string;
  /** Whether the body never ends. */
  readonly hangs?: boolean;
} | undefined;

/** An HTTP server with prepared replies: one for each request, and the last one for all further requests. */
export class FakeServer {
  public static async start(): Promise<FakeServer> {
    const fake = new FakeServer();
    await new Promise<void>((resolve) => fake.server.listen(0, 'localhost', resolve));
    return fake;
  }

  public readonly received: Received[] = [];
  public replies: Reply[] = [];
  private readonly server: Server;

  private constructor() {
    this.server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk) => { body += chunk; });
      request.on('end', () => {
        this.received.push({ method: request.method, path: request.url, headers: request.headers, body });
        this.reply(response, this.replies.length > 1 ? this.replies.shift() : this.replies[0]);
      });
    });
  }

  public get url(): string {
    return `http://localhost:${(this.server.address() as AddressInfo).port}`;
  }

  public async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private reply(response: ServerResponse, reply: Reply): void {
    if (!reply) { return; }
    response.writeHead(reply.status ?? 200, reply.headers);
    if (reply.hangs) { response.write(reply.body ?? ' '); } else { response.end(reply.body); }
  }
}

export const json = (body: object, status = 200): Reply => ({ status, headers: { 'content-type': 'application/x-amz-json-1.1' }, body: JSON.stringify(body) });
export const xml = (body: string, status = 200): Reply => ({ status, headers: { 'content-type': 'text/xml' }, body });

export function stackIs(status: string, more = ''): Reply {
  return xml('<DescribeStacksResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><DescribeStacksResult><Stacks><member>'
    + `<StackName>shop</StackName><CreationTime>2026-01-05T11:00:00.000Z</CreationTime>${more}<StackStatus>${status}</StackStatus>`
    + '</member></Stacks></DescribeStacksResult></DescribeStacksResponse>');
}
