import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Aws, CfnParameter, Duration, Errors, Lazy, Stack, Tags } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { runScript, shellcheck, temporaryFolder } from './scripts';
import { actions, knownStack, only, statements, warnings } from './stacks';
import { InstanceType, LifecycleScript, NotebookInstance, NotebookInstanceLifecycleConfig, NotebookInstanceLifecycleConfigProps } from 'cdk-sagemaker';

const TYPE = 'AWS::SageMaker::NotebookInstanceLifecycleConfig';
const folder = temporaryFolder();

function config(stack: Stack, props: NotebookInstanceLifecycleConfigProps): NotebookInstanceLifecycleConfig {
  return new NotebookInstanceLifecycleConfig(stack, 'Config', props);
}

/** Returns the plain text of the combined script. */
function startScript(...onStart: LifecycleScript[]): string {
  const stack = knownStack();
  config(stack, { onStart });
  return Buffer.from(only(stack, TYPE).OnStart[0].Content, 'base64').toString();
}

function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

/** Creates a directory with an AWS CLI that prints its arguments and copies a file to the last one. */
function fakeAws(path: string): string {
  const bin = mkdtempSync(join(folder, 'bin-'));
  writeFileSync(join(bin, 'aws'), `#!/bin/bash\necho "aws $*" | sed "s#$TMPDIR#TMP#"\ncp '${path}' "\${!#}"\n`, { mode: 0o700 });
  return bin;
}

const inline = LifecycleScript.fromInline;

test('a single script is only encoded', () => {
  const stack = knownStack();
  config(stack, { onCreate: [inline('#!/bin/bash\necho grüß dich\n')] });
  expect(only(stack, TYPE)).toEqual({ OnCreate: [{ Content: Buffer.from('#!/bin/bash\necho grüß dich\n').toString('base64') }] });
});

test('hooks without scripts are left out', () => {
  const stack = knownStack();
  config(stack, { onCreate: [], notebookInstanceLifecycleConfigName: 'setup' });
  expect(only(stack, TYPE)).toEqual({ NotebookInstanceLifecycleConfigName: 'setup' });
});

test('CloudFormation encodes a script with tokens', () => {
  const stack = knownStack();
  config(stack, { onStart: [inline(`aws s3 ls ${new Bucket(stack, 'Bucket').bucketName}\n`)] });
  expect(only(stack, TYPE).OnStart).toEqual([
    { Content: { 'Fn::Base64': { 'Fn::Join': ['', ['aws s3 ls ', { Ref: expect.stringMatching(/^Bucket/) }, '\n']] } } },
  ]);
});

describe('Windows line endings', () => {
  const text = '#!/bin/bash\r\necho hi\r\n';

  test('are replaced in a file and in an inline script', () => {
    expect(startScript(LifecycleScript.fromFile(file('windows.sh', text)))).toBe('#!/bin/bash\necho hi\n');
    expect(startScript(inline(text))).toBe('#!/bin/bash\necho hi\n');
  });

  test('are replaced in an inline script with tokens', () => {
    const stack = knownStack();
    config(stack, { onStart: [inline(`#!/bin/bash\r\necho ${new CfnParameter(stack, 'Parameter').valueAsString}\r\n`)] });
    expect(JSON.stringify(only(stack, TYPE))).not.toContain('\\r');
  });

  test('are replaced in an asset after the download', async () => {
    const path = file('windows-asset.sh', text);
    const script = startScript(LifecycleScript.fromAsset(path));
    const { status, output } = await runScript(script, folder, { PATH: `${fakeAws(path)}:${process.env.PATH}` });
    expect(output).toMatch(/\nhi\n$/);
    expect(status).toBe(0);
    expect(await shellcheck(script, folder)).toBe('');
  }, 120_000);
});

test('a byte order mark of a file is removed, because Linux does not recognize the interpreter after it', () => {
  expect(startScript(LifecycleScript.fromFile(file('marked.sh', '\uFEFF#!/bin/bash\n')))).toBe('#!/bin/bash\n');
});

test('a byte order mark of an asset is removed after the download', async () => {
  const path = file('marked-asset.sh', '\uFEFF#!/bin/bash\r\necho hi\r\n');
  const script = startScript(LifecycleScript.fromAsset(path));
  const { status, output } = await runScript(script, folder, { PATH: `${fakeAws(path)}:${process.env.PATH}` });
  expect(output).toMatch(/\nhi\n$/);
  expect(output).not.toContain('not found');
  expect(status).toBe(0);
  expect(await shellcheck(script, folder)).toBe('');
}, 120_000);

test('fails for a file that is not a text in UTF-8, unless it is an asset', () => {
  const path = join(folder, 'latin1.sh');
  writeFileSync(path, Buffer.from('#!/bin/bash\necho grüß dich\n', 'latin1'));
  expect(() => LifecycleScript.fromFile(path)).toThrow(/the lifecycle script .*latin1.sh is not a text in UTF-8/);
  expect(() => LifecycleScript.fromAsset(path)).not.toThrow();
});

