import * as alpha from '@aws-cdk/aws-sagemaker-alpha';
import { App, Stack } from 'aws-cdk-lib';
import * as ours from 'cdk-sagemaker';
import { BUGS } from './bugs';
import { UNRECORDED } from '../../record-templates';

/** The message of the error that an action throws, without its colors. */
function failure(action: () => void): string {
  try {
    action();
    return 'no error';
  } catch (error) {
    return String((error as Error).message).replace(/\u001b\[\d+m/g, '');
  }
}

describe.each(BUGS)('$expected', ({ check, alpha: symptom }) => {
  test('passes with this library', () => {
    check(ours, new Stack(new App(), 'Program'));
  });

  test('fails with the alpha module', () => {
    expect(failure(() => check(alpha, new Stack(new App({ context: { [UNRECORDED]: true } }), 'Program')))).toMatch(symptom);
  });
});

test('every known bug has a test', () => {
  expect([...new Set(BUGS.flatMap(({ number }) => number ?? []))].sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
});
