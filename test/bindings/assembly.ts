import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The content of a cloud assembly in a form that can be compared. */
export interface Assembly {
  /** The templates with sorted keys, by file name. */
  readonly templates: Record<string, string>;
  /** The digests of all asset files, by file name. */
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

/** Sorts the keys of maps, whose order depends on the language and has no meaning in CloudFormation. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(sorted);
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).sort(([a], [b]) => a < b ? -1 : 1).map(([key, child]) => [key, sorted(child)]));
  }
  return value;
}
