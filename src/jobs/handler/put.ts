import { IncomingMessage, request as requestByHttp } from 'node:http';
import { request as requestByHttps } from 'node:https';
import { RemoteError } from './steps';

export interface Limits {
  readonly connectMilliseconds: number;
  readonly totalMilliseconds: number;
}

const MOST_REDIRECTS = 3;

/** Puts a text where a pre-signed URL says, by its own scheme and port; a moved bucket redirects. Returns the status. */
export async function put(url: string, body: string, limits: Limits): Promise<number> {
  let target = new URL(url);
  for (let redirects = 0; ; redirects++) {
    const { statusCode = 0, headers } = await send(target, body, limits);
    const isMoved = [301, 302, 307, 308].includes(statusCode) && headers.location !== undefined;
    if (!isMoved || redirects === MOST_REDIRECTS) { return statusCode; }
    const next = new URL(headers.location!, target);
    if (!['http:', 'https:'].includes(next.protocol) || (target.protocol === 'https:' && next.protocol !== 'https:')) { return statusCode; }
    target = next;
  }
}

function send(url: URL, body: string, { connectMilliseconds, totalMilliseconds }: Limits): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const request = (url.protocol === 'http:' ? requestByHttp : requestByHttps)(url, {
      method: 'PUT',
      // the signature covers an empty type
      headers: { 'content-type': '', 'content-length': Buffer.byteLength(body) },
      agent: false,
    });
    const timeOut = () => request.destroy(Object.assign(new Error('the answer was not taken in time'), { name: 'TimeoutError' }));
    const total = setTimeout(timeOut, totalMilliseconds);
    const connect = setTimeout(timeOut, connectMilliseconds);
    const connected = () => clearTimeout(connect);
    const over = () => [total, connect].forEach((timer) => clearTimeout(timer));
    request.once('socket', (socket) => socket.once(url.protocol === 'http:' ? 'connect' : 'secureConnect', connected));
    request.once('response', (response) => {
      over();
      response.destroy();
      resolve(response);
    });
    request.once('error', (error: NodeJS.ErrnoException) => {
      over();
      // the words name hosts: the code says enough
      const name = error.name === 'TimeoutError' ? error.name : error.code ?? 'NetworkingError';
      reject(Object.assign(new Error('the answer could not be delivered'), { name }) satisfies RemoteError);
    });
    request.end(body);
  });
}
