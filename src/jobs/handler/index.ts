/** The entry points of the two Lambda functions. This folder is bundled, and is not part of the library's API. */
import { Aws } from './aws';
import { handle, handleFailedEvent } from './core';
import { readMap, readText } from './values';
import { JOB_KINDS } from '../kinds';

interface LambdaContext {
  readonly functionName: string;
}

const aws = new Aws();

/** Answers the requests of CloudFormation, and continues waits. */
export function handler(event: unknown, { functionName }: LambdaContext): Promise<void> {
  return aws.run(handle(event, { functionName, kinds: JOB_KINDS }));
}

/** Answers the requests that the handler failed to answer. Lambda invokes it with a record of the failure, which holds the event. */
export function janitor(record: unknown, { functionName }: LambdaContext): Promise<void> {
  const { requestPayload, requestContext, responsePayload } = readMap(record);
  const cause = [readText(readMap(requestContext).condition), readText(readMap(responsePayload).errorMessage)].filter((part) => part !== undefined).join(': ');
  return aws.run(handleFailedEvent(requestPayload ?? record, { functionName, kinds: JOB_KINDS, cause: cause || undefined }));
}
