import * as iam from 'aws-cdk-lib/aws-iam';
import { IPipeline, PipelineReference } from 'aws-cdk-lib/aws-sagemaker';
import { Arn, ArnFormat, Resource, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { propertyInjectable, validationError } from '../private/cdk-internals';
import { policyArns } from '../private/names';
import { isUnresolved } from '../private/tokens';

/**
 * Attributes of an existing pipeline to import: its ARN or its name.
 */
export interface PipelineAttributes {
  /**
   * The ARN of the pipeline.
   *
   * @default - generated from `pipelineName`, `account` and `region`
   */
  readonly pipelineArn?: string;

  /**
   * The name of the pipeline: 1 to 256 letters, digits and hyphens. Ignored if `pipelineArn` is specified.
   *
   * @default - the name in `pipelineArn`
   */
  readonly pipelineName?: string;

  /**
   * The account of the pipeline.
   *
   * @default - the account in the ARN, or the account of the stack
   */
  readonly account?: string;

  /**
   * The Region of the pipeline.
   *
   * @default - the Region in the ARN, or the Region of the stack
   */
  readonly region?: string;
}

/**
 * Properties of a `Pipeline`.
 */
export interface PipelineProps {
  /**
   * The name of the pipeline.
   *
   * @default - generated
   */
  readonly pipelineName?: string;
}

/** The members of imported pipelines. */
abstract class PipelineBase extends Resource implements IPipeline {
  public abstract readonly pipelineArn: string;
  public abstract readonly pipelineName: string;

  /** A reference to the pipeline. */
  public get pipelineRef(): PipelineReference {
    return { pipelineName: this.pipelineName };
  }

  /**
   * Grants the permission to start executions of the pipeline.
   *
   * @param grantee The principal to grant the permission to.
   */
  public grantStartPipelineExecution(grantee: iam.IGrantable): iam.Grant {
    const resourceArns = policyArns(this.pipelineArn, this.pipelineName);
    return iam.Grant.addToPrincipal({ grantee, actions: ['sagemaker:StartPipelineExecution'], resourceArns });
  }
}

/**
 * A SageMaker pipeline. Pipelines can only be imported, with one of the static methods.
 *
 * @resource AWS::SageMaker::Pipeline
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/pipelines.html
 */
@propertyInjectable
export class Pipeline extends PipelineBase {
  /** Identifies this class to property injectors. */
  public static readonly PROPERTY_INJECTION_ID: string = 'cdk-sagemaker.Pipeline';

  /**
   * Imports an existing pipeline by its ARN.
   *
   * @param scope The parent construct.
   * @param id The construct id.
   * @param pipelineArn The ARN of the pipeline.
   */
  public static fromPipelineArn(scope: Construct, id: string, pipelineArn: string): IPipeline {
    return Pipeline.fromPipelineAttributes(scope, id, { pipelineArn });
  }

  /**
   * Imports an existing pipeline of the account and Region of the stack by its name.
   *
   * @param scope The parent construct.
   * @param id The construct id.
   * @param pipelineName The name of the pipeline. Throws if the name is invalid.
   */
  public static fromPipelineName(scope: Construct, id: string, pipelineName: string): IPipeline {
    return Pipeline.fromPipelineAttributes(scope, id, { pipelineName });
  }

  /**
   * Imports an existing pipeline by its attributes.
   *
   * @param scope The parent construct.
   * @param id The construct id.
   * @param attrs The attributes of the pipeline. Throws if neither the ARN nor the name is specified.
   */
  public static fromPipelineAttributes(scope: Construct, id: string, attrs: PipelineAttributes): IPipeline {
    const { pipelineArn, pipelineName } = identityOf(scope, attrs);
    class Import extends PipelineBase {
      public readonly pipelineArn = pipelineArn;
      public readonly pipelineName = pipelineName;
    }
    const { account, region } = pipelineArn === attrs.pipelineArn ? Stack.of(scope).splitArn(pipelineArn, ArnFormat.SLASH_RESOURCE_NAME) : attrs;
    return new Import(scope, id, { account: attrs.account ?? account, region: attrs.region ?? region });
  }

  /** The ARN of the pipeline. */
  public readonly pipelineArn: string = '';
  /** The name of the pipeline. */
  public readonly pipelineName: string = '';

  /**
   * Throws, because pipelines can only be imported.
   *
   * @internal
   */
  constructor(scope: Construct, id: string, _props?: PipelineProps) {
    super(scope, id);
    throw validationError(this, 'PipelineNotCreatable',
      'a Pipeline cannot be created: import it with Pipeline.fromPipelineArn() or Pipeline.fromPipelineName()');
  }
}

function identityOf(scope: Construct, attrs: PipelineAttributes): { pipelineArn: string; pipelineName: string } {
  if (attrs.pipelineArn) {
    return { pipelineArn: attrs.pipelineArn, pipelineName: Arn.extractResourceName(attrs.pipelineArn, 'pipeline') };
  }
  const pipelineName = attrs.pipelineName;
  if (pipelineName === undefined) {
    throw validationError(scope, 'MissingPipelineIdentity', 'specify pipelineArn or pipelineName');
  }
  if (!isUnresolved(pipelineName) && !/^(?=.{1,256}$)[a-zA-Z0-9](-*[a-zA-Z0-9])*$/.test(pipelineName)) {
    throw validationError(scope, 'InvalidPipelineName',
      `pipelineName must have 1 to 256 letters, digits and hyphens, and must not start or end with a hyphen, got "${pipelineName}"`);
  }
  const { account, region } = attrs;
  return { pipelineName, pipelineArn: Stack.of(scope).formatArn({ service: 'sagemaker', resource: 'pipeline', resourceName: pipelineName, account, region }) };
}
