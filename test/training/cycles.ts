/** The logical ids of a circular dependency in a template, which CloudFormation would refuse; empty if there is none. */
export function circularDependency(template: any): string[] {
  const resources: Record<string, any> = template.Resources;
  const needs = (id: string) => {
    const others = new Set([...references(resources[id]), ...[resources[id].DependsOn ?? []].flat()]);
    return [...others].filter((other) => other in resources);
  };
  const done = new Set<string>();
  const visit = (id: string, path: string[]): string[] => {
    if (path.includes(id)) { return [...path.slice(path.indexOf(id)), id]; }
    if (done.has(id)) { return []; }
    for (const other of needs(id)) {
      const found = visit(other, [...path, id]);
      if (found.length > 0) { return found; }
    }
    done.add(id);
    return [];
  };
  for (const id of Object.keys(resources)) {
    const found = visit(id, []);
    if (found.length > 0) { return found; }
  }
  return [];
}

function* references(value: any): Generator<string> {
  if (typeof value !== 'object' || value === null) { return; }
  for (const [key, part] of Object.entries<any>(value)) {
    if (key === 'Ref') { yield part; } else if (key === 'Fn::GetAtt') { yield [part].flat()[0].split('.')[0]; } else if (key === 'Fn::Sub') {
      for (const [, name] of String([part].flat()[0]).matchAll(/\$\{([^.}!]+)/g)) { yield name; }
      yield* references(part);
    } else { yield* references(part); }
  }
}
