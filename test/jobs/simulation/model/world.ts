import { Clock, START } from './clock';
import { Director } from './director';
import { Judge } from './judge';
import { Handler, Lambda } from './lambda';
import { SageMaker } from './sagemaker';
import { Stack } from './stack';

/** One schedule: a stack with its operations, one after the other, until nothing happens any more. */
export class World {
  readonly clock = new Clock();
  readonly judge = new Judge(this);
  readonly sagemaker: SageMaker;
  readonly lambda: Lambda;
  readonly stack: Stack;
  /** Adds a line to the trace; undefined if the world does not trace. */
  readonly log?: (text: string) => void;
  readonly trace: string[] = [];

  constructor(readonly director: Director, handler: Handler, options: { readonly tracing?: boolean } = {}) {
    if (options.tracing) {
      this.log = (text) => {
        this.trace.push(`${((this.clock.now - START) / 1000).toFixed(2).padStart(9)} s  ${text}`);
      };
    }
    this.sagemaker = new SageMaker(this.clock, director);
    this.lambda = new Lambda(this, handler);
    this.stack = new Stack(this);
  }

  run(): this {
    this.stack.begin();
    this.clock.run();
    this.judge.end();
    return this;
  }
}
