import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type IncomingAct, MappingTables, type OutgoingFile } from '#connectors/kit';
import {
  type InboundBatch,
  type NationalAct,
  parseBatch,
  shanxiMapping,
  toBatch,
  toNationalAct,
} from '#connectors/shanxi';
import { CASE_MESSAGES } from '#proto/schema';
import { parsed } from './acts.js';
import { RECORDED } from './recorded-acts.js';

/**
 * What front database, connector and hub once said to each other, one act of each kind in both directions. A change of the format
 * shows here, and is a change that the platform must know of.
 */
interface Recording {
  readonly outbound: readonly {
    readonly batch: { readonly head: { readonly case_state: string } };
    readonly files: readonly OutgoingFile[];
    readonly read: NationalAct;
  }[];
  readonly inbound: readonly {
    readonly act: Omit<IncomingAct, 'fetchFile'>;
    /** File ids by SHA-256. */
    readonly files: Readonly<Record<string, string>>;
    readonly written: InboundBatch;
  }[];
}

const { outbound, inbound } = JSON.parse(
  readFileSync(new URL('./recordings/shanxi.json', import.meta.url), 'utf8'),
) as Recording; // its form is what the test is about
const maps = MappingTables.read(shanxiMapping);
const types = [...RECORDED].sort();

describe('the recorded exchange with Shanxi', () => {
  it('has every kind of act in both directions', () => {
    expect(outbound.map(({ read }) => read.draft.type).sort()).toEqual(types);
    expect(inbound.map(({ act }) => act.message.type).sort()).toEqual(types);
  });

  it.each(outbound.map((each) => [each.read.draft.type, each] as const))(
    'is read as it was: %s',
    async (type, { batch, files, read }) => {
      const digested = new Map(files.map((file) => [file.fileId, file]));
      expect(await toNationalAct(parseBatch(JSON.stringify(batch)), maps, async () => digested)).toEqual(
        read,
      );
      expect(() => CASE_MESSAGES[type].parse(read.draft.body)).not.toThrow();
    },
  );

  it.each(inbound.map((each) => [each.act.message.type, each] as const))(
    'is written as it was: %s',
    async (_, { act, files, written }) => {
      const fetchFile = () => Promise.reject(new Error('no file is fetched here'));
      const message = parsed(act.message.type, act.message.body); // as the hub's line reads it, with what is said by default
      expect(await toBatch({ ...act, message, fetchFile }, maps, new Map(Object.entries(files)))).toEqual(
        written,
      );
    },
  );
});
