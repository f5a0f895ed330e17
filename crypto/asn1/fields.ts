import { DerError, type DerNode } from './read.js';
import { isContext, isOf, nameOf } from './values.js';

/** The fields of a SEQUENCE, taken one after the other; `end` says that there are no more. */
export class Fields {
  readonly #node: DerNode;
  readonly #fields: readonly DerNode[];
  #next = 0;

  /** @throws DerError unless the node is a SEQUENCE. */
  constructor(node: DerNode) {
    this.#node = node;
    this.#fields = elementsOf(node);
  }

  /** @throws DerError when there is none left. */
  take(): DerNode {
    const field = this.#fields[this.#next++];
    if (field !== undefined) return field;
    throw new DerError(this.#node.offset + this.#node.bytes.length, 'a field is missing');
  }

  takeIf(condition: (field: DerNode) => boolean): DerNode | undefined {
    const field = this.#fields[this.#next];
    return field !== undefined && condition(field) ? this.take() : undefined;
  }

  /** What an explicit context tag holds, where the next field has that tag. @throws DerError. */
  takeTagged(tag: number): DerNode | undefined {
    const field = this.takeIf((node) => isContext(node, tag));
    return field === undefined ? undefined : innerOf(field);
  }

  /** @throws DerError when there are fields left: what was not looked at must not pass as read. */
  end(): void {
    const field = this.#fields[this.#next];
    if (field !== undefined) throw new DerError(field.offset, `${nameOf(field)} was not expected here`);
  }
}

/** What a SEQUENCE is made of. @throws DerError. */
export function elementsOf(node: DerNode): readonly DerNode[] {
  if (isOf(node, 'SEQUENCE') && node.children !== undefined) return node.children;
  throw new DerError(node.offset, `SEQUENCE was expected, not ${nameOf(node)}`);
}

/** What a SET is made of. Its order is not checked: certificates in use do not keep it. @throws DerError. */
export function membersOf(node: DerNode): readonly DerNode[] {
  if (isOf(node, 'SET') && node.children !== undefined) return node.children;
  throw new DerError(node.offset, `SET was expected, not ${nameOf(node)}`);
}

/** The one value inside an explicit tag. @throws DerError. */
export function innerOf(node: DerNode): DerNode {
  const [inner, ...others] = node.children ?? [];
  if (inner !== undefined && others.length === 0) return inner;
  throw new DerError(node.offset, `${nameOf(node)} does not hold one value`);
}
