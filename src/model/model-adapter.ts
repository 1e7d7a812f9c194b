import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { ModelBase } from './model-base';
import { validationError } from '../private/cdk-internals';
import { ExecutionRole } from '../private/execution-role';
import { freeId } from '../private/names';

/**
 * Presents another construct as a model, for example a training job or an inference component that uses an image.
 *
 * Users extend the classes of images and model data, whose `bind()` takes a model, as in the alpha module.
 */
export class ModelAdapter extends ModelBase {
  public readonly role?: iam.IRole;
  public readonly grantPrincipal: iam.IPrincipal;

  /** @internal */
  public readonly _connections?: ec2.Connections;

  /**
   * @param scope The parent construct.
   * @param consumer The construct that uses the image or the model data.
   */
  constructor(scope: Construct, consumer: iam.IGrantable) {
    super(scope, freeId(scope, 'ModelAdapter'));
    this.grantPrincipal = consumer.grantPrincipal;
    this.role = ExecutionRole.share(consumer, this)?.role;
  }

  public get modelArn(): string {
    throw this.notAModel('it has no ARN of a model');
  }

  public get modelName(): string {
    throw this.notAModel('it has no name of a model');
  }

  public override get connections(): ec2.Connections {
    throw this.notAModel('its network connections are not available here');
  }

  public override addToRolePolicy(statement: iam.PolicyStatement): void {
    this.grantPrincipal.addToPrincipalPolicy(statement);
  }

  public addContainer(): void {
    throw this.notAModel('no container can be added to it');
  }

  private notAModel(consequence: string): Error {
    return validationError(this, 'NotAModel', `${this.node.scope?.node.path} is not a model: ${consequence}`);
  }
}
