"""Notebook instances, their lifecycle configurations and code repositories.

moto has some of these operations, but not UpdateNotebookInstance, and its instances are in service at once. Here, an instance must be stopped
before it is updated or deleted, as the service requires, and Describe returns the stored request. Scripts are stored and never run.

Error messages are written from memory of the service. One check is stricter than AWS on purpose: a lifecycle configuration or code repository
that an instance uses cannot be deleted. With the check, a deployment with the wrong deletion order fails.
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
