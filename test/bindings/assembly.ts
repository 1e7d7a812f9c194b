import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What an app synthesized, as text that can be compared. */
export interface Assembly {
  /** Every template by file name, its keys sorted. */
  readonly templates: Record<string, string>;
  /** The digest of every file of every asset; the asset's name is a hash that the CDK took. */
  readonly assets: Record<string, string>;
}

/** Reads the cloud assembly in a folder. */
export function readAssembly(folder: string): Assembly {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
  const read = (file: string) => readFileSync(join(folder, file));
  return {
    templates: Object.fromEntries(files.filter((file) => file.endsWith('.template.json'))
      .map((file) => [file, JSON.stringify(sorted(JSON.parse(read(file).toString())), undefined, 2)])),
    assets: Object.fromEntries(files.filter((file) => file.startsWith('asset.'))
      .map((file) => [file, createHash('sha256').update(read(file)).digest('hex')])),
  };
}

/** Languages write the keys of maps in an order of their own; CloudFormation gives it no meaning. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(sorted);
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).sort(([a], [b]) => a < b ? -1 : 1).map(([key, child]) => [key, sorted(child)]));
  }
  return value;
}
