import { SizeConversionOptions, SizeRoundingBehavior, TimeConversionOptions } from 'aws-cdk-lib/core';

/** Leaves a part of a unit of time as it is: the validation tells of the prop that must be whole, the CDK only of the number. */
export const PARTS_OF_TIME: TimeConversionOptions = { integral: false };

/** The same for sizes. */
export const PARTS_OF_SIZE: SizeConversionOptions = { rounding: SizeRoundingBehavior.NONE };
