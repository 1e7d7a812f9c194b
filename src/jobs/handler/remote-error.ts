import { RemoteError } from './steps';

/** Converts an error of the SDK or of Node.js. */
export function remoteError(error: unknown): RemoteError {
  const { name, message, code, $metadata, $response } = error as Error & {
    code?: string; $metadata?: { httpStatusCode?: number }; $response?: { statusCode?: number };
  };
  return Object.assign(new Error(message), {
    // without an HTTP status the call did not reach the service, and the code is that of Node.js
    name: $metadata?.httpStatusCode === undefined ? code ?? name : name,
    statusCode: $metadata?.httpStatusCode ?? $response?.statusCode,
  });
}
