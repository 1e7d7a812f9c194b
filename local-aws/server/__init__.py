"""A local AWS for `cdk deploy`: MiniStack and moto behind one port, with simulations of the SageMaker operations that both lack."""
