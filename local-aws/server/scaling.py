"""Application Auto Scaling: stores and validates scalable targets and policies. No resource is scaled automatically."""

from __future__ import annotations

import time
import uuid
from typing import Any

from .hosting import state
from .json_api import ApiError, JsonApi
from .scope import Scoped, arn

Request = dict[str, Any]
# The members that identify a scalable target.
TARGET_KEY = ("ServiceNamespace", "ResourceId", "ScalableDimension")
SERVICE_LINKED_ROLE = (
    "arn:aws:iam::123456789012:role/aws-service-role/sagemaker.application-autoscaling.amazonaws.com/"
    "AWSServiceRoleForApplicationAutoScaling_SageMakerEndpoint"
)

_targets: Scoped[dict[str, Any]] = Scoped()
_policies: Scoped[dict[str, Any]] = Scoped()


def is_scalable_variant(endpoint_name: str, variant_name: str) -> bool:
    """Whether a variant is registered as a scalable target."""
    return any(target["ResourceId"] == f"endpoint/{endpoint_name}/variant/{variant_name}" for target in _targets.current.values())


def is_scalable_component(name: str) -> bool:
    """Whether an inference component is registered as a scalable target."""
    return any(target["ResourceId"] == f"inference-component/{name}" for target in _targets.current.values())


def register_scalable_target(request: Request) -> dict[str, Any]:
    key = _key(request)
    known = _targets.current.get(key)
    if known is None:
        _require_scalable_resource(request)
        missing = [bound for bound in ("MinCapacity", "MaxCapacity") if bound not in request]
        if missing:
            raise ApiError(f"{missing[0]} is required to register a new scalable target.")
    target = {
        "CreationTime": time.time(),
        "RoleARN": SERVICE_LINKED_ROLE,
        "SuspendedState": {"DynamicScalingInSuspended": False, "DynamicScalingOutSuspended": False, "ScheduledScalingSuspended": False},
        "ScalableTargetARN": arn("application-autoscaling", f"scalable-target/{uuid.uuid4().hex}"),
        **(known or {}),
        **{name: value for name, value in request.items() if name != "Tags"},
    }
    if target["MinCapacity"] > target["MaxCapacity"]:
        raise ApiError("Maximum capacity cannot be less than minimum capacity.")
    _targets.current[key] = target
    return {"ScalableTargetARN": target["ScalableTargetARN"]}


def describe_scalable_targets(request: Request) -> dict[str, Any]:
    wanted = request.get("ResourceIds")
    return {"ScalableTargets": [
        target for target in _targets.current.values() if _matches(target, request) and (not wanted or target["ResourceId"] in wanted)
    ]}


def deregister_scalable_target(request: Request) -> dict[str, Any]:
    key = _key(request)
    if key not in _targets.current:
        raise _not_found("scalable target found", request)
    del _targets.current[key]
    # "If you deregister a scalable target, its scaling policies are deleted."
    for policy in [name for name, policy in _policies.current.items() if _key(policy) == key]:
        del _policies.current[policy]
    return {}


def put_scaling_policy(request: Request) -> dict[str, Any]:
    if _key(request) not in _targets.current:
        raise _not_found("scalable target registered", request)
    key = _policy_key(request)
    known = _policies.current.get(key, {})
    policy = {
        "CreationTime": time.time(),
        "PolicyType": "StepScaling",
        "Alarms": [],
        "PolicyARN": _policy_arn(request),
        **known,
        **request,
    }
    if f"{policy['PolicyType']}PolicyConfiguration" not in policy:
        raise ApiError(f"{policy['PolicyType']}PolicyConfiguration is required for a policy of type {policy['PolicyType']}.")
    _policies.current[key] = policy
    return {"PolicyARN": policy["PolicyARN"], "Alarms": policy["Alarms"]}


def describe_scaling_policies(request: Request) -> dict[str, Any]:
    names, resource = request.get("PolicyNames"), request.get("ResourceId")
    return {"ScalingPolicies": [
        policy for policy in _policies.current.values()
        if _matches(policy, request) and resource in (None, policy["ResourceId"]) and (not names or policy["PolicyName"] in names)
    ]}


def delete_scaling_policy(request: Request) -> dict[str, Any]:
    if _policies.current.pop(_policy_key(request), None) is None:
        raise _not_found("scaling policy found", request)
    return {}


def _key(request: Request) -> str:
    return "|".join(request[part] for part in TARGET_KEY)


def _policy_key(request: Request) -> str:
    return f"{_key(request)}|{request['PolicyName']}"


def _policy_arn(request: Request) -> str:
    resource = f"resource/{request['ServiceNamespace']}/{request['ResourceId']}:policyName/{request['PolicyName']}"
    return arn("autoscaling", f"scalingPolicy:{uuid.uuid4()}:{resource}")


def _matches(stored: dict[str, Any], request: Request) -> bool:
    return stored["ServiceNamespace"] == request["ServiceNamespace"] and request.get("ScalableDimension") in (None, stored["ScalableDimension"])


def _require_scalable_resource(request: Request) -> None:
    kind, _, rest = request["ResourceId"].partition("/")
    if request["ServiceNamespace"] == "sagemaker" and kind == "endpoint":
        endpoint, _, variant = rest.partition("/variant/")
        if not state.has_variant(endpoint, variant):
            raise ApiError(f'Could not find variant "{variant}" of endpoint "{endpoint}".')
    if request["ServiceNamespace"] == "sagemaker" and kind == "inference-component" and rest not in state.components.current:
        raise ApiError(f'Could not find inference component "{rest}".')


def _not_found(what: str, request: Request) -> ApiError:
    namespace, resource, dimension = (request[part] for part in TARGET_KEY)
    where = f"service namespace: {namespace}, resource ID: {resource}, scalable dimension: {dimension}"
    return ApiError(f"No {what} for {where}", "ObjectNotFoundException")


API = JsonApi("application-autoscaling", {
    "RegisterScalableTarget": register_scalable_target,
    "DescribeScalableTargets": describe_scalable_targets,
    "DeregisterScalableTarget": deregister_scalable_target,
    "PutScalingPolicy": put_scaling_policy,
    "DescribeScalingPolicies": describe_scaling_policies,
    "DeleteScalingPolicy": delete_scaling_policy,
})
