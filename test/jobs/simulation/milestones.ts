import { World } from './model/world';

/** A condition that a directed schedule waits for. */
export type Milestone = (world: World) => boolean;

/** The stack has a status. */
export const status = (name: string): Milestone => ({ stack }) => stack.status === name;
/** A number of stack operations has begun. */
export const begun = (operations: number): Milestone => ({ stack }) => stack.operations >= operations;
/** A number of jobs has started. */
export const started = (jobs: number): Milestone => ({ sagemaker }) => sagemaker.all.length >= jobs;
/** A request has been answered a number of times. */
export const answered = (title: string, times = 1): Milestone => ({ stack }) =>
  stack.requests.some((request) => request.title === title && request.answers.length >= times);
/** CloudFormation has made a request. */
export const requested = (title: string): Milestone => ({ stack }) => stack.requests.some((request) => request.title === title);
