import { Errors, Stage, Stack } from 'aws-cdk-lib';

/** The lines of the validation error that a function throws. The first line names the construct, each other line an invalid value. */
export function errorLines(make: () => unknown): string[] {
  const error = thrownBy(make);
  expect(Errors.isValidationError(error)).toBe(true);
  return (error as Error).message.split('\n');
}

/** The lines of the validation error that the synthesis of a stack throws, for rules that apply only when nothing more can be added. */
export function synthesisErrorLines(stack: Stack): string[] {
  const error = thrownBy(() => Stage.of(stack)!.synth());
  return (error as Error).message.split('\n').map((line) => line.trim());
}

function thrownBy(make: () => unknown): unknown {
  try {
    make();
  } catch (error) {
    return error;
  }
  throw new Error('The function threw no error.');
}
