"""Calls the local AWS with boto3 until standard input ends.

Each input line is a JSON list of [service, operation, parameters]. Each output line is a JSON object with either the `responses` to these calls
or the `error` of the first call that failed.
"""

import functools
import json
import sys

import boto3
from botocore import xform_name
from botocore.exceptions import BotoCoreError, ClientError

client = functools.cache(boto3.client)


def call(service, operation, parameters):
    response = getattr(client(service), xform_name(operation))(**parameters)
    del response["ResponseMetadata"]
    return response


for line in sys.stdin:
    try:
        result = {"responses": [call(*request) for request in json.loads(line)]}
    except (BotoCoreError, ClientError) as error:
        result = {"error": str(error)}
    print(json.dumps(result, default=str), flush=True)
