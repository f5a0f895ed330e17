import fc from 'fast-check';
import jsonata from 'jsonata';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Bound, boundOf, ExpressionError, ExpressionPool, workOf } from '#connectors/kit/expressions';

/** Names of the facts below, names that are not there, and names that a language might have put there. */
const PATHS = [
  ...['value', 'item', 'form.a', 'form.`b c`', 'form.数', 'form.deep.er', 'applicant.kind', 'mapped.x'],
  ...['nothing', 'form.nothing.more', 'form.a.more', 'form.null.more', 'form.null', 'form.flag'],
  ...['form', 'materials', 'materials.name', 'form.list', 'form.list.more', 'form.one'],
  ...['constructor', 'form.__proto__', 'form.a.length', 'form.list.length', 'form.sequence'],
];

const text = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.string({ unit: 'grapheme', maxLength: 8 }),
  fc.constantFrom(
    '20190701',
    '2019-02-30',
    '广东省清远市',
    ' a  b ',
    '12.50',
    '-0',
    '0x1F',
    '1e400',
    'ΐß',
    '\ud800',
  ),
);
const value = fc.oneof(
  text,
  text,
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.boolean(),
);

/** What JSON can say, as the facts of a case are. */
const facts = fc
  .record({
    value: text,
    item: text,
    form: fc.record({
      a: value,
      'b c': value,
      数: fc.oneof(fc.integer().map(String), fc.double().map(String)),
      deep: fc.oneof(fc.record({ er: value }), value),
      flag: value,
      null: fc.constant(null),
      list: fc.array(value, { maxLength: 3 }),
      one: fc.array(fc.record({ more: value }), { minLength: 1, maxLength: 1 }),
      sequence: fc.constant(true),
    }),
    applicant: fc.record({ kind: text, outerWrapper: value }),
    materials: fc.array(fc.record({ name: text }), { maxLength: 2 }),
  })
  .map((made): Record<string, unknown> => JSON.parse(JSON.stringify(made)));

const literal = fc.oneof(
  text.map((each) => JSON.stringify(each)),
  fc.constantFrom('""', '"省"', '"-"', '0', '1', '-1', '2.5', '4', 'true', 'false', 'null'),
);
const short = fc.constantFrom('""', '"省"', '"-"', '"2"', '"aa"', '"YYYYMMDD"', '"YYYY-MM-DD"');
const picture = fc.constantFrom(
  '"0.00"',
  '"#,##0.0"',
  '"00"',
  '"#%;(0)"',
  '"0,"',
  '"x"',
  '"0.0000000000000000"',
  '"¥0"',
);
/** Of these most are refused by themselves; what is admitted among them has to be as good as the others. */
const odd = fc.constantFrom(
  ...[
    '$',
    '$$',
    '$$.form.a',
    'form.*',
    '**',
    'form.list[0]',
    'form.a[]',
    'materials[name="a"].name',
    '[1..3]',
  ],
  ...[
    '$count(form.list)',
    '$pad(value, 30)',
    '$string()',
    '$uppercase',
    '($x := value; $x & $x)',
    'form.(a)',
  ],
  ...[
    'form.$uppercase(a)',
    '[value, value]',
    '{"a": value}',
    'form.a{a: a}',
    'materials^(name)',
    '$join(form.list)',
  ],
);

const OPERATORS = ['+', '-', '*', '/', '%', '=', '!=', '<', '<=', '>', '>=', 'and', 'or', '&', '?:', '??'];
const OF_ONE = [
  ...['abs', 'boolean', 'ceil', 'exists', 'floor', 'length', 'lowercase', 'not', 'number', 'round', 'string'],
  ...['trim', 'uppercase'],
];

