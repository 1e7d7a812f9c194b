"""Stores that are separate for each account and Region, and ARNs in the account and Region of the current request."""

from __future__ import annotations

from collections import defaultdict
from typing import Generic, TypeVar

from ministack.core.responses import get_account_id, get_region

T = TypeVar("T")


class Scoped(Generic[T]):
    """A dictionary for each account and Region."""

    def __init__(self) -> None:
        self._stores: defaultdict[tuple[str, str], dict[str, T]] = defaultdict(dict)

    @property
    def current(self) -> dict[str, T]:
        return self._stores[get_account_id(), get_region()]

    def all_scopes(self) -> list[T]:
        return [item for store in list(self._stores.values()) for item in list(store.values())]


def arn(service: str, resource: str) -> str:
    region = get_region()
    partition = "aws-cn" if region.startswith("cn-") else "aws-us-gov" if region.startswith("us-gov-") else "aws"
    return f"arn:{partition}:{service}:{region}:{get_account_id()}:{resource}"
