import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as iam from 'aws-cdk-lib/aws-iam';
import { AspectPriority, Aspects, CfnElement, IResolveContext, Stack } from 'aws-cdk-lib/core';
import { DependencyGroup, IDependable } from 'constructs';
import { referredConstructs } from './tokens';

/** The maximum number of characters in all inline policies of a role. */
const INLINE_SIZE = 10_240;

/** The maximum number of characters in a managed policy. */
const MANAGED_SIZE = 6_144;

/**
 * The statements in the inline policy of a role.
 *
 * At synthesis, statements that exceed the size limit move to managed policies, in the order of their addition. So do statements about a
 * resource whose own policy refers to the role. Without such statements, there are no managed policies.
 */
export class InlineDocument extends iam.PolicyDocument {
  private readonly added: iam.PolicyStatement[] = [];
  private readonly policies = new DependencyGroup();
  private kept?: iam.PolicyDocument;

  /**
   * Sets the role that has the document as its inline policy.
   *
   * @returns The dependency that includes all policies with the statements.
   */
  public bindTo(role: iam.IRole, resource: iam.CfnRole): IDependable {
    this.policies.add(resource);
    Aspects.of(role).add({ visit: (construct) => construct === role && this.split(role, resource) }, { priority: AspectPriority.MUTATING });
    return this.policies;
  }

  public add(statement: iam.PolicyStatement): void {
    this.added.push(statement);
    this.addStatements(statement);
  }

  public override resolve(context: IResolveContext): any {
    return this.kept ? this.kept.resolve(context) : super.resolve(context);
  }

  private split(role: iam.IRole, resource: iam.CfnRole): void {
    if (this.kept) { return; }
    const stack = Stack.of(role);
    const circular = this.added.filter((statement) => isCircular(statement, resource));
    const others = this.added.filter((statement) => !circular.includes(statement));
    const fits = maxSize(others) <= INLINE_SIZE || sizeIn(stack, others) <= INLINE_SIZE;
    if (fits && circular.length === 0) { return; }

    const [kept, ...moved] = fits ? [others] : parts(stack, others, INLINE_SIZE);
    this.kept = new iam.PolicyDocument({ statements: kept });
    for (const [index, statements] of parts(stack, [...moved.flat(), ...circular], MANAGED_SIZE).entries()) {
      this.policies.add(new iam.ManagedPolicy(role, `SageMakerExecution${index + 2}`, {
        description: `The statements of ${role.node.path} that exceed the size limit of its inline policies`,
        roles: [role],
        statements,
      }));
    }
  }
}

/** Divides statements into parts within the size limits, in their order. The first part has a limit of its own. */
function parts(stack: Stack, statements: iam.PolicyStatement[], firstSize: number): iam.PolicyStatement[][] {
  const found: iam.PolicyStatement[][] = [];
  for (const statement of statements) {
    const part = found[found.length - 1];
    const limit = found.length === 1 ? firstSize : MANAGED_SIZE;
    if (part && sizeIn(stack, [...part, statement]) <= limit) {
      part.push(statement);
    } else {
      found.push([statement]);
    }
  }
  return found;
}

/** Whether a statement is about a repository whose repository policy refers to the role. The two would depend on each other. */
function isCircular(statement: iam.PolicyStatement, role: iam.CfnRole): boolean {
  const repositories = statement.resources.flatMap((resource) => referredConstructs(resource)).filter(ecr.CfnRepository.isCfnRepository);
  return repositories.some((repository) => {
    const policy = JSON.stringify(Stack.of(repository).resolve(repository.repositoryPolicyText)) ?? '';
    return Stack.of(repository) === Stack.of(role) && policy.includes(`"${logicalIdOf(role)}"`);
  });
}

function logicalIdOf(element: CfnElement): string {
  return Stack.of(element).resolve(element.logicalId);
}

/** An upper bound for the number of characters, without resolving tokens, which is slow. */
function maxSize(statements: iam.PolicyStatement[]): number {
  const text = JSON.stringify(statements.map((statement) => statement.toStatementJson()));
  return text.length + TOKEN_SIZE * text.split('${Token[').length;
}

/** The approximate number of characters at deployment, as the CDK renders the statements. The CDK may merge them. */
function sizeIn(stack: Stack, statements: iam.PolicyStatement[]): number {
  return sizeOf(stack.resolve(new iam.PolicyDocument({ statements: statements.map((statement) => statement.copy()) })));
}

/** The assumed number of characters of a token: an ARN, or a name in an ARN. Nearly all are shorter. */
const TOKEN_SIZE = 130;

/** The maximum numbers of characters of pseudo parameters. */
const PSEUDO_PARAMETERS: { readonly [name: string]: number } = {
  'AWS::AccountId': 12, 'AWS::Partition': 10, 'AWS::Region': 14, 'AWS::StackName': 128, 'AWS::URLSuffix': 17,
};

function sizeOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) { return JSON.stringify(value)?.length ?? 0; }
  const sum = (values: unknown[]) => values.reduce((size: number, part) => size + sizeOf(part) + 1, 1);
  if (Array.isArray(value)) { return sum(value); }
  const [[name, argument], ...others] = [...Object.entries(value), ['', undefined] as const];
  if (others.length === 1 && name === 'Fn::Join') { return argument[1].reduce((size: number, part: unknown) => size + sizeOf(part) - 2, 2); }
  if (others.length === 1 && /^(Ref|Fn::\w+)$/.test(name)) { return 2 + (PSEUDO_PARAMETERS[argument] ?? TOKEN_SIZE); }
  return sum(Object.entries(value).flat());
}
