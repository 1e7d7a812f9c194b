"""What happens to a training job in time: a list of moments, of which those that have passed are its history.

The words of the transitions are those that the SageMaker SDK prints while it waits, as in
https://github.com/aws/amazon-sagemaker-examples/issues/1237.
"""

from __future__ import annotations

import os
import time
from dataclasses import dataclass, field
from typing import Any

from .. import simulation

# As for endpoints: "Failed" in the job's environment lets it fail, in the server's own all jobs.
OUTCOME_VARIABLE = "LOCAL_AWS_OUTCOME"
SECONDS = float(os.environ.get("LOCAL_AWS_TRAINING_SECONDS", "12"))
STOPPING_SECONDS = 0.5
# The default of the service.
LONGEST_RUN = 86_400
# The share of its time that a job has spent when this begins. A job without inputs downloads nothing.
PHASES = {"Starting": 0.0, "Downloading": 0.2, "Training": 0.4, "Uploading": 0.9}
MESSAGES = {
    "Starting": "Preparing the instances for training",
    "Downloading": "Downloading input data",
    "Training": "Training image download completed. Training in progress.",
    "Uploading": "Uploading generated training model",
    "Completed": "Training job completed",
    "Failed": "Training job failed",
    "MaxRuntimeExceeded": "Training job runtime exceeded MaxRuntimeInSeconds provided",
    "MaxWaitTimeExceeded": "Training job wait time exceeded MaxWaitTimeInSeconds provided",
    "Stopping": "Stopping the training job",
    "Stopped": "Training job stopped",
}
# The status that goes with each secondary one; InProgress with all others.
STATUS = {
    "Completed": "Completed", "Failed": "Failed", "Stopping": "Stopping", "Stopped": "Stopped",
    "MaxRuntimeExceeded": "Stopped", "MaxWaitTimeExceeded": "Stopped",
}
TERMINAL = ("Completed", "Failed", "Stopped")


@dataclass
class Moment:
    """When a job comes into a secondary status."""

    secondary: str
    time: float


@dataclass
class Life:
    moments: list[Moment]
    # Why it fails, if it does.
    reason: str | None = None
    metrics: dict[str, float] = field(default_factory=dict)

    @property
    def past(self) -> list[Moment]:
        now = time.time()
        return [moment for moment in self.moments if moment.time <= now]

    @property
    def secondary(self) -> str:
        return self.past[-1].secondary

    @property
    def status(self) -> str:
        return STATUS.get(self.secondary, "InProgress")

    def since(self, secondary: str) -> float | None:
        """When the job came into this status, if it did."""
        return next((moment.time for moment in self.past if moment.secondary == secondary), None)

    def stop(self) -> None:
        now = time.time()
        self.moments = [*self.past, Moment("Stopping", now), Moment("Stopped", now + STOPPING_SECONDS)]

    def transitions(self) -> list[dict[str, Any]]:
        """SecondaryStatusTransitions of DescribeTrainingJob."""
        past = self.past
        ends = [moment.time for moment in past[1:]] + ([past[-1].time] if self.status in TERMINAL else [])
        return [{
            "Status": moment.secondary,
            "StartTime": moment.time,
            **({"EndTime": ends[index]} if index < len(ends) else {}),
            "StatusMessage": MESSAGES[moment.secondary] if moment.secondary != "Failed" else self.reason,
        } for index, moment in enumerate(past)]


def of(request: dict[str, Any]) -> Life:
    """The life that lies before a job which is asked for now."""
    rule = simulation.training_of(request["TrainingJobName"])
    begin, seconds = time.time(), float(rule.get("seconds", SECONDS))
    moments = [Moment(name, begin + share * seconds) for name, share in PHASES.items() if name != "Downloading" or "InputDataConfig" in request]
    end = Moment("Completed", begin + seconds)
    outcome = rule.get("outcome", request.get("Environment", {}).get(OUTCOME_VARIABLE, os.environ.get(OUTCOME_VARIABLE)))
    if outcome == "Failed":
        # Nothing is uploaded: that is when it fails.
        end = Moment("Failed", moments.pop().time)
    limit = _limit(request, begin, next(moment.time for moment in moments if moment.secondary == "Training"))
    if limit.time < end.time:
        end = limit
    reason = rule.get("reason", "AlgorithmError: the local AWS was asked to let this job fail, exit code: 1")
    return Life([moment for moment in moments if moment.time <= end.time] + [end], reason, rule.get("metrics", {}))


def _limit(request: dict[str, Any], begin: float, training: float) -> Moment:
    """When the job is stopped at the latest: a spot job also has to wait for its instances, which counts from the beginning."""
    condition = request.get("StoppingCondition", {})
    run = Moment("MaxRuntimeExceeded", training + condition.get("MaxRuntimeInSeconds", LONGEST_RUN))
    wait = Moment("MaxWaitTimeExceeded", begin + condition["MaxWaitTimeInSeconds"]) if "MaxWaitTimeInSeconds" in condition else run
    return min(run, wait, key=lambda moment: moment.time)
