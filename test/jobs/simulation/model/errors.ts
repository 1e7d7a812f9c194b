import { ServiceFault } from './director';

/** An error as a service's client throws it. */
export function remoteError(name: string, message: string, statusCode = 400): Error {
  return Object.assign(new Error(message), { name, statusCode });
}

/** What the client throws for a fault; after some of them the call has been done all the same. */
export function errorOf(fault: ServiceFault): Error {
  switch (fault) {
    case 'throttled':
      return remoteError('ThrottlingException', 'Rate exceeded');
    case 'denied':
    case 'expired':
      return remoteError('AccessDeniedException', 'User is not authorized to perform this action');
    case 'broken':
    case 'broken after all':
      return remoteError('InternalFailure', 'We encountered an internal error. Please try again.', 500);
    default:
      return remoteError('TimeoutError', 'The request was not answered in time', 0);
  }
}

/** Whether the call is done although it seems to have failed. */
export function isDone(fault: ServiceFault): boolean {
  return fault === 'broken after all' || fault === 'silent, but done' || fault === 'silent, done later';
}
