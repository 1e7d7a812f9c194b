"""SageMaker training jobs: a life in time, from Starting to Completed, Failed or Stopped.

moto finishes a job at once, takes a name twice and stops none. Here a request is kept as it came, so that Describe answers what was asked for, and
a job takes its time, can fail, can run into its limits, and leaves its artifacts in the simulated S3. What it takes and how it ends says, first
one that does: a rule of the simulation, `LOCAL_AWS_OUTCOME` in the job's environment, the server's environment.

No algorithm runs. Roles and inputs are looked at only as far as the local AWS has them: a role has to exist and to trust SageMaker, and where the
bucket of a channel exists, something has to be there under its prefix.
"""

from __future__ import annotations

from ..json_api import Operation
from . import jobs

OPERATIONS: dict[str, Operation] = {
    "CreateTrainingJob": jobs.create,
    "DescribeTrainingJob": jobs.describe,
    "ListTrainingJobs": jobs.list_all,
    "StopTrainingJob": jobs.stop,
    "DeleteTrainingJob": jobs.delete,
}
