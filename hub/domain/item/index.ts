export { Catalogue, type ImplementationEntry, type ItemQuery, type Resolution } from './catalogue.js';
