export { Desk, type DeskAct, type DeskCase, type DeskEvent } from './desk.js';
export { deskRoute } from './desk-routes.js';
export { type GuangdongOptions, startGuangdongPlatform } from './guangdong-platform.js';
export { startHenanPlatform } from './henan-platform.js';
export { type RunningHttp, serveHttp } from './http.js';
export { type HunanOptions, startHunanPlatform } from './hunan-platform.js';
export type { PlatformOptions } from './platform-options.js';
export { type QingxinOptions, type RunningQingxin, startQingxinPlatform } from './qingxin-platform.js';
export { type ShanxiOptions, startShanxiPlatform } from './shanxi-platform.js';
