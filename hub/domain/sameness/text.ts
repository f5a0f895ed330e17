/** Punctuation that NFKC leaves in its Chinese form, and the ASCII that means the same. */
const PUNCTUATION: Readonly<Record<string, string>> = {
  '。': '.',
  '、': ',',
  '“': '"',
  '”': '"',
  '„': '"',
  '「': '"',
  '」': '"',
  '‘': "'",
  '’': "'",
  '《': '<',
  '》': '>',
  '〈': '<',
  '〉': '>',
  '【': '[',
  '】': ']',
  '〔': '[',
  '〕': ']',
  '—': '-',
  '–': '-',
  '―': '-',
  '·': '.',
  '・': '.',
};

/**
 * A text as it is compared: two texts that read alike are equal. NFKC; full and half width are one, spaces count only between
 * words of letters and digits, and what cannot be seen does not count.
 */
export function comparable(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(/[。、“”„「」‘’《》〈〉【】〔〕—–―·・]/g, (mark) => PUNCTUATION[mark] ?? mark)
    .replace(/\s+/g, ' ')
    .replace(/ ?([^\p{Script=Latin}\p{N} ]) ?/gu, '$1')
    .trim();
}
