/** Block Kit as text that can be reviewed: one line for each line on the screen, nothing left out. */
export function drawing(payload: unknown): string {
  return lines(payload).join('\n');
}

type Json = Readonly<Record<string, unknown>>;

function lines(payload: unknown): string[] {
  if (Array.isArray(payload))
    return payload.flatMap((one, index) => [...(index === 0 ? [] : ['']), ...lines(one)]);
  if (typeof payload === 'string') return [payload];
  const it = payload as Json;
  const blocks = ((it.blocks ?? []) as Json[]).flatMap(block);
  if (it.type === 'modal' || it.type === 'home') return [...frame(it), ...blocks];
  return [...(it.broadcast === true ? ['(also in the channel)'] : []), ...blocks, ...textOf(it, blocks)];
}

/** Where the text says just what the blocks say, without marks and buttons, it is not drawn twice. */
function textOf({ text }: Json, drawn: readonly string[]): string[] {
  const told = shown(String(text ?? '')).split('\n');
  const ofBlocks = drawn
    .filter((one) => !one.startsWith('['))
    .map((one) => one.replace(/^(?:[✓✗!■○#] )/u, '').replace(/(?: {3}\[[^\]]*\])?(?: \{whole\})?$/u, ''));
  const isSame = ofBlocks.join('\n').replaceAll('¦', '') === told.join('\n').replaceAll('¦', '');
  return isSame ? ['  text: the same'] : told.map((one) => `  text: ${one}`);
}

function frame(view: Json): string[] {
  const part = (name: string): string[] => (view[name] === undefined ? [] : [`( ${plain(view[name])} )`]);
  const meta =
    view.private_metadata === undefined || view.private_metadata === '' ? '' : `  ${view.private_metadata}`;
  return view.type === 'home'
    ? ['== Home ==']
    : [`== ${plain(view.title)} == ${[...part('close'), ...part('submit')].join(' ')}${meta}`];
}

function block(it: Json): string[] {
  switch (it.type) {
    case 'section': {
      const fold = it.expand === true ? ' {whole}' : '';
      const [first = '', ...rest] = shown(textIn(it.text)).split('\n');
      const accessory = it.accessory === undefined ? '' : `   ${element(it.accessory as Json)}`;
      return [`${first}${accessory}${fold}`, ...rest];
    }
    case 'context':
      return (it.elements as Json[]).flatMap((one) =>
        shown(textIn(one))
          .split('\n')
          .map((text) => `# ${text}`),
      );
    case 'actions':
      return [(it.elements as Json[]).map(element).join(' ')];
    case 'header':
      return [`=== ${plain(it.text)}`];
    case 'divider':
      return ['---'];
    case 'alert':
      return [`[alert, ${String(it.level)}] ${shown(textIn(it.text))}`];
    case 'input': {
      const optional = it.optional === true ? ' (optional)' : '';
      const hint = it.hint === undefined ? '' : `  ~ ${plain(it.hint)}`;
      return [`[ ${plain(it.label)} ]${optional} ${element(it.element as Json)}${hint}`];
    }
    case 'rich_text':
      return (it.elements as Json[]).flatMap((part) =>
        (part.elements as Json[]).flatMap(({ text }) =>
          String(text)
            .split('\n')
            .map((one) => (part.type === 'rich_text_preformatted' ? `| ${one}` : one)),
        ),
      );
    default:
      return [JSON.stringify(it)];
  }
}

function element(it: Json): string {
  const name = it.type === 'button' ? `[${plain(it.text)}]` : String(it.type);
  const style = it.style === undefined ? '' : ` (${String(it.style)})`;
  const confirm = it.confirm === undefined ? '' : ` {${dialog(it.confirm as Json)}}`;
  const filled = ['initial_value', 'initial_users', 'initial_conversations', 'initial_conversation'].flatMap(
    (key) => (it[key] === undefined ? [] : [JSON.stringify(it[key])]),
  );
  const initial = [it.initial_option, ...((it.initial_options ?? []) as unknown[])].flatMap((one) =>
    one === undefined ? [] : [plain((one as Json).text)],
  );
  const chosen = filled.length + initial.length === 0 ? '' : ` = ${[...filled, ...initial].join(', ')}`;
  return `${name}${style}${chosen}${optionsOf(it)}${confirm}`;
}

function optionsOf({ options }: Json): string {
  if (options === undefined) return '';
  const all = (options as Json[]).map(
    ({ text, description }) =>
      `\n    □ ${plain(text)}${description === undefined ? '' : ` | ${plain(description)}`}`,
  );
  return all.length > 12 ? `${all.slice(0, 3).join('')}\n    … ${all.length} options` : all.join('');
}

function dialog(it: Json): string {
  return (
    [it.title, it.text, it.confirm, it.deny].map(plain).join(' | ') +
    (it.style === undefined ? '' : ` (${String(it.style)})`)
  );
}

function plain(text: unknown): string {
  return shown(textIn(text));
}

function textIn(text: unknown): string {
  return String((text as Json | undefined)?.text ?? '');
}

/** As a person in London would see it; word joiners are drawn as ¦. */
function shown(text: string): string {
  return text
    .replace(/<!date\^(\d+)\^([^|>]*)\|[^>]*>/g, (_, seconds: string, format: string) =>
      dated(Number(seconds) * 1_000, format),
    )
    .replace(/[\u2068\u2069]/g, '')
    .replaceAll('\u2060', '¦')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

function dated(at: number, format: string): string {
  const time = (options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat('en-US', { ...options, timeZone: 'UTC' }).format(at).replaceAll('\u202f', ' ');
  return format
    .replace('{time_secs}', time({ hour: 'numeric', minute: '2-digit', second: '2-digit' }))
    .replace('{time}', time({ hour: 'numeric', minute: '2-digit' }))
    .replace('{date_short_pretty}', time({ month: 'short', day: 'numeric' }));
}
