import { deleteEach, inventedId, ToDelete } from './deletion';
import { Operation } from './director';
import { Answer, Request } from './requests';
import { withoutSlot } from './sagemaker';
import { StackResource } from './stack';
import { World } from './world';

/** The time in which CloudFormation reads answers after an operation has failed. */
const READS_AFTER_FAILURE = 50;

/** The custom resources of a template, in order. The properties of a waiter lack the name of the job. */
function customResources(operation: Operation): readonly (readonly [logicalId: string, properties: object])[] {
  const { job, waiters } = operation.template;
  return job ? [['Job', job] as const, ...waiters.map((waiter, at) => [`Wait${at + 1}`, waiter] as const)] : [];
}

/** The creation or the update of a stack, with its rollback. */
export class Change {
  private readonly isCreation: boolean;
  private readonly before: ReadonlyMap<string, StackResource>;
  private readonly resources: Map<string, StackResource>;
  /** The resources that this operation has sent requests for, by logical id. The physical id is missing if CloudFormation has not read one. */
  private readonly touched = new Map<string, { physicalId?: string; properties: object }>();
  private openRequests: Request[] = [];
  private isSiblingDone = false;
  private areResourcesDone = false;
  private isOver = false;

  constructor(private readonly world: World, private readonly operation: Operation, private readonly done: () => void) {
    this.isCreation = operation.do === 'create';
    this.before = world.stack.resources;
    this.resources = new Map(this.before);
  }

  start(): void {
    const { world: { stack, clock }, operation } = this;
    stack.reads = operation.reads;
    if (this.isCreation) {
      stack.created = clock.now;
    } else {
      stack.updated = clock.now;
    }
    stack.setStatus(this.isCreation ? 'CREATE_IN_PROGRESS' : 'UPDATE_IN_PROGRESS');
    clock.after(operation.siblingTakes, () => {
      if (operation.sibling === 'fails') {
        this.fail('the sibling');
      } else {
        this.isSiblingDone = true;
        this.succeedIfDone();
      }
    });
    if (operation.interruptedAfter !== undefined) {
      clock.after(operation.interruptedAfter, () => this.fail('the user', this.isCreation));
    }
    clock.after(operation.jobAfter, () => this.deploy(customResources(operation)));
  }

  /** Creates or updates the custom resources one after the other, because each depends on the one before. */
  private deploy(rest: readonly (readonly [string, object])[]): void {
    if (this.isOver) {
      return;
    }
    const [first, ...others] = rest;
    if (!first) {
      this.areResourcesDone = true;
      this.succeedIfDone();
      return;
    }
    const [logicalId, own] = first;
    const old = this.resources.get(logicalId);
    const jobName = this.resources.get('Job')?.physicalId;
    const properties = logicalId === 'Job' ? own : { ...own, JobName: jobName };
    if (old && (logicalId === 'Job' ? old.properties === own : (old.properties as { JobName?: string }).JobName === jobName)) {
      this.deploy(others);
      return;
    }
    const touched: { physicalId?: string; properties: object } = { physicalId: old?.physicalId, properties };
    this.touched.set(logicalId, touched);
    this.request({ type: old ? 'Update' : 'Create', logicalId, physicalId: old?.physicalId, properties, oldProperties: old?.properties }, (answer) => {
      if (answer?.Status === 'SUCCESS' || (answer && (!old || this.operation.keepsIdOfFailedUpdate))) {
        touched.physicalId = answer.PhysicalResourceId;
      }
      if (this.isOver) {
        return;
      }
      if (answer?.Status === 'SUCCESS') {
        this.resources.set(logicalId, { physicalId: answer.PhysicalResourceId, properties });
        this.deploy(others);
      } else {
        this.fail(`${logicalId}${answer ? ` (${answer.Reason})` : ', without an answer'}`);
      }
    });
  }

  private request(options: Parameters<World['stack']['request']>[0], onAnswer: (answer: Answer | undefined) => void): void {
    this.openRequests.push(this.world.stack.request(options, onAnswer));
  }

