export { drawHome } from './draw-home.ts';
export { handleHomeOpened } from './home-listeners.ts';
