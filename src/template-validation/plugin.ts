import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import {
  CfnResource, IPolicyValidationContext, IPolicyValidationPlugin, PolicyValidationPluginReport, PolicyViolation, Stack,
} from 'aws-cdk-lib/core';
import { IConstruct } from 'constructs';
import { RESOURCE_TYPES } from './resource-types';
import { Template, templateFindings } from './template';
import { Finding } from '../validation/finding';
import { AS_IN_TEMPLATES, sentenceOf } from '../validation/message';
import { isValidated } from '../validation/validate';

/**
 * Checks every SageMaker resource of an app's templates by the rules of this library, whoever made it: L1 constructs, another library,
 * an included template.
 *
 * What depends on the deployment (parameters, references, conditions) is left to the service; of `Fn::If`, each branch is looked at.
 * Errors end the synthesis. A finding is acknowledged by the id `cdk-sagemaker::<rule>`.
 *
 * @see https://docs.aws.amazon.com/cdk/v2/guide/policy-validation-synthesis.html
 * @example
 * declare const app: App;
 *
 * Validations.of(app).addPlugins(new SageMakerValidationPlugin());
 */
export class SageMakerValidationPlugin implements IPolicyValidationPlugin {
  /** The name of the plugin, which begins the ids of its findings. */
  public readonly name = 'cdk-sagemaker';

  /** The ids of the rules between values; rules on single values are called as in the service's model. */
  public readonly ruleIds?: string[] = [...new Set(Object.values(RESOURCE_TYPES).flatMap(({ rules }) => rules.map(({ id }) => id)))];

  /**
   * Called by the CDK at synthesis.
   *
   * @param context where the templates are
   */
  public validate(context: IPolicyValidationContext): PolicyValidationPluginReport {
    const known = ownResources(context.appConstruct);
    const nested = nestedTemplates(context.appConstruct);
    const templates = context.templatePaths.flatMap((path) => [
      path, ...(nested.get(basename(path)) ?? []).map((file) => join(dirname(path), file)).filter((file) => existsSync(file)),
    ]);
    const violations = templates.flatMap((path) => [...violationsOf(path)])
      // constructs of this library have warned already, and were heard or acknowledged
      .filter(({ severity, violatingResources: [resource] }) => severity === 'error' || !known.has(place(resource.templatePath!, resource.resourceLogicalId!)));
    return { success: !violations.some(({ severity }) => severity === 'error'), violations };
  }
}

/** The resources of constructs that check themselves. */
function ownResources(app: IConstruct): Set<string> {
  return new Set(app.node.findAll()
    .filter((node) => CfnResource.isCfnResource(node) && isValidated(node.node.scope))
    .map((node) => place(Stack.of(node).templateFile, Stack.of(node).resolve((node as CfnResource).logicalId))));
}

function place(templatePath: string, logicalId: string): string {
  return `${basename(templatePath)}/${logicalId}`;
}

function* violationsOf(templatePath: string): Generator<PolicyViolation> {
  const template: Template = JSON.parse(readFileSync(templatePath, 'utf8'));
  for (const [logicalId, finding] of templateFindings(template)) {
    yield violation(templatePath, logicalId, finding);
  }
}

function violation(templatePath: string, resourceLogicalId: string, finding: Finding): PolicyViolation {
  return {
    ruleName: finding.rule,
    description: sentenceOf(finding, AS_IN_TEMPLATES),
    fix: `See ${finding.source}`,
    severity: finding.severity,
    violatingResources: [{ resourceLogicalId, templatePath, locations: [`Properties/${finding.path.replace(/\[(\d+)\]/g, '/$1').replace(/\./g, '/')}`] }],
  };
}

/** The templates of the stacks within each stack, which lie beside its own. */
function nestedTemplates(app: IConstruct): Map<string, string[]> {
  const templates = new Map<string, string[]>();
  for (const stack of app.node.findAll().filter(Stack.isStack).filter(({ nested }) => nested)) {
    const { templateFile } = outermost(stack);
    templates.set(templateFile, [...templates.get(templateFile) ?? [], stack.templateFile]);
  }
  return templates;
}

function outermost(stack: Stack): Stack {
  return stack.nestedStackParent ? outermost(stack.nestedStackParent) : stack;
}
