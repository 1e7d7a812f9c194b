/** Formats a part of a template: joins as one string, references as `${Name}`, `${Name.Attribute}` or `${Map.Key.Value}`. */
export function readable(value: any): any {
  if (Array.isArray(value)) { return value.map(readable); }
  if (typeof value !== 'object' || value === null) { return value; }
  const [[name, argument]] = Object.entries<any>(value).concat([['', undefined]]);
  switch (name) {
    case 'Ref':
      return `\${${argument}}`;
    case 'Fn::GetAtt':
    case 'Fn::FindInMap':
      return `\${${readable(argument).join('.')}}`;
    case 'Fn::Sub':
      return argument;
    case 'Fn::Join':
      return readable(argument[1]).join(argument[0]);
    default:
      return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, readable(entry)]));
  }
}
