import type * as alpha from '@aws-cdk/aws-sagemaker-alpha';
import { App, AppProps, Stack, StackProps } from 'aws-cdk-lib';
import { ENDPOINT_PROGRAMS } from './programs-endpoint';
import { IMPORT_PROGRAMS } from './programs-import';
import { MODEL_PROGRAMS } from './programs-model';
import { SCALING_PROGRAMS } from './programs-scaling';

/** The common exports of both packages. A program receives one of the packages as a parameter. */
export type SageMaker = typeof alpha;

/** A program as users of the alpha module write it. It adds resources to a stack, and may add stacks to the app. */
export type Program = (sagemaker: SageMaker, stack: Stack) => void;

/** Programs that use every feature of the alpha module that affects a template. Their names complete "the program with ...". */
export const PROGRAMS: Record<string, Program> = { ...MODEL_PROGRAMS, ...ENDPOINT_PROGRAMS, ...SCALING_PROGRAMS, ...IMPORT_PROGRAMS };

/** Creates the app of a program. */
export function build(program: Program, sagemaker: SageMaker, environment: StackProps, props: AppProps = {}): App {
  const app = new App({ analyticsReporting: false, ...props });
  program(sagemaker, new Stack(app, 'Program', environment));
  return app;
}
