import { RemoteError } from './steps';

/**
 * - `busy`: throttled, broken or silent, and better later;
 * - `denied`: a permission is missing, perhaps only because it is new;
 * - `not-ready`: what the job needs is not there yet, such as a role that SageMaker may not assume yet;
 * - `in-use`, `not-found`: of the name of a job;
 * - `refused`: for good;
 * - `unknown`: everything else, and mistakes of our own: not answered but tried again by Lambda, and answered by the janitor.
 */
export type ErrorKind = 'busy' | 'denied' | 'not-ready' | 'in-use' | 'not-found' | 'refused' | 'unknown';

/** Codes of the services (common errors of their API references) and of node's and the SDK's networking. */
const CODES: Record<string, ErrorKind> = {
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

/** The only words that are matched, of validation errors alone, each as somebody saw it. */
const WORDS: { readonly words: RegExp; readonly kind: ErrorKind }[] = [
  // sagemaker-controller of ACK, community pull request 622
  { words: /Requested resource not found/i, kind: 'not-found' },
  // moto 5.2.5
  { words: /Could not find training job/i, kind: 'not-found' },
  // aws-samples predictive maintenance, issue 3; hashicorp/terraform-provider-aws, internal/service/sagemaker/training_job.go, which has the other five too
  { words: /Could not assume role/i, kind: 'not-ready' },
  { words: /Unauthorized to List objects under S3 URL/i, kind: 'not-ready' },
  { words: /Access denied to OutputDataConfig S3 bucket/i, kind: 'not-ready' },
  { words: /no identity-based policy allows the s3:ListBucket action/i, kind: 'not-ready' },
  { words: /Access denied to hub content/i, kind: 'not-ready' },
  { words: /Access denied for repository/i, kind: 'not-ready' },
];

export function kindOf(error: unknown): ErrorKind {
  const { name, message, statusCode } = error as RemoteError;
  const kind = Object.hasOwn(CODES, name) ? CODES[name] : undefined;
  if (name === 'ValidationException') {
    return WORDS.find(({ words }) => words.test(message))?.kind ?? 'refused';
  }
  return kind ?? (statusCode === 429 || (statusCode ?? 0) >= 500 ? 'busy' : 'unknown');
}

/** What a person should know of an error. */
export function wordsOf(error: unknown): string {
  const { name, message } = error as Error;
  return name === 'Error' ? message : `${name}: ${message}`;
}
