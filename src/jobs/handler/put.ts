import { IncomingMessage, request as requestByHttp } from 'node:http';
import { request as requestByHttps } from 'node:https';
import { RemoteError } from './steps';

export interface Timeouts {
  readonly connectMilliseconds: number;
  readonly totalMilliseconds: number;
}

const MAX_REDIRECTS = 3;

/** Uploads a text to a presigned URL, with the scheme and the port of the URL, and follows redirects. Returns the HTTP status. */
export async function put(url: string, body: string, timeouts: Timeouts): Promise<number> {
  let target = new URL(url);
  for (let redirects = 0; ; redirects++) {
    const { statusCode = 0, headers } = await send(target, body, timeouts);
    const isRedirect = [301, 302, 307, 308].includes(statusCode) && headers.location !== undefined;
    if (!isRedirect || redirects === MAX_REDIRECTS) { return statusCode; }
    const next = new URL(headers.location!, target);
    if (!['http:', 'https:'].includes(next.protocol) || (target.protocol === 'https:' && next.protocol !== 'https:')) { return statusCode; }
    target = next;
  }
}

function send(url: URL, body: string, { connectMilliseconds, totalMilliseconds }: Timeouts): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const request = (url.protocol === 'http:' ? requestByHttp : requestByHttps)(url, {
      method: 'PUT',
      // the signature includes an empty content type
      headers: { 'content-type': '', 'content-length': Buffer.byteLength(body) },
      agent: false,
    });
    const onTimeout = () => request.destroy(Object.assign(new Error('the answer was not accepted in time'), { name: 'TimeoutError' }));
    const total = setTimeout(onTimeout, totalMilliseconds);
    const connect = setTimeout(onTimeout, connectMilliseconds);
    const onConnected = () => clearTimeout(connect);
    const clearTimers = () => [total, connect].forEach((timer) => clearTimeout(timer));
    request.once('socket', (socket) => socket.once(url.protocol === 'http:' ? 'connect' : 'secureConnect', onConnected));
    request.once('response', (response) => {
      clearTimers();
      response.destroy();
      resolve(response);
    });
    request.once('error', (error: NodeJS.ErrnoException) => {
      clearTimers();
      // the message contains the host, so only the code is passed on
      const name = error.name === 'TimeoutError' ? error.name : error.code ?? 'NetworkingError';
      reject(Object.assign(new Error('the answer could not be delivered'), { name }) satisfies RemoteError);
    });
    request.end(body);
  });
}
