import { Evaluator } from './evaluator.js';
import type { Batch, FromChild } from './protocol.js';

/** The program of a child: evaluates what its parent sends, and ends when the parent is gone, however that went. */

const evaluator = new Evaluator();

function tell(message: FromChild): void {
  process.send?.(message, () => {}); // a parent that is gone: 'disconnect' follows
}

process.on('message', async (batch: Batch) => {
  tell({ kind: 'answer', ...(await evaluator.evaluate(batch)) });
});
process.on('disconnect', () => process.exit());
tell({ kind: 'ready' });
