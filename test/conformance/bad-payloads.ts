import type { SignedParts } from '#crypto/jose';
import { concat, utf8 } from '#crypto/primitives';
import { tongban } from '#proto/codec';
import { withPayload } from '../kit/forgery.js';
import { AT, submission } from '../kit/messages.js';
import type { BadMessage, World } from './bad-messages.js';

/** Payloads that two readers could understand differently, or that no reader should have to. */

/** Bytes under the content type of a message, signed rightly. */
function payload(
  name: string,
  type: string,
  bytes: (world: World) => string | Uint8Array,
  violations: readonly string[],
): BadMessage {
  const message = (world: World): SignedParts =>
    withPayload(world.guangdong, world.guangdong.sign(type, {}), bytes(world));
  return { name, message, code: 'MALFORMED', violations };
}

/** A good submission with some members changed. */
function submitted(name: string, changes: object, violations: readonly string[]): BadMessage {
  return payload(name, 'SubmitCase', () => JSON.stringify({ ...submission(), ...changes }), violations);
}

const good = () => JSON.stringify(submission());

const TEXTS: readonly BadMessage[] = [
  payload('no payload', 'SubmitCase', () => '', ['']),
  payload('a payload with bytes after it', 'SubmitCase', () => `${good()}\0`, ['']),
  payload('two payloads', 'SubmitCase', () => `${good()}\n${good()}`, ['']),
  payload('a comment', 'SubmitCase', () => `${good()}//`, ['']),
  payload('a number that JSON does not know', 'SubmitCase', () => good().replace('{', '{"x":NaN,'), ['']),
  payload('a member that stands twice', 'SubmitCase', () => good().replace('{', '{"mode":"JOINT",'), ['']),
  payload(
    'a nested member that stands twice',
    'SubmitCase',
    () => good().replace('"name"', '"name":"","name"'),
    [''],
  ),
  payload('bytes that are no UTF-8', 'SubmitCase', () => concat(utf8(good()), Buffer.from([0xff])), ['']),
  payload(
    'characters in a form that is too long',
    'SubmitCase',
    () => Buffer.from(good().replace('测试人员', '\xc0\xaf'), 'latin1'),
    [''],
  ),
  payload('a byte order mark', 'SubmitCase', () => `\ufeff${good()}`, ['']),
  payload('half a character', 'SubmitCase', () => good().replace('测试人员', '\\ud83d'), ['']),
  payload(
    'half a character in the name of a member',
    'SubmitCase',
    () => good().replace('{', '{"\\ude00":1,'),
    [''],
  ),
  payload('lists that nest without end', 'SubmitCase', () => `${'['.repeat(90_000)}${']'.repeat(90_000)}`, [
    '',
  ]),
  payload(
    'objects that nest without end',
    'SubmitCase',
    () => `${'{"a":'.repeat(40_000)}0${'}'.repeat(40_000)}`,
    [''],
  ),
  payload('a list', 'SubmitCase', () => `[${good()}]`, ['']),
  payload('null', 'SubmitCase', () => 'null', ['']),
];

const MEMBERS: readonly BadMessage[] = [
  submitted('an unknown member', { urgent: true }, ['/urgent']),
  submitted('an unknown member deep inside', { personal: { open: { ...person(), vip: true } } }, [
    '/personal/open/vip',
  ]),
  payload(
    'a member that would change what every object is',
    'SubmitCase',
    () => good().replace('{', '{"__proto__":{"a":1},'),
    ['/__proto__'],
  ),
  submitted('a member of another type', { caseRef: 7, materials: {} }, ['/caseRef', '/materials']),
  submitted('a NUL character', { caseRef: 'T1\0' }, ['/caseRef']),
  submitted('a NUL character in running text', { materials: [{ name: 'a\0b', source: 'SHARED_DATA' }] }, [
    '/materials/0/name',
  ]),
  submitted('a value that is not on the list', { mode: 'BY_POST' }, ['/mode']),
  submitted('a value by its number', { mode: 2 }, ['/mode']),
  submitted('a time without a zone', { appliedAt: '2026-11-22T09:58:00' }, ['/appliedAt']),
  submitted('a day that does not exist', { appliedAt: '2026-02-30T09:58:00+08:00' }, ['/appliedAt']),
  submitted('a list that is too long', { materials: Array(101).fill({ name: 'a', source: 'SHARED_DATA' }) }, [
    '/materials',
  ]),
  submitted(
    'text that is too long',
    { personal: { open: { ...person(), form: [{ name: 'a', value: 'x'.repeat(10_001) }] } } },
    ['/personal/open/form/0/value'],
  ),
  submitted('a file without the file', { materials: [{ name: 'a', source: 'UPLOADED' }] }, [
    '/materials/0/blob',
  ]),
  submitted('an item code with a wrong check character', { itemCode: '11410000MBY900027X2002090012000' }, [
    '/itemCode',
  ]),
  submitted('an item code that is none', { itemCode: '12' }, ['/itemCode']),
  payload(
    'numbers out of range',
    'DispatchAcknowledgement',
    ({ caseNo }) => JSON.stringify({ caseNo, eventSeq: 1.5, messageId: '', receivedAt: AT }),
    ['/eventSeq', '/messageId'],
  ),
  payload(
    'a number without end',
    'DispatchAcknowledgement',
    ({ caseNo }) => `{"caseNo":"${caseNo}","eventSeq":1e999,"messageId":"","receivedAt":"${AT}"}`,
    ['/eventSeq', '/messageId'],
  ),
  payload(
    'a file size beyond exact numbers',
    'SubmitCase',
    () =>
      JSON.stringify({
        ...submission(),
        materials: [file({ size: '9007199254740992' }), file({ size: -1 }), file({ size: '01' })],
      }),
    ['/materials/0/blob/size', '/materials/1/blob/size', '/materials/2/blob/size'],
  ),
  payload('everything missing', 'SubmitCase', () => '{}', [
    '/caseRef',
    '/itemCode',
    '/mode',
    '/appliedAt',
    '/personal',
  ]),
  payload(
    'a denial without grounds',
    'DecisionIssued',
    ({ caseNo }) => JSON.stringify({ caseNo, outcome: 'DENIED', documentNo: 'X', decidedAt: AT }),
    ['/grounds'],
  ),
];

