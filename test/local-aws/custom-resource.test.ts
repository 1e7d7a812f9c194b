import { CustomResourceStack } from './custom-resource-stack';
import { processes } from './processes';
import { startServer } from './server';
import { LocalAws } from '../../local-aws/local-aws';

let aws: LocalAws;
beforeAll(async () => { aws = await startServer({ retrySeconds: 0.05 }); });
afterEach(() => aws.simulate({}));
afterAll(() => aws?.stop());

const ANSWERS = 'await answer();';
const DIES = 'throw new Error("no memory");';
// Its name is its physical id: another name replaces it.
const NAMED = 'await answer(event.RequestType === "Delete" ? {} : { PhysicalResourceId: event.ResourceProperties.Name });';

describe('a custom resource', () => {
  test('is created by its function', async () => {
    const stack = new CustomResourceStack(aws, { handler: ANSWERS });
    expect(await stack.create()).toMatchObject({ StackStatus: 'CREATE_COMPLETE', Outputs: [{ OutputValue: 'physical' }] });
    expect(await stack.story()).toEqual(['Create', 'SUCCESS']);
  });

  test.each<[name: string, change: string, reason: string]>([
    ['it does not echo the request', '{ LogicalResourceId: "Other" }', 'LogicalResourceId does not echo the request'],
    ['it is longer than 4096 bytes', '{ Data: { Long: "x".repeat(4096) } }', 'Response object is too long.'],
  ])('fails with a response that CloudFormation would refuse: %s', async (_name, change, reason) => {
    const stack = new CustomResourceStack(aws, { handler: `await answer(event.RequestType === 'Create' ? ${change} : {});` });
    expect((await stack.create()).StackStatus).toBe('ROLLBACK_COMPLETE');
    expect(await stack.events()).toContainEqual(expect.objectContaining({ event: 'CustomResourceResponseRefused', error: expect.stringContaining(reason) }));
  });

  test('gets an address that tells when it was asked, as a pre-signed one does', async () => {
    const stack = new CustomResourceStack(aws, {
      handler: 'const query = new URL(event.ResponseURL).searchParams; await answer({ PhysicalResourceId: query.get("X-Amz-Date") + query.get("X-Amz-Expires") });',
    });
    expect((await stack.create()).Outputs[0].OutputValue).toMatch(/^\d{8}T\d{6}Z7200$/);
  });

  test('leaves no process of its function behind when the server stops', async () => {
    const server = await startServer();
    await new CustomResourceStack(server, { handler: ANSWERS }).create();
    const started = (await processes()).filter(({ parent }) => parent === server.pid).map(({ pid }) => pid);
    expect(started).not.toEqual([]);
    await server.stop();
    expect((await processes()).filter(({ pid }) => started.includes(pid))).toEqual([]);
  });
});

