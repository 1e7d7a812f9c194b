import { FakeServer, json, stackIs, xml } from './fakes/server';
import { Aws } from '../../../src/jobs/handler/aws';
import { categoryOf } from '../../../src/jobs/handler/errors';
import { put } from '../../../src/jobs/handler/put';
import { remoteError } from '../../../src/jobs/handler/remote-error';
import { RemoteError, Step, Steps } from '../../../src/jobs/handler/steps';
import { TRAINING_JOB } from '../../../src/jobs/kinds';

const ENVIRONMENT = { AWS_REGION: 'eu-west-1', AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret', AWS_SESSION_TOKEN: 'session' };
/** For tests without timeouts, because the first call of a process loads half the SDK. */
const LONG_TIMEOUTS = { connectMilliseconds: 20_000, totalMilliseconds: 20_000 };
const SHORT_TIMEOUTS = { connectMilliseconds: 500, totalMilliseconds: 700 };
const SECRET = 'X-Amz-Signature=f00dfeed';

let server: FakeServer;
let outside: NodeJS.ProcessEnv;

beforeEach(async () => {
  server = await FakeServer.start();
  outside = process.env;
  process.env = { ...outside, ...ENVIRONMENT, AWS_ENDPOINT_URL: server.url, NODE_NO_WARNINGS: '1' };
  jest.spyOn(process, 'emitWarning').mockImplementation(() => {});
});

afterEach(async () => {
  jest.restoreAllMocks();
  process.env = outside;
  await server.stop();
});

/** Performs one step; returns its outcome or its error. */
async function perform(step: Step, timeouts = LONG_TIMEOUTS): Promise<any> {
  let outcome: unknown;
  await new Aws(timeouts).run((function* (): Steps {
    try {
      outcome = yield step;
    } catch (error) {
      outcome = error;
    }
  })());
  return outcome;
}

describe('the calls of services', () => {
  test('describe a stack with its status and its times', async () => {
    server.replies = [stackIs('UPDATE_IN_PROGRESS', '<LastUpdatedTime>2026-01-05T12:00:00.500Z</LastUpdatedTime>')];
    expect(await perform({ do: 'describe-stack', stackId: 'arn:stack' })).toEqual({
      status: 'UPDATE_IN_PROGRESS', created: Date.UTC(2026, 0, 5, 11), updated: Date.UTC(2026, 0, 5, 12, 0, 0, 500),
    });
    expect(server.received[0].body).toContain('Action=DescribeStacks');
    expect(server.received[0].headers.authorization).toMatch(/Credential=AKIDEXAMPLE\/\d+\/eu-west-1\/cloudformation/);
    expect(server.received[0].headers['x-amz-security-token']).toBe('session');
  });

  test('start a job, with members that are newer than the SDK', async () => {
    server.replies = [json({ TrainingJobArn: 'arn:job' })];
    const request = {
      TrainingJobName: 'job',
      RoleArn: 'arn:role',
      ResourceConfig: { InstanceCount: 1, NewerInside: { Deep: [1] } },
      InputDataConfig: [{ ChannelName: 'train', NewerInList: true }],
      HyperParameters: { grüße: '𝒳' },
    };
    const overrides = { ResourceConfig: { InstanceCount: 2, NewerYet: 'x' }, Newest: { List: ['y'] } };
    await perform({ do: 'create-job', kind: TRAINING_JOB, request, overrides });
    const [{ headers, body }] = server.received;
    expect(headers['x-amz-target']).toBe('SageMaker.CreateTrainingJob');
    expect(Number(headers['content-length'])).toBe(Buffer.byteLength(body));
    expect(JSON.parse(body)).toEqual({
      ...request,
      ResourceConfig: { InstanceCount: 2, NewerInside: { Deep: [1] }, NewerYet: 'x' },
      Newest: { List: ['y'] },
    });
  });

  test('describe a job with the members that the core needs', async () => {
    server.replies = [json({
      TrainingJobName: 'job',
      TrainingJobArn: 'arn:job',
      TrainingJobStatus: 'Completed',
      SecondaryStatus: 'Completed',
      ModelArtifacts: { S3ModelArtifacts: 's3://bucket/model.tar.gz' },
      FinalMetricDataList: [{ MetricName: 'loss', Value: 0.25, Timestamp: 1767614400 }],
      WarmPoolStatus: { Status: 'Available' },
    }), json({ TrainingJobArn: 'arn:job', TrainingJobStatus: 'Dreaming', FailureReason: 'none' })];
    expect(await perform({ do: 'describe-job', kind: TRAINING_JOB, name: 'job' })).toEqual({
      name: 'job',
      arn: 'arn:job',
      status: 'Completed',
      detail: 'Completed',
      results: { 'ModelArtifactsUri': 's3://bucket/model.tar.gz', 'FinalMetric.loss': '0.25' },
      note: 'its instances are kept alive, and billed, until the keep-alive period is over',
    });
    expect(await perform({ do: 'describe-job', kind: TRAINING_JOB, name: 'job' })).toEqual({
      name: 'job', arn: 'arn:job', status: 'Dreaming', failureReason: 'none', results: { ModelArtifactsUri: '' },
    });
  });

  test('list all pages of tags', async () => {
    server.replies = [json({ Tags: [{ Key: 'a', Value: '1' }], NextToken: 'more' }), json({ Tags: [{ Key: 'b', Value: '2' }] })];
    expect(await perform({ do: 'list-tags', arn: 'arn:aws:sagemaker:eu-west-1:111122223333:training-job/job' })).toEqual({ a: '1', b: '2' });
    expect(server.received.map(({ body }) => JSON.parse(body).NextToken)).toEqual([undefined, 'more']);
  });

  test('stop a job', async () => {
    server.replies = [{ status: 200 }];
    await perform({ do: 'stop-job', kind: TRAINING_JOB, name: 'job' });
    expect([server.received[0].headers['x-amz-target'], server.received[0].body]).toEqual(['SageMaker.StopTrainingJob', '{"TrainingJobName":"job"}']);
  });

  test('invoke a function asynchronously', async () => {
    server.replies = [{ status: 202 }];
    await perform({ do: 'invoke', functionName: 'handler', payload: { Continuation: { WaitStartedAt: 1 } } });
    const [{ method, path, headers, body }] = server.received;
    expect([method, path, headers['x-amz-invocation-type'], body])
      .toEqual(['POST', '/2015-03-31/functions/handler/invocations', 'Event', '{"Continuation":{"WaitStartedAt":1}}']);
  });
});

describe('errors', () => {
  const DESCRIBE: Step = { do: 'describe-job', kind: TRAINING_JOB, name: 'job' };
  const stackError = (code: string) => xml(`<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>details</Message></Error></ErrorResponse>`, 400);

  test.each<[string, Step, any, string, string]>([
    ['of SageMaker', DESCRIBE, json({ __type: 'ResourceInUse', Message: 'details' }, 400), 'ResourceInUse', 'in-use'],
    ['with a namespace', DESCRIBE, json({ __type: 'com.amazonaws.sagemaker#ResourceNotFound', Message: 'details' }, 400), 'ResourceNotFound', 'not-found'],
    ['that is throttled', DESCRIBE, json({ __type: 'ThrottlingException', message: 'details' }, 400), 'ThrottlingException', 'busy'],
    ['that the SDK does not model', DESCRIBE, json({ __type: 'InternalFailure', message: 'details' }, 500), 'InternalFailure', 'busy'],
    ['of CloudFormation', { do: 'describe-stack', stackId: 'x' }, stackError('ValidationError'), 'ValidationError', 'refused'],
    ['of access', { do: 'describe-stack', stackId: 'x' }, stackError('AccessDenied'), 'AccessDenied', 'denied'],
    ['of Lambda', { do: 'invoke', functionName: 'f', payload: {} },
      { status: 429, headers: { 'content-type': 'application/json', 'x-amzn-errortype': 'TooManyRequestsException' }, body: '{"message":"details"}' },
      'TooManyRequestsException', 'busy'],
  ])('%s have their code and their message', async (_, step, reply, name, kind) => {
    server.replies = [reply];
    const error: RemoteError = await perform(step);
    expect([error.name, error.message, categoryOf(error)]).toEqual([name, 'details', kind]);
    expect(server.received).toHaveLength(1);
  });

  test('in HTML count as those of a busy service', async () => {
    server.replies = [{ status: 500, headers: { 'content-type': 'text/html' }, body: '<!doctype html><h1>Internal Server Error</h1>' }];
    expect(categoryOf(await perform(DESCRIBE))).toBe('busy');
  });

  test.each([['no response', undefined], ['half a response', { hangs: true, body: '{"Train' }]])('127. %s is a timeout', async (_, reply) => {
    server.replies = [reply];
    for (const step of [DESCRIBE, { do: 'describe-stack', stackId: 'x' }] as Step[]) {
      const error = await perform(step, SHORT_TIMEOUTS);
      expect([error.name, categoryOf(error)]).toEqual(['TimeoutError', 'busy']);
    }
  });

  test('127. an invocation without a response is a timeout', async () => {
    server.replies = [undefined];
    expect(await perform({ do: 'invoke', functionName: 'f', payload: {} }, SHORT_TIMEOUTS)).toMatchObject({ name: 'TimeoutError' });
  });

  test('of refused connections are retried', async () => {
    const refused = Object.assign(new AggregateError([], 'connect ECONNREFUSED'), { code: 'ECONNREFUSED', $metadata: { attempts: 1 } });
    expect(categoryOf(remoteError(refused))).toBe('busy');
    const { url } = server;
    await server.stop();
    await expect(put(url, '{}', LONG_TIMEOUTS)).rejects.toMatchObject({ name: 'ECONNREFUSED' });
    server = await FakeServer.start();
  });

  test('of the core are thrown without the URL', async () => {
    const failing = (function* (): Steps { yield { do: 'now' }; throw new TypeError(`cannot PUT https://bucket/?${SECRET}`); })();
    await expect(new Aws(LONG_TIMEOUTS).run(failing)).rejects.toMatchObject({ name: 'TypeError', message: expect.not.stringContaining(SECRET) });
  });
});

describe('the answer', () => {
  test('91. goes to the scheme and the port of the URL', async () => {
    server.replies = [{ status: 200 }];
    expect(await perform({ do: 'answer', url: `${server.url}/bucket/key?${SECRET}`, body: '{"Status":"SUCCESS","Reason":"ü"}' })).toBe(200);
    const [{ method, path, headers, body }] = server.received;
    expect([method, path, body]).toEqual(['PUT', `/bucket/key?${SECRET}`, '{"Status":"SUCCESS","Reason":"ü"}']);
    expect([headers['content-type'], Number(headers['content-length'])]).toEqual(['', Buffer.byteLength(body)]);
    expect(headers['transfer-encoding']).toBeUndefined();
  });

  test('follows a redirect', async () => {
    const other = await FakeServer.start();
    other.replies = [{ status: 200 }];
    server.replies = [{ status: 307, headers: { location: `${other.url}/there?x=1` } }];
    expect(await put(`${server.url}/here`, '{}', LONG_TIMEOUTS)).toBe(200);
    expect(other.received.map(({ method, path, body }) => [method, path, body])).toEqual([['PUT', '/there?x=1', '{}']]);
    await other.stop();
  });

  test('follows at most three redirects', async () => {
    server.replies = [{ status: 307, headers: { location: '/again' } }];
    expect(await put(`${server.url}/here`, '{}', LONG_TIMEOUTS)).toBe(307);
    expect(server.received).toHaveLength(4);
  });

  test('returns the HTTP status', async () => {
    server.replies = [{ status: 503 }, { status: 403, body: 'Request has expired' }];
    expect([await put(server.url, '{}', LONG_TIMEOUTS), await put(server.url, '{}', LONG_TIMEOUTS)]).toEqual([503, 403]);
  });

  test('127. is a timeout if there is no response', async () => {
    server.replies = [undefined];
    await expect(put(server.url, '{}', SHORT_TIMEOUTS)).rejects.toMatchObject({ name: 'TimeoutError' });
  });
});

test('the log is written to the console, without secrets', async () => {
  const log = jest.spyOn(console, 'log').mockImplementation(() => {});
  await perform({ do: 'log', line: `SUCCESS https://bucket/?${SECRET}` });
  expect(log.mock.calls).toEqual([['SUCCESS ***']]);
});

test('fails without credentials in the environment', async () => {
  delete process.env.AWS_ACCESS_KEY_ID;
  expect((await perform({ do: 'describe-job', kind: TRAINING_JOB, name: 'job' })).message).toContain('AWS_ACCESS_KEY_ID');
});

test('the clock and delays are real', async () => {
  const from = Date.now();
  await perform({ do: 'sleep', milliseconds: 30 });
  expect(await perform({ do: 'now' })).toBeGreaterThanOrEqual(from + 29);
});