/** More wrong things than an answer has room for. */
export const FLOOD: BadMessage = {
  name: 'a flood of unknown members',
  message: ({ guangdong }) => {
    const members = Array.from({ length: 20_000 }, (_, i) => `"k${i}":0`);
    return withPayload(guangdong, guangdong.sign('SubmitCase', {}), `{${members.join()}}`);
  },
  code: 'MALFORMED',
};

/** protobuf has many encodings of one message; only one is read. */
function encoded(name: string, bytes: (canonical: Uint8Array) => Uint8Array): BadMessage {
  const message = ({ guangdong }: World): SignedParts => {
    const body = tongban.v1.CaseWithdrawn.encode({ caseNo: `TB${'0'.repeat(30)}`, reason: '撤回' }).finish();
    return withPayload(
      guangdong,
      guangdong.sign('CaseWithdrawn', {}, { cty: 'tongban.v1.CaseWithdrawn+proto' }),
      bytes(body),
    );
  };
  return { name, message, code: 'MALFORMED', violations: [''] };
}

const CASE_NO_BYTES = 2 + 32;

const ENCODINGS: readonly BadMessage[] = [
  encoded('protobuf with an unknown field', (bytes) => concat(bytes, Buffer.from([0x78, 1]))),
  encoded('protobuf with its fields in another order', (bytes) =>
    concat(bytes.subarray(CASE_NO_BYTES), bytes.subarray(0, CASE_NO_BYTES)),
  ),
  encoded('protobuf with a field that stands twice', (bytes) => concat(bytes, bytes)),
  encoded('protobuf with a length in too many bytes', (bytes) =>
    concat(bytes.subarray(0, 1), Buffer.from([0xa0, 0x00]), bytes.subarray(2)),
  ),
  encoded('protobuf that ends early', (bytes) => bytes.subarray(0, -1)),
  encoded('protobuf with a wrong wire type', (bytes) => concat(Buffer.from([0x08, 1]), bytes)),
  encoded('protobuf with text that is no UTF-8', (bytes) =>
    concat(bytes.subarray(0, -1), Buffer.from([0xff])),
  ),
  encoded('JSON where protobuf was announced', () => utf8('{}')),
];

export const BAD_PAYLOADS: readonly BadMessage[] = [
  ...TEXTS,
  ...MEMBERS,
  payload(
    'an unknown member with an endless name',
    'CaseWithdrawn',
    ({ caseNo }) => JSON.stringify({ caseNo, ['办'.repeat(80_000)]: 1 }),
    [`/${'办'.repeat(199)}…`],
  ),
  ...ENCODINGS,
  {
    name: 'a payload larger than any message is',
    message: ({ guangdong }) =>
      withPayload(guangdong, guangdong.sign('SubmitCase', {}), new Uint8Array(256 * 1024 + 1)),
    code: 'TOO_LARGE',
  },
];

function person(): object {
  const { personal } = submission() as { personal: { open: object } };
  return personal.open;
}

function file(changes: object): object {
  const digest = '0'.repeat(64);
  const blob = { sha256: digest, sm3: digest, size: '1', mediaType: 'text/plain', fileName: 'a', ...changes };
  return { name: 'a', source: 'UPLOADED', blob };
}
