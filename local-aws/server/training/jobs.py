"""The operations for training jobs.

Sources of error messages: a name in use, https://github.com/aws/amazon-sagemaker-examples/pull/3108; a job that cannot be stopped,
https://github.com/awslabs/benchmark-ai/issues/928; a job that does not exist, https://github.com/aws-controllers-k8s/community/pull/622; a role that
cannot be assumed, https://github.com/awslabs/predictive-maintenance-using-machine-learning/issues/3 (CreateTransformJob). Other messages are unverified.
"""

from __future__ import annotations

import contextvars
import json
import threading
import time
import urllib.parse
from dataclasses import dataclass, field
from typing import Any

from ministack.services import iam

from .. import event_log, tags
from ..json_api import ApiError
from ..scope import Scoped, arn
from . import artifacts, timeline
from .timeline import Timeline

Request = dict[str, Any]
SERVICE = "sagemaker.amazonaws.com"
# The request members that DescribeTrainingJob does not return.
NOT_DESCRIBED = ("Tags", "SessionChainingConfig")


@dataclass
class Job:
    arn: str
    request: Request
    timeline: Timeline
    # The context with the account and Region of the job, because `settle` may run in the context of another request.
    context: contextvars.Context
    created: float = field(default_factory=time.time)
    # The number of status transitions that are in the event log.
    recorded: int = 0


_jobs: Scoped[Job] = Scoped()
_settling = threading.Lock()


def create(request: Request) -> Request:
    name = request["TrainingJobName"]
    job = Job(arn("sagemaker", f"training-job/{name}"), request, timeline.create(request), contextvars.copy_context())
    _require_assumable_role(request["RoleArn"])
    artifacts.require_inputs(request)
    settle()
    if name in _jobs.current:
        raise ApiError(
            f"Training job names must be unique within an AWS account and region, and a training job with this name already exists ({_jobs.current[name].arn})",
            "ResourceInUse",
        )
    _jobs.current[name] = job
    tags.put(job.arn, request.get("Tags", []))
    return {"TrainingJobArn": job.arn}


def describe(request: Request) -> Request:
    job = _find(request)
    known = {key: value for key, value in job.request.items() if key not in NOT_DESCRIBED}
    response = {**known, **_summary(job), "SecondaryStatusTransitions": job.timeline.secondary_status_transitions()}
    began, ended = job.timeline.since("Training"), response.get("TrainingEndTime")
    if began:
        response["TrainingStartTime"] = began
    if job.timeline.status == "Failed":
        response["FailureReason"] = job.timeline.reason
    if ended and began:
        response["TrainingTimeInSeconds"] = response["BillableTimeInSeconds"] = max(1, round(ended - began))
    if _has_model(job):
        response["ModelArtifacts"] = {"S3ModelArtifacts": artifacts.location(job.request)}
        response["FinalMetricDataList"] = [{"MetricName": key, "Value": value, "Timestamp": ended} for key, value in job.timeline.metrics.items()]
    return response


def list_all(request: Request) -> Request:
    settle()
    wanted = [
        job for name, job in _jobs.current.items()
        if request.get("NameContains", "") in name and request.get("StatusEquals", job.timeline.status) == job.timeline.status
    ]
    newest_first = sorted(wanted, key=lambda job: job.created, reverse=request.get("SortOrder", "Descending") == "Descending")
    return {"TrainingJobSummaries": [_summary(job) for job in newest_first]}


def stop(request: Request) -> Request:
    job = _find(request)
    if job.timeline.status != "InProgress":
        raise ApiError(f"The request was rejected because the training job is in status {job.timeline.status}.")
    job.timeline.stop()
    return {}


def delete(request: Request) -> Request:
    job = _find(request)
    if job.timeline.status not in timeline.TERMINAL:
        raise ApiError(f"The request was rejected because the training job is in status {job.timeline.status}.", "ResourceInUse")
    del _jobs.current[request["TrainingJobName"]]
    tags.forget(job.arn)
    return {}


def settle() -> None:
    """Applies all status transitions that are due, in all accounts and Regions."""
    with _settling:
        for job in _jobs.all_scopes():
            reached = job.timeline.reached
            for transition in reached[job.recorded:]:
                event_log.record(f"TrainingJob{transition.secondary}", job.request["TrainingJobName"], time=transition.time)
            job.recorded, has_news = len(reached), job.recorded < len(reached)
            if has_news and _has_model(job):
                job.context.run(artifacts.upload, job.request)


def _find(request: Request) -> Job:
    settle()
    if request["TrainingJobName"] not in _jobs.current:
        raise ApiError("Requested resource not found.")
    return _jobs.current[request["TrainingJobName"]]


def _has_model(job: Job) -> bool:
    """Whether the job has uploaded model artifacts: it did not fail and was not stopped before it began to train."""
    return job.timeline.status in ("Completed", "Stopped") and job.timeline.since("Training") is not None


def _summary(job: Job) -> Request:
    last = job.timeline.reached[-1].time
    return {
        "TrainingJobName": job.request["TrainingJobName"],
        "TrainingJobArn": job.arn,
        "TrainingJobStatus": job.timeline.status,
        "SecondaryStatus": job.timeline.secondary,
        "CreationTime": job.created,
        "LastModifiedTime": last,
        **({"TrainingEndTime": last} if job.timeline.status in timeline.TERMINAL else {}),
    }


def _require_assumable_role(role_arn: str) -> None:
    role = iam._roles.get(role_arn.rpartition("/")[2])
    trust = role["AssumeRolePolicyDocument"] if role else "{}"
    trust = json.loads(urllib.parse.unquote(trust)) if isinstance(trust, str) else trust
    if not any(SERVICE in json.dumps(statement.get("Principal", {})) for statement in trust.get("Statement", [])):
        raise ApiError(f"Could not assume role {role_arn}. Please ensure that the role exists and allows principal '{SERVICE}' to assume the role.")
