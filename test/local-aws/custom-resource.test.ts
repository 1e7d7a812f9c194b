import { CustomResourceStack } from './custom-resource-stack';
import { processes } from './processes';
import { startServer } from './server';
import { LocalAws } from '../../local-aws/local-aws';

let aws: LocalAws;
beforeAll(async () => { aws = await startServer({ retrySeconds: 0.05 }); });
afterEach(() => aws.simulate({}));
afterAll(() => aws?.stop());

const RESPONDS = 'await respond();';
const THROWS = 'throw new Error("no memory");';
// The physical id is the property Name, so another name replaces the resource.
const RESPONDS_WITH_NAME = 'await respond(event.RequestType === "Delete" ? {} : { PhysicalResourceId: event.ResourceProperties.Name });';

describe('a custom resource', () => {
  test('is created by its function', async () => {
    const stack = new CustomResourceStack(aws, { handler: RESPONDS });
    expect(await stack.create()).toMatchObject({ StackStatus: 'CREATE_COMPLETE', Outputs: [{ OutputValue: 'physical' }] });
    expect(await stack.eventNames()).toEqual(['Create', 'SUCCESS']);
  });

  test.each<[name: string, change: string, reason: string]>([
    ['another logical id than the request', '{ LogicalResourceId: "Other" }', 'LogicalResourceId differs from the request'],
    ['more than 4096 bytes', '{ Data: { Long: "x".repeat(4096) } }', 'Response object is too long.'],
  ])('fails with a response that CloudFormation rejects: %s', async (_name, change, reason) => {
    const stack = new CustomResourceStack(aws, { handler: `await respond(event.RequestType === 'Create' ? ${change} : {});` });
    expect((await stack.create()).StackStatus).toBe('ROLLBACK_COMPLETE');
    expect(await stack.events()).toContainEqual(expect.objectContaining({ event: 'CustomResourceResponseRejected', error: expect.stringContaining(reason) }));
  });

  test('receives a response URL with the time of the request, as in a presigned URL', async () => {
    const stack = new CustomResourceStack(aws, {
      handler: 'const query = new URL(event.ResponseURL).searchParams; await respond({ PhysicalResourceId: query.get("X-Amz-Date") + query.get("X-Amz-Expires") });',
    });
    expect((await stack.create()).Outputs[0].OutputValue).toMatch(/^\d{8}T\d{6}Z7200$/);
  });

  test('leaves no process of its function behind when the server stops', async () => {
    const server = await startServer();
    await new CustomResourceStack(server, { handler: RESPONDS }).create();
    const started = (await processes()).filter(({ parent }) => parent === server.pid).map(({ pid }) => pid);
    expect(started).not.toEqual([]);
    await server.stop();
    expect((await processes()).filter(({ pid }) => started.includes(pid))).toEqual([]);
  });
});

