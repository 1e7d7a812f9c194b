"""SageMaker hosting: models, endpoint configurations, endpoints and inference components.

moto has these operations too, but it drops members that it does not know and makes every endpoint ready at once. Here a request is kept
as it came, so that Describe answers what was asked for, and endpoints take their time and can fail.

Error texts are from memory of the service. One thing is stricter than AWS, on purpose: a model or configuration that is still in use
cannot be deleted (AWS only forbids it in its documentation), so that a deployment which deletes in the wrong order fails.
"""

from __future__ import annotations

from ..json_api import Operation
from . import components, endpoints, models

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
    "CreateInferenceComponent": components.create_inference_component,
    "DescribeInferenceComponent": components.describe_inference_component,
    "ListInferenceComponents": components.list_inference_components,
    "UpdateInferenceComponent": components.update_inference_component,
    "UpdateInferenceComponentRuntimeConfig": components.update_inference_component_runtime_config,
    "DeleteInferenceComponent": components.delete_inference_component,
}
