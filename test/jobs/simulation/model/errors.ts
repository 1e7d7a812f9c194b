import { ServiceFault } from './director';

/** An error as the client of a service throws it. */
export function remoteError(name: string, message: string, statusCode = 400): Error {
  return Object.assign(new Error(message), { name, statusCode });
}

/** The error that the client throws for a fault. */
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

/** Whether the call takes effect although it fails. */
export function takesEffect(fault: ServiceFault): boolean {
  return fault === 'broken after all' || fault === 'silent, but done' || fault === 'silent, done later';
}
