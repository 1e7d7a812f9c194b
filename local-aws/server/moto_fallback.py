"""The SageMaker operations that are not simulated here. moto performs them in this process, without a server of its own."""

from __future__ import annotations

import json
from typing import Any

from botocore.awsrequest import AWSPreparedRequest
from ministack.core.responses import get_region
from moto.core.exceptions import HTTPException
from moto.core.request import normalize_request
from moto.sagemaker.responses import SageMakerResponse

from .json_api import ApiError


def call(operation: str, request: dict[str, Any]) -> dict[str, Any]:
    """Performs an operation with moto. Raises ApiError if moto does not implement it."""
    http = normalize_request(AWSPreparedRequest(
        method="POST",
        url=f"https://api.sagemaker.{get_region()}.amazonaws.com/",
        headers={
            "Content-Type": "application/x-amz-json-1.1",
            "X-Amz-Target": f"SageMaker.{operation}",
            "Authorization": f"AWS4-HMAC-SHA256 Credential=test/20200101/{get_region()}/sagemaker/aws4_request",
        },
        body=json.dumps(request).encode(),
        stream_output=False,
    ))
    try:
        status, _, body = SageMakerResponse.dispatch(http, http.raw_url, http.headers)
    except NotImplementedError:
        raise ApiError(f"The local AWS does not simulate {operation}", "NotSimulated") from None
    except HTTPException as error:
        status, body = error.code or 400, error.get_body()
    response = json.loads(body or "{}")
    if status >= 400:
        raise ApiError(response.get("message", response.get("Message", "")), response.get("__type", "ValidationException").rpartition("#")[2], status)
    return response
