import * as iam from 'aws-cdk-lib/aws-iam';
import { IPipeline, PipelineReference } from 'aws-cdk-lib/aws-sagemaker';
import { Arn, ArnFormat, Resource, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { propertyInjectable, validationError } from '../private/cdk-internals';
import { policyArns } from '../private/names';
import { isUnresolved } from '../private/tokens';

/**
 * What is known of a pipeline that was made elsewhere: its ARN or its name.
 */
export interface PipelineAttributes {
  /**
   * The ARN of the pipeline.
   *
   * @default - made of the name
   */
  readonly pipelineArn?: string;

  /**
   * The name of the pipeline: 1 to 256 letters, digits and hyphens. Ignored if there is an ARN.
   *
   * @default - taken from the ARN
   */
  readonly pipelineName?: string;

  /**
   * The account of the pipeline.
   *
   * @default - that of the ARN, or else of the stack
   */
  readonly account?: string;

  /**
   * The Region of the pipeline.
   *
   * @default - that of the ARN, or else of the stack
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

/** What every pipeline has. */
abstract class PipelineBase extends Resource implements IPipeline {
  public abstract readonly pipelineArn: string;
  public abstract readonly pipelineName: string;

  /** The generated reference, accepted wherever a pipeline is expected. */
  public get pipelineRef(): PipelineReference {
    return { pipelineName: this.pipelineName };
  }

  /**
   * Lets a principal start executions of the pipeline.
   *
   * @param grantee who
   */
  public grantStartPipelineExecution(grantee: iam.IGrantable): iam.Grant {
    const resourceArns = policyArns(this.pipelineArn, this.pipelineName);
    return iam.Grant.addToPrincipal({ grantee, actions: ['sagemaker:StartPipelineExecution'], resourceArns });
  }
}

/**
 * A SageMaker pipeline that was made elsewhere: import it with one of the static methods.
 *
 * @resource AWS::SageMaker::Pipeline
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/pipelines.html
 */
@propertyInjectable
export class Pipeline extends PipelineBase {
  /** Identifies this class to property injectors. */
  public static readonly PROPERTY_INJECTION_ID: string = 'cdk-sagemaker.Pipeline';

  /**
   * A pipeline by its ARN.
   *
   * @param scope the parent
   * @param id the id of the construct
   * @param pipelineArn the ARN
   */
  public static fromPipelineArn(scope: Construct, id: string, pipelineArn: string): IPipeline {
    return Pipeline.fromPipelineAttributes(scope, id, { pipelineArn });
  }

  /**
   * A pipeline of the stack's account and Region by its name.
   *
   * @param scope the parent
   * @param id the id of the construct
   * @param pipelineName the name; throws if no pipeline can have it
   */
  public static fromPipelineName(scope: Construct, id: string, pipelineName: string): IPipeline {
    return Pipeline.fromPipelineAttributes(scope, id, { pipelineName });
  }

  /**
   * A pipeline by what is known of it.
   *
   * @param scope the parent
   * @param id the id of the construct
   * @param attrs its ARN, or its name; throws without either
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
   * Throws: pipelines can only be imported.
   *
   * @internal
   */
  constructor(scope: Construct, id: string, _props?: PipelineProps) {
    super(scope, id);
    throw validationError(this, 'PipelineNotCreatable',
      'a Pipeline cannot be made here: import it with Pipeline.fromPipelineArn() or Pipeline.fromPipelineName()');
  }
}

function identityOf(scope: Construct, attrs: PipelineAttributes): { pipelineArn: string; pipelineName: string } {
  if (attrs.pipelineArn) {
    return { pipelineArn: attrs.pipelineArn, pipelineName: Arn.extractResourceName(attrs.pipelineArn, 'pipeline') };
  }
  const pipelineName = attrs.pipelineName;
  if (pipelineName === undefined) {
    throw validationError(scope, 'MissingPipelineIdentity', 'pipelineArn or pipelineName: one of them is required');
  }
  if (!isUnresolved(pipelineName) && !/^(?=.{1,256}$)[a-zA-Z0-9](-*[a-zA-Z0-9])*$/.test(pipelineName)) {
    throw validationError(scope, 'InvalidPipelineName',
      `pipelineName: must have 1 to 256 letters, digits and hyphens, neither the first nor the last a hyphen, got "${pipelineName}"`);
  }
  const { account, region } = attrs;
  return { pipelineName, pipelineArn: Stack.of(scope).formatArn({ service: 'sagemaker', resource: 'pipeline', resourceName: pipelineName, account, region }) };
}
