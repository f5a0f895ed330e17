import type { HandlingMode } from '../case/lifecycle.js';
import type { ItemDetails } from './details.js';

/**
 * One version of a row of the national list of cross-province items (跨省通办事项清单), or of a list that two or more places
 * agreed between themselves. A change never overwrites: the old version ends and a new one begins.
 */
export interface NationalItem {
  /** Names the row in its list for ever. */
  readonly listNo: string;
  /** Counts the versions of a `listNo` from 1. */
  readonly version: number;
  /** 基本编码, 12 digits. Several rows may share one: the scenarios of an item. */
  readonly basicCode: string;
  readonly name: string;
  /** 牵头部委. */
  readonly ministry: string;
  /** Which stage of the list it belongs to (2020: 58, 2021: 73, later: 8, and what came after). */
  readonly batch: string;
  readonly modes: readonly HandlingMode[];
  /** 应用场景, in the words of the list. */
  readonly scenario: string;
  /** NATIONAL: everywhere. PARTNERS: only between the divisions named (毗邻省份、劳务输入输出地、东西部协作、点对点). */
  readonly scope: 'NATIONAL' | 'PARTNERS';
  /** Divisions of a PARTNERS row, at least two; each stands for everything beneath it. */
  readonly partners: readonly string[];
  /** CANCELLED: kept for the cases of its time, and refused from `validFrom` of that version on. */
  readonly status: 'IN_FORCE' | 'CANCELLED';
  /** What every authority is to do alike, as far as the list says; the measure of the sameness report. */
  readonly details: ItemDetails;
  /** The document that lists it. */
  readonly document: string;
  /** YYYY-MM-DD, inclusive. */
  readonly validFrom: string;
  /** YYYY-MM-DD, inclusive; absent while open. */
  readonly validTo: string | undefined;
  /** Where the row comes from; sample data says so here. */
  readonly source: string;
}
