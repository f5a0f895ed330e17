export { checkRouting, Router, type RoutingRules } from './router.js';
export type { Connection, Route, RouteRefusal, RouteStep, Succession } from './rows.js';
