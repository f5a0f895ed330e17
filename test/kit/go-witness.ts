import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** A witness that shares no code with the product (test/interop/go/witness.go), as a process. */
export interface GoWitness {
  readonly url: string;
  readonly vkey: string;
  /** Answers nothing, and takes connections, as a machine that hangs does. */
  pause(): void;
  resume(): void;
  stop(): Promise<void>;
}

/** @param program built by buildGo('witness'). */
export async function startGoWitness(program: string, name: string, logVkey: string): Promise<GoWitness> {
  const child = spawn(program, [name, logVkey], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const announced = async (): Promise<string> => {
    const { value, done } = await lines.next();
    if (done) throw new Error('the witness ended at its start');
    return value;
  };
  const url = await announced();
  const vkey = await announced();
  return {
    url,
    vkey,
    pause: () => child.kill('SIGSTOP'),
    resume: () => child.kill('SIGCONT'),
    stop: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
