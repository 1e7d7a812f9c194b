import { readFileSync } from 'node:fs';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as assets from 'aws-cdk-lib/aws-s3-assets';
import { Duration, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { INotebookInstance } from './notebook-instance';
import { notebookInstanceArnsOf } from './refs';
import { OwnRights } from './self-permissions';
import { idleStopScript } from './stop-when-idle';
import { md5hash, unscopedValidationError } from '../private/cdk-internals';
import { freeId } from '../private/names';
import { grantReadObject } from '../private/object-access';
import { numberInString } from '../private/tokens';

/**
 * What a lifecycle script is to the service, once it is used.
 */
export interface LifecycleScriptConfig {
  /**
   * The script, as plain text; it may hold tokens. Its first line names the interpreter: `#!/bin/bash`.
   */
  readonly script: string;
}

/**
 * A script that runs when a notebook instance is created or started, as root and with the role of the notebook instance.
 *
 * It has five minutes: a script that takes longer, or fails, keeps the notebook instance from starting. Put what takes longer into the
 * background with `nohup`. Its output is in the log group `/aws/sagemaker/NotebookInstances`.
 *
 * A subclass of your own may make scripts in any other way.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/notebook-lifecycle-config.html
 */
export abstract class LifecycleScript {
  /**
   * A script that is written in the app; it may hold tokens, such as the name of a bucket. Line ends of Windows are replaced.
   *
   * @param script the text, which begins with `#!/bin/bash` or another interpreter
   */
  public static fromInline(script: string): LifecycleScript {
    return new TextScript(withUnixLines(script));
  }

  /**
   * A local file that becomes part of the lifecycle configuration, so it is short: 12288 bytes at most. Line ends of Windows are
   * replaced, and a byte order mark is left out.
   *
   * @param path the file, in UTF-8; throws if it cannot be read
   */
  public static fromFile(path: string): LifecycleScript {
    return new TextScript(withUnixLines(textOf(path)));
  }

  /**
   * A local file of any size, uploaded when the app is deployed. A small script takes its place in the lifecycle configuration, and
   * fetches it from Amazon S3 with the AWS CLI of the notebook instance, whose role may read this one object.
   *
   * A notebook instance without internet access needs a gateway endpoint for Amazon S3 to get it. A script whose first line ends as on
   * Windows has its line ends replaced there, and a byte order mark is left out.
   *
   * @param path the file; throws if it is not a file
   * @param options how to treat the file
   */
  public static fromAsset(path: string, options: assets.AssetOptions = {}): LifecycleScript {
    return new AssetScript(path, options);
  }

  /**
   * Stops the notebook instance once nobody has worked with it for a while: no kernel is busy, and neither a kernel nor a terminal was
   * active. An open browser tab does not count. Use it in `onStart`.
   *
   * The notebook instance's role may stop this notebook instance. Without internet access, the SageMaker API needs an interface endpoint
   * in the VPC.
   *
   * @param idleTime how long: at least a minute; an hour is usual
   */
  public static stopWhenIdle(idleTime: Duration): LifecycleScript {
    return new IdleStopScript(idleTime);
  }

  /**
   * Called when a lifecycle configuration uses the script.
   *
   * @param scope the lifecycle configuration: where to create what the script needs
   */
  public abstract bind(scope: Construct): LifecycleScriptConfig;

  /**
   * Called when a notebook instance uses the lifecycle configuration: it is to be given the rights that the script needs.
   *
   * @param notebookInstance the notebook instance
   * @param scope the lifecycle configuration
   * @returns what has to be granted before the notebook instance starts
   */
  public grant(notebookInstance: INotebookInstance, scope: Construct): iam.Grant | undefined {
    void [notebookInstance, scope]; // most scripts need no right
    return undefined;
  }
}

class TextScript extends LifecycleScript {
  constructor(private readonly script: string) {
    super();
  }

  public bind(_scope: Construct): LifecycleScriptConfig {
    return { script: this.script };
  }
}

class AssetScript extends LifecycleScript {
  /** One for each stack: an asset is published to the account and Region of the stack it is in. */
  private readonly assets = new Map<Stack, assets.Asset>();

  /** What makes a text from Windows one that Linux can run. */
  private readonly corrections: string[];

  constructor(private readonly path: string, private readonly options: assets.AssetOptions) {
    super();
    this.corrections = correctionsOf(contentOf(path).toString('latin1'));
  }

  public bind(scope: Construct): LifecycleScriptConfig {
    const { bucket, s3ObjectKey } = this.assetOf(scope);
    return { script: fetching(bucket.s3UrlForObject(s3ObjectKey), Stack.of(scope).region, this.corrections) };
  }

  public grant(notebookInstance: INotebookInstance, scope: Construct): iam.Grant | undefined {
    const { bucket, s3ObjectKey } = this.assetOf(scope);
    return grantReadObject(bucket, s3ObjectKey, notebookInstance);
  }

  private assetOf(scope: Construct): assets.Asset {
    const stack = Stack.of(scope);
    const asset = this.assets.get(stack) ?? new assets.Asset(scope, freeId(scope, `Script${md5hash(this.path)}`), {
      path: this.path,
      ...this.options,
    });
    this.assets.set(stack, asset);
    return asset;
  }
}

class IdleStopScript extends LifecycleScript {
  private readonly idleSeconds: string;

  constructor(idleTime: Duration) {
    super();
    this.idleSeconds = secondsIn(idleTime);
  }

  public bind(_scope: Construct): LifecycleScriptConfig {
    return { script: idleStopScript({ idleSeconds: this.idleSeconds }) };
  }

  public grant(notebookInstance: INotebookInstance, _scope: Construct): iam.Grant | undefined {
    iam.Grant.addToPrincipal({
      grantee: OwnRights.of(notebookInstance),
      actions: ['sagemaker:StopNotebookInstance'],
      resourceArns: notebookInstanceArnsOf(notebookInstance),
    });
    return undefined; // long before it is needed, but after the notebook instance that it names
  }
}

/** The script in place of one that is in Amazon S3. */
function fetching(url: string, region: string, corrections: string[]): string {
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

/** Of a script as bytes, for sed: Linux would look for "#!" behind the mark, and for an interpreter whose name ends with a carriage return. */
function correctionsOf(script: string): string[] {
  const [, mark, windowsLines] = /^(\xef\xbb\xbf)?(#![^\n]*\r\n)?/.exec(script)!;
  return [...mark ? ['1s/^\\xef\\xbb\\xbf//'] : [], ...windowsLines ? ['s/\\r$//'] : []];
}

/** Whether a script is the one of `LifecycleScript.stopWhenIdle()`. */
export function isIdleStop(script: LifecycleScript): boolean {
  return script instanceof IdleStopScript;
}

function withUnixLines(text: string): string {
  return text.replace(/\r\n/g, '\n');
}

function textOf(path: string): string {
  const content = contentOf(path);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch {
    throw unscopedValidationError('LifecycleScriptEncoding', `a lifecycle script from a file is text in UTF-8, which ${path} is not: LifecycleScript.fromAsset() takes any file`);
  }
}

function contentOf(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw unscopedValidationError('UnreadableLifecycleScript', `a lifecycle script is a file that can be read, which ${path} is not: ${(error as Error).message}`);
  }
}

/** A duration as a product for the shell, since the CDK cannot convert the unit of one that is a token. */
function secondsIn(duration: Duration): string {
  if (!duration.isUnresolved()) {
    const seconds = duration.toSeconds({ integral: false });
    if (seconds < 60) {
      throw unscopedValidationError('InvalidIdleTime', `a notebook instance is stopped after at least a minute, not after ${duration.toHumanString()}`);
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
