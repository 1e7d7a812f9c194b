"""Asks the local AWS with the ordinary SDK, until standard input ends.

Each line of it is a JSON list of [service, operation, parameters]; each line of output has the `answers` to it, or the `error` that ended it.
"""

import functools
import json
import sys

import boto3
from botocore import xform_name
from botocore.exceptions import BotoCoreError, ClientError

client = functools.cache(boto3.client)


def answer(service, operation, parameters):
    answered = getattr(client(service), xform_name(operation))(**parameters)
    del answered["ResponseMetadata"]
    return answered


for line in sys.stdin:
    try:
        result = {"answers": [answer(*question) for question in json.loads(line)]}
    except (BotoCoreError, ClientError) as error:
        result = {"error": str(error)}
    print(json.dumps(result, default=str), flush=True)
