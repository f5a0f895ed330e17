import { parseArgs } from 'node:util';
import { fuzz } from './run.js';

const HELP = `npm run fuzz -- [--inputs <n>] [--seed <n>] [--only <text>]

Feeds every parser of the verifier with changed input, in this process alone: no files, no network. It ends by itself.
  --inputs <n>   how many, 1000000 unless told
  --seed <n>     the same seed makes the same inputs; 1 unless told
  --only <text>  parsers whose names contain the text, as in --only "tlog-proof"
`;

/** Longer than any input of these sizes may take on a slow machine that does other things as well. */
const SLOW_MS = 5_000;

const { values: flags } = parseArgs({
  options: {
    help: { type: 'boolean' },
    inputs: { type: 'string', default: '1000000' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string', default: '' },
  },
});

if (flags.help) process.stdout.write(HELP);
else await main();

async function main(): Promise<void> {
  const [seed, inputs] = [Number(flags.seed), Number(flags.inputs)];
  process.stderr.write(`seed ${seed}, ${inputs} inputs\n`);
  const step = Math.max(1, Math.floor(inputs / 20));
  const onInputs = (done: number) => {
    if (done % step === 0) process.stderr.write(`  ${done}\n`);
  };
  const faults = await fuzz({ seed, inputs, only: flags.only, slowMs: SLOW_MS, onInputs });
  for (const { target, why, input } of faults)
    process.stdout.write(`${target}: ${why}\n  ${input.toString('base64')}\n`);
  process.stdout.write(`${faults.length} faults\n`);
  process.exitCode = faults.length === 0 ? 0 : 1;
}
