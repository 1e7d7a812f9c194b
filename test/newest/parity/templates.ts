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

/** The templates of an app by file name, those of nested stacks included. */
export function templatesOf(app: App): Record<string, Template> {
  return filesOf(app, '.template.json');
}

/** What the app uploads, by content hash, without the templates themselves. */
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
 * The resources as both packages must make them. This library writes narrower policies, and writes them into the role, where the alpha
 * attaches a managed policy and a separate one. So of roles only id and type count, policies do not, and neither does waiting for them.
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

/** A nested stack's template has its hash in its name, and roles with other policies give it another. */
function withoutTemplateHash(nested: Resource): Resource {
  return JSON.parse(JSON.stringify(nested).replace(/[0-9a-f]{64}\.json/, 'nested.json'));
}

/** Everything in a template but its resources: parameters, mappings, conditions, rules, outputs. */
export function otherSections({ Resources, ...sections }: Template): Record<string, unknown> {
  return sections;
}

/** The names of the policies of each role of a template, by the role's logical id. */
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
