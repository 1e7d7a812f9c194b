import * as alpha from '@aws-cdk/aws-sagemaker-alpha';
import { StackProps } from 'aws-cdk-lib';
import * as ours from 'cdk-sagemaker';
import { lostOnUpdate, policiesLostOnUpdate } from './migration';
import { build, PROGRAMS } from './programs';
import { assetsOf, comparableResources, otherSections, Template, templatesOf } from './templates';
import { UNRECORDED } from '../../record-templates';

/** The templates of the alpha module are neither validated nor recorded. */
const NOT_VALIDATED = { builtinCloudFormationValidation: false, context: { [UNRECORDED]: true } };

/** The built-in validation must not find even a warning in the templates of this library. */
const STRICTLY_VALIDATED = { context: { '@aws-cdk/core:strictCfnValidateErrors': true } };

/** Runs every program with both packages and compares the assemblies. Each environment has its own test file, so that jest runs them in parallel. */
export function compareSynthesis(environment: StackProps): void {
  describe.each(Object.keys(PROGRAMS))('the program with %s', (name) => {
    let before: Record<string, Template>;
    let after: Record<string, Template>;
    let assets: { before: unknown; after: unknown };

    beforeAll(() => {
      const alphaApp = build(PROGRAMS[name], alpha, environment, NOT_VALIDATED);
      const migratedApp = build(PROGRAMS[name], ours, environment, STRICTLY_VALIDATED);
      [before, after] = [templatesOf(alphaApp), templatesOf(migratedApp)];
      assets = { before: assetsOf(alphaApp), after: assetsOf(migratedApp) };
    });

    test('has the same resources as with the alpha module', () => {
      expect(mapValues(after, comparableResources)).toEqual(mapValues(before, comparableResources));
    });

    test('has the same outputs, parameters and mappings as with the alpha module', () => {
      expect(mapValues(after, otherSections)).toEqual(mapValues(before, otherSections));
    });

    test('uploads the same assets as with the alpha module', () => {
      expect(assets.after).toEqual(assets.before);
    });

    test('migrates a deployed stack without removing or replacing a resource', () => {
      expect(Object.keys(before).flatMap((file) => lostOnUpdate(before[file], after[file]))).toEqual([]);
    });

    test('migrates a deployed stack without deleting a policy that it still needs', () => {
      expect(Object.keys(before).flatMap((file) => policiesLostOnUpdate(before[file], after[file]))).toEqual([]);
    });

    test('has no role with the full access policy of the alpha module', () => {
      const resources = Object.values(after).flatMap(({ Resources }) => Object.values(Resources));
      const arns = resources.flatMap(({ Properties }) => Properties?.ManagedPolicyArns ?? []).map((arn) => JSON.stringify(arn));
      expect(arns.filter((arn) => arn.includes('AmazonSageMakerFullAccess'))).toEqual([]);
    });
  });
}

function mapValues<T, U>(table: Record<string, T>, change: (value: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(table).map(([key, value]) => [key, change(value)]));
}
