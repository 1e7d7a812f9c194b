import { Operation } from './director';
import { StackResource } from './stack';
import { World } from './world';

export type ToDelete = readonly [logicalId: string, resource: StackResource];

/** The deletion of a stack. */
export class Deletion {
  constructor(private readonly world: World, private readonly operation: Operation, private readonly done: () => void) {}

  start(): void {
    const { world, operation } = this;
    const { stack } = world;
    stack.setStatus('DELETE_IN_PROGRESS');
    stack.reads = operation.reads;
    stack.allowedJob = undefined;
    stack.currentJob = undefined;
    world.clock.after(operation.jobAfter, () => {
      deleteEach(world, operation, [...stack.resources].reverse(), () => {
        stack.resources = new Map();
        stack.setStatus('DELETE_COMPLETE');
        this.done();
      });
    });
  }
}

/** Deletes resources one after the other. A deletion that fails or gets no answer is requested again, at most three times in all. */
export function deleteEach(world: World, operation: Operation, toDelete: readonly ToDelete[], done: () => void): void {
  const [first, ...others] = toDelete;
  if (!first) {
    done();
    return;
  }
  const [logicalId, { physicalId, properties }] = first;
  let attempts = 0;
  const attempt = (): void => {
    attempts++;
    const request = world.stack.request({ type: 'Delete', logicalId, physicalId, properties }, (answer) => {
      if (answer?.Status === 'FAILED' && request.faults === 0) {
        world.judge.report('a deletion fails only if a service does', `${logicalId}: ${answer.Reason}`);
      }
      if (attempts < 3 && (answer?.Status !== 'SUCCESS' || attempts <= operation.deletesAgain)) {
        attempt();
      } else {
        deleteEach(world, operation, others, done);
      }
    });
  };
  attempt();
}

/** The physical id that CloudFormation invents for a resource whose creation was never answered. */
export function inventedId(logicalId: string): string {
  return `shop-${logicalId}-1B2C3D4E5F6G7`;
}
