/** A header of known length, filled field by field; numbers are little-endian. */
export class HeaderBytes {
  readonly bytes: Uint8Array;
  readonly #view: DataView;
  #at = 0;

  constructor(length: number) {
    const bytes = new Uint8Array(length);
    this.bytes = bytes;
    this.#view = new DataView(bytes.buffer);
  }

  u16(...values: readonly number[]): this {
    for (const value of values) this.#view.setUint16(this.#took(2), value, true);
    return this;
  }

  u32(...values: readonly number[]): this {
    for (const value of values) this.#view.setUint32(this.#took(4), value, true);
    return this;
  }

  u64(...values: readonly number[]): this {
    for (const value of values) this.#view.setBigUint64(this.#took(8), BigInt(value), true);
    return this;
  }

  /** Of ASCII alone. */
  text(text: string): this {
    for (let i = 0; i < text.length; i++) this.#view.setUint8(this.#took(1), text.charCodeAt(i));
    return this;
  }

  #took(length: number): number {
    const at = this.#at;
    this.#at += length;
    return at;
  }
}