describe('a custom resource that fails', () => {
  test('is deleted with the physical id of its failed response', async () => {
    const stack = new CustomResourceStack(aws, {
      handler: 'await respond(event.RequestType === "Create" ? { Status: "FAILED", Reason: "not today", PhysicalResourceId: "half-made" } : {});',
    });
    expect((await stack.create()).StackStatus).toBe('ROLLBACK_COMPLETE');
    expect(await stack.eventNames()).toEqual(['Create', 'FAILED', 'Delete', 'SUCCESS']);
    expect((await stack.events())[2]).toMatchObject({ RequestType: 'Delete', PhysicalResourceId: 'half-made' });
  });

  test('is deleted with a generated physical id if it never responded', async () => {
    const stack = new CustomResourceStack(aws, { handler: 'if (event.RequestType === "Delete") { await respond(); }' });
    expect((await stack.create({ ServiceTimeout: 1 })).StackStatus).toBe('ROLLBACK_COMPLETE');
    expect((await stack.events())[1]).toMatchObject({ RequestType: 'Delete', PhysicalResourceId: expect.stringMatching(/^custom-\d+-Resource-\w{12}$/) });
  });

  test('is updated with its old properties after a replacement, before the replacement is deleted', async () => {
    const stack = new CustomResourceStack(aws, { handler: RESPONDS_WITH_NAME });
    await stack.create({ Name: 'old' });
    expect((await stack.update({ Name: 'new' }, true)).StackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
    const requests = (await stack.events()).filter(({ event }) => event === 'CustomResourceRequest');
    expect(requests.map((request: any) => [request.RequestType, request.PhysicalResourceId])).toEqual([['Create', undefined], ['Update', 'old'], ['Update', 'new'], ['Delete', 'new']]);
  });
});

test('a replaced custom resource is deleted while the stack is in UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', async () => {
  const stack = new CustomResourceStack(aws, { handler: RESPONDS_WITH_NAME });
  await stack.create({ Name: 'old' });
  await stack.update({ Name: 'new' });
  expect(await stack.statuses()).toEqual([
    'CREATE_IN_PROGRESS', 'CREATE_COMPLETE', 'UPDATE_IN_PROGRESS', 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', 'UPDATE_COMPLETE',
  ]);
});

describe('the asynchronous queue of a function', () => {
  test('retries a failed invocation', async () => {
    await aws.simulate({ crashes: [{ operation: 'CustomResourceResponse', moment: 'before' }] });
    const stack = new CustomResourceStack(aws, { handler: RESPONDS });
    expect((await stack.create()).StackStatus).toBe('CREATE_COMPLETE');
    expect(await stack.eventNames()).toEqual(['Create', 'FunctionCrashed', 'InvocationFailed', 'SUCCESS']);
  });

  test('retries an invocation that failed after its response', async () => {
    await aws.simulate({ crashes: [{ operation: 'CustomResourceResponse', moment: 'after' }] });
    const stack = new CustomResourceStack(aws, { handler: RESPONDS });
    expect((await stack.create()).StackStatus).toBe('CREATE_COMPLETE');
    expect(await stack.eventNames(5)).toEqual(['Create', 'SUCCESS', 'FunctionCrashed', 'InvocationFailed', 'SUCCESS']);
  });

  test('sends the event and the error to the on-failure destination after three failures', async () => {
    const stack = new CustomResourceStack(aws, {
      handler: THROWS,
      destination: `
        const { requestPayload, requestContext, responsePayload } = event;
        await send(requestPayload, { PhysicalResourceId: [requestContext.condition, responsePayload.errorMessage].join(': ') });`,
    });
    expect(await stack.create()).toMatchObject({ StackStatus: 'CREATE_COMPLETE', Outputs: [{ OutputValue: 'RetriesExhausted: no memory' }] });
    expect(await stack.eventNames()).toEqual(['Create', 'InvocationFailed', 'InvocationFailed', 'InvocationFailed', 'SUCCESS']);
  });

  test('delivers an event as often as a rule says', async () => {
    await aws.simulate({ deliveries: [{ times: 2 }] });
    const stack = new CustomResourceStack(aws, { handler: RESPONDS });
    await stack.create();
    expect(await stack.eventNames(3)).toEqual(['Create', 'SUCCESS', 'SUCCESS']);
  });

  test('accepts events from the function itself, and retries them too', async () => {
    const stack = new CustomResourceStack(aws, {
      handler: `
        if (event.continuation) { return respond({ PhysicalResourceId: event.continuation }); }
        await fetch(process.env.AWS_ENDPOINT_URL + '/2015-03-31/functions/' + process.env.AWS_LAMBDA_FUNCTION_NAME + '/invocations', {
          method: 'POST', headers: { 'X-Amz-Invocation-Type': 'Event' }, body: JSON.stringify({ ...event, continuation: 'second invocation' }),
        });`,
    });
    await aws.simulate({ crashes: [{ operation: 'CustomResourceResponse', moment: 'before' }] });
    expect(await stack.create()).toMatchObject({ StackStatus: 'CREATE_COMPLETE', Outputs: [{ OutputValue: 'second invocation' }] });
    expect(await stack.eventNames()).toEqual(['Create', 'FunctionCrashed', 'InvocationFailed', 'SUCCESS']);
  });

  test('retries a function that crashes before or after a call to AWS', async () => {
    const operation = 'StopTrainingJob';
    const handler = `await aws('SageMaker.${operation}', { TrainingJobName: 'any' }); await respond();`;
    await aws.simulate({ crashes: [{ operation, moment: 'before' }, { operation, moment: 'after' }] });
    const stack = new CustomResourceStack(aws, { handler });
    expect((await stack.create()).StackStatus).toBe('CREATE_COMPLETE');
    expect(await stack.eventNames()).toEqual(['Create', 'FunctionCrashed', 'InvocationFailed', 'FunctionCrashed', 'InvocationFailed', 'SUCCESS']);
  });
});
