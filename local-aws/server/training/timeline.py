"""The timeline of a training job: its past and future status transitions.

The status messages are those that the SageMaker SDK prints while it waits, as in
https://github.com/aws/amazon-sagemaker-examples/issues/1237.
"""

from __future__ import annotations

import os
import time
from dataclasses import dataclass, field
from typing import Any

from .. import simulation

# As for endpoints: the value "Failed" in the environment of a job makes it fail. In the environment of the server, all jobs fail.
OUTCOME_VARIABLE = "LOCAL_AWS_OUTCOME"
SECONDS = float(os.environ.get("LOCAL_AWS_TRAINING_SECONDS", "12"))
STOPPING_SECONDS = 0.5
# The default value of MaxRuntimeInSeconds.
DEFAULT_MAX_RUNTIME = 86_400
# The start of each phase, as a fraction of the duration of the job. A job without input channels has no Downloading phase.
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
# The status for each secondary status. It is InProgress for all others.
STATUS = {
    "Completed": "Completed", "Failed": "Failed", "Stopping": "Stopping", "Stopped": "Stopped",
    "MaxRuntimeExceeded": "Stopped", "MaxWaitTimeExceeded": "Stopped",
}
TERMINAL = ("Completed", "Failed", "Stopped")


@dataclass
class Transition:
    """The time at which a job enters a secondary status."""

    secondary: str
    time: float


@dataclass
class Timeline:
    transitions: list[Transition]
    # The failure reason, for a job that fails.
    reason: str | None = None
    metrics: dict[str, float] = field(default_factory=dict)

    @property
    def reached(self) -> list[Transition]:
        now = time.time()
        return [transition for transition in self.transitions if transition.time <= now]

    @property
    def secondary(self) -> str:
        return self.reached[-1].secondary

    @property
    def status(self) -> str:
        return STATUS.get(self.secondary, "InProgress")

    def since(self, secondary: str) -> float | None:
        """The time at which the job entered this secondary status, if it did."""
        return next((transition.time for transition in self.reached if transition.secondary == secondary), None)

    def stop(self) -> None:
        now = time.time()
        self.transitions = [*self.reached, Transition("Stopping", now), Transition("Stopped", now + STOPPING_SECONDS)]

    def secondary_status_transitions(self) -> list[dict[str, Any]]:
        """SecondaryStatusTransitions of DescribeTrainingJob."""
        reached = self.reached
        ends = [transition.time for transition in reached[1:]] + ([reached[-1].time] if self.status in TERMINAL else [])
        return [{
            "Status": transition.secondary,
            "StartTime": transition.time,
            **({"EndTime": ends[index]} if index < len(ends) else {}),
            "StatusMessage": MESSAGES[transition.secondary] if transition.secondary != "Failed" else self.reason,
        } for index, transition in enumerate(reached)]


def create(request: dict[str, Any]) -> Timeline:
    """Creates the timeline of a job that starts now."""
    rule = simulation.training_rule(request["TrainingJobName"])
    begin, seconds = time.time(), float(rule.get("seconds", SECONDS))
    transitions = [Transition(name, begin + share * seconds) for name, share in PHASES.items() if name != "Downloading" or "InputDataConfig" in request]
    end = Transition("Completed", begin + seconds)
    outcome = rule.get("outcome", request.get("Environment", {}).get(OUTCOME_VARIABLE, os.environ.get(OUTCOME_VARIABLE)))
    if outcome == "Failed":
        # The job fails when it would begin to upload.
        end = Transition("Failed", transitions.pop().time)
    limit = _limit(request, begin, next(transition.time for transition in transitions if transition.secondary == "Training"))
    if limit.time < end.time:
        end = limit
    reason = rule.get("reason", "AlgorithmError: a rule of the local AWS made this job fail, exit code: 1")
    return Timeline([transition for transition in transitions if transition.time <= end.time] + [end], reason, rule.get("metrics", {}))


def _limit(request: dict[str, Any], begin: float, training: float) -> Transition:
    """The transition that stops the job at its time limit. The limit for a spot job includes the wait for instances, so it begins with the job."""
    condition = request.get("StoppingCondition", {})
    run = Transition("MaxRuntimeExceeded", training + condition.get("MaxRuntimeInSeconds", DEFAULT_MAX_RUNTIME))
    wait = Transition("MaxWaitTimeExceeded", begin + condition["MaxWaitTimeInSeconds"]) if "MaxWaitTimeInSeconds" in condition else run
    return min(run, wait, key=lambda transition: transition.time)
