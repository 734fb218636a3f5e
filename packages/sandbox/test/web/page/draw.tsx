import { render } from 'preact-render-to-string';
import { Blocks } from '../../../src/web/page/block-kit/blocks.tsx';
import type { Form, Surface } from '../../../src/web/page/block-kit/surface.ts';

const emptyForm: Form = { stateOf: () => undefined, fill: () => {}, errors: {} };

/** Blocks as HTML, in a workspace where everybody is called by their id. */
export function draw(blocks: readonly unknown[], form: Partial<Form> | null = null): string {
  const surface: Surface = {
    names: {
      user: (id) => `name of ${id}`,
      channel: (id) => `name of ${id}`,
      userGroup: (id) => `name of ${id}`,
    },
    people: [{ id: 'U0ADMIN', label: 'Ada Admin' }],
    conversations: [{ id: 'C0TEAM', label: '#client-groups' }],
    act: () => {},
    suggest: async () => [],
    form: form === null ? null : { ...emptyForm, ...form },
  };
  return render(<Blocks blocks={blocks} surface={surface} />);
}

/** What in the HTML does something to somebody: mentions by id, broadcasts, links by address. */
export function liveIn(html: string): string[] {
  const mentions = [...html.matchAll(/class="mention" title="([^"]*)"/g)].map(([, id = '']) => id);
  const broadcasts = [...html.matchAll(/class="mention broadcast">([^<]*)/g)].map(([, words = '']) => words);
  const links = [...html.matchAll(/<a [^>]*href="([^"]*)"/g)].map(([, address = '']) => address);
  return [...mentions, ...broadcasts, ...links];
}

/** The text a reader sees. */
export function wordsOf(html: string): string {
  return html
    .replace(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replace(/[\u2060\u2066-\u2069]/g, '');
}
