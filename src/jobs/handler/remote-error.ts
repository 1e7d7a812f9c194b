import { RemoteError } from './steps';

/** Of an error of the SDK or of node, what the core goes by. */
export function remoteError(error: unknown): RemoteError {
  const { name, message, code, $metadata, $response } = error as Error & {
    code?: string; $metadata?: { httpStatusCode?: number }; $response?: { statusCode?: number };
  };
  return Object.assign(new Error(message), {
    // what never reached a service has only a code of node's
    name: $metadata?.httpStatusCode === undefined ? code ?? name : name,
    statusCode: $metadata?.httpStatusCode ?? $response?.statusCode,
  });
}
