import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { packageRoot } from '#config';
import { ExpressionError, ExpressionPool, type PoolOptions } from '#connectors/kit/expressions';
import { eventually } from '../kit/eventually.js';

const OWN = { value: '199001' };
/** A list is always for a child. */
const GOOD = { source: '$join([$substring(value, 0, 4), $substring(value, 4, 2)], "-")', own: OWN };
/** The same, in a form whose work is bounded. */
const BOUNDED = { source: '$substring(value, 0, 4) & "-" & $substring(value, 4, 2)', own: OWN };

/** Twice as long with each step, so often. */
function doubling(times: number): string {
  const steps = Array.from({ length: times }, (_, i) => `$t${i + 1} := $t${i} & $t${i}`);
  return `($t0 := form.text; ${steps.join('; ')}; $t${times})`;
}

/** Each twice in the same breath, and what becomes of it. */
const ATTACKS: readonly (readonly [string, string, string])[] = [
  ['endless tail recursion', '($f := function($x){$f($x + 1)}; $f(0))', 'EXPRESSION_INVALID'],
  ['deep recursion', '($f := function($x){1 + $f($x + 1)}; $f(0))', 'EXPRESSION_INVALID'],
  ['a catastrophic regular expression', '$contains(form.text, /^(x+)+$/)', 'EXPRESSION_INVALID'],
  ['code out of text', '$eval("1 + 1")', 'EXPRESSION_INVALID'],
  ['a function under another name', '($f := $eval; $f("1"))', 'EXPRESSION_INVALID'],
  ['a way to the constructor by a call', 'form.constructor("return process")()', 'EXPRESSION_INVALID'],
  ['brackets without end', '('.repeat(1_000), 'EXPRESSION_INVALID'],
  ['deep nesting', `${'('.repeat(900)}1${')'.repeat(900)}`, 'EXPRESSION_MEMORY'],
  ['more text than an expression may have', `"${'x'.repeat(2_000)}"`, 'EXPRESSION_INVALID'],
  ['loops within loops', '$sum([1..5000].$sum([1..5000].$sum([1..5000])))', 'EXPRESSION_TIMEOUT'],
  ['ten million numbers', '[1..9999999]', 'EXPRESSION_RESULT_TOO_LARGE'],
  ['a growing list', '($a := [1..9000]; $b := $append($a, $a); $count($b))', 'EXPRESSION_RESULT_TOO_LARGE'],
  ['a text doubled ten times', doubling(10), 'EXPRESSION_RESULT_TOO_LARGE'],
  ['a text doubled forty times', doubling(40), 'EXPRESSION_MEMORY'],
  ['padding without end', '$length($pad("x", 30000000))', 'EXPRESSION_MEMORY'],
  ['a list for a text', '[1, 2]', 'EXPRESSION_FAILED'],
  ['a function for a text', '$uppercase', 'EXPRESSION_FAILED'],
  ['no number', '$number("x")', 'EXPRESSION_FAILED'],
];

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** One expression about a case with 200 characters in it. */
function evaluateIn(pool: ExpressionPool, source: string, own = {}) {
  return pool.evaluate({ facts: { form: { text: 'x'.repeat(200) } }, steps: [{ source, own }] });
}

async function codeOf(result: Promise<unknown>): Promise<string> {
  const error = await result.then(
    () => new Error('gave a result'),
    (reason: unknown) => reason,
  );
  return error instanceof ExpressionError ? error.code : String(error);
}

describe('the expression pool', () => {
  let pool: ExpressionPool;
  beforeEach(() => {
    pool = new ExpressionPool();
  });
  afterEach(() => pool.close());

  const evaluate = (source: string) => evaluateIn(pool, source);
  const good = () => pool.evaluate({ facts: {}, steps: [GOOD] });

  it.each(ATTACKS)(
    'answers %s with a code, and every other case with its result',
    async (_, source, code) => {
      await pool.close();
      pool = new ExpressionPool({ deadlineMs: 15_000 }); // a busy machine needs a while to fill a heap
      const bad: Promise<string>[] = [];
      const others: Promise<readonly unknown[]>[] = [];
      for (let i = 0; i < 100; i++) {
        others.push(i % 2 === 0 ? good() : pool.evaluate({ facts: {}, steps: [BOUNDED] }));
        if (i % 50 === 25) bad.push(codeOf(evaluate(source)));
      }
      expect(await Promise.all(bad)).toEqual([code, code]);
      expect(await Promise.all(others)).toEqual(Array.from({ length: 100 }, () => ['1990-01']));
    },
  );

  it('refuses a case that is too large before any process sees it', async () => {
    const large = { facts: { form: { text: 'x'.repeat(300_000) } }, steps: [GOOD] };
    expect(await codeOf(pool.evaluate(large))).toBe('EXPRESSION_MEMORY');
    expect(pool.pids).toEqual([]);
  });

  it('starts no child before the first case', async () => {
    expect(pool.pids).toEqual([]);
    await good();
    expect(pool.pids).toHaveLength(1);
  });

  it('kills a child that does not answer, and goes on with another', async () => {
    await pool.close();
    pool = new ExpressionPool({ deadlineMs: 1_500 });
    await good();
    const [pid = 0] = pool.pids;
    process.kill(pid, 'SIGSTOP');
    expect(await codeOf(good())).toBe('EXPRESSION_TIMEOUT');
    expect(isAlive(pid)).toBe(false);
    expect(await good()).toEqual(['1990-01']);
  });

  it('tries the cases of a child that was killed from outside again, and all of them succeed', async () => {
    await good();
    const [pid = 0] = pool.pids;
    process.kill(pid, 'SIGSTOP');
    const results = Array.from({ length: 20 }, good);
    await new Promise((resolve) => setImmediate(resolve)); // the batch is on its way
    process.kill(pid, 'SIGKILL');
    expect(await Promise.all(results)).toEqual(Array.from({ length: 20 }, () => ['1990-01']));
  });

  it('is gone once closed, with every child, whatever they were at', async () => {
    await Promise.all(Array.from({ length: 100 }, good));
    const { pids } = pool;
    const running = codeOf(evaluate('$sum([1..5000].$sum([1..5000].$sum([1..5000])))'));
    await pool.close();
    expect(pids.filter(isAlive)).toEqual([]);
    expect(await running).toBe('EXPRESSION_FAILED');
    expect(await codeOf(good())).toBe('EXPRESSION_FAILED');
  });
});

