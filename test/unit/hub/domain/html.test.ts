import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { html } from '#domain/html';

/** Any UTF-16 code units, also halves of characters. */
const anyText = fc.array(fc.nat({ max: 0xffff })).map((units) => String.fromCharCode(...units));

describe('a piece of a page', () => {
  it('holds values as text, in elements and in attributes', () => {
    const nasty = `<script>alert('1')</script>" onload=x &amp;`;
    const escaped = '&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&quot; onload=x &amp;amp;';
    expect(html`<p title="${nasty}">${nasty}</p>`.text).toBe(`<p title="${escaped}">${escaped}</p>`);
  });

  it('holds other pieces as they are, numbers, and nothing for what is not there', () => {
    const items = ['a', '<b>'].map((text) => html`<li>${text}</li>`);
    expect(html`<ul>${items}</ul>${html`<hr>`}${3}${undefined}`.text).toBe(
      '<ul><li>a</li><li>&lt;b&gt;</li></ul><hr>3',
    );
  });

  it('lets no character of a value be markup', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(html`${text}`.text).not.toMatch(/[<>"']|&(?!amp;|lt;|gt;|quot;|#39;)/);
      }),
    );
  });
});
