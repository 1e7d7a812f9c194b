"""A local AWS for `cdk deploy`: MiniStack and moto joined on one loopback port, completed with SageMaker hosting."""
