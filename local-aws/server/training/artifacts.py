"""The input data and the model artifacts of training jobs in the simulated S3."""

from __future__ import annotations

import io
import json
import tarfile
from typing import Any

from ministack.services import s3

from ..json_api import ApiError


def require_inputs(request: dict[str, Any]) -> None:
    """Rejects channels without objects. A bucket that this server does not have may exist in AWS, so it is not checked.

    The message is that of https://github.com/aws/amazon-sagemaker-examples/issues/2267.
    """
    for channel in request.get("InputDataConfig", []):
        uri = channel["DataSource"].get("S3DataSource", {}).get("S3Uri", "")
        bucket, prefix = split(uri)
        if bucket in s3._buckets and not any(key.startswith(prefix) for key in s3._buckets[bucket]["objects"]):
            raise ApiError(
                f'No S3 objects found under S3 URL "{uri}" given in input data source. Please ensure that the bucket exists in the selected region, '
                f'that objects exist under that S3 prefix, and that the role "{request["RoleArn"]}" has "s3:ListBucket" permissions on bucket "{bucket}".'
            )


def location(request: dict[str, Any]) -> str:
    """The URI of the model artifacts: an archive, or the prefix of uncompressed files."""
    output = request["OutputDataConfig"]
    folder = f"{output['S3OutputPath'].rstrip('/')}/{request['TrainingJobName']}/output/"
    return folder + ("model/" if output.get("CompressionType") == "NONE" else "model.tar.gz")


def upload(request: dict[str, Any]) -> None:
    """Uploads model artifacts that contain only the name of the job."""
    uri = location(request)
    bucket, key = split(uri)
    model = json.dumps({"TrainingJobName": request["TrainingJobName"]}).encode()
    if bucket in s3._buckets:
        s3._put_object(bucket, *((f"{key}model.json", model) if key.endswith("/") else (key, _archive("model.json", model))), {})


def is_missing(uri: str) -> bool:
    """Whether this server has the bucket, and the bucket has no object at this URI."""
    bucket, key = split(uri)
    return bucket in s3._buckets and not any(existing == key or existing.startswith(key) and key.endswith("/") for existing in s3._buckets[bucket]["objects"])


def split(uri: str) -> tuple[str, str]:
    """The bucket and key of a URI with the scheme s3, or of an HTTPS URL of S3 in a Region."""
    bucket, _, key = (uri.removeprefix("s3://") if uri.startswith("s3://") else uri.partition("amazonaws.com/")[2]).partition("/")
    return bucket, key


def _archive(name: str, content: bytes) -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as archive:
        member = tarfile.TarInfo(name)
        member.size = len(content)
        archive.addfile(member, io.BytesIO(content))
    return packed.getvalue()
