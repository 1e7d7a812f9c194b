import { App, Duration, Stack } from 'aws-cdk-lib';
import { Dashboard } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsTopic } from 'aws-cdk-lib/aws-events-targets';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Endpoint, InvocationHttpResponseCode } from 'cdk-sagemaker';

const app = new App();
const stack = new Stack(app, 'ImportedEndpoint');

// Another team deploys this endpoint. Its name is sufficient for permissions, metrics, scaling and events.
const endpoint = Endpoint.fromEndpointName(stack, 'Endpoint', 'recommendations');

const client = new Function(stack, 'Client', {
  runtime: Runtime.NODEJS_22_X,
  handler: 'index.handler',
  code: Code.fromInline(`
const { SageMakerRuntimeClient, InvokeEndpointCommand } = require('@aws-sdk/client-sagemaker-runtime');
const runtime = new SageMakerRuntimeClient();
exports.handler = async (event) => {
  const { Body } = await runtime.send(new InvokeEndpointCommand({
    EndpointName: process.env.ENDPOINT_NAME, ContentType: 'application/json', Body: JSON.stringify(event),
  }));
  return JSON.parse(Buffer.from(Body).toString());
};
`),
  environment: { ENDPOINT_NAME: endpoint.endpointName },
  timeout: Duration.seconds(10),
});
endpoint.grantInvoke(client);

const variant = endpoint.findInstanceProductionVariant('main');
variant.autoScaleInstanceCount({ minCapacity: 1, maxCapacity: 4 }).scaleOnConcurrentRequests('Concurrency', { targetConcurrentRequests: 8 });
variant.metricInvocationResponseCode(InvocationHttpResponseCode.INVOCATION_5XX_ERRORS, { statistic: 'Average' })
  .createAlarm(stack, 'Errors', { threshold: 0.01, evaluationPeriods: 2 });

endpoint.onStateChange('Trouble', {
  eventPattern: { detail: { EndpointStatus: ['FAILED', 'ROLLING_BACK', 'UPDATE_ROLLBACK_FAILED'] } },
  target: new SnsTopic(new Topic(stack, 'Operators')),
});
new Dashboard(stack, 'Dashboard', { widgets: [endpoint.dashboardWidgets({ instanceVariants: ['main'] })] });
