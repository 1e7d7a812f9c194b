import { World } from './model/world';

/** What a directed schedule waits for. */
export type Milestone = (world: World) => boolean;

export const status = (name: string): Milestone => ({ stack }) => stack.status === name;
export const begun = (operation: number): Milestone => ({ stack }) => stack.operations >= operation;
/** So many jobs were started. */
export const started = (jobs: number): Milestone => ({ sagemaker }) => sagemaker.all.length >= jobs;
/** The request has been answered so many times. */
export const answered = (title: string, times = 1): Milestone => ({ stack }) =>
  stack.requests.some((request) => request.title === title && request.answers.length >= times);
export const asked = (title: string): Milestone => ({ stack }) => stack.requests.some((request) => request.title === title);
