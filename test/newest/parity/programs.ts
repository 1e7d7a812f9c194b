import type * as alpha from '@aws-cdk/aws-sagemaker-alpha';
import { App, AppProps, Stack, StackProps } from 'aws-cdk-lib';
import { ENDPOINT_PROGRAMS } from './programs-endpoint';
import { IMPORT_PROGRAMS } from './programs-import';
import { MODEL_PROGRAMS } from './programs-model';
import { SCALING_PROGRAMS } from './programs-scaling';

/** What both packages export: programs take the package as a value, so that one program runs with either. */
export type SageMaker = typeof alpha;

/** A program as users of the alpha write it: it fills a stack and may add others to the app. */
export type Program = (sagemaker: SageMaker, stack: Stack) => void;

/** Every way to use the alpha that leaves a trace in a template, by a name that completes "the program with ...". */
export const PROGRAMS: Record<string, Program> = { ...MODEL_PROGRAMS, ...ENDPOINT_PROGRAMS, ...SCALING_PROGRAMS, ...IMPORT_PROGRAMS };

/** The whole app that a program makes. */
export function build(program: Program, sagemaker: SageMaker, environment: StackProps, props: AppProps = {}): App {
  const app = new App({ analyticsReporting: false, ...props });
  program(sagemaker, new Stack(app, 'Program', environment));
  return app;
}