const { source } = fc.letrec<{ source: string }>((tie) => {
  const part = tie('source');
  return {
    source: fc.oneof(
      { maxDepth: 4, depthSize: 'small', withCrossShrink: true },
      { weight: 8, arbitrary: fc.constantFrom(...PATHS) },
      { weight: 3, arbitrary: literal },
      { weight: 1, arbitrary: odd },
      {
        weight: 6,
        arbitrary: fc.tuple(part, fc.constantFrom(...OPERATORS), part).map((each) => each.join(' ')),
      },
      {
        weight: 6,
        arbitrary: fc.tuple(fc.constantFrom(...OF_ONE), part).map(([name, of]) => `$${name}(${of})`),
      },
      {
        weight: 2,
        arbitrary: fc.tuple(part, part, part).map(([when, then, or]) => `(${when} ? ${then} : ${or})`),
      },
      { weight: 2, arbitrary: part.map((of) => `(${of})`) },
      { weight: 1, arbitrary: part.map((of) => `-${of}`) },
      { weight: 1, arbitrary: fc.tuple(part, literal, literal).map(([of, ...all]) => `${of} in [${all}]`) },
      { weight: 2, arbitrary: fc.tuple(part, part, part).map((args) => `$substring(${args})`) },
      { weight: 2, arbitrary: fc.tuple(part, short).map(([of, from]) => `$substringAfter(${of}, ${from})`) },
      { weight: 2, arbitrary: fc.tuple(part, short).map(([of, to]) => `${of} ~> $substringBefore(${to})`) },
      { weight: 2, arbitrary: fc.tuple(part, short).map(([of, it]) => `$contains(${of}, ${it})`) },
      { weight: 2, arbitrary: fc.tuple(part, short, short).map((args) => `$replace(${args})`) },
      { weight: 2, arbitrary: fc.tuple(part, short, short).map((args) => `$date(${args})`) },
      { weight: 2, arbitrary: fc.tuple(part, picture).map((args) => `$formatNumber(${args})`) },
      { weight: 1, arbitrary: fc.tuple(part, part).map((args) => `$round(${args})`) },
    ),
  };
});

/** What chance would hardly find. */
const ONES = [
  ...['0 * -1', '-$number("0")', '1 / (0 * -1)', '1 / 0', '0 / 0', '$number("1e308") * 10 > 1'],
  ...[
    '$uppercase(mapped.x)',
    '$uppercase($lowercase($uppercase(mapped.x & value)))',
    '$string($uppercase(mapped.x))',
  ],
  ...[
    'value & value & value & value',
    '$formatNumber(1e300, "#,##0.0000000000000000000000000000")',
    '$number(value & "0")',
  ],
  ...['$formatNumber(1 / 0, "0.0")', '$formatNumber(0 / 0, "#,#")', '$string(1 / 0)', '$round(2.5, 1e9)'],
];
const CASE = { value: '12345678', item: 'T', form: { a: 'ΐ', list: ['a', 'b'] } };

/** As the parser reads it; undefined: it does not. */
function read(
  expression: string,
): { readonly bound: Bound | undefined; readonly run: jsonata.Expression } | undefined {
  try {
    const run = jsonata(expression);
    run.registerFunction('date', (_text: string, _from: string, to: string) => to, '<s-ss:s>'); // as long as what it gives
    return { bound: boundOf(run.ast()), run };
  } catch {
    return undefined;
  }
}

/** Whenever the evaluator enters a node or leaves one. Only the library's types do not know that a name may be a symbol. */
function hook(run: jsonata.Expression, place: 'entry' | 'exit', call: (...of: unknown[]) => void): void {
  Reflect.apply(run.assign, run, [Symbol.for(`jsonata.__evaluate_${place}`), call]);
}

/** Well below what a pool does in its own process in one go. */
const LITTLE = 100_000;

const isLittle = ({ expression, seen }: { expression: string; seen: object }) => {
  const bound = read(expression)?.bound;
  return bound !== undefined && workOf(bound, seen) <= LITTLE;
};

/** What no small bound could be given for, and what its author may have had in mind. */
const REFUSED = [
  ['an exponent, at which infinity never ends', '$formatNumber(1 / 0, "0.0e0")'],
  ['a picture out of the case', '$formatNumber(1, value)'],
  ['a picture with options of its own', '$formatNumber(1, "0", {"zero-digit": "1"})'],
  ['a long picture, with loops through it', `$formatNumber(1, "${'0,'.repeat(20)}0")`],
  ['a text looked for in itself', '$contains(form.a, form.b)'],
  ['a long text looked for', `$substringAfter(form.a, "b${'a'.repeat(400)}")`],
  ['a date in a form out of the case', '$date(value, value, "YYYY")'],
  ['padding', '$pad("x", 30000000)'],
  ['a replacement that is longer', '$replace(value, "a", "aa")'],
  ['a text doubled in a variable', '($x := value; $x & $x)'],
  ['the whole case', '$$'],
  ['the whole case, by another name', '$ = $'],
  ['the whole case, as the context of a function', '$string()'],
  ['the whole case, written out in lines', '$string(form, true)'],
  ['a range', '[1..9999]'],
  ['a list', '[value, value]'],
  ['a list to look into', 'value in [form.a, form.b]'],
  ['a list within a list', 'value in [[1], 2]'],
  ['an object', '{"a": value}'],
  ['everything', '**'],
  ['any member', 'form.*'],
  ['a predicate', 'form.list[x = 1]'],
  ['a place', 'form.list[0]'],
  ['a list kept as one', 'form.a[]'],
  ['a grouping', 'form{a: b}'],
  ['an order', 'form.list^(a)'],
  ['a step that is an expression', 'form.(a & a)'],
  ['a call at each step', 'form.list.$uppercase(a)'],
  ['a loop in a loop', 'materials.($$.materials.($$.materials))'],
  ['words for a number', '$formatInteger(1e300, "w")'],
  ['joining', '$join(form.list, form.a)'],
  ['a function as a value', '$uppercase'],
  ['functions chained', '$trim ~> $uppercase'],
  ['a function with arguments left open', '$substring(?, 1)'],
  ['a call of what is no function', 'form.a(1)'],
  ['a hundred steps and more', Array.from({ length: 60 }, () => 'a').join(' & ')],
] as const;

