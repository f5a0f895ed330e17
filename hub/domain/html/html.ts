/** A piece of a page. Only the `html` template makes them, so whatever stands in one is markup or was escaped. */
export class Html {
  readonly text: string;

  /** @param text markup, as it stands. */
  constructor(text: string) {
    this.text = text;
  }
}

export type Shown = string | number | Html | undefined | readonly Html[];

/**
 * Markup with values in it. Every value is escaped unless it is a piece itself, in text and in quoted attributes alike; undefined
 * is nothing. Proved by test/unit/hub/domain/html.test.ts.
 */
export function html(strings: TemplateStringsArray, ...values: readonly Shown[]): Html {
  return new Html(strings.map((markup, i) => markup + piece(values[i])).join(''));
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function piece(value: Shown): string {
  if (value === undefined) return '';
  if (value instanceof Html) return value.text;
  if (typeof value === 'object') return value.map(({ text }) => text).join('');
  return String(value).replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);
}
