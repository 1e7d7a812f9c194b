import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';

export interface Resource {
  readonly Type: string;
  readonly Properties?: Record<string, any>;
  readonly DependsOn?: string | string[];
  readonly [attribute: string]: unknown;
}

export interface Template {
  readonly Resources: Record<string, Resource>;
  readonly [section: string]: unknown;
}

/** The templates of an app, including nested stacks, by file name. */
export function templatesOf(app: App): Record<string, Template> {
  return filesOf(app, '.template.json');
}

/** The assets of an app without its templates, by content hash. */
export function assetsOf(app: App): Record<string, unknown> {
  const assets: Record<string, unknown> = {};
  for (const manifest of Object.values(filesOf(app, '.assets.json'))) {
    for (const [hash, file] of Object.entries<any>(manifest.files)) {
      if (!file.source.path.endsWith('.template.json')) { assets[hash] = file; }
    }
    Object.assign(assets, manifest.dockerImages);
  }
  return assets;
}

function filesOf(app: App, ending: string): Record<string, any> {
  const folder = app.synth().directory;
  const files = readdirSync(folder).filter((file) => file.endsWith(ending)).sort();
  return Object.fromEntries(files.map((file) => [file, JSON.parse(readFileSync(join(folder, file), 'utf8'))]));
}

const isPolicy = ({ Type }: Resource) => Type === 'AWS::IAM::Policy' || Type === 'AWS::IAM::ManagedPolicy';
const isRole = ({ Type }: Resource) => Type === 'AWS::IAM::Role';

/**
 * The resources that both packages must create alike. This library writes narrower policies into the role; the alpha module attaches a managed
 * policy and a separate policy. Only the ids and types of roles are therefore compared, and policies and dependencies on them are omitted.
 */
export function comparableResources(template: Template): Record<string, unknown> {
  const iam = new Set(Object.entries(template.Resources).filter(([, resource]) => isPolicy(resource) || isRole(resource)).map(([id]) => id));
  return Object.fromEntries(Object.entries(template.Resources).filter(([, resource]) => !isPolicy(resource)).map(([id, resource]) => {
    if (isRole(resource)) { return [id, { Type: resource.Type }]; }
    const { DependsOn, ...rest } = resource.Type === 'AWS::CloudFormation::Stack' ? withoutTemplateHash(resource) : resource;
    const dependencies = [DependsOn ?? []].flat().filter((dependency) => !iam.has(dependency));
    return [id, dependencies.length > 0 ? { ...rest, DependsOn: dependencies } : rest];
  }));
}

/** Removes the template hash from the name of a nested stack's template, because other policies change the hash. */
function withoutTemplateHash(nested: Resource): Resource {
  return JSON.parse(JSON.stringify(nested).replace(/[0-9a-f]{64}\.json/, 'nested.json'));
}

/** The sections of a template other than its resources: parameters, mappings, conditions, rules, outputs. */
export function otherSections({ Resources, ...sections }: Template): Record<string, unknown> {
  return sections;
}

/** The names of the policies of each role in a template, by the logical id of the role. */
export function policyNames(template: Template): { inline: Record<string, string[]>; attached: Record<string, { id: string; name: string }[]> } {
  const inline: Record<string, string[]> = {};
  const attached: Record<string, { id: string; name: string }[]> = {};
  for (const [id, resource] of Object.entries(template.Resources)) {
    if (isRole(resource)) {
      inline[id] = (resource.Properties?.Policies ?? []).map((policy: { PolicyName: string }) => policy.PolicyName);
    }
    if (resource.Type === 'AWS::IAM::Policy') {
      for (const role of resource.Properties?.Roles ?? []) {
        (attached[role.Ref ?? JSON.stringify(role)] ??= []).push({ id, name: resource.Properties!.PolicyName });
      }
    }
  }
  return { inline, attached };
}
