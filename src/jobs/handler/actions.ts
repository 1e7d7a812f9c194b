import { Step } from './steps';
import { JobKind } from '../kinds';
import { ACTIONS, jobActions } from '../protocol';

/** The IAM actions that the role of the handler needs for each step; a step that is not listed needs none. */
export function actionsByStep(kind: JobKind): { readonly [K in Step['do']]?: readonly string[] } {
  const { create, describe, listTags, stop } = jobActions(kind);
  return {
    'describe-stack': [ACTIONS.describeStacks],
    'create-job': [...create, ACTIONS.passRole],
    'describe-job': describe,
    'list-tags': listTags,
    'stop-job': stop,
    // the handler invokes itself, and Lambda invokes the janitor with the same permission
    'invoke': [ACTIONS.invokeFunction],
  };
}