describe('an expression', () => {
  const pool = new ExpressionPool(); // nothing here harms its children
  afterAll(() => pool.close());

  const evaluate = (source: string, own = {}) => evaluateIn(pool, source, own);

  it.each([
    ['form.constructor'],
    ['form.__proto__'],
    ['constructor'],
    ['$lookup(form, "constructor")'],
    ['form.text.constructor'],
  ])('finds nothing behind %s', async (source) => {
    expect(await evaluate(source)).toEqual([null]);
  });

  it('says where an expression goes wrong, before any case is there', async () => {
    expect(await pool.check(['form.a = "1"', 'form.a = ', '1 + $eval("1")', '$contains(x, /a/)'])).toEqual([
      undefined,
      { code: 'EXPRESSION_INVALID', message: expect.stringContaining('end'), position: expect.any(Number) },
      { code: 'EXPRESSION_INVALID', message: '$eval is not allowed', position: 9 },
      { code: 'EXPRESSION_INVALID', message: 'regex is not allowed', position: 16 },
    ]);
  });

  it('tells nothing of the case in its errors', async () => {
    const error = await evaluate('$number(form.name)', { form: { name: '李测试' } }).catch(
      (reason) => reason,
    );
    expect(String(error)).toContain('not a number');
    expect(String(error)).not.toContain('李测试');
  });

  it('lets later expressions of a case see what earlier ones gave, and stops at the first that gives nothing usable', async () => {
    const steps = [
      { source: 'value & "省"', own: { value: '广东' }, into: '省' },
      { source: 'mapped.省 & value', own: { value: '清远' } },
    ];
    expect(await pool.evaluate({ facts: {}, steps })).toEqual(['广东省', '广东省清远']);
    const broken = pool.evaluate({ facts: {}, steps: [...steps, { source: '$number("x")' }] });
    await expect(broken).rejects.toMatchObject({ code: 'EXPRESSION_FAILED', expression: '$number("x")' });
  });

  it.each([
    ['$date("20190701", "YYYYMMDD", "YYYY-MM-DD")', '2019-07-01'],
    ['$date("2008年07月", "YYYY年MM月", "YYYY-MM")', '2008-07'],
    ['"2026-02-28" ~> $date("YYYY-MM-DD", "DD.MM.YYYY")', '28.02.2026'],
    ['$date("2019-07-01 08:30:00", "YYYY-MM-DD hh:mm:ss", "YYYYMMDDhhmmss")', '20190701083000'],
  ])('writes dates otherwise: %s', async (source, value) => {
    expect(await evaluate(source)).toEqual([value]);
  });

  it.each([
    ['a day that never was', '$date("20190230", "YYYYMMDD", "YYYY-MM-DD")'],
    ['a thirteenth month', '$date("2019年13月", "YYYY年MM月", "YYYY-MM")'],
    ['an hour too many', '$date("20190701 24", "YYYYMMDD hh", "YYYY")'],
    ['another form', '$date("2019-7-1", "YYYY-MM-DD", "YYYY")'],
    ['more behind it', '$date("201907011", "YYYYMMDD", "YYYY")'],
    ['less than is needed', '$date("201907", "YYYYMM", "YYYY-MM-DD")'],
    ['two years at once', '$date("20192020", "YYYYYYYY", "YYYY")'],
  ])('makes no date of %s', async (_, source) => {
    expect(await codeOf(evaluate(source))).toBe('EXPRESSION_FAILED');
  });
});

