import { RemoteError } from './steps';

/**
 * The category of an error, which determines the reaction of the handler:
 * - `busy`: the service is throttled, broken or silent. Retry;
 * - `denied`: a permission is missing. Retry, because it may be new;
 * - `not-ready`: something that the job needs is not ready, such as a role that SageMaker cannot assume yet. Retry;
 * - `in-use`, `not-found`: the name of a job is taken, or there is no such job;
 * - `refused`: no retry will help. Answer;
 * - `unknown`: any other error, bugs included. Let the invocation fail, so that Lambda retries it.
 */
export type ErrorCategory = 'busy' | 'denied' | 'not-ready' | 'in-use' | 'not-found' | 'refused' | 'unknown';

/** Error codes of the services (see the common errors of their API references), of Node.js and of the SDK. */
const CODES: Record<string, ErrorCategory> = {
  ThrottlingException: 'busy',
  Throttling: 'busy',
  ThrottledException: 'busy',
  TooManyRequestsException: 'busy',
  RequestLimitExceeded: 'busy',
  InternalFailure: 'busy',
  InternalServerException: 'busy',
  InternalServerError: 'busy',
  ServiceException: 'busy',
  ServiceUnavailable: 'busy',
  ServiceUnavailableException: 'busy',
  TimeoutError: 'busy',
  NetworkingError: 'busy',
  ECONNRESET: 'busy',
  ECONNREFUSED: 'busy',
  ECONNABORTED: 'busy',
  ETIMEDOUT: 'busy',
  EPIPE: 'busy',
  ENOTFOUND: 'busy',
  EAI_AGAIN: 'busy',
  AccessDenied: 'denied',
  AccessDeniedException: 'denied',
  UnauthorizedOperation: 'denied',
  ResourceInUse: 'in-use',
  ResourceNotFound: 'not-found',
  ResourceNotFoundException: 'not-found',
  ResourceLimitExceeded: 'refused',
  ValidationException: 'refused',
  ValidationError: 'refused',
};

/** The messages that distinguish one ValidationException from another, each with its source. */
const KNOWN_MESSAGES: { readonly message: RegExp; readonly category: ErrorCategory }[] = [
  // sagemaker-controller of ACK, community pull request 622
  { message: /Requested resource not found/i, category: 'not-found' },
  // moto 5.2.5
  { message: /Could not find [a-z]+ job/i, category: 'not-found' },
  // aws-samples predictive maintenance, issue 3; all six: hashicorp/terraform-provider-aws, internal/service/sagemaker
  { message: /Could not assume role/i, category: 'not-ready' },
  { message: /Unauthorized to List objects under S3 URL/i, category: 'not-ready' },
  { message: /Access denied to OutputDataConfig S3 bucket/i, category: 'not-ready' },
  { message: /no identity-based policy allows the s3:ListBucket action/i, category: 'not-ready' },
  { message: /Access denied to hub content/i, category: 'not-ready' },
  { message: /Access denied for repository/i, category: 'not-ready' },
];

export function categoryOf(error: unknown): ErrorCategory {
  const { name, message, statusCode } = error as RemoteError;
  if (name === 'ValidationException') {
    return KNOWN_MESSAGES.find((known) => known.message.test(message))?.category ?? 'refused';
  }
  if (Object.hasOwn(CODES, name)) { return CODES[name]; }
  return statusCode === 429 || (statusCode ?? 0) >= 500 ? 'busy' : 'unknown';
}

/** The code and the message of an error. */
export function describeError(error: unknown): string {
  const { name, message } = error as Error;
  return name === 'Error' ? message : `${name}: ${message}`;
}
