import { readFileSync } from 'node:fs';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as assets from 'aws-cdk-lib/aws-s3-assets';
import { Duration, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { INotebookInstance } from './notebook-instance-interface';
import { notebookInstanceArnsOf } from './notebook-instance-ref';
import { SelfPermissions } from './self-permissions';
import { idleStopScript } from './stop-when-idle';
import { AssetPerStack } from '../private/asset-per-stack';
import { md5hash, unscopedValidationError } from '../private/cdk-internals';
import { grantReadObject } from '../private/object-access';
import { numberInString } from '../private/tokens';

/** The implementation of a lifecycle script. */
interface ScriptSource {
  /** Whether the script stops the notebook instance when it is idle. */
  readonly stopsWhenIdle?: boolean;
  /** Returns the plain text of the script. It may contain tokens. */
  script(scope: Construct): string;
  /** Grants a notebook instance the permissions that the script needs, and returns those that it must have before it starts. */
  grantTo?(notebookInstance: INotebookInstance, scope: Construct): iam.Grant | undefined;
}

/**
 * A script that runs when a notebook instance is created or started, as root and with the role of the notebook instance.
 *
 * The script must end within five minutes. If it takes longer or fails, the notebook instance does not start. Run longer tasks in the
 * background with `nohup`. The output of the script is in the log group `/aws/sagemaker/NotebookInstances`.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/notebook-lifecycle-config.html
 */
export class LifecycleScript {
  /**
   * Uses a text as the script. It may contain tokens, for example the name of a bucket. Windows line endings are replaced.
   *
   * @param script The text of the script. Starts with `#!/bin/bash` or another interpreter.
   */
  public static fromInline(script: string): LifecycleScript {
    const text = withUnixLineEndings(script);
    return new LifecycleScript({ script: () => text });
  }

  /**
   * Uses a local file of at most 12288 bytes, which becomes part of the lifecycle configuration. Windows line endings are replaced, and a
   * byte order mark is removed.
   *
   * @param path The path of the file, a text in UTF-8. Throws if the file cannot be read.
   */
  public static fromFile(path: string): LifecycleScript {
    return LifecycleScript.fromInline(readText(path));
  }

  /**
   * Uses a local file of any size, which is uploaded to Amazon S3 at deployment.
   *
   * The lifecycle configuration contains a short script that downloads the file with the AWS CLI of the notebook instance. The role of the
   * notebook instance is allowed to read this one object. A notebook instance without internet access requires a gateway endpoint for
   * Amazon S3. If the first line of the file has a Windows line ending, the line endings are replaced after the download. A byte order mark
   * is removed.
   *
   * @param path The path of the file. Throws if the file cannot be read.
   * @param options Options for the upload.
   */
  public static fromAsset(path: string, options: assets.AssetOptions = {}): LifecycleScript {
    return new LifecycleScript(new AssetScript(path, options));
  }

  /**
   * Stops the notebook instance when it is idle: no kernel is busy, and no kernel or terminal was active for this time. An open browser tab does
   * not count as activity. Use the script in `onStart`.
   *
   * The role of the notebook instance is allowed to stop this notebook instance. A notebook instance without internet access requires an
   * interface endpoint for the SageMaker API in its VPC.
   *
   * @param idleTime The time without activity. At least 1 minute, usually 1 hour.
   */
  public static stopWhenIdle(idleTime: Duration): LifecycleScript {
    return new LifecycleScript(new IdleStopScript(idleTime));
  }

  private constructor(private readonly source: ScriptSource) {}

  /**
   * Whether the script stops the notebook instance when it is idle.
   *
   * @internal
   */
  public get _stopsWhenIdle(): boolean {
    return this.source.stopsWhenIdle ?? false;
  }

  /**
   * Returns the plain text of the script for a lifecycle configuration. It may contain tokens.
   *
   * @internal
   */
  public _bind(scope: Construct): string {
    return this.source.script(scope);
  }

  /**
   * Grants a notebook instance the permissions that the script needs.
   *
   * @param scope The lifecycle configuration.
   * @returns The permission that the notebook instance must have before it starts.
   * @internal
   */
  public _grantTo(notebookInstance: INotebookInstance, scope: Construct): iam.Grant | undefined {
    return this.source.grantTo?.(notebookInstance, scope);
  }
}

class AssetScript implements ScriptSource {
  private readonly asset: AssetPerStack<assets.Asset>;
  private readonly corrections: string[];

  constructor(path: string, options: assets.AssetOptions) {
    this.asset = new AssetPerStack(`Script${md5hash(path)}`, (scope, id) => new assets.Asset(scope, id, { path, ...options }));
    this.corrections = correctionsFor(readContent(path).toString('latin1'));
  }

  public script(scope: Construct): string {
    const { bucket, s3ObjectKey } = this.asset.in(scope);
    return downloadScript(bucket.s3UrlForObject(s3ObjectKey), Stack.of(scope).region, this.corrections);
  }

  public grantTo(notebookInstance: INotebookInstance, scope: Construct): iam.Grant | undefined {
    const { bucket, s3ObjectKey } = this.asset.in(scope);
    return grantReadObject(bucket, s3ObjectKey, notebookInstance);
  }
}

class IdleStopScript implements ScriptSource {
  public readonly stopsWhenIdle = true;
  private readonly idleSeconds: string;

  constructor(idleTime: Duration) {
    this.idleSeconds = shellSeconds(idleTime);
  }

  public script(): string {
    return idleStopScript({ idleSeconds: this.idleSeconds });
  }

  public grantTo(notebookInstance: INotebookInstance): undefined {
    iam.Grant.addToPrincipal({
      grantee: SelfPermissions.of(notebookInstance),
      actions: ['sagemaker:StopNotebookInstance'],
      resourceArns: notebookInstanceArnsOf(notebookInstance),
    });
    // The statement refers to the notebook instance, so CloudFormation creates it later, but long before the script needs it.
    return undefined;
  }
}

/** Returns a script that downloads and runs an object in Amazon S3. */
function downloadScript(url: string, region: string, corrections: string[]): string {
  return [
    '#!/bin/bash',
    'set -e',
    'script=$(mktemp)',
    `aws s3 cp --only-show-errors --region '${region}' '${url}' "$script"`,
    ...corrections.map((correction) => `sed -i '${correction}' "$script"`),
    'chmod 700 "$script"',
    '"$script"',
    '',
  ].join('\n');
}

/**
 * Returns the `sed` commands that make a script from Windows run on Linux, where a byte order mark hides the `#!`, and a carriage return
 * becomes part of the name of the interpreter.
 *
 * @param script The bytes of the script, decoded as Latin-1.
 */
function correctionsFor(script: string): string[] {
  const [, mark, windowsLines] = /^(\xef\xbb\xbf)?(#![^\n]*\r\n)?/.exec(script)!;
  return [...mark ? ['1s/^\\xef\\xbb\\xbf//'] : [], ...windowsLines ? ['s/\\r$//'] : []];
}

function withUnixLineEndings(text: string): string {
  return text.replace(/\r\n/g, '\n');
}

function readText(path: string): string {
  const content = readContent(path);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch {
    throw unscopedValidationError('LifecycleScriptEncoding', `the lifecycle script ${path} is not a text in UTF-8: LifecycleScript.fromAsset() takes files of any encoding`);
  }
}

function readContent(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw unscopedValidationError('UnreadableLifecycleScript', `the lifecycle script ${path} cannot be read: ${(error as Error).message}`);
  }
}

/** Returns a duration in seconds for shell arithmetic. The CDK cannot convert a token to another unit, so the shell multiplies. */
function shellSeconds(duration: Duration): string {
  if (!duration.isUnresolved()) {
    const seconds = duration.toSeconds({ integral: false });
    if (seconds < 60) {
      throw unscopedValidationError('InvalidIdleTime', `the idle time must be at least 1 minute, got ${duration.toHumanString()}`);
    }
    return `${Math.ceil(seconds)}`;
  }
  switch (duration.unitLabel()) {
    case 'days': return `${numberInString(duration.toDays())} * 86400`;
    case 'hours': return `${numberInString(duration.toHours())} * 3600`;
    case 'minutes': return `${numberInString(duration.toMinutes())} * 60`;
    default: return numberInString(duration.toSeconds());
  }
}
