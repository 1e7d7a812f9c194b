"""Deployment guardrails: what a deployment of an endpoint names, and what rolls it back.

Whether AWS refuses a deployment whose alarms are not there is not documented; here it does, so that an endpoint which comes before its
alarms fails.
"""

from __future__ import annotations

from typing import Any

from ministack.services import cloudwatch

from ..json_api import ApiError


def refuse_missing_alarms(deployment: dict[str, Any] | None) -> None:
    for name in _alarms_of(deployment):
        if _state_of(name) is None:
            raise ApiError(f'Could not find alarm "{name}", which the deployment configuration names (stricter than AWS documents).')


def alarm_that_goes_off(deployment: dict[str, Any] | None) -> str | None:
    """The first alarm that ends the deployment. None goes off by itself: SetAlarmState of CloudWatch makes one."""
    return next((name for name in _alarms_of(deployment) if _state_of(name) == "ALARM"), None)


def _alarms_of(deployment: dict[str, Any] | None) -> list[str]:
    return [alarm["AlarmName"] for alarm in (deployment or {}).get("AutoRollbackConfiguration", {}).get("Alarms", [])]


def _state_of(alarm_name: str) -> str | None:
    alarm = cloudwatch._alarms.get(alarm_name) or cloudwatch._composite_alarms.get(alarm_name)
    return alarm["StateValue"] if alarm else None
