import type { Seeded } from './seeded.js';

/** Changes to valid input that keep some of its structure: most random bytes are refused by the first line of a parser. */
type Mutation = (bytes: Buffer, random: Seeded, samples: readonly Buffer[]) => Buffer;

/** What has broken parsers before, as numbers and as other words. */
const TOKENS = [
  ...['0', '00', '-0', '-1', '+1', '01', '0x10', '1e3', '1.0', ' 1', '9007199254740991', '9007199254740993'],
  ...['18446744073709551616', '١', 'NaN', 'null', 'true', '""', '[]', '{}', '"__proto__":1,', '\\ud800'],
  ...[
    '=',
    '==',
    '+',
    '/',
    '-',
    '_',
    '— ',
    'x',
    '\n\n',
    '\r\n',
    '\t',
    '\0',
    '\u007f',
    '\u0085',
    '\u2028',
    '\ufeff',
  ],
  ...['../', '/', '.p/', '.p/256', 'x001/', '%00', '\u0301', '通'],
].map((token) => Buffer.from(token));

const flipBit: Mutation = (bytes, random) => {
  const altered = Buffer.from(bytes);
  const at = random.below(bytes.length);
  altered[at] = (altered[at] ?? 0) ^ (1 << random.below(8));
  return altered;
};

const setByte: Mutation = (bytes, random) => {
  const altered = Buffer.from(bytes);
  altered[random.below(bytes.length)] = random.pick([
    0,
    1,
    0x0a,
    0x20,
    0x30,
    0x7f,
    0x80,
    0xff,
    random.below(256),
  ]);
  return altered;
};

const putToken: Mutation = (bytes, random) => {
  const at = random.below(bytes.length + 1);
  return Buffer.concat([bytes.subarray(0, at), random.pick(TOKENS), bytes.subarray(at)]);
};

/** A number in the text becomes another one. */
const changeNumber: Mutation = (bytes, random) => {
  const numbers = [...bytes.toString('latin1').matchAll(/\d+/g)];
  if (numbers.length === 0) return putToken(bytes, random, []);
  const { index, 0: digits } = random.pick(numbers);
  return Buffer.concat([
    bytes.subarray(0, index),
    random.pick(TOKENS),
    bytes.subarray(index + digits.length),
  ]);
};

const cutOut: Mutation = (bytes, random) => {
  const [from, length] = [random.below(bytes.length), random.below(random.pick([2, 8, 64, bytes.length]))];
  return Buffer.concat([bytes.subarray(0, from), bytes.subarray(from + length)]);
};

const cutEnd: Mutation = (bytes, random) => bytes.subarray(0, random.below(bytes.length));

const repeat: Mutation = (bytes, random) => {
  const from = random.below(bytes.length);
  const part = bytes.subarray(from, from + 1 + random.below(random.pick([4, 32, 256])));
  const times = part.length > 32 ? 2 : random.pick([2, 3, 200]);
  return Buffer.concat([bytes.subarray(0, from), ...Array(times).fill(part), bytes.subarray(from)]);
};

/** Lines change places, vanish, or stand many times. */
const moveLines: Mutation = (bytes, random) => {
  const lines = bytes.toString('latin1').split('\n');
  const [from, to] = [random.below(lines.length), random.below(lines.length)];
  const line = lines[from] ?? '';
  const kind = random.below(3);
  if (kind === 0) lines.splice(from, 1);
  else lines.splice(to, kind === 1 ? 1 : 0, ...Array<string>(random.pick([1, 2, 150])).fill(line));
  return Buffer.from(lines.join('\n'), 'latin1');
};

const splice: Mutation = (bytes, random, samples) => {
  const other = random.pick(samples);
  const [at, from] = [random.below(bytes.length + 1), random.below(other.length)];
  const kept = random.pick([0, other.length]);
  return Buffer.concat([
    bytes.subarray(0, at),
    other.subarray(from, from + random.below(256)),
    bytes.subarray(Math.max(at, kept)),
  ]);
};

/** A length that stands in one, two or four bytes becomes another. */
const changeLength: Mutation = (bytes, random) => {
  const altered = Buffer.from(bytes);
  const at = random.below(bytes.length);
  const value = random.pick([0, 1, 0x7f, 0x80, 0xff, 0xffff, 0x7fffffff, 0xffffffff, bytes.length]);
  const size = random.pick([1, 2, 4]);
  for (let i = 0; i < size && at + i < altered.length; i++) altered[at + i] = (value >>> (8 * i)) & 0xff;
  return altered;
};

const MUTATIONS = [
  ...[flipBit, flipBit, setByte, putToken, putToken, changeNumber, changeNumber, cutOut, cutEnd],
  ...[repeat, moveLines, moveLines, splice, changeLength],
];

/** One to four changes to one of the samples; now and then nothing but noise. */
export function mutate(samples: readonly Buffer[], random: Seeded): Buffer {
  if (random.below(200) === 0) return random.bytes(random.below(300));
  let bytes = random.pick(samples);
  for (let left = 1 + random.below(4); left > 0; left--) {
    if (bytes.length > 0) bytes = random.pick(MUTATIONS)(bytes, random, samples);
  }
  return bytes;
}
