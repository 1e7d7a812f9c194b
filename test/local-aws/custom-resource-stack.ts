import { setTimeout as sleep } from 'node:timers/promises';
import { LocalAws, LocalAwsEvent } from '../../local-aws/local-aws';

export interface Functions {
  /**
   * The JavaScript code of the function. It uses the variable `event` and two functions: `respond({ ... })` sends a successful response with
   * the given members changed, and `aws('SageMaker.StopTrainingJob', { ... })` calls an AWS operation.
   */
  readonly handler: string;
  /** The code of the on-failure destination of the handler, whose event is the record of the failure. @default - no destination */
  readonly destination?: string;
}

const PREAMBLE = `
  const send = (request, change = {}) => fetch(request.ResponseURL, { method: 'PUT', body: JSON.stringify({
    StackId: request.StackId, RequestId: request.RequestId, LogicalResourceId: request.LogicalResourceId,
    Status: 'SUCCESS', PhysicalResourceId: request.PhysicalResourceId ?? 'physical', ...change,
  }) });
  const aws = (operation, body) => fetch(process.env.AWS_ENDPOINT_URL, { method: 'POST', body: JSON.stringify(body), headers: {
    'Content-Type': 'application/x-amz-json-1.1', 'X-Amz-Target': operation,
    'Authorization': 'AWS4-HMAC-SHA256 Credential=' + process.env.AWS_ACCESS_KEY_ID + '/20200101/us-east-1/' + operation.split('.')[0].toLowerCase() + '/aws4_request',
  } });
  exports.handler = async (event) => { const respond = (change) => send(event, change);`;

/** A stack with a custom resource and its function. */
export class CustomResourceStack {
  private static count = 0;

  private readonly name = `custom-${++CustomResourceStack.count}`;
  private since = 0;

  constructor(private readonly aws: LocalAws, private readonly functions: Functions) {}

  /** Creates the stack and waits until the stack operation succeeds or fails. */
  public async create(properties: object = {}): Promise<any> {
    this.since = (await this.aws.events()).at(-1)?.sequence ?? 0;
    return this.apply('CreateStack', properties);
  }

  /** Updates the stack. With `failing`, another resource fails after the custom resource is updated. */
  public update(properties: object, failing = false): Promise<any> {
    return this.apply('UpdateStack', properties, failing);
  }

  /** The events of the custom resource and its functions since the creation of the stack. */
  public async events(): Promise<LocalAwsEvent[]> {
    return (await this.aws.events()).filter(({ sequence, event }) => sequence > this.since && /^(CustomResource|Invocation|Function)/.test(event));
  }

  /**
   * The names of these events; a request is named by its type.
   *
   * @param length The number of events to wait for, since a retry may come after the end of a deployment.
   */
  public async eventNames(length = 0): Promise<string[]> {
    const names = (await this.events()).map((event: any) => event.RequestType ?? event.event.replace('CustomResourceResponse', '') + (event.Status ?? ''));
    return names.length < length ? sleep(50).then(() => this.eventNames(length)) : names;
  }

  /** The statuses of the stack, in order. */
  public async statuses(): Promise<string[]> {
    const [{ StackEvents: events }] = await this.aws.call(['cloudformation', 'DescribeStackEvents', { StackName: this.name }]);
    return events.filter((event: any) => event.ResourceType === 'AWS::CloudFormation::Stack').map((event: any) => event.ResourceStatus).reverse();
  }

  private async apply(operation: string, properties: object, failing = false): Promise<any> {
    await this.aws.call(['cloudformation', operation, { StackName: this.name, TemplateBody: JSON.stringify(this.template(properties, failing)) }]);
    while (true) {
      const [{ Stacks: [stack] }] = await this.aws.call(['cloudformation', 'DescribeStacks', { StackName: this.name }]);
      if (!stack.StackStatus.endsWith('IN_PROGRESS')) { return stack; }
      await sleep(100);
    }
  }

  private template(properties: object, failing: boolean): object {
    const { handler, destination } = this.functions;
    return {
      Resources: {
        Handler: lambda(handler),
        ...destination ? {
          Destination: lambda(destination),
          Queue: {
            Type: 'AWS::Lambda::EventInvokeConfig',
            Properties: {
              FunctionName: { Ref: 'Handler' },
              Qualifier: '$LATEST',
              MaximumRetryAttempts: 2,
              DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': ['Destination', 'Arn'] } } },
            },
          },
        } : {},
        Resource: {
          Type: 'Custom::Test',
          DependsOn: destination ? ['Queue'] : [],
          Properties: { ServiceToken: { 'Fn::GetAtt': ['Handler', 'Arn'] }, ...properties },
        },
        ...failing ? {
          Sibling: { Type: 'AWS::SageMaker::EndpointConfig', DependsOn: ['Resource'], Properties: { ProductionVariants: [{ VariantName: 'Main', ModelName: 'missing' }] } },
        } : {},
      },
      Outputs: { Ref: { Value: { Ref: 'Resource' } } },
    };
  }
}

function lambda(code: string): object {
  return {
    Type: 'AWS::Lambda::Function',
    Properties: {
      Runtime: 'nodejs22.x',
      Handler: 'index.handler',
      Role: 'arn:aws:iam::123456789012:role/handler',
      Code: { ZipFile: `${PREAMBLE}\n${code}\n};` },
    },
  };
}
