"""Deployment guardrails: the alarms that roll back the deployment of an endpoint or inference component.

AWS does not document whether it rejects a deployment whose alarms do not exist. This server rejects it, so that a deployment
that creates an endpoint before its alarms fails.
"""

from __future__ import annotations

from typing import Any

from ministack.services import cloudwatch

from ..json_api import ApiError


def require_alarms(deployment: dict[str, Any] | None) -> None:
    for name in _alarms_of(deployment):
        if _state_of(name) is None:
            raise ApiError(f'Could not find alarm "{name}" of the deployment configuration (stricter than AWS documents).')


def triggered_alarm(deployment: dict[str, Any] | None) -> str | None:
    """The first alarm in ALARM state, which rolls back the deployment. Only SetAlarmState of CloudWatch changes the state of an alarm here."""
    return next((name for name in _alarms_of(deployment) if _state_of(name) == "ALARM"), None)


def _alarms_of(deployment: dict[str, Any] | None) -> list[str]:
    return [alarm["AlarmName"] for alarm in (deployment or {}).get("AutoRollbackConfiguration", {}).get("Alarms", [])]


def _state_of(alarm_name: str) -> str | None:
    alarm = cloudwatch._alarms.get(alarm_name) or cloudwatch._composite_alarms.get(alarm_name)
    return alarm["StateValue"] if alarm else None
