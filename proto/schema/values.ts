import { z } from 'zod';

/** Building blocks of the message schemas. Everything that is parsed comes out frozen, and nothing unknown gets in. */

/** A rule between members of one object. */
export interface MemberRule<T> {
  readonly path: string;
  readonly message: string;
  holds(value: T): boolean;
}

/** An object with exactly these members. The id names it in the OpenAPI document. */
export function record<S extends z.ZodRawShape>(
  id: string,
  shape: S,
  ...rules: readonly MemberRule<z.output<z.ZodObject<S, z.core.$strict>>>[]
) {
  const ruled = rules.reduce(
    (object, { holds, path, message }) => object.refine(holds, { path: [path], message }),
    z.strictObject(shape),
  );
  return ruled.readonly().meta({ id });
}

export function list<T extends z.ZodType>(element: T, max: number) {
  return z.array(element).max(max).default([]).readonly();
}

/** Text a person wrote: no control characters but line breaks, so that it can be shown anywhere. */
export function text(max: number) {
  return z
    .string()
    .min(1)
    .max(max)
    .regex(/^[^\p{Cc}]*(?:[\n\t][^\p{Cc}]*)*$/u, 'control characters are not allowed');
}

/** One line, without spaces at its ends: many a format pads with them, and takes them off again. */
export const fileName = z
  .string()
  .max(200)
  .regex(/^[^\p{Cc}\s](?:[^\p{Cc}]*[^\p{Cc}\s])?$/u, 'not the name of a file');

/** A number or name that some organisation gave, as it writes it: （2026）粤穗公证字第88号. No spaces at its ends. */
export function reference(max: number) {
  return z
    .string()
    .max(max)
    .regex(/^[\p{L}\p{N}\p{P}\p{S}](?:[\p{L}\p{N}\p{P}\p{S} ]*[\p{L}\p{N}\p{P}\p{S}])?$/u, 'not a reference');
}

/** proto3 JSON writes 64-bit numbers as strings and lets readers accept numbers. */
export function uint64() {
  return z
    .union([z.string().regex(/^(?:0|[1-9]\d{0,15})$/), z.int().min(0)])
    .transform(Number)
    .refine(Number.isSafeInteger, 'larger than 2^53 - 1');
}

/** A code for a material or a fault: too narrow for words, so that it can be shown to whoever may not read the case. */
export const pointCode = z.string().regex(/^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,48}[A-Za-z0-9])?$/, 'not a code');

export const hexDigest = z.string().regex(/^[0-9a-f]{64}$/, '64 lower-case hex digits');

/** GB/T 2260: 6 digits; 9 or 12 below the county. */
export const divisionCode = z
  .string()
  .regex(/^\d{6}(?:\d{3}){0,2}$/, 'a division code has 6, 9 or 12 digits');

/** 12, 31 or 33 characters; its check characters are looked at when the item is resolved. */
export const itemCode = z
  .string()
  .regex(/^(?:\d{12}|[0-9A-HJ-NPQRTUWXY]{18}\d{13}(?:\d{2})?)$/, 'an item code has 12, 31 or 33 characters');

/** National basic code (基本编码). */
export const basicCode = z.string().regex(/^\d{12}$/, 'a basic code has 12 digits');

/** Unified social credit code; its check character is looked at where it decides something. */
export const uscc = z
  .string()
  .regex(/^[0-9A-HJ-NPQRTUWXY]{18}$/, 'a unified social credit code has 18 characters');

/** 电子证照类型代码: who defined the type, and which it is. */
export const certificateType = z.string().regex(/^[0-9A-Z]{21}$/, 'a certificate type has 21 characters');

/** 电子证照标识, GB/T 36904; its check character is looked at where it is used. */
export const certificateId = z
  .string()
  .regex(
    /^1\.2\.156\.3005\.2\.[0-9A-Z]{21}\.[0-9A-Z]{6,18}\.[0-9A-Z]{1,32}\.\d{3}\.[0-9A-Z]$/,
    'not an electronic certificate identifier of GB/T 36904',
  );

export const caseNo = z.string().regex(/^TB\d{17}[0-9A-Z]{13}$/, 'not a case number of a hub');

/** RFC 9562, version 7, lower case. */
export const messageId = z
  .string()
  .regex(
    /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    'not a UUIDv7 in lower case',
  );

/** 亮证码: the version of its form, and 160 bits in base32. Nothing of it is about anybody. */
export const presentationCode = z.string().regex(/^TONGBAN1:[A-Z2-7]{32}$/, 'not a presentation code');

/** A platform's own name for one of its status lists, as it stands in paths. */
export const statusListName = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, 'not the name of a status list');

/** Where somebody left off in a list, in the words of whoever keeps it. */
export const cursor = z.string().regex(/^[A-Za-z0-9_-]{1,100}$/, 'not a cursor');

/** An address on the web, without a user in it. Nothing is ever fetched from it. */
export const httpsLink = z
  .string()
  .max(500)
  .regex(
    /^https:\/\/[a-z0-9](?:[a-z0-9.-]{0,100}[a-z0-9])?(?::[1-9]\d{1,4})?(?:[/?#][A-Za-z0-9._~!$&'()*+,;=:@%/?#-]{0,380})?$/,
    'not an https address',
  );

export const peerId = z.string().regex(/^[a-z0-9](?:[a-z0-9.-]{0,62}[a-z0-9])?$/, 'not a peer id');

/** RFC 3339 with an offset; inside the country that is +08:00. */
export const moment = z.iso.datetime({ offset: true });

/** YYYY-MM-DD. */
export const date = z.iso.date();
