import { examine, type Handed, type Outcome } from './examine.js';

/** The examination on a thread of its own, so that a large bundle does not stop the page. */

/** What comes back from the thread. */
export type Answered = Outcome | { readonly kind: 'BROKEN'; readonly reason: string };

export function serve(): void {
  self.onmessage = async ({ data }: MessageEvent<Handed>) => {
    self.postMessage(await answer(data));
  };
}

/**
 * Starts a thread from the page's own script, which is all that there is: nothing is fetched. One examination, one thread: what is
 * left behind by one cannot reach the next.
 */
export function examineApart(script: string, handed: Handed): Promise<Answered> {
  const url = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
  let worker: Worker;
  try {
    worker = new Worker(url);
  } catch {
    return answer(handed); // a browser that gives a page from disk no threads: slower, and no other
  }
  return new Promise<Answered>((resolve) => {
    worker.onmessage = ({ data }: MessageEvent<Answered>) => resolve(data);
    worker.onerror = ({ message }) => resolve({ kind: 'BROKEN', reason: message });
    worker.postMessage(handed);
  }).finally(() => {
    worker.terminate();
    URL.revokeObjectURL(url);
  });
}

async function answer(handed: Handed): Promise<Answered> {
  try {
    return await examine(handed);
  } catch (error) {
    return { kind: 'BROKEN', reason: String(error) };
  }
}
