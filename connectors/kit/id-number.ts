/**
 * An identity number as all platforms write it: some desks type its check character as `x`, and a person must not become two
 * for that. Nothing else is mended; a number of 15 digits stays what stood on the card.
 */
export function idNumberOf(text: string): string {
  return /^\d{17}x$/.test(text) ? text.toUpperCase() : text;
}
