import { hex } from '#crypto/primitives';
import type { TreePath } from '#crypto/verify';
import { h, svg } from './elements.js';
import { word } from './words.js';

/** The path from a leaf to the root, drawn upwards: at each level the node that is proven and the one it is hashed with. */

const WIDTH = 640;
const ROW = 76;
const BOX = { width: 232, height: 44 };
const PLACE = { left: 150, right: 490, middle: 320 } as const;

type Place = keyof typeof PLACE;

interface DrawnNode {
  readonly place: Place;
  readonly row: number;
  readonly hash: Uint8Array;
  readonly label: string;
  readonly kind: 'proven' | 'sibling' | 'root';
}

export function drawPath(path: TreePath): HTMLElement {
  const { checkpoint, holds, index } = path;
  const state = checkpoint === undefined ? 'untrusted' : holds ? 'holds' : 'broken';
  const name = `${word('entry')} ${index}${path.seq === undefined ? '' : ` · ${path.seq}`} · ${path.type}`;
  return h(
    'details',
    { class: `tree ${state}` },
    h('summary', {}, name, ' ', h('span', { class: 'state' }, word(state))),
    checkpoint && figure(path, name),
    asText(path),
  );
}

function figure(path: TreePath, name: string): HTMLElement {
  const nodes = nodesOf(path);
  const rows = path.steps.length + 1;
  const height = rows * ROW + 84;
  const title = `${name}: ${word(path.holds ? 'holds' : 'broken')}`;
  const drawing = svg(
    'svg',
    { viewBox: `0 0 ${WIDTH} ${height}`, role: 'img', 'aria-label': title },
    svg('title', {}, title),
    ...edgesOf(nodes, rows),
    ...nodes.map((node) => boxOf(node, rows)),
    ...checkpointOf(path),
  );
  return h('figure', {}, drawing);
}

function nodesOf({ steps, leafHash, index }: TreePath): DrawnNode[] {
  const proven = [leafHash, ...steps.map(({ hash }) => hash)];
  return proven.flatMap((hash, row): DrawnNode[] => {
    const step = steps[row];
    const label = row === 0 ? word('leaf', String(index)) : word('step', String(row));
    if (step === undefined) {
      const isLeaf = row === 0;
      return [
        {
          place: 'middle',
          row,
          hash,
          label: isLeaf ? `${label} = ${word('root')}` : word('root'),
          kind: 'root',
        },
      ];
    }
    const other = step.side;
    const own = other === 'left' ? 'right' : 'left';
    return [
      { place: own, row, hash, label: `${label} · ${word(own)}`, kind: 'proven' },
      {
        place: other,
        row,
        hash: step.sibling,
        label: `${word('sibling')} · ${word(other)}`,
        kind: 'sibling',
      },
    ];
  });
}

const yOf = (row: number, rows: number) => 84 + (rows - 1 - row) * ROW;

/** From both nodes of a level to the node that comes of them. */
function edgesOf(nodes: readonly DrawnNode[], rows: number): SVGElement[] {
  return nodes.flatMap(({ place, row, kind }) => {
    const parent = nodes.find((node) => node.row === row + 1 && node.kind !== 'sibling');
    if (parent === undefined) return [];
    const [x1, y1, x2, y2] = [
      PLACE[place],
      yOf(row, rows),
      PLACE[parent.place],
      yOf(row + 1, rows) + BOX.height,
    ];
    return [svg('line', { x1, y1, x2, y2, class: `edge ${kind}` })];
  });
}

function boxOf({ place, row, hash, label, kind }: DrawnNode, rows: number): SVGElement {
  const [x, y] = [PLACE[place] - BOX.width / 2, yOf(row, rows)];
  return svg(
    'g',
    { class: `node ${kind}` },
    svg('title', {}, hex(hash)),
    svg('rect', { x, y, ...BOX, rx: 4 }),
    svg('text', { x: PLACE[place], y: y + 17, class: 'label' }, label),
    svg('text', { x: PLACE[place], y: y + 35, class: 'hash' }, short(hash)),
  );
}

function checkpointOf({ checkpoint, holds }: TreePath): SVGElement[] {
  if (checkpoint === undefined) return [];
  const told = `${word('checkpoint')} · ${checkpoint.origin} · ${word('size')} ${checkpoint.size}`;
  const x = PLACE.middle;
  return [
    svg('line', { x1: x, y1: 84, x2: x, y2: 56, class: holds ? 'edge proven' : 'edge cut' }),
    svg('rect', { x: 20, y: 6, width: WIDTH - 40, height: 50, rx: 4, class: 'checkpoint' }),
    svg('text', { x, y: 26, class: 'label' }, told),
    svg('text', { x, y: 46, class: 'hash' }, `${word('root')} ${short(checkpoint.root)}`),
  ];
}

/** The whole digests, for whom a drawing says nothing, and to compare by hand. */
function asText({ index, leafHash, steps, checkpoint }: TreePath): HTMLElement {
  const line = (label: string, value: string) => h('li', {}, `${label} `, h('code', {}, value));
  return h(
    'div',
    { class: 'as-text' },
    h('p', {}, word('asText')),
    h(
      'ol',
      {},
      line(word('leaf', String(index)), hex(leafHash)),
      ...steps.map(({ side, sibling, hash }) =>
        h('li', {}, `${word(side)} `, h('code', {}, hex(sibling)), ' → ', h('code', {}, hex(hash))),
      ),
      checkpoint &&
        line(
          `${word('checkpoint')} ${checkpoint.origin}, ${word('size')} ${checkpoint.size}, ${word('root')}`,
          hex(checkpoint.root),
        ),
      checkpoint && line(word('signers'), checkpoint.signers.join(', ')),
    ),
  );
}

function short(hash: Uint8Array): string {
  const text = hex(hash);
  return `${text.slice(0, 10)}…${text.slice(-8)}`;
}
