import {
  PDFArray,
  type PDFDict,
  PDFName,
  PDFNumber,
  type PDFObject,
  PDFObjectStreamParser,
  PDFParser,
  PDFRawStream,
  type PDFRef,
  type PDFStream,
} from '@cantoo/pdf-lib';
import { PdfError } from '#crypto/pdf';
import { Unpacked } from './pdf-streams.js';

/** Between objects the reader looks for the next one from every byte anew, and builds an error for each that begins none. */
const MAX_MISSES = 50_000;
/** How often each byte may be gone over: three times in an honest file, for references look like numbers at first. */
const MAX_ROUNDS = 4;
/** Of small files, which may be read more often. */
const MIN_STEPS = 4 * 1024 ** 2;
/** What tables say that they list; the reader makes an entry for each, whether there is anything to read or not. */
const MAX_ENTRIES = 200_000;
const MAX_WIDTH = 8;
/** Objects and tables of them in streams, unpacked: the reader takes its time for each of their bytes. */
const MAX_PACKED_OBJECTS = 8 * 1024 ** 2;
/** Each of their bytes belongs to one object; what is read twice also stands in memory twice. */
const MAX_OBJECT_ROUNDS = 2;

/** The reader goes on at each. */
const OBJECTS_PER_TICK = 100;

/**
 * Reads the file as the library will, and counts what it does: it has no bounds of its own, and a few kilobytes can keep it busy
 * for hours, or unpack to all the memory there is (proved by test/unit/crypto/copies/pdf-effort.test.ts). @throws PdfError when
 * it is too much; whatever the library throws when it cannot read it.
 */
export async function checkEffort(bytes: Uint8Array): Promise<void> {
  const reader = new CountingReader(bytes);
  try {
    await reader.parseDocument();
  } catch (error) {
    throw reader.fault ?? error;
  }
  if (reader.fault !== undefined) throw reader.fault;
}

class CountingReader extends PDFParser {
  /** The library takes any error for a wrong turn and tries another: this one is thrown again wherever it goes. */
  fault: PdfError | undefined;
  readonly #unpacked = new Unpacked();
  readonly #steps: Budget;
  #misses = 0;
  #entries = 0;
  #packedObjects = 0;

  constructor(bytes: Uint8Array) {
    super(bytes, OBJECTS_PER_TICK, true);
    this.#steps = new Budget(Math.max(MIN_STEPS, MAX_ROUNDS * bytes.length));
  }

  protected override parseRawInt(): number {
    return this.#counted(() => {
      this.#misses += 1;
      const found = super.parseRawInt();
      this.#misses -= 1;
      return found;
    });
  }

  protected override skipWhitespace(): void {
    this.#counted(() => super.skipWhitespace());
  }

  protected override skipComment(): boolean {
    return this.#counted(() => super.skipComment());
  }

  protected override matchKeyword(keyword: number[]): boolean {
    this.#goOn();
    return super.matchKeyword(keyword);
  }

  protected override parseDictOrStream(ref?: PDFRef): PDFDict | PDFStream {
    const object = super.parseDictOrStream(ref);
    if (object instanceof PDFRawStream) this.#check(object);
    return object;
  }

  #counted<T>(work: () => T): T {
    this.#goOn();
    const from = this.bytes.offset();
    try {
      return work();
    } finally {
      this.#steps.spend(this.bytes.offset() - from);
    }
  }

  #goOn(): void {
    if (this.#steps.isSpent || this.#misses > MAX_MISSES) this.fault ??= tooMuch();
    if (this.fault !== undefined) throw this.fault;
  }

  #check(stream: PDFRawStream): void {
    try {
      const size = this.#unpacked.add(stream.contents);
      const type = stream.dict.lookup(PDFName.of('Type'));
      if (type !== PDFName.of('XRef') && type !== PDFName.of('ObjStm')) return;
      this.#packedObjects += size;
      if (this.#packedObjects > MAX_PACKED_OBJECTS) throw new PdfError('has too many objects in streams');
      if (type === PDFName.of('XRef')) this.#checkTable(stream);
      else checkObjects(stream, MAX_OBJECT_ROUNDS * size);
    } catch (error) {
      if (error instanceof PdfError) this.fault = error;
      throw error;
    }
  }

  #checkTable({ dict }: PDFRawStream): void {
    const [index, size, widths] = ['Index', 'Size', 'W'].map((name) => dict.lookup(PDFName.of(name)));
    const lengths =
      index instanceof PDFArray ? numbersOf(index).filter((_, i) => i % 2 === 1) : [numberOf(size)];
    for (const length of lengths) this.#entries += Math.max(0, length);
    const isWide = widths instanceof PDFArray && numbersOf(widths).some((width) => width > MAX_WIDTH);
    if (isWide || this.#entries > MAX_ENTRIES) throw new PdfError('has a table of objects that is too large');
  }
}

/** Objects in a stream are read from where its head says, be it from one place again and again. */
function checkObjects(stream: PDFRawStream, steps: number): void {
  const objects = new CountingObjects(stream, steps);
  objects.parseIntoContext().catch(() => undefined); // done when it returns; the reader itself comes upon the same error
  if (objects.fault !== undefined) throw objects.fault;
}

class CountingObjects extends PDFObjectStreamParser {
  fault: PdfError | undefined;
  readonly #steps: Budget;
  #depth = 0;

  constructor(stream: PDFRawStream, steps: number) {
    super(stream);
    this.#steps = new Budget(steps);
  }

  override parseObject(ref?: PDFRef): PDFObject {
    if (this.fault !== undefined) throw this.fault;
    const from = this.bytes.offset();
    this.#depth += 1;
    try {
      return super.parseObject(ref);
    } finally {
      this.#depth -= 1;
      if (this.#depth === 0) this.#steps.spend(this.bytes.offset() - from);
      if (this.#steps.isSpent) this.fault ??= tooMuch();
    }
  }

  /** ISO 32000-1 §7.5.7 has none there; the library would unpack it unchecked. */
  protected override parseDictOrStream(ref?: PDFRef): PDFDict | PDFStream {
    const object = super.parseDictOrStream(ref);
    if (object instanceof PDFRawStream) this.fault ??= new PdfError('has a stream within a stream');
    return object;
  }
}

class Budget {
  #left: number;

  constructor(steps: number) {
    this.#left = steps;
  }

  get isSpent(): boolean {
    return this.#left < 0;
  }

  spend(steps: number): void {
    this.#left -= steps;
  }
}

function tooMuch(): PdfError {
  return new PdfError('takes too much work to read');
}

function numbersOf(array: PDFArray): number[] {
  return array.asArray().map((_, i) => numberOf(array.lookup(i)));
}

function numberOf(object: PDFObject | undefined): number {
  return object instanceof PDFNumber ? object.asNumber() : 0;
}
