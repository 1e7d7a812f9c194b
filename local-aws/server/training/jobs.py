"""Training jobs as their callers see them.

Where the words of errors come from: a name that is taken, https://github.com/aws/amazon-sagemaker-examples/pull/3108; a job that cannot be stopped,
https://github.com/awslabs/benchmark-ai/issues/928; a job that is not there, https://github.com/aws-controllers-k8s/community/pull/622; a role that
cannot be assumed, https://github.com/awslabs/predictive-maintenance-using-machine-learning/issues/3 (of CreateTransformJob). All others are unverified.
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
from . import artifacts, life
from .life import Life

Request = dict[str, Any]
SERVICE = "sagemaker.amazonaws.com"
# Members of the request that Describe does not answer.
SILENT = ("Tags", "SessionChainingConfig")


@dataclass
class Job:
    arn: str
    request: Request
    life: Life
    # Account and Region of its own, wherever somebody looks at it from.
    context: contextvars.Context
    created: float = field(default_factory=time.time)
    # How much of its life is in the event log.
    told: int = 0


_jobs: Scoped[Job] = Scoped()
_settling = threading.Lock()


def create(request: Request) -> Request:
    name = request["TrainingJobName"]
    job = Job(arn("sagemaker", f"training-job/{name}"), request, life.of(request), contextvars.copy_context())
    _refuse_role(request["RoleArn"])
    artifacts.refuse_missing_inputs(request)
    settle()
    if name in _jobs.here:
        raise ApiError(
            f"Training job names must be unique within an AWS account and region, and a training job with this name already exists ({_jobs.here[name].arn})",
            "ResourceInUse",
        )
    _jobs.here[name] = job
    tags.put(job.arn, request.get("Tags", []))
    return {"TrainingJobArn": job.arn}


def describe(request: Request) -> Request:
    job = _find(request)
    known = {key: value for key, value in job.request.items() if key not in SILENT}
    answer = {**known, **_summary(job), "SecondaryStatusTransitions": job.life.transitions()}
    began, ended = job.life.since("Training"), answer.get("TrainingEndTime")
    if began:
        answer["TrainingStartTime"] = began
    if job.life.status == "Failed":
        answer["FailureReason"] = job.life.reason
    if ended and began:
        answer["TrainingTimeInSeconds"] = answer["BillableTimeInSeconds"] = max(1, round(ended - began))
    if _has_model(job):
        answer["ModelArtifacts"] = {"S3ModelArtifacts": artifacts.location(job.request)}
        answer["FinalMetricDataList"] = [{"MetricName": key, "Value": value, "Timestamp": ended} for key, value in job.life.metrics.items()]
    return answer


def list_all(request: Request) -> Request:
    settle()
    wanted = [
        job for name, job in _jobs.here.items()
        if request.get("NameContains", "") in name and request.get("StatusEquals", job.life.status) == job.life.status
    ]
    newest_first = sorted(wanted, key=lambda job: job.created, reverse=request.get("SortOrder", "Descending") == "Descending")
    return {"TrainingJobSummaries": [_summary(job) for job in newest_first]}


def stop(request: Request) -> Request:
    job = _find(request)
    if job.life.status != "InProgress":
        raise ApiError(f"The request was rejected because the training job is in status {job.life.status}.")
    job.life.stop()
    return {}


def delete(request: Request) -> Request:
    job = _find(request)
    if job.life.status not in life.TERMINAL:
        raise ApiError(f"The request was rejected because the training job is in status {job.life.status}.", "ResourceInUse")
    del _jobs.here[request["TrainingJobName"]]
    tags.forget(job.arn)
    return {}


def settle() -> None:
    """Let everything happen whose time has come, in all accounts and Regions."""
    with _settling:
        for job in _jobs.everywhere():
            past = job.life.past
            for moment in past[job.told:]:
                event_log.record(f"TrainingJob{moment.secondary}", job.request["TrainingJobName"], time=moment.time)
            job.told, has_news = len(past), job.told < len(past)
            if has_news and _has_model(job):
                job.context.run(artifacts.upload, job.request)


def _find(request: Request) -> Job:
    settle()
    if request["TrainingJobName"] not in _jobs.here:
        raise ApiError("Requested resource not found.")
    return _jobs.here[request["TrainingJobName"]]


def _has_model(job: Job) -> bool:
    """Whether there is a model: of every job that was not stopped before it began to train, and did not fail."""
    return job.life.status in ("Completed", "Stopped") and job.life.since("Training") is not None


def _summary(job: Job) -> Request:
    last = job.life.past[-1].time
    return {
        "TrainingJobName": job.request["TrainingJobName"],
        "TrainingJobArn": job.arn,
        "TrainingJobStatus": job.life.status,
        "SecondaryStatus": job.life.secondary,
        "CreationTime": job.created,
        "LastModifiedTime": last,
        **({"TrainingEndTime": last} if job.life.status in life.TERMINAL else {}),
    }


def _refuse_role(role_arn: str) -> None:
    role = iam._roles.get(role_arn.rpartition("/")[2])
    trust = role["AssumeRolePolicyDocument"] if role else "{}"
    trust = json.loads(urllib.parse.unquote(trust)) if isinstance(trust, str) else trust
    if not any(SERVICE in json.dumps(statement.get("Principal", {})) for statement in trust.get("Statement", [])):
        raise ApiError(f"Could not assume role {role_arn}. Please ensure that the role exists and allows principal '{SERVICE}' to assume the role.")