/** One for each shape that is evaluated here: whatever else it may be, none of them needs a child any more. */
const HERE: readonly (readonly [string, unknown])[] = [
  ['value & form.text', '199001abc'],
  ['form.text = "abc" and value != "x" or false', true],
  ['value in ["199001", "x", 1]', true],
  ['(1 + 2) * 3 - 4 / 2 % 5', 7],
  ['-$number(value) < 0', true],
  ['form.nothing ? "there" : "not there"', 'not there'],
  ['form.nothing ?: form.text', 'abc'],
  ['value ~> $date("YYYYMM", "YYYY-MM")', '1990-01'],
  ['$abs(-1) + $ceil(0.5) + $floor(1.5) + $round(1.26, 1) + $length(value)', 10.3],
  ['$boolean(value) and $exists(value) and $not(form.nothing) = null', false],
  ['$contains(value, "99") ? $substringBefore(value, "99") & $substringAfter(value, "99")', '1001'],
  ['$formatNumber($number(value) / 100, "#,##0.00")', '1,990.01'],
  ['$replace($uppercase(form.text), "B", "") & $lowercase("X") & $trim(" y ") & $string(1)', 'ACxy1'],
  ['$substring(value, -2)', '01'],
];

describe('an expression whose work is bounded', () => {
  let pool: ExpressionPool;
  /** Its children stand still, and lose what they are sent. */
  const stop = () => {
    for (const pid of pool.pids) process.kill(pid, 'SIGSTOP');
  };
  beforeEach(async () => {
    pool = new ExpressionPool({ deadlineMs: 1_500 });
  });
  afterEach(() => pool.close());

  it('needs no child once one has read it, and gives its result while all of them are busy dying', async () => {
    const sources = HERE.map(([source]) => source);
    expect(await pool.check(sources)).toEqual(sources.map(() => undefined));
    stop();
    const facts = { form: { text: 'abc' } };
    const results = sources.map((source) => pool.evaluate({ facts, steps: [{ source, own: OWN }] }));
    expect(await Promise.all(results)).toEqual(HERE.map(([, value]) => [value]));
    const steps = sources.map((source, i) => ({ source, own: OWN, into: `f${i}` }));
    expect(await pool.evaluate({ facts, steps })).toEqual(HERE.map(([, value]) => value));
    await expect(pool.evaluate({ facts, steps: [{ source: '$number(form.text)' }] })).rejects.toMatchObject({
      code: 'EXPRESSION_TIMEOUT',
    }); // read by no child yet
  });

  it.each([
    ['too much to read', { text: 'x'.repeat(100_000) }],
    ['a list', { text: ['x', 'y'] }],
  ])('goes to a child all the same where the case has %s for it', async (_, form) => {
    const steps = [{ source: '$exists(form.text) and $exists(form.text)' }];
    expect(await pool.evaluate({ facts: { form }, steps })).toEqual([true]);
    stop();
    await expect(pool.evaluate({ facts: { form }, steps })).rejects.toMatchObject({
      code: 'EXPRESSION_TIMEOUT',
    });
  });

  it('lets the connector go on with other things between one case and the next', async () => {
    const steps = [{ source: '$length(form.text) + $length(form.text)' }];
    const facts = { form: { text: 'x'.repeat(10_000) } };
    await pool.evaluate({ facts, steps });
    let turns = 0;
    let isDone = false;
    const count = () => {
      turns += 1;
      if (!isDone) setImmediate(count);
    };
    setImmediate(count);
    await Promise.all(Array.from({ length: 100 }, () => pool.evaluate({ facts, steps })));
    isDone = true;
    expect(turns).toBeGreaterThan(20);
  });
});

/** A program that evaluates one thing for ever, and says who its children are. */
function program(source: string, options: PoolOptions, then: string): string {
  return `
    import { ExpressionPool } from '#connectors/kit/expressions';
    const pool = new ExpressionPool(${JSON.stringify(options)});
    const evaluate = (source) => pool.evaluate({ facts: {}, steps: [{ source }] }).catch(() => {});
    await evaluate('1');
    process.stdout.write(JSON.stringify(pool.pids) + '\\n');
    ${then.replace('SOURCE', JSON.stringify(source))}
  `;
}

const NODE = ['--input-type=module', '--eval'];

describe('a child of the expression pool', () => {
  it.each([
    ['idle', '1'],
    ['at work', '$sum([1..5000].$sum([1..5000].$sum([1..5000])))'],
  ])('ends when its parent is killed while it is %s', async (_, source) => {
    const code = program(source, {}, 'for (;;) await evaluate(SOURCE);');
    const parent = spawn(process.execPath, [...NODE, code], {
      cwd: packageRoot,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = await once(parent.stdout, 'data');
    const pids: unknown = JSON.parse(String(line));
    expect(pids).toEqual([expect.any(Number)]);
    const exited = once(parent, 'exit');
    parent.kill('SIGKILL');
    await exited;
    await eventually(() => expect((pids as number[]).filter(isAlive)).toEqual([])); // numbers, as looked at above
  });

  it('keeps no program from ending that has forgotten to close the pool', async () => {
    const code = program('1', {}, 'await evaluate(SOURCE);');
    const { stdout } = await promisify(execFile)(process.execPath, [...NODE, code], { cwd: packageRoot });
    const pids = JSON.parse(stdout) as number[]; // as the program above writes
    await eventually(() => expect(pids.filter(isAlive)).toEqual([]));
  });
});
