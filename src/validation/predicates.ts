// Functions that several rules share. They do not handle tokens, because reading a token ends the rule.

/** The number of members that are specified. */
export function given(part: any, ...members: string[]): number {
  return members.filter((member) => part[member] !== undefined).length;
}

/** Whether a member is specified, even as a token, which rules cannot read. */
export function isGiven(part: any, member: string): boolean {
  const property = Object.getOwnPropertyDescriptor(part, member);
  return property !== undefined && (property.get !== undefined || property.value !== undefined);
}

/** The values that occur more than once in a list. Absent values do not count. */
export function repeated<T>(values: readonly (T | undefined)[]): T[] {
  const repetitions = values.filter((value, index) => value !== undefined && values.indexOf(value) !== index);
  return [...new Set(repetitions)] as T[];
}

/** A member of every element of an optional list. */
export function each(list: any, member: string): any[] {
  return Array.isArray(list) ? list.map((element: any) => element[member]) : [];
}

/** The instance types of variants, including those of instance pools. */
export function instanceTypesOf(variants: any): string[] {
  const pools = each(variants, 'InstancePools').flatMap((list) => each(list, 'InstanceType'));
  return [...each(variants, 'InstanceType'), ...pools].filter((type) => type !== undefined);
}

/**
 * Whether instances of a type have local storage, so that the service attaches no volume.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/host-instance-storage.html
 */
export function hasLocalStorage(instanceType: string): boolean {
  const [, family] = instanceType.split('.');
  return family !== undefined && (/^[a-z]+\d+[a-z]*d/.test(family) || /^(g5|g6|p5|trn1)/.test(family));
}

/** Whether instances of a type have first-generation AWS Inferentia, which several features exclude. */
export function isInf1(instanceType: string | undefined): boolean {
  return instanceType?.startsWith('ml.inf1.') ?? false;
}

/** The places of a part in several other parts, for `Rule.at`. */
export function within(places: readonly string[], part: string): string[] {
  return places.map((place) => `${place}.${part}`);
}
