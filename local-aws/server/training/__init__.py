"""SageMaker training jobs.

moto completes a job at once, accepts a name twice and cannot stop a job. Here, the complete request is stored, so that Describe returns it. A job takes
some time, can fail, can exceed its limits, and uploads model artifacts to the simulated S3. Its duration and outcome come from the first of these that
specifies them: a rule of the simulation, `LOCAL_AWS_OUTCOME` in the environment of the job, the environment of the server.

No algorithm runs. Roles and inputs are checked as far as this server has them: a role must exist and trust SageMaker, and if the bucket of a channel
exists, it must contain objects with the prefix of the channel.
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
