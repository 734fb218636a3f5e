/** Who reads, and when. Without a locale or zone the browser's own are taken. */
export interface Reader {
  /** Epoch milliseconds. */
  readonly now: number;
  readonly locale?: string;
  readonly timeZone?: string;
}

type Style = Intl.DateTimeFormatOptions;

const styles: Readonly<Record<string, Style>> = {
  date_num: { year: 'numeric', month: '2-digit', day: '2-digit' },
  date_slash: { year: 'numeric', month: '2-digit', day: '2-digit' },
  date: { year: 'numeric', month: 'long', day: 'numeric' },
  date_pretty: { year: 'numeric', month: 'long', day: 'numeric' },
  date_short: { year: 'numeric', month: 'short', day: 'numeric' },
  date_short_pretty: { year: 'numeric', month: 'short', day: 'numeric' },
  date_long: { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' },
  date_long_pretty: { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' },
  time: { hour: 'numeric', minute: '2-digit' },
  time_secs: { hour: 'numeric', minute: '2-digit', second: '2-digit' },
};

/**
 * Fills Slack's placeholders for a time, such as `{date_short_pretty} {time}`, as the reader would write it. A
 * placeholder nobody knows stays. https://docs.slack.dev/messaging/formatting-message-text#date-formatting
 */
export function formatDate(format: string, at: number, reader: Reader): string {
  return format.replaceAll(/\{([a-z_]+)\}/gu, (whole, name: string) => {
    if (name === 'ago') return ago(at, reader);
    const style = styles[name];
    if (style === undefined) return whole;
    if (name === 'date_num') return isoDay(at, reader);
    return (name.endsWith('_pretty') ? nearDay(at, reader) : null) ?? write(at, style, reader);
  });
}

function write(at: number, style: Style, { locale, timeZone }: Reader): string {
  return new Intl.DateTimeFormat(locale, {
    ...style,
    ...(timeZone === undefined ? {} : { timeZone }),
  }).format(at);
}

/** `2027-01-15`, in the reader's zone. */
function isoDay(at: number, reader: Reader): string {
  return write(at, { year: 'numeric', month: '2-digit', day: '2-digit' }, { ...reader, locale: 'sv-SE' });
}

const dayMs = 86_400_000;

/** Yesterday, today or tomorrow in words; null for other days. */
function nearDay(at: number, reader: Reader): string | null {
  const days = Math.round((Date.parse(isoDay(at, reader)) - Date.parse(isoDay(reader.now, reader))) / dayMs);
  return Math.abs(days) > 1 ? null : relative(days, 'day', reader);
}

function ago(at: number, reader: Reader): string {
  const seconds = Math.round((at - reader.now) / 1_000);
  const units = [['day', 86_400] as const, ['hour', 3_600] as const, ['minute', 60] as const];
  const [unit, size] = units.find(([, length]) => Math.abs(seconds) >= length) ?? (['second', 1] as const);
  return relative(Math.round(seconds / size), unit, reader);
}

function relative(count: number, unit: Intl.RelativeTimeFormatUnit, { locale }: Reader): string {
  return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(count, unit);
}
