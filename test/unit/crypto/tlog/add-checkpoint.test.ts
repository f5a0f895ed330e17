import { describe, expect, it } from 'vitest';
import { base64 } from '#crypto/primitives';
import { formatAddCheckpoint, parseAddCheckpoint, refusalOf } from '#crypto/tlog';
import { GrowingLog } from '../../../kit/growing-log.js';

const log = new GrowingLog('hub.example/audit/1');
const fork = new GrowingLog('hub.example/audit/1', 'other ');

function asked(text: string) {
  return parseAddCheckpoint(text) ?? expect.fail('it can be read');
}

describe('what a log asks of a witness', () => {
  it('is read as it was written', () => {
    const asks = log.asks(3, 7);
    const read = asked(formatAddCheckpoint(asks));
    expect(read).toMatchObject({ oldSize: 3, checkpoint: asks.checkpoint });
    expect(read.proof.map(base64)).toEqual(asks.proof.map(base64));
    expect(read.tree).toEqual({ origin: log.origin, size: 7, root: log.root(7) });
  });

  const good = log.request(3, 7);
  const hash = base64(log.root(3));
  it.each([
    ['a size with a leading zero', good.replace('old 3', 'old 03')],
    ['a signed size', good.replace('old 3', 'old +3')],
    ['a hexadecimal size', good.replace('old 3', 'old 0x3')],
    ['a negative size', good.replace('old 3', 'old -3')],
    ['a size beyond what can be counted', good.replace('old 3', 'old 9007199254740993')],
    ['no old size', good.replace('old 3\n', '')],
    ['two spaces', good.replace('old 3', 'old  3')],
    ['a hash that is too short', good.replace(/\n[^\n]+\n/, '\nAAAA\n')],
    ['a hash that is no base64', good.replace(/\n[^\n]+\n/, '\n*\n')],
    ['a hash spelt differently', good.replace('=\n', '\n')],
    ['more hashes than any proof has', good.replace('old 3\n', `old 3\n${`${hash}\n`.repeat(64)}`)],
    ['no empty line', good.replace('\n\n', '\n')],
    ['a checkpoint without a signature', good.slice(0, good.lastIndexOf('\n\n') + 1)],
    ['a checkpoint with an extension line', good.replace('\n7\n', '\n7\nextension\n')],
    ['carriage returns', good.replaceAll('\n', '\r\n')],
    ['nothing', ''],
  ])('is not read with %s', (_, text) => {
    expect(text).not.toBe(good);
    expect(parseAddCheckpoint(text)).toBeUndefined();
  });

  it('is right when it continues what was seen, from any size to any other', () => {
    for (let size = 0; size <= 20; size++)
      for (let old = 0; old <= size; old++)
        expect(refusalOf(asked(log.request(old, size)), { size: old, root: log.root(old) })).toBeUndefined();
  });

  it('is refused for the reason that it has', () => {
    const seen = { size: 5, root: log.root(5) };
    const refusal = (text: string) => refusalOf(asked(text), seen);
    expect(refusal(log.request(3, 7))).toBe('OTHER_SIZE_SEEN');
    expect(refusal(log.request(0, 4))).toBe('OTHER_SIZE_SEEN');
    expect(refusal(log.request(7, 4))).toBe('OLD_SIZE_TOO_LARGE');
    expect(refusal(fork.request(5, 5))).toBe('OTHER_ROOT_SEEN');
    expect(refusal(fork.request(5, 9))).toBe('NOT_CONSISTENT');
    expect(refusal(log.request(5, 9).replace('\n', `\n${base64(log.root(5))}\n`))).toBe('NOT_CONSISTENT');
  });
});
