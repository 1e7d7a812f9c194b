"""Validates requests against botocore's model of the service, as AWS does before it performs an operation."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import Any

from botocore.model import Shape
from botocore.validate import ParamValidator


def coerce(shape: Shape, value: Any) -> Any:
    """Converts values to the types of the API: CloudFormation accepts "1" and "true" where the API requires 1 and true."""
    kind = shape.type_name
    if kind == "structure" and isinstance(value, dict):
        return {key: coerce(shape.members[key], item) if key in shape.members else item for key, item in value.items()}
    if kind == "list" and isinstance(value, list):
        return [coerce(shape.member, item) for item in value]
    if kind == "map" and isinstance(value, dict):
        return {key: coerce(shape.value, item) for key, item in value.items()}
    if kind == "boolean" and value in ("true", "false"):
        return value == "true"
    if kind in ("integer", "long") and isinstance(value, str):
        return _number(int, value)
    if kind in ("float", "double") and isinstance(value, str):
        return _number(float, value)
    if kind == "string" and isinstance(value, (int, float)):
        return str(value).lower() if isinstance(value, bool) else str(value)
    return value


def violations(shape: Shape, value: Any) -> list[str]:
    """The constraints of the shape that a request violates."""
    report = ParamValidator().validate(value, shape)
    return ([report.generate_report()] if report.has_errors() else []) + list(_constraint_violations(shape, value, ""))


def _number(parse: type, text: str) -> Any:
    try:
        return parse(text)
    except ValueError:
        return text


def _constraint_violations(shape: Shape, value: Any, path: str) -> Iterator[str]:
    """The constraints that botocore's validator does not check: unknown members, enumerations, patterns and upper bounds."""
    limits = shape.metadata
    if shape.type_name == "structure" and isinstance(value, dict):
        for key, item in value.items():
            if key in shape.members:
                yield from _constraint_violations(shape.members[key], item, f"{path}.{key}" if path else key)
            else:
                yield f"Unknown member '{key}' at '{path}'"
    elif shape.type_name == "list" and isinstance(value, list):
        if len(value) > limits.get("max", len(value)):
            yield f"Value at '{path}' failed to satisfy constraint: Member must have length less than or equal to {limits['max']}"
        for index, item in enumerate(value):
            yield from _constraint_violations(shape.member, item, f"{path}.{index + 1}.member")
    elif shape.type_name == "map" and isinstance(value, dict):
        for key, item in value.items():
            yield from _constraint_violations(shape.key, key, f"{path}.key")
            yield from _constraint_violations(shape.value, item, f"{path}.{key}")
    elif isinstance(value, str):
        yield from (f"Value '{value}' at '{path}' failed to satisfy constraint: {rule}" for rule in _string_violations(limits, value))
    elif isinstance(value, (int, float)) and not isinstance(value, bool) and value > limits.get("max", value):
        yield f"Value '{value}' at '{path}' failed to satisfy constraint: Member must have value less than or equal to {limits['max']}"


def _string_violations(limits: dict[str, Any], value: str) -> Iterator[str]:
    if value not in limits.get("enum", [value]):
        yield f"Member must satisfy enum value set: [{', '.join(limits['enum'])}]"
    if len(value) > limits.get("max", len(value)):
        yield f"Member must have length less than or equal to {limits['max']}"
    if "pattern" in limits and not _pattern(limits["pattern"]).fullmatch(value):
        yield f"Member must satisfy regular expression pattern: {limits['pattern']}"


# The patterns of the models are written for Java. Each replacement is a wider class, so that no valid value is rejected.
_JAVA_TO_PYTHON = {
    r"\p{L}": r"\w", r"\p{M}": r"\w", r"\p{N}": r"\w", r"\p{Z}": r"\s", r"\p{S}": r"\S", r"\p{P}": r"\S",
    r"\p{Alnum}": "a-zA-Z0-9", r"\p{Print}": "[ -~]", r"\uD800\uDC00-\uDBFF\uDFFF": r"\U00010000-\U0010FFFF",
}


@functools.lru_cache(maxsize=None)
def _pattern(source: str) -> re.Pattern[str]:
    for java, python in _JAVA_TO_PYTHON.items():
        source = source.replace(java, python)
    try:
        return re.compile(source, re.DOTALL)
    except re.error:
        # A few patterns of the models are invalid. They are ignored.
        return re.compile(".*", re.DOTALL)