describe('an expression', () => {
  it.each(REFUSED)('goes to a child because of %s', (_, expression) => {
    expect(boundOf(jsonata(expression).ast())).toBeUndefined();
  });

  it.each([
    ['a list', { form: { a: ['x', 'y'] } }],
    ['a list on the way', { form: [{ a: 'x' }] }],
    ['an object', { form: { a: { b: 'x' } } }],
  ])('goes to a child where it meets %s', (_, seen) => {
    expect(workOf(boundOf(jsonata('form.a & "x"').ast()) as Bound, seen)).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('an expression whose work is bounded', () => {
  let pool: ExpressionPool;
  beforeAll(() => {
    pool = new ExpressionPool({ children: 1, deadlineMs: 60_000 });
  });
  afterAll(() => pool.close());

  const signal = (name: 'SIGSTOP' | 'SIGCONT') => {
    for (const pid of pool.pids) process.kill(pid, name);
  };

  /** The value, or what is wrong. */
  async function outcome(
    expression: string,
    seen: Record<string, unknown>,
    ...more: string[]
  ): Promise<unknown> {
    const steps = [expression, ...more].map((each) => ({ source: each }));
    try {
      const mapped = { x: 'word' };
      const [result] = await pool.evaluate({ facts: seen, mapped, steps });
      return { result };
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error;
      const { code, message } = error;
      return { code, message };
    }
  }

  it('gives the same value or the same fault here as in a child', async () => {
    let compared = 0;
    const pairs = fc.array(fc.record({ expression: source, seen: facts }), { minLength: 40, maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(pairs, async (all) => {
        const inChild = await Promise.all(
          all.map(({ expression, seen }) => outcome(expression, seen, '[0][0]')),
        );
        signal('SIGSTOP'); // from here on only this process answers
        try {
          for (const [i, each] of all.entries()) {
            if (!isLittle({ expression: each.expression, seen: { ...each.seen, mapped: { x: 'word' } } }))
              continue;
            compared += 1;
            expect({ ...each, is: await outcome(each.expression, each.seen) }).toEqual({
              ...each,
              is: inChild[i],
            });
          }
        } finally {
          signal('SIGCONT');
        }
      }),
      { numRuns: 25, examples: [[ONES.map((expression) => ({ expression, seen: CASE }))]] },
    );
    expect(compared).toBeGreaterThan(300);
  });

  it('does no more steps and makes no longer texts than its bound says, however long what it reads', async () => {
    let longest = 0;
    await fc.assert(
      fc.asyncProperty(source, facts, fc.integer({ min: 1, max: 2_000 }), async (expression, made, times) => {
        const parsed = read(expression);
        const seen = { ...made, value: String(made.value).repeat(times), mapped: { x: 'ΐ'.repeat(times) } };
        if (parsed?.bound === undefined) return;
        const { bound, run } = parsed;
        const work = workOf(bound, seen);
        if (work === Number.POSITIVE_INFINITY) return;
        let steps = 0;
        let chars = 0;
        hook(run, 'entry', () => {
          steps += 1;
        });
        hook(run, 'exit', (...[, , , result]) => {
          if (typeof result === 'string') chars = Math.max(chars, result.length);
        });
        await run.evaluate(seen).catch(() => {}); // a fault, which may come at any step
        longest = Math.max(longest, steps);
        expect(steps).toBeLessThanOrEqual(bound.steps);
        expect(bound.steps * chars).toBeLessThanOrEqual(work);
      }),
      {
        numRuns: 2_000,
        examples: ONES.map((expression): [string, typeof CASE, number] => [expression, CASE, 2_000]),
      },
    );
    expect(longest).toBeGreaterThan(20); // the steps are counted
  });
});
