/** The entries of the two Lambda functions; this folder is bundled, and not part of the library's API. */
import { Aws } from './aws';
import { clean, handle } from './core';
import { record, text } from './events';

interface LambdaContext {
  readonly functionName: string;
}

const aws = new Aws();

/** Answers CloudFormation, or goes on with a wait. */
export function handler(event: unknown, { functionName }: LambdaContext): Promise<void> {
  return aws.drive(handle(event, { functionName }));
}

/** Answers what the handler failed to answer: Lambda tells of it in a record of its own. */
export function janitor(failed: unknown, { functionName }: LambdaContext): Promise<void> {
  const { requestPayload, requestContext, responsePayload } = record(failed);
  const cause = [text(record(requestContext).condition), text(record(responsePayload).errorMessage)].filter((part) => part !== undefined).join(': ');
  return aws.drive(clean(requestPayload ?? failed, { functionName, cause: cause || undefined }));
}
