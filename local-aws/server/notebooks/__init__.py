"""Notebook instances, their lifecycle configurations and code repositories.

moto has some of these operations, but no UpdateNotebookInstance, and it makes an instance ready at once. Here an instance is stopped
before it changes or goes, as the service demands, and Describe answers what was asked for. Scripts are kept and never run.

Error texts are from memory of the service. One thing is stricter than AWS, on purpose: what an instance uses cannot be deleted, so that a
deployment which deletes in the wrong order fails.
"""

from __future__ import annotations

from ..json_api import Operation
from . import instances, resources

OPERATIONS: dict[str, Operation] = {
    "CreateNotebookInstance": instances.create,
    "DescribeNotebookInstance": instances.describe,
    "ListNotebookInstances": instances.list_all,
    "UpdateNotebookInstance": instances.update,
    "StartNotebookInstance": instances.start,
    "StopNotebookInstance": instances.stop,
    "DeleteNotebookInstance": instances.delete,
    **resources.operations(resources.LIFECYCLE_CONFIGS),
    **resources.operations(resources.CODE_REPOSITORIES),
}
