import type { ImplementationEntry } from '../item/index.js';
import type { Validity } from '../rules/validity.js';

/** 接入: the peer through which a division and everything beneath it is reached, or one authority there. */
export interface Connection extends Validity {
  readonly divisionCode: string;
  /** USCC of a department with a system of its own: the connection is for this authority only. */
  readonly competentOrg: string | undefined;
  readonly peerId: string;
}

/** Powers that went from one authority to another, as to an approval bureau (行政审批局). */
export interface Succession extends Validity {
  /** USCC. */
  readonly from: string;
  readonly to: string;
  /** Which items: those whose basic code begins so. Empty: all. Of several that fit, the longest holds. */
  readonly basicCodePrefix: string;
  readonly source: string;
}

/** Why the answer is another than the question would have it. In the order in which the rules were applied. */
export type RouteStep =
  /** The division asked for is gone; this one stands in its place. One step for each part of one that was split. */
  | { readonly rule: 'DIVISION_SUCCEEDED'; readonly from: string; readonly to: string }
  /** Nobody exercises the item in the division asked for; this one above it does. */
  | { readonly rule: 'EXERCISED_ABOVE'; readonly division: string }
  | { readonly rule: 'AUTHORITY_SUCCEEDED'; readonly from: string; readonly to: string }
  /** The authority has a connection of its own. */
  | {
      readonly rule: 'AUTHORITY_CONNECTED';
      readonly competentOrg: string;
      readonly division: string;
      readonly peerId: string;
    }
  /** The authority's division has no connection; this one above it has. */
  | { readonly rule: 'CONNECTED_ABOVE'; readonly division: string; readonly peerId: string };

/** Who decides, through whom they are reached, and why. */
export type Route =
  | {
      readonly kind: 'routed';
      readonly entry: ImplementationEntry;
      readonly peerId: string;
      /** Empty when the authority of the very division decides and that division is connected itself. */
      readonly path: readonly RouteStep[];
    }
  | RouteRefusal;

export type RouteRefusal =
  /** A code is wrong in itself. */
  | { readonly kind: 'malformed'; readonly detail: string }
  /** Nobody is known to decide it there on that day. */
  | { readonly kind: 'unmapped'; readonly detail: string }
  /** Several answers, and no guess between them. `divisions`: where to ask instead, as far as known. */
  | { readonly kind: 'ambiguous'; readonly detail: string; readonly divisions: readonly string[] }
  /** It is known who decides, but no peer connects them on that day. */
  | {
      readonly kind: 'unconnected';
      readonly detail: string;
      readonly entry: ImplementationEntry;
      readonly path: readonly RouteStep[];
    };