describe('a custom resource that fails', () => {
  test('is deleted by the id that its failure named', async () => {
    const stack = new CustomResourceStack(aws, {
      handler: 'await answer(event.RequestType === "Create" ? { Status: "FAILED", Reason: "not today", PhysicalResourceId: "half-made" } : {});',
    });
    expect((await stack.create()).StackStatus).toBe('ROLLBACK_COMPLETE');
    expect(await stack.story()).toEqual(['Create', 'FAILED', 'Delete', 'SUCCESS']);
    expect((await stack.events())[2]).toMatchObject({ RequestType: 'Delete', PhysicalResourceId: 'half-made' });
  });

  test('is deleted by an invented id when it never answered', async () => {
    const stack = new CustomResourceStack(aws, { handler: 'if (event.RequestType === "Delete") { await answer(); }' });
    expect((await stack.create({ ServiceTimeout: 1 })).StackStatus).toBe('ROLLBACK_COMPLETE');
    expect((await stack.events())[1]).toMatchObject({ RequestType: 'Delete', PhysicalResourceId: expect.stringMatching(/^custom-\d+-Resource-\w{12}$/) });
  });

  test('gets its old properties back when it was replaced, and then what it was replaced with is deleted', async () => {
    const stack = new CustomResourceStack(aws, { handler: NAMED });
    await stack.create({ Name: 'old' });
    expect((await stack.update({ Name: 'new' }, true)).StackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
    const requests = (await stack.events()).filter(({ event }) => event === 'CustomResourceRequest');
    expect(requests.map((request: any) => [request.RequestType, request.PhysicalResourceId])).toEqual([['Create', undefined], ['Update', 'old'], ['Update', 'new'], ['Delete', 'new']]);
  });
});

test('what a custom resource was replaced with is cleaned up in the status of a clean-up', async () => {
  const stack = new CustomResourceStack(aws, { handler: NAMED });
  await stack.create({ Name: 'old' });
  await stack.update({ Name: 'new' });
  expect(await stack.statuses()).toEqual([
    'CREATE_IN_PROGRESS', 'CREATE_COMPLETE', 'UPDATE_IN_PROGRESS', 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', 'UPDATE_COMPLETE',
  ]);
});

describe('the queue of a function', () => {
  test('repeats an invocation that failed', async () => {
    await aws.simulate({ crashes: [{ operation: 'CustomResourceResponse', moment: 'before' }] });
    const stack = new CustomResourceStack(aws, { handler: ANSWERS });
    expect((await stack.create()).StackStatus).toBe('CREATE_COMPLETE');
    expect(await stack.story()).toEqual(['Create', 'FunctionCrashed', 'InvocationFailed', 'SUCCESS']);
  });

  test('repeats one that failed after it had answered, too', async () => {
    await aws.simulate({ crashes: [{ operation: 'CustomResourceResponse', moment: 'after' }] });
    const stack = new CustomResourceStack(aws, { handler: ANSWERS });
    expect((await stack.create()).StackStatus).toBe('CREATE_COMPLETE');
    expect(await stack.story(5)).toEqual(['Create', 'SUCCESS', 'FunctionCrashed', 'InvocationFailed', 'SUCCESS']);
  });

  test('hands what failed three times to the destination, which has the event and the error', async () => {
    const stack = new CustomResourceStack(aws, {
      handler: DIES,
      destination: `
        const { requestPayload, requestContext, responsePayload } = event;
        await send(requestPayload, { PhysicalResourceId: [requestContext.condition, responsePayload.errorMessage].join(': ') });`,
    });
    expect(await stack.create()).toMatchObject({ StackStatus: 'CREATE_COMPLETE', Outputs: [{ OutputValue: 'RetriesExhausted: no memory' }] });
    expect(await stack.story()).toEqual(['Create', 'InvocationFailed', 'InvocationFailed', 'InvocationFailed', 'SUCCESS']);
  });

  test('delivers an event as often as it is asked to', async () => {
    await aws.simulate({ deliveries: [{ times: 2 }] });
    const stack = new CustomResourceStack(aws, { handler: ANSWERS });
    await stack.create();
    expect(await stack.story(3)).toEqual(['Create', 'SUCCESS', 'SUCCESS']);
  });

  test('takes events from the function itself, and repeats those as well', async () => {
    const stack = new CustomResourceStack(aws, {
      handler: `
        if (event.baton) { return answer({ PhysicalResourceId: event.baton }); }
        await fetch(process.env.AWS_ENDPOINT_URL + '/2015-03-31/functions/' + process.env.AWS_LAMBDA_FUNCTION_NAME + '/invocations', {
          method: 'POST', headers: { 'X-Amz-Invocation-Type': 'Event' }, body: JSON.stringify({ ...event, baton: 'handed over' }),
        });`,
    });
    await aws.simulate({ crashes: [{ operation: 'CustomResourceResponse', moment: 'before' }] });
    expect(await stack.create()).toMatchObject({ StackStatus: 'CREATE_COMPLETE', Outputs: [{ OutputValue: 'handed over' }] });
    expect(await stack.story()).toEqual(['Create', 'FunctionCrashed', 'InvocationFailed', 'SUCCESS']);
  });

  test('loses nothing when a function dies around a call to AWS, before or after it was carried out', async () => {
    const job = 'StopTrainingJob';
    const handler = `await aws('SageMaker.${job}', { TrainingJobName: 'any' }); await answer();`;
    await aws.simulate({ crashes: [{ operation: job, moment: 'before' }, { operation: job, moment: 'after' }] });
    const stack = new CustomResourceStack(aws, { handler });
    expect((await stack.create()).StackStatus).toBe('CREATE_COMPLETE');
    expect(await stack.story()).toEqual(['Create', 'FunctionCrashed', 'InvocationFailed', 'FunctionCrashed', 'InvocationFailed', 'SUCCESS']);
  });
});
