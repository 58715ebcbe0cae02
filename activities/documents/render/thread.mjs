// A thread has loaders of its own: this one makes TypeScript readable in it, then goes on with the drawing proper.
import { register } from 'tsx/esm/api';

register();
export const { default: draw } = await import('./draw.ts');
export default draw;