test('fails for an empty script, with one message', () => {
  let message = '';
  try {
    config(knownStack(), { onStart: [inline('')] });
  } catch (error) {
    ({ message } = error as Error);
  }
  expect(message).toMatch(/Stack\/Config has 1 invalid property:\n- onStart must have between 1 and 16384 characters, got 0[^\n]*$/);
});

test('stopWhenIdle in onCreate causes a warning', () => {
  const [wrong, right] = [knownStack(), knownStack()];
  const script = LifecycleScript.stopWhenIdle(Duration.hours(1));
  config(wrong, { onCreate: [inline('#!/bin/bash\n'), script] });
  config(right, { onStart: [script] });
  expect(warnings(wrong, 'IdleStopOnCreate').join()).toMatch(/onCreate\[1\] stops an idle notebook instance only until its first stop: .* onStart/);
  expect(warnings(right, 'IdleStopOnCreate')).toEqual([]);
});

test('tags are in the template', () => {
  const stack = knownStack();
  config(stack, { onStart: [inline('#!/bin/bash\n')] });
  Tags.of(stack).add('team', 'churn');
  expect(only(stack, TYPE).Tags).toEqual([{ Key: 'team', Value: 'churn' }]);
});

describe('the maximum of 16384 characters', () => {
  const ofLength = (length: number) => inline('#'.repeat(length));

  test('applies to the encoded script: 12288 bytes are accepted', () => {
    const stack = knownStack();
    config(stack, { onStart: [ofLength(12288)] });
    expect(only(stack, TYPE).OnStart[0].Content).toHaveLength(16384);
  });

  test('fails with 12289 bytes and suggests an asset', () => {
    let thrown: any;
    try {
      config(knownStack(), { onStart: [ofLength(12289)] });
    } catch (error) {
      thrown = error;
    }
    expect(Errors.isValidationError(thrown)).toBe(true);
    expect(thrown.message).toMatch(/Stack\/Config has 1 invalid property:\n- onStart must have at most 16384 characters in base64, not 16388: use LifecycleScript.fromAsset/);
    expect(thrown.message.length).toBeLessThan(500); // The message does not contain the script.
  });

  test('applies to the scripts of an event together', () => {
    expect(() => config(knownStack(), { onCreate: [ofLength(6200), ofLength(6200)] })).toThrow(/onCreate must have at most 16384/);
  });

  test('fails for a script with tokens whose other characters are too many', () => {
    const stack = knownStack();
    const token = new CfnParameter(stack, 'Parameter').valueAsString;
    expect(() => config(stack, { onStart: [inline('#'.repeat(12289) + token)] })).toThrow(/onStart must have at most 16384/);
    expect(() => config(knownStack(), { onStart: [inline('#'.repeat(12000) + token)] })).not.toThrow();
  });

  test('fails at synthesis for a script whose length is not known earlier', () => {
    const stack = knownStack();
    config(stack, { onStart: [inline(Lazy.string({ produce: () => 'x'.repeat(12289) }) + Aws.REGION)], onCreate: [inline(Lazy.string({ produce: () => 'x' }))] });
    expect(() => (stack.node.root as App).synth()).toThrow(/- onStart must have at most 16384 characters in base64, not 16388/);
  });

  test('does not apply to assets', () => {
    const stack = knownStack();
    config(stack, { onStart: [LifecycleScript.fromAsset(file('long.sh', `#!/bin/bash\n${'# long\n'.repeat(5000)}`))] });
    expect(Template.fromStack(stack).toJSON()).toBeDefined();
  });
});

describe('several scripts', () => {
  test('run in order, each in its own process with its own interpreter', async () => {
    const script = startScript(
      inline('#!/bin/bash\nset -eu\ncd /\nVALUE=lost\necho one\nexit 0\n'),
      inline('#!/usr/bin/env python3\nimport os\nprint("two", os.environ.get("VALUE"))'),
      inline('echo "three $UNSET ${VALUE:-fresh}"\nfalse\necho four\n'),
    );
    expect(await runScript(script, folder)).toEqual({ status: 0, output: 'one\ntwo None\nthree  fresh\nfour\n' });
  });

  test('stop at the first script that fails, with its exit status', async () => {
    const script = startScript(inline('#!/bin/bash\nexit 3\n'), inline('#!/bin/bash\necho never\n'));
    expect(await runScript(script, folder)).toEqual({ status: 3, output: '' });
  });

  test('can contain the delimiter of their own text', async () => {
    const script = startScript(inline("#!/bin/bash\ncat <<'END_OF_SCRIPT_1'\n$HOME `x` \\\nEND_OF_SCRIPT_1\n"), inline('#!/bin/bash\necho end\n'));
    expect(await runScript(script, folder)).toEqual({ status: 0, output: '$HOME `x` \\\nend\n' });
  });

  test('have no findings of shellcheck', async () => {
    expect(await shellcheck(startScript(inline('#!/bin/bash\ntrue\n'), inline('#!/bin/bash\ntrue\n')), folder)).toBe('');
  }, 120_000);

  test('keep their tokens', () => {
    const stack = knownStack();
    const token = new CfnParameter(stack, 'Parameter').valueAsString;
    config(stack, { onStart: [inline(`echo ${token}`), LifecycleScript.stopWhenIdle(Duration.hours(1))] });
    expect(only(stack, TYPE).OnStart[0].Content['Fn::Base64']['Fn::Join'][1]).toContainEqual({ Ref: 'Parameter' });
  });
});