  private succeedIfDone(): void {
    if (this.isOver || !this.isSiblingDone || !this.areResourcesDone) {
      return;
    }
    this.isOver = true;
    const { world, world: { stack }, operation } = this;
    const toDelete: ToDelete[] = [];
    const kept = new Set(customResources(operation).map(([logicalId]) => logicalId));
    for (const [logicalId, old] of [...this.before].reverse()) {
      const present = this.resources.get(logicalId)!;
      if (!kept.has(logicalId)) {
        this.resources.delete(logicalId);
        toDelete.push([logicalId, old]);
      } else if (present.physicalId !== old.physicalId) {
        toDelete.push([logicalId, operation.cleanupProperties === 'new' ? { physicalId: old.physicalId, properties: present.properties } : old]);
      }
    }
    stack.resources = this.resources;
    stack.template = operation.template;
    stack.settle(this.resources.get('Job')?.physicalId, this.touched.has('Job'));
    if (this.isCreation) {
      stack.setStatus('CREATE_COMPLETE');
      this.done();
      return;
    }
    stack.setStatus('UPDATE_COMPLETE_CLEANUP_IN_PROGRESS');
    deleteEach(world, operation, toDelete, () => {
      stack.setStatus('UPDATE_COMPLETE');
      this.done();
    });
  }

  /** Gives up the open requests and undoes the operation. `deletesStack` tells whether a user deletes the stack that is being created. */
  private fail(cause: string, deletesStack = false): void {
    if (this.isOver) {
      return;
    }
    this.isOver = true;
    const { world, world: { stack, clock }, operation } = this;
    world.log?.(`the operation fails because of ${cause}`);
    stack.reads = READS_AFTER_FAILURE;
    this.giveUpRequests('failure');
    clock.after(operation.statusAfter, () => {
      if (!this.isCreation && operation.rollbackIsUpdate) {
        stack.updated = clock.now;
      }
      stack.setStatus(deletesStack ? 'DELETE_IN_PROGRESS' : this.isCreation ? 'ROLLBACK_IN_PROGRESS' : 'UPDATE_ROLLBACK_IN_PROGRESS');
      this.giveUpRequests('status');
      clock.after(operation.undoAfter, () => {
        this.giveUpRequests('undoing');
        if (this.isCreation) {
          deleteEach(world, operation, this.added(), () => {
            stack.setStatus(deletesStack ? 'DELETE_COMPLETE' : 'ROLLBACK_COMPLETE');
            this.done();
          });
        } else {
          this.restore([...this.before].filter(([logicalId]) => this.touched.has(logicalId)), []);
        }
      });
    });
  }

  /** Stops to read answers, if this is the moment. */
  private giveUpRequests(moment: Operation['readsAnswersUntil']): void {
    if (this.operation.readsAnswersUntil === moment) {
      for (const request of this.openRequests) {
        if (request.isOpen) {
          request.givenUpAfter = request.answers.length;
        }
        request.isOpen = false;
      }
      this.openRequests = [];
    }
  }

  /** The resources that this operation has added, the last one first. */
  private added(): ToDelete[] {
    return [...this.touched].filter(([logicalId]) => !this.before.has(logicalId)).reverse()
      .map(([logicalId, { physicalId, properties }]) => [logicalId, { physicalId: physicalId ?? inventedId(logicalId), properties }]);
  }

  /** Updates the resources back one after the other, and cleans up. */
  private restore(rest: readonly ToDelete[], toDelete: readonly ToDelete[]): void {
    const { world, world: { stack, judge }, operation } = this;
    const [first, ...others] = rest;
    if (!first) {
      stack.setStatus('UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS');
      deleteEach(world, operation, [...this.added(), ...toDelete], () => {
        stack.setStatus('UPDATE_ROLLBACK_COMPLETE');
        this.done();
      });
      return;
    }
    const [logicalId, old] = first;
    const { physicalId: presentId, properties: newProperties } = this.touched.get(logicalId)!;
    const properties = logicalId === 'Job' ? old.properties : { ...old.properties, JobName: stack.resources.get('Job')?.physicalId };
    stack.request({ type: 'Update', logicalId, physicalId: presentId, properties, oldProperties: newProperties, inRollback: true }, (answer) => {
      if (answer?.Status !== 'SUCCESS') {
        judge.report('a rollback never fails', `${logicalId}: ${answer ? answer.Reason : 'no answer'}`);
      }
      const physicalId = answer?.PhysicalResourceId ?? presentId!;
      stack.resources = new Map(stack.resources).set(logicalId, { physicalId, properties: logicalId === 'Job' ? old.properties : properties });
      if (logicalId === 'Job') {
        if (withoutSlot(physicalId) !== withoutSlot(old.physicalId)) { // another slot of the same identity is as good
          judge.report('a rollback goes back to the old job', `${physicalId} instead of ${old.physicalId}`);
        }
        stack.settle(physicalId, false);
      }
      const replaced: ToDelete = [logicalId, { physicalId: presentId!, properties: operation.cleanupProperties === 'new' ? old.properties : newProperties }];
      this.restore(others, physicalId === presentId ? toDelete : [replaced, ...toDelete]);
    });
  }
}
