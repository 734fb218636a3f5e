import { formatDate } from './format-date.ts';
import { Link } from './link.tsx';
import type { LiveToken } from './tokens.ts';

/** A time in the reader's own zone and language; the whole of it as a tooltip. */
export function SlackDate({ date }: { readonly date: Extract<LiveToken, { kind: 'date' }> }) {
  const milliseconds = (date.at ?? Number.NaN) * 1_000;
  const time = new Date(milliseconds);
  if (Number.isNaN(time.getTime())) return <span class="date">{date.fallback}</span>;
  const iso = time.toISOString();
  const shown = (
    <time class="date" dateTime={iso} title={iso}>
      {formatDate(date.format, milliseconds, { now: Date.now() })}
    </time>
  );
  return date.url === null ? shown : <Link url={date.url}>{shown}</Link>;
}
