import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as alpha from '@aws-cdk/aws-sagemaker-alpha';
import * as ours from 'cdk-sagemaker';
import { compareAssemblies } from 'jsii-diff';
import { Assembly, Callable, InterfaceType, Parameter, TypeSystem } from 'jsii-reflect';

const ROOT = join(__dirname, '..', '..', '..');
const MODULES = join(__dirname, '..', 'node_modules');

/** The accepted differences from the API of the alpha module: the key of jsii-diff and the reason. */
const EXCEPTIONS: Record<string, string> = {};

/**
 * The accepted parameters with another name or optionality than in the alpha module, with the reason. Python callers pass parameters by name; of a
 * last struct, they pass the members.
 */
const PARAMETER_EXCEPTIONS: Record<string, string> = {
  'Pipeline.<initializer>(props?)': 'is called _props here, since it has no member yet that the constructor reads',
};

/** The accepted methods of this library with a struct before the last parameter, with the reason. */
const STRUCT_EXCEPTIONS: Record<string, string> = {
  'InferenceComponentSpecification.fromContainer': 'the container is what the specification is made from, as the model is in fromModel()',
};

/** Loads an assembly under the name of this library, together with aws-cdk-lib. */
async function load(folder: string, name: string): Promise<Assembly> {
  const system = new TypeSystem();
  await system.load(join(MODULES, 'aws-cdk-lib'), { validate: false, supportedFeatures: ['intersection-types', 'class-covariant-overrides'] });
  const spec = JSON.parse(readFileSync(join(folder, '.jsii'), 'utf8').replaceAll(`"${name}`, '"cdk-sagemaker'));
  return system.addAssembly(new Assembly(system, spec));
}

/** The differences that jsii-diff finds between two releases. Here, the alpha module is the earlier release. */
function differences(earlier: Assembly, later: Assembly): Record<string, string> {
  return Object.fromEntries(compareAssemblies(earlier, later).mismatches.map(({ violationKey, message }) => [violationKey, message]));
}

/** The methods and constructors of all types of an assembly, including those inherited from types of the assembly. */
function callables(assembly: Assembly): [name: string, callable: Callable][] {
  const types = [...assembly.classes, ...assembly.interfaces];
  return types.flatMap((type) => [...type.allMethods, ...type.isClassType() && type.initializer ? [type.initializer] : []]
    .filter(({ parentType }) => parentType.assembly === assembly)
    .map((callable): [string, Callable] => [`${type.name}.${callable.name}`, callable]));
}

const signatureOf = ({ name, optional }: Parameter) => optional ? `${name}?` : name;

/** The parameters of the earlier assembly that have another name or optionality in the later assembly. */
function renamedParameters(earlier: Assembly, later: Assembly): string[] {
  const laterCallables = new Map(callables(later));
  return callables(earlier).flatMap(([name, { parameters }]) => {
    const others = laterCallables.get(name)?.parameters ?? [];
    return parameters
      .filter((parameter, index) => signatureOf(parameter) !== (others[index] && signatureOf(others[index])))
      .map((parameter) => `${name}(${signatureOf(parameter)})`);
  });
}

const isStruct = ({ type }: Parameter) => type.type instanceof InterfaceType && type.type.datatype;

/** The methods with a struct that is not the last parameter. Python offers keyword arguments only for the last one. */
function misplacedStructs(assembly: Assembly): string[] {
  return callables(assembly).filter(([, { parameters }]) => parameters.slice(0, -1).some(isStruct)).map(([name]) => name);
}

describe('the API, in any language,', () => {
  let alphaAssembly: Assembly;
  let ourAssembly: Assembly;

  beforeAll(async () => {
    alphaAssembly = await load(join(MODULES, '@aws-cdk', 'aws-sagemaker-alpha'), '@aws-cdk/aws-sagemaker-alpha');
    ourAssembly = await load(ROOT, 'cdk-sagemaker');
  });

  test('has all types and members of the alpha module, with compatible signatures', () => {
    const found = differences(alphaAssembly, ourAssembly);
    for (const key of Object.keys(EXCEPTIONS)) { delete found[key]; }
    expect(found).toEqual({});
  });

  test('has every listed exception', () => {
    expect(Object.keys(differences(alphaAssembly, ourAssembly))).toEqual(expect.arrayContaining(Object.keys(EXCEPTIONS)));
  });

  test('has the parameter names and optional parameters of the alpha module', () => {
    expect(renamedParameters(alphaAssembly, ourAssembly)).toEqual(Object.keys(PARAMETER_EXCEPTIONS));
  });

  test('has at most one struct in each method, as the last parameter', () => {
    expect(misplacedStructs(ourAssembly)).toEqual(Object.keys(STRUCT_EXCEPTIONS));
  });

  test('fails the comparison in the other direction, because the alpha module lacks members', () => {
    expect(Object.keys(differences(ourAssembly, alphaAssembly)).length).toBeGreaterThan(0);
  });
});

describe('the constants have the values of the alpha module:', () => {
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
