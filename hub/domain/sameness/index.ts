export { isAccepted, type Relation } from './comparison.js';
export { samenessRows } from './csv-rows.js';
export {
  type Comparison,
  ELEMENT_SOURCES,
  type ElementSource,
  elementFaults,
  type SamenessElement,
} from './element.js';
export { type SamenessJson, samenessJson } from './json.js';
export { samenessPage } from './page.js';
export {
  type AuthorityDetails,
  type AuthorityName,
  compareItems,
  type ElementName,
  type ElementSameness,
  type ItemSameness,
  type ItemToCompare,
  type MustChange,
  type SamenessReport,
  type ValueGroup,
} from './report.js';
export { comparable } from './text.js';
