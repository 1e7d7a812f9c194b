import { setTimeout as sleep } from 'node:timers/promises';
import { LocalAws } from './local-aws';

const PREFIX = 'TrainingJob';
const POLL_MILLISECONDS = 250;

/** Says what becomes of training jobs while some work is done, as its owner would read it in the console. */
export async function tellingProgress<Result>(aws: LocalAws, say: (line: string) => void, work: Promise<Result>): Promise<Result> {
  const done = new AbortController();
  const telling = tell(aws, say, done.signal);
  try {
    return await work;
  } finally {
    done.abort();
    await telling;
  }
}

async function tell(aws: LocalAws, say: (line: string) => void, done: AbortSignal): Promise<void> {
  const starts = new Map<string, number>();
  let told = 0;
  for (let last = false; !last;) {
    last = done.aborted; // one more look after the end
    const events = await aws.events().catch(() => []); // the server may be ending
    for (const { sequence, event, resource, time } of events.filter((candidate) => candidate.sequence > told)) {
      told = sequence;
      if (!event.startsWith(PREFIX)) { continue; }
      const start = starts.get(resource) ?? time;
      starts.set(resource, start);
      say(`Training job ${resource}: ${event.slice(PREFIX.length)}${time > start ? `, ${(time - start).toFixed(1)} s after its start` : ''}`);
    }
    await sleep(last ? 0 : POLL_MILLISECONDS, undefined, { signal: done }).catch(() => undefined);
  }
}
