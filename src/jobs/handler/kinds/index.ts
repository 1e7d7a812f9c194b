import { JobApi } from './job-api';
import { TRAINING } from './training';
import { TRAINING_JOB } from '../../kinds';

/** The calls for every kind of job, by the type of its custom resource. */
export const JOB_APIS: Readonly<Record<string, JobApi>> = {
  [TRAINING_JOB.type]: TRAINING,
};
