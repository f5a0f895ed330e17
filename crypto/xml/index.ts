export {
  childOf,
  childrenOf,
  requiredChild,
  textOf,
  type XmlElement,
  XmlError,
  type XmlNode,
} from './element.js';
export { readXml } from './read.js';
export { withChildren, writeXml, xmlElement } from './write.js';
