"""SageMaker hosting: models, endpoint configurations, endpoints and inference components.

moto has these operations too, but it drops members that it does not know, and its endpoints are in service at once. Here, the complete request is
stored, so that Describe returns it, and endpoints take some time and can fail.

Error messages are written from memory of the service. One check is stricter than AWS on purpose: a model or configuration that is in use
cannot be deleted. AWS forbids this only in its documentation. With the check, a deployment with the wrong deletion order fails.
"""

from __future__ import annotations

from ..json_api import Operation
from . import endpoints, inference_components, models

OPERATIONS: dict[str, Operation] = {
    "CreateModel": models.create_model,
    "DescribeModel": models.describe_model,
    "ListModels": models.list_models,
    "DeleteModel": models.delete_model,
    "CreateEndpointConfig": models.create_endpoint_config,
    "DescribeEndpointConfig": models.describe_endpoint_config,
    "ListEndpointConfigs": models.list_endpoint_configs,
    "DeleteEndpointConfig": models.delete_endpoint_config,
    "CreateEndpoint": endpoints.create_endpoint,
    "DescribeEndpoint": endpoints.describe_endpoint,
    "ListEndpoints": endpoints.list_endpoints,
    "UpdateEndpoint": endpoints.update_endpoint,
    "UpdateEndpointWeightsAndCapacities": endpoints.update_endpoint_weights_and_capacities,
    "DeleteEndpoint": endpoints.delete_endpoint,
    "CreateInferenceComponent": inference_components.create_inference_component,
    "DescribeInferenceComponent": inference_components.describe_inference_component,
    "ListInferenceComponents": inference_components.list_inference_components,
    "UpdateInferenceComponent": inference_components.update_inference_component,
    "UpdateInferenceComponentRuntimeConfig": inference_components.update_inference_component_runtime_config,
    "DeleteInferenceComponent": inference_components.delete_inference_component,
}
