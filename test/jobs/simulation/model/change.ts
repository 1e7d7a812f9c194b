import { deleteEach, Doomed, invented } from './deletion';
import { Operation } from './director';
import { Answer, Request } from './requests';
import { withoutSlot } from './sagemaker';
import { Held } from './stack';
import { World } from './world';

const PROMPTLY = 50;

/** Which custom resources a template asks for, in order; a waiter's properties lack the job's name. */
function wanted(operation: Operation): readonly (readonly [logicalId: string, properties: object])[] {
  const { job, waiters } = operation.template;
  return job ? [['Job', job] as const, ...waiters.map((waiter, at) => [`Wait${at + 1}`, waiter] as const)] : [];
}

/** The creation or the update of a stack, with its rollback. */
export class Change {
  private readonly creates: boolean;
  private readonly before: ReadonlyMap<string, Held>;
  private readonly held: Map<string, Held>;
  /** What CloudFormation has sent, by logical id, with what it knows of it: no id is one that it never learned. */
  private readonly touched = new Map<string, { id?: string; properties: object }>();
  private open: Request[] = [];
  private siblingDone = false;
  private customDone = false;
  private over = false;

  constructor(private readonly world: World, private readonly operation: Operation, private readonly done: () => void) {
    this.creates = operation.do === 'create';
    this.before = world.stack.held;
    this.held = new Map(this.before);
  }

  start(): void {
    const { world: { stack, clock }, operation } = this;
    stack.reads = operation.reads;
    if (this.creates) {
      stack.created = clock.now;
    } else {
      stack.updated = clock.now;
    }
    stack.becomes(this.creates ? 'CREATE_IN_PROGRESS' : 'UPDATE_IN_PROGRESS');
    clock.after(operation.siblingTakes, () => {
      if (operation.sibling === 'fails') {
        this.fails('the sibling');
      } else {
        this.siblingDone = true;
        this.succeedsWhenDone();
      }
    });
    if (operation.interruptedAfter !== undefined) {
      clock.after(operation.interruptedAfter, () => this.fails('the user', this.creates));
    }
    clock.after(operation.jobAfter, () => this.forward(wanted(operation)));
  }

  /** One custom resource after the other: each depends on the one before. */
  private forward(rest: readonly (readonly [string, object])[]): void {
    if (this.over) {
      return;
    }
    const [first, ...others] = rest;
    if (!first) {
      this.customDone = true;
      this.succeedsWhenDone();
      return;
    }
    const [logicalId, own] = first;
    const old = this.held.get(logicalId);
    const jobName = this.held.get('Job')?.id;
    const properties = logicalId === 'Job' ? own : { ...own, JobName: jobName };
    if (old && (logicalId === 'Job' ? old.properties === own : (old.properties as { JobName?: string }).JobName === jobName)) {
      this.forward(others);
      return;
    }
    const touched: { id?: string; properties: object } = { id: old?.id, properties };
    this.touched.set(logicalId, touched);
    this.ask({ type: old ? 'Update' : 'Create', logicalId, id: old?.id, properties, oldProperties: old?.properties }, (answer) => {
      if (answer?.Status === 'SUCCESS' || (answer && (!old || this.operation.learnsFailed))) {
        touched.id = answer.PhysicalResourceId;
      }
      if (this.over) {
        return;
      }
      if (answer?.Status === 'SUCCESS') {
        this.held.set(logicalId, { id: answer.PhysicalResourceId, properties });
        this.forward(others);
      } else {
        this.fails(`${logicalId}${answer ? ` (${answer.Reason})` : ', without an answer'}`);
      }
    });
  }

  private ask(question: Parameters<World['stack']['ask']>[0], settle: (answer: Answer | undefined) => void): void {
    this.open.push(this.world.stack.ask(question, settle));
  }

