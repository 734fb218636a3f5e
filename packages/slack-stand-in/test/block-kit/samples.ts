import { noteModal, plain } from '../stand-in-bench.ts';

export const message = (...blocks: unknown[]) => ({ text: 'hello', blocks });
export const letters = (count: number) => 'x'.repeat(count);
export const option = (value: string, text = value) => ({ text: plain(text), value });
export const options = (count: number) => Array.from({ length: count }, (_, index) => option(`v${index}`));
export const button = (more: object) => ({ type: 'button', text: plain('Go'), ...more });
export const actions = (...elements: unknown[]) => ({ type: 'actions', elements });
export const section = (text: unknown, more: object = {}) => ({ type: 'section', text, ...more });
export const input = (element: object, more: object = {}) => ({
  type: 'input',
  label: plain('L'),
  element,
  ...more,
});
export const select = (more: object) => ({ type: 'static_select', ...more });
export const modalWith = (...blocks: unknown[]) => noteModal({ blocks });
export const dividers = (count: number) => Array.from({ length: count }, () => ({ type: 'divider' }));
