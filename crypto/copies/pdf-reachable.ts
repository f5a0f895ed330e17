import { PDFArray, type PDFContext, PDFDict, PDFObject, PDFRef, PDFStream } from '@cantoo/pdf-lib';

/** Drops what nothing leads to from the root: pages of the original, once they are pictures, and all that hung on them. */
export function dropUnreachable(context: PDFContext): void {
  const { Root, Info } = context.trailerInfo;
  const seen = new Set<PDFObject>();
  const open: PDFObject[] = [Root, Info].filter((each) => each instanceof PDFObject);
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    open.push(...partsOf(next, context));
  }
  for (const [ref] of context.enumerateIndirectObjects()) if (!seen.has(ref)) context.delete(ref);
}

function partsOf(object: PDFObject, context: PDFContext): PDFObject[] {
  if (object instanceof PDFRef) return [context.lookup(object)].filter((each) => each !== undefined);
  if (object instanceof PDFArray) return object.asArray();
  if (object instanceof PDFStream) return object.dict.values();
  return object instanceof PDFDict ? object.values() : [];
}
