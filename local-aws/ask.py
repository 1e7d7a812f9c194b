"""Asks the local AWS with the ordinary SDK: standard input holds a JSON list of [service, operation, parameters], the output the answers."""

import json
import sys

import boto3
from botocore import xform_name

answers = []
for service, operation, parameters in json.load(sys.stdin):
    answer = getattr(boto3.client(service), xform_name(operation))(**parameters)
    del answer["ResponseMetadata"]
    answers.append(answer)
json.dump(answers, sys.stdout, default=str)
