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
 * Checks every SageMaker resource in the templates of an app with the rules of this library, including those of L1 constructs, other
 * libraries and included templates.
 *
 * Values that depend on the deployment, such as parameters and references, are not checked. Both branches of `Fn::If` are checked.
 * Errors end the synthesis. Acknowledge a finding by the id `cdk-sagemaker::<rule id>`.
 *
 * @see https://docs.aws.amazon.com/cdk/v2/guide/policy-validation-synthesis.html
 * @example
 * declare const app: App;
 *
 * Validations.of(app).addPlugins(new SageMakerValidationPlugin());
 */
export class SageMakerValidationPlugin implements IPolicyValidationPlugin {
  /** The name of the plugin, which is the prefix of the ids of its findings. */
  public readonly name = 'cdk-sagemaker';

  /** The ids of the rules that relate values. Findings of single values have the name of the shape in the API model. */
  public readonly ruleIds?: string[] = [...new Set(Object.values(RESOURCE_TYPES).flatMap(({ rules }) => rules.map(({ id }) => id)))];

  /**
   * Checks the templates. The CDK calls this method at synthesis.
   *
   * @param context The paths of the templates.
   */
  public validate(context: IPolicyValidationContext): PolicyValidationPluginReport {
    const known = ownResources(context.appConstruct);
    const nested = nestedTemplates(context.appConstruct);
    const templates = context.templatePaths.flatMap((path) => [
      path, ...(nested.get(basename(path)) ?? []).map((file) => join(dirname(path), file)).filter((file) => existsSync(file)),
    ]);
    const violations = templates.flatMap((path) => [...violationsOf(path)])
      // constructs of this library have already added their warnings, or the user has acknowledged them
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

/** The templates of nested stacks, by the template file of the outermost stack. */
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
