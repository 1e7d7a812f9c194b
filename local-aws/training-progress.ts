import { setTimeout as sleep } from 'node:timers/promises';
import { LocalAws } from './local-aws';

const EVENT_PREFIX = 'TrainingJob';
const POLL_MILLISECONDS = 250;

/** Prints the status changes of training jobs, as the console shows them, until `work` is done. */
export async function reportTrainingProgress<Result>(aws: LocalAws, print: (line: string) => void, work: Promise<Result>): Promise<Result> {
  const done = new AbortController();
  const report = pollEvents(aws, print, done.signal);
  try {
    return await work;
  } finally {
    done.abort();
    await report;
  }
}

async function pollEvents(aws: LocalAws, print: (line: string) => void, done: AbortSignal): Promise<void> {
  const startTimes = new Map<string, number>();
  let lastSequence = 0;
  for (let last = false; !last;) {
    last = done.aborted; // poll once more after the work is done
    const events = await aws.events().catch(() => []); // the server may be stopping
    for (const { sequence, event, resource, time } of events.filter((candidate) => candidate.sequence > lastSequence)) {
      lastSequence = sequence;
      if (!event.startsWith(EVENT_PREFIX)) { continue; }
      const start = startTimes.get(resource) ?? time;
      startTimes.set(resource, start);
      print(`Training job ${resource}: ${event.slice(EVENT_PREFIX.length)}${time > start ? `, ${(time - start).toFixed(1)} s after its start` : ''}`);
    }
    await sleep(last ? 0 : POLL_MILLISECONDS, undefined, { signal: done }).catch(() => undefined);
  }
}
