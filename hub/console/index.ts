export { type OpenAppParts, openApp } from './open-app.js';