describe('an asset', () => {
  const path = file('asset.sh', '#!/bin/bash\necho "from Amazon S3: $1"\nexit 4\n');

  function notebook(stack: Stack, role?: Role): NotebookInstance {
    const lifecycleConfig = config(stack, { onStart: [LifecycleScript.fromAsset(path)] });
    return new NotebookInstance(stack, 'Notebook', { instanceType: InstanceType.T3_MEDIUM, lifecycleConfig, role });
  }

  function downloadScript(stack: Stack): string {
    return Buffer.from(only(stack, TYPE).OnStart[0].Content, 'base64').toString();
  }

  test('is downloaded and run by a script that exits with its status', async () => {
    const stack = knownStack();
    notebook(stack);
    const { status, output } = await runScript(downloadScript(stack), folder, { PATH: `${fakeAws(path)}:${process.env.PATH}` });
    expect(output).toMatch(/^aws s3 cp --only-show-errors --region eu-west-1 s3:\/\/\S*assets\S*\/[0-9a-f]{64}\.sh TMP\/\S+\nfrom Amazon S3: \n$/);
    expect(status).toBe(4);
  });

  test('has no findings of shellcheck', async () => {
    const stack = knownStack();
    notebook(stack);
    expect(await shellcheck(downloadScript(stack), folder)).toBe('');
  }, 120_000);

  test('can be read by the role that the library creates, which can read nothing else', () => {
    const stack = knownStack();
    notebook(stack);
    expect(statements(stack).filter(({ Action }) => `${Action}`.startsWith('s3:'))).toEqual([{
      Action: 's3:GetObject',
      Effect: 'Allow',
      Resource: { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, expect.stringMatching(/^:s3:::cdk-[\w-]+\/[0-9a-f]{64}\.sh$/)]] },
    }]);
  });

  test('can be read by a passed role before the notebook instance is created', () => {
    const stack = knownStack();
    notebook(stack, new Role(stack, 'Role', { assumedBy: new ServicePrincipal('sagemaker.amazonaws.com') }));
    expect(actions(stack)).toContain('s3:GetObject');
    const [resource] = Object.values(Template.fromStack(stack).findResources('AWS::SageMaker::NotebookInstance'));
    expect(resource.DependsOn).toEqual([expect.stringMatching(/^NotebookExecutionPolicy/)]);
  });

  test('can be shared by notebook instances and lifecycle configurations of several stacks', () => {
    const app = new App();
    const script = LifecycleScript.fromAsset(path);
    for (const id of ['One', 'Two']) {
      const stack = new Stack(app, id);
      const lifecycleConfig = config(stack, { onCreate: [script], onStart: [script] });
      for (const name of ['A', 'B']) { new NotebookInstance(stack, name, { instanceType: InstanceType.T3_MEDIUM, lifecycleConfig }); }
    }
    expect(() => app.synth()).not.toThrow();
  });

  test.each([
    ['does not exist', join(folder, 'missing.sh')],
    ['is a directory', folder],
  ])('fails for a path that %s', (_name, missing) => {
    expect(existsSync(join(folder, 'missing.sh'))).toBe(false);
    for (const make of [LifecycleScript.fromFile, LifecycleScript.fromAsset]) {
      expect(() => make(missing)).toThrow(/the lifecycle script .* cannot be read/);
    }
  });
});

test('a file becomes part of the lifecycle configuration', () => {
  const path = file('part.sh', '#!/bin/bash\ntrue\n');
  expect(startScript(LifecycleScript.fromFile(path))).toBe(readFileSync(path, 'utf8'));
});

test.each([
  ['by name', (stack: Stack) => NotebookInstanceLifecycleConfig.fromNotebookInstanceLifecycleConfigName(stack, 'Import', 'setup')],
  ['by ARN', (stack: Stack) => NotebookInstanceLifecycleConfig.fromNotebookInstanceLifecycleConfigArn(stack, 'Import',
    'arn:aws:sagemaker:eu-west-1:123456789012:notebook-instance-lifecycle-config/setup')],
])('imported %s, a lifecycle configuration has a name and an ARN', (_name, imported) => {
  const stack = knownStack();
  const lifecycleConfig = imported(stack);
  expect(lifecycleConfig.notebookInstanceLifecycleConfigName).toBe('setup');
  expect(JSON.stringify(stack.resolve(lifecycleConfig.notebookInstanceLifecycleConfigArn))).toContain('notebook-instance-lifecycle-config/setup');
});

test('fails with an invalid name', () => {
  expect(() => config(knownStack(), { notebookInstanceLifecycleConfigName: 'set_up' })).toThrow(/notebookInstanceLifecycleConfigName must consist of letters, digits and hyphens/);
});
