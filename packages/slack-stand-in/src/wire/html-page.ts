/** Text for a page: what is markup in HTML is written so that it is not. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

const style =
  'body{font:16px/1.5 system-ui;max-width:36rem;margin:3rem auto;padding:0 1rem}select,button{font:inherit;padding:.4rem .8rem;max-width:100%}';

/** A whole small page; `title` is plain text, `body` is HTML. */
export function page(title: string, body: string): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(title)}</title><link rel="icon" href="data:,"><style>${style}</style><main><h1>${escapeHtml(title)}</h1>${body}</main></html>`;
}
