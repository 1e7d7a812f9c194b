/** The name of a member as CDK generates it: `MemorySizeInMB` is `memorySizeInMb`, `EnableSSMAccess` is `enableSsmAccess`. */
export function l1Name(name: string): string {
  const words = name.replace(/([A-Z])([A-Z]+)(?=[A-Z][a-z]|$)/g, (_all, first, others) => first + others.toLowerCase());
  return words[0].toLowerCase() + words.slice(1);
}
