import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FakeServer, json, stackIs } from './fakes/server';
import { bundleHandler } from '../../../projenrc/handler/bundle';
import { BUNDLE, LICENSES } from '../../../projenrc/handler/paths';

const ROOT = join(__dirname, '../../..');
const code = () => readFileSync(join(ROOT, BUNDLE), 'utf8');

let folder: string;
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'handler-')); });
afterEach(() => rmSync(folder, { recursive: true }));

test('the bundle is up to date', async () => {
  const bundle = await bundleHandler();
  expect(code() === bundle.code).toBe(true);
  expect(readFileSync(join(ROOT, LICENSES), 'utf8')).toBe(bundle.licenses);
});

test('the bundle has at most 450 KB', () => {
  expect(Buffer.byteLength(code())).toBeLessThanOrEqual(450_000);
});

test('the bundle has the same bytes in every folder', async () => {
  for (const name of ['src', 'package.json']) { cpSync(join(ROOT, name), join(folder, name), { recursive: true }); }
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'dir');
  const here = await bundleHandler();
  const there = await bundleHandler(folder);
  expect(there.code === here.code).toBe(true);
});

test('the bundle contains no path of the machine that builds it', () => {
  expect(code().includes(ROOT)).toBe(false);
  expect(/["'`](\/home\/|\/Users\/|\/root\/|\/tmp\/|[A-Z]:\\\\)|sourceMappingURL/.exec(code())).toBeNull();
});

test('the bundle does not read credentials from files, profiles or instances', () => {
  expect(/AWS_CONTAINER_CREDENTIALS|sso_start_url|credential_process/.exec(code())).toBeNull();
});

test('the licenses of all bundled packages are written next to the bundle', async () => {
  const { licenses } = await bundleHandler();
  expect(licenses).toContain('@aws-sdk/client-sagemaker 3.1142.0, Apache-2.0');
  expect(licenses).toContain('Apache License');
});

test('the bundle loads without other files, and answers', async () => {
  const server = await FakeServer.start();
  const outside = process.env;
  process.env = {
    ...outside, AWS_REGION: 'eu-west-1', AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret', AWS_ENDPOINT_URL: server.url, NODE_NO_WARNINGS: '1',
  };
  jest.spyOn(process, 'emitWarning').mockImplementation(() => {});
  const log = jest.spyOn(console, 'log').mockImplementation(() => {});
  try {
    writeFileSync(join(folder, 'index.js'), code());
    const entries = jest.requireActual(join(folder, 'index.js'));
    expect([typeof entries.handler, typeof entries.janitor]).toEqual(['function', 'function']);

    const event = {
      RequestType: 'Create',
      ResponseURL: `${server.url}/answer?X-Amz-Signature=f00dfeed`,
      StackId: 'arn:aws:cloudformation:eu-west-1:111122223333:stack/shop/guid',
      RequestId: 'request',
      LogicalResourceId: 'Train',
      ResourceType: 'Custom::SageMakerTrainingJob',
      ResourceProperties: { SchemaVersion: '1', NamePrefix: 'train-0a1b2c3d', Identity: { HyperParameters: { epochs: '1' } }, Settings: { RoleArn: 'arn:role' } },
    };
    server.replies = [stackIs('CREATE_IN_PROGRESS'), json({ TrainingJobArn: 'arn:job' }), { status: 200 }, stackIs('CREATE_COMPLETE')];
    await entries.handler(event, { functionName: 'handler' });
    expect(server.received.map(({ method, path }) => `${method} ${path?.split('?')[0]}`)).toEqual(['POST /', 'POST /', 'PUT /answer', 'POST /']);
    const name = JSON.parse(server.received[1].body).TrainingJobName;
    expect(JSON.parse(server.received[2].body)).toMatchObject({ Status: 'SUCCESS', RequestId: 'request', PhysicalResourceId: name });

    server.received.length = 0;
    server.replies = [stackIs('CREATE_IN_PROGRESS'), json({ __type: 'ValidationException', message: 'Requested resource not found.' }, 400), { status: 200 }];
    await entries.janitor({
      requestContext: { condition: 'RetriesExhausted' }, requestPayload: event, responsePayload: { errorMessage: 'it crashed' },
    }, { functionName: 'janitor' });
    expect(JSON.parse(server.received[2].body)).toMatchObject({
      Status: 'FAILED', PhysicalResourceId: name, Reason: 'The job handler gave up: RetriesExhausted: it crashed',
    });
    expect(JSON.stringify(log.mock.calls)).not.toMatch(/f00dfeed|X-Amz/);
  } finally {
    jest.restoreAllMocks();
    process.env = outside;
    await server.stop();
  }
});
