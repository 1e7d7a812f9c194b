import { Operation } from './director';
import { Held } from './stack';
import { World } from './world';

export type Doomed = readonly [logicalId: string, held: Held];

/** The deletion of a stack. */
export class Deletion {
  constructor(private readonly world: World, private readonly operation: Operation, private readonly done: () => void) {}

  start(): void {
    const { world, operation } = this;
    const { stack } = world;
    stack.becomes('DELETE_IN_PROGRESS');
    stack.reads = operation.reads;
    stack.livesWith = undefined;
    stack.trusts = undefined;
    world.clock.after(operation.jobAfter, () => {
      deleteEach(world, operation, [...stack.held].reverse(), () => {
        stack.held = new Map();
        stack.becomes('DELETE_COMPLETE');
        this.done();
      });
    });
  }
}

/** Deletes resources one after the other; what fails or is not heard is asked for again, three times at most. */
export function deleteEach(world: World, operation: Operation, doomed: readonly Doomed[], done: () => void): void {
  const [first, ...others] = doomed;
  if (!first) {
    done();
    return;
  }
  const [logicalId, { id, properties }] = first;
  let tries = 0;
  const attempt = (): void => {
    tries++;
    const request = world.stack.ask({ type: 'Delete', logicalId, id, properties }, (answer) => {
      if (answer?.Status === 'FAILED' && request.faults === 0) {
        world.judge.broken('a deletion fails only if a service does', `${logicalId}: ${answer.Reason}`);
      }
      if (tries < 3 && (answer?.Status !== 'SUCCESS' || tries <= operation.deletesAgain)) {
        attempt();
      } else {
        deleteEach(world, operation, others, done);
      }
    });
  };
  attempt();
}

/** The id that CloudFormation makes up for what it never learned the id of. */
export function invented(logicalId: string): string {
  return `shop-${logicalId}-1B2C3D4E5F6G7`;
}