  private succeedsWhenDone(): void {
    if (this.over || !this.siblingDone || !this.customDone) {
      return;
    }
    this.over = true;
    const { world, world: { stack }, operation } = this;
    const goes: Doomed[] = [];
    const stays = new Set(wanted(operation).map(([logicalId]) => logicalId));
    for (const [logicalId, old] of [...this.before].reverse()) {
      const now = this.held.get(logicalId)!;
      if (!stays.has(logicalId)) {
        this.held.delete(logicalId);
        goes.push([logicalId, old]);
      } else if (now.id !== old.id) {
        goes.push([logicalId, operation.cleansWith === 'new' ? { id: old.id, properties: now.properties } : old]);
      }
    }
    stack.held = this.held;
    stack.template = operation.template;
    stack.rests(this.held.get('Job')?.id, this.touched.has('Job'));
    if (this.creates) {
      stack.becomes('CREATE_COMPLETE');
      this.done();
      return;
    }
    stack.becomes('UPDATE_COMPLETE_CLEANUP_IN_PROGRESS');
    deleteEach(world, operation, goes, () => {
      stack.becomes('UPDATE_COMPLETE');
      this.done();
    });
  }

  /** What is under way is given up, sooner or later, and undone. */
  private fails(cause: string, deletes = false): void {
    if (this.over) {
      return;
    }
    this.over = true;
    const { world, world: { stack, clock }, operation } = this;
    world.note?.(`the operation fails: ${cause}`);
    stack.reads = PROMPTLY;
    this.givesUp('failure');
    clock.after(operation.statusAfter, () => {
      if (!this.creates && operation.rollbackIsUpdate) {
        stack.updated = clock.now;
      }
      stack.becomes(deletes ? 'DELETE_IN_PROGRESS' : this.creates ? 'ROLLBACK_IN_PROGRESS' : 'UPDATE_ROLLBACK_IN_PROGRESS');
      this.givesUp('status');
      clock.after(operation.undoAfter, () => {
        this.givesUp('undoing');
        if (this.creates) {
          deleteEach(world, operation, this.created(), () => {
            stack.becomes(deletes ? 'DELETE_COMPLETE' : 'ROLLBACK_COMPLETE');
            this.done();
          });
        } else {
          this.restore([...this.before].filter(([logicalId]) => this.touched.has(logicalId)), []);
        }
      });
    });
  }

  private givesUp(moment: Operation['learnsUntil']): void {
    if (this.operation.learnsUntil === moment) {
      for (const request of this.open) {
        if (request.open) {
          request.givenUpAfter = request.answers.length;
        }
        request.open = false;
      }
      this.open = [];
    }
  }

  /** What this operation has added, the last one first. */
  private created(): Doomed[] {
    return [...this.touched].filter(([logicalId]) => !this.before.has(logicalId)).reverse()
      .map(([logicalId, { id, properties }]) => [logicalId, { id: id ?? invented(logicalId), properties }]);
  }

  /** Updates back, one after the other, and cleans up. */
  private restore(rest: readonly Doomed[], goes: readonly Doomed[]): void {
    const { world, world: { stack, judge }, operation } = this;
    const [first, ...others] = rest;
    if (!first) {
      stack.becomes('UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS');
      deleteEach(world, operation, [...this.created(), ...goes], () => {
        stack.becomes('UPDATE_ROLLBACK_COMPLETE');
        this.done();
      });
      return;
    }
    const [logicalId, old] = first;
    const { id: given, properties: tried } = this.touched.get(logicalId)!;
    const properties = logicalId === 'Job' ? old.properties : { ...old.properties, JobName: stack.held.get('Job')?.id };
    stack.ask({ type: 'Update', logicalId, id: given, properties, oldProperties: tried, inRollback: true }, (answer) => {
      if (answer?.Status !== 'SUCCESS') {
        judge.broken('a rollback never fails', `${logicalId}: ${answer ? answer.Reason : 'no answer'}`);
      }
      const id = answer?.PhysicalResourceId ?? given!;
      stack.held = new Map(stack.held).set(logicalId, { id, properties: logicalId === 'Job' ? old.properties : properties });
      if (logicalId === 'Job') {
        if (withoutSlot(id) !== withoutSlot(old.id)) { // another run of the same job is as good
          judge.broken('a rollback goes back to the old job', `${id} instead of ${old.id}`);
        }
        stack.rests(id, false);
      }
      const replaced: Doomed = [logicalId, { id: given!, properties: operation.cleansWith === 'new' ? old.properties : tried }];
      this.restore(others, id === given ? goes : [replaced, ...goes]);
    });
  }
}
