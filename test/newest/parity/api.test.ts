import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as alpha from '@aws-cdk/aws-sagemaker-alpha';
import * as ours from 'cdk-sagemaker';
import { compareAssemblies } from 'jsii-diff';
import { Assembly, Callable, InterfaceType, Parameter, TypeSystem } from 'jsii-reflect';

const ROOT = join(__dirname, '..', '..', '..');
const MODULES = join(__dirname, '..', 'node_modules');

/** What of the alpha's API may be missing or different here: jsii-diff's key of the difference, and why. */
const EXCEPTIONS: Record<string, string> = {};

/**
 * Parameters of the alpha with another name or optionality here, and why. Python callers pass parameters by name, but for a last struct, of
 * which they pass the members.
 */
const PARAMETER_EXCEPTIONS: Record<string, string> = {
  'Pipeline.<initializer>(props?)': 'is called _props here, since it has no member yet that the constructor reads',
};

/** Methods of this library with a struct before the last parameter, and why. */
const STRUCT_EXCEPTIONS: Record<string, string> = {
  'HostedSpecification.fromContainer': 'is inherited',
  'InferenceComponentSpecification.fromContainer': 'the container is what the specification is made from, as the model is in fromModel()',
  'InputChannel.fromAsset': 'has two structs',
};

/** The assembly as if it were this library's, with aws-cdk-lib around it. */
async function load(folder: string, name: string): Promise<Assembly> {
  const system = new TypeSystem();
  await system.load(join(MODULES, 'aws-cdk-lib'), { validate: false, supportedFeatures: ['intersection-types', 'class-covariant-overrides'] });
  const spec = JSON.parse(readFileSync(join(folder, '.jsii'), 'utf8').replaceAll(`"${name}`, '"cdk-sagemaker'));
  return system.addAssembly(new Assembly(system, spec));
}

/** jsii-diff is what holds two releases of a jsii library against each other; here the alpha is the earlier release. */
function differences(earlier: Assembly, later: Assembly): Record<string, string> {
  return Object.fromEntries(compareAssemblies(earlier, later).mismatches.map(({ violationKey, message }) => [violationKey, message]));
}

/** The methods and constructors of every type of an assembly, those included that it inherits within the assembly. */
function callables(assembly: Assembly): [name: string, callable: Callable][] {
  const types = [...assembly.classes, ...assembly.interfaces];
  return types.flatMap((type) => [...type.allMethods, ...type.isClassType() && type.initializer ? [type.initializer] : []]
    .filter(({ parentType }) => parentType.assembly === assembly)
    .map((callable): [string, Callable] => [`${type.name}.${callable.name}`, callable]));
}

const spelled = ({ name, optional }: Parameter) => optional ? `${name}?` : name;

/** Parameters of the earlier assembly that have another name, or are required, in the later one. */
function renamedParameters(earlier: Assembly, later: Assembly): string[] {
  const laterCallables = new Map(callables(later));
  return callables(earlier).flatMap(([name, { parameters }]) => {
    const others = laterCallables.get(name)?.parameters ?? [];
    return parameters
      .filter((parameter, index) => spelled(parameter) !== (others[index] && spelled(others[index])))
      .map((parameter) => `${name}(${spelled(parameter)})`);
  });
}

const isStruct = ({ type }: Parameter) => type.type instanceof InterfaceType && type.type.datatype;

/** Methods with more than one struct among their parameters, or with one that is not the last: Python has keywords for the last one only. */
function misplacedStructs(assembly: Assembly): string[] {
  return callables(assembly).filter(([, { parameters }]) => parameters.slice(0, -1).some(isStruct)).map(([name]) => name);
}

describe('the API, as programs in any language see it,', () => {
  let theirs: Assembly;
  let our: Assembly;

  beforeAll(async () => {
    theirs = await load(join(MODULES, '@aws-cdk', 'aws-sagemaker-alpha'), '@aws-cdk/aws-sagemaker-alpha');
    our = await load(ROOT, 'cdk-sagemaker');
  });

  test('has every type and member of the alpha, which take what they took and give what they gave', () => {
    const found = differences(theirs, our);
    for (const key of Object.keys(EXCEPTIONS)) { delete found[key]; }
    expect(found).toEqual({});
  });

  test('needs every exception that is listed', () => {
    expect(Object.keys(differences(theirs, our))).toEqual(expect.arrayContaining(Object.keys(EXCEPTIONS)));
  });

  test('has the parameter names and optional parameters of the alpha', () => {
    expect(renamedParameters(theirs, our)).toEqual(Object.keys(PARAMETER_EXCEPTIONS));
  });

  test('has at most one struct in each method, as the last parameter', () => {
    expect(misplacedStructs(our)).toEqual(Object.keys(STRUCT_EXCEPTIONS));
  });

  test('fails the comparison when something is missing, as the alpha does in the other direction', () => {
    expect(Object.keys(differences(our, theirs)).length).toBeGreaterThan(0);
  });
});

describe('every constant of the alpha has the value it had:', () => {
  test.each(['InstanceType', 'AcceleratorType'] as const)('%s', (name) => {
    const constants = Object.keys(alpha[name]).filter((key) => /^[A-Z0-9_]+$/.test(key));
    const values = (from: object) => Object.fromEntries(constants.map((key) => [key, String((from as Record<string, unknown>)[key])]));
    expect(constants.length).toBeGreaterThan(5);
    expect(values(ours[name])).toEqual(values(alpha[name]));
  });

  test('InvocationHttpResponseCode', () => {
    expect(ours.InvocationHttpResponseCode).toMatchObject(alpha.InvocationHttpResponseCode);
  });
});
