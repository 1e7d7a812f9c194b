import { Errors, Stage, Stack } from 'aws-cdk-lib';

/** What an error of ours says, a line each: the first names the construct, every other one a value that the service would refuse. */
export function refusal(make: () => unknown): string[] {
  const error = thrownBy(make);
  expect(Errors.isValidationError(error)).toBe(true);
  return (error as Error).message.split('\n');
}

/** The same for what is known only when nothing can be added any more: the synthesis throws, the construction does not. */
export function refusalAtSynthesis(stack: Stack): string[] {
  const error = thrownBy(() => Stage.of(stack)!.synth());
  return (error as Error).message.split('\n').map((line) => line.trim());
}

function thrownBy(make: () => unknown): unknown {
  try {
    make();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was refused');
}
