import { Clock, START } from './clock';
import { Director } from './director';
import { Judge } from './judge';
import { Handler, Lambda } from './lambda';
import { SageMaker } from './sagemaker';
import { Stack } from './stack';

/** One schedule: a stack with its operations, one after the other, until everything is quiet. */
export class World {
  readonly clock = new Clock();
  readonly judge = new Judge(this);
  readonly sagemaker: SageMaker;
  readonly lambda: Lambda;
  readonly stack: Stack;
  /** Writes the story down, if anybody wants to read it. */
  readonly note?: (text: string) => void;
  readonly story: string[] = [];

  constructor(readonly director: Director, handler: Handler, options: { readonly story?: boolean } = {}) {
    if (options.story) {
      this.note = (text) => {
        this.story.push(`${((this.clock.now - START) / 1000).toFixed(2).padStart(9)} s  ${text}`);
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
