const at = (id) => document.getElementById(id);
const make = (tag, text = '', more = {}) =>
  Object.assign(document.createElement(tag), { textContent: text }, more);
const read = async (name, query = {}) => (await fetch(`${name}?${new URLSearchParams(query)}`)).json();

/** Does something as a person, says how the app took it, and looks again. */
async function act(name, body) {
  const answer = await fetch(name, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ user: at('user').value, ...body }),
  }).then((response) => response.json());
  const [delivery] = answer.deliveries ?? [];
  const failed =
    delivery?.connectionFailure ?? (delivery?.timedOut ? 'not acknowledged in three seconds' : '');
  at('answer').textContent =
    answer.error ??
    (failed || (delivery ? `status ${delivery.status} after ${Math.round(delivery.ackMs)} ms` : ''));
  await look();
}

/** Every text in a block, in order. */
function textsOf(value) {
  if (Array.isArray(value)) return value.flatMap(textsOf);
  if (typeof value !== 'object' || value === null) return [];
  const { type, text, fields, elements, title, label, rows, child_blocks: children } = value;
  if (type === 'actions') return [];
  if (typeof text === 'string') return [text];
  return [title, label, text, fields, elements, rows, children].flatMap(textsOf);
}

/** What can be used: buttons, menus of what is offered, and a field for everything else. */
function controlsOf(usable, place) {
  const bar = make('div', '', { className: 'bar' });
  for (const { type, text, options, action_id: actionId, block_id: blockId } of usable) {
    const use = (more) => act('press', { ...place, actionId, blockId, ...more });
    if (type === 'button') bar.append(make('button', text ?? actionId, { onclick: () => use({}) }));
    else {
      const field = make(options ? 'select' : 'input', '', { ariaLabel: actionId, title: type });
      if (options) field.append(make('option', actionId, { value: '' }));
      else field.placeholder = `${actionId} (${type})`;
      for (const option of options ?? []) field.append(make('option', option.text, { value: option.value }));
      field.dataset.block = blockId;
      field.dataset.action = actionId;
      field.onchange = () => !place.isForm && use({ value: field.value });
      bar.append(field);
    }
  }
  return bar;
}

function messageOf(message) {
  const box = make('div', '', { className: message.thread_ts ? 'message reply' : 'message' });
  const marks = `${message.only_for_you ? ' · only for you' : ''}${message.edited ? ' · edited' : ''}`;
  const texts = textsOf([message.blocks, message.attachments.map((one) => one.blocks ?? one)]);
  box.append(make('small', `${message.author}${marks}`), make('pre', texts.join('\n') || message.text));
  box.append(controlsOf(message.usable, { channel: at('channel').value, ts: message.ts }));
  return box;
}

function viewOf(view) {
  const box = make('div', '', { className: 'message' });
  const errors = Object.entries(view.errors).map(([block, text]) => `${block}: ${text}`);
  box.append(make('strong', view.type === 'home' ? 'Home' : (view.title?.text ?? 'Modal')));
  box.append(
    make('pre', textsOf(view.blocks).join('\n')),
    make('pre', [...errors, view.failure ?? ''].join('\n'), { className: 'problem' }),
  );
  const controls = controlsOf(view.usable, { viewId: view.id, isForm: true });
  box.append(controls);
  if (view.type === 'home') return box;
  const submit = () => {
    const values = {};
    for (const { value, dataset } of controls.querySelectorAll('input, select')) {
      if (value) values[dataset.block] = { ...values[dataset.block], [dataset.action]: value };
    }
    return act('submit', { viewId: view.id, values });
  };
  if (view.submit) box.append(make('button', view.submit.text, { onclick: submit }));
  box.append(make('button', 'Close', { onclick: () => act('close', { viewId: view.id }) }));
  return box;
}

const shown = {};
/** Draws only what has changed, so that what is being typed stays. */
function draw(id, value, nodes) {
  const text = JSON.stringify(value);
  if (shown[id] === text) return;
  shown[id] = text;
  at(id).replaceChildren(...nodes());
}

async function look() {
  const user = at('user').value;
  const [{ messages }, { views, home }, { problems, notes }] = await Promise.all([
    read('messages', { user, channel: at('channel').value }),
    read('views', { user }),
    read('problems'),
  ]);
  draw('messages', [messages, user], () => messages.map(messageOf));
  draw('views', [views, home], () => [...views, ...(home ? [home] : [])].map(viewOf));
  draw('problems', [problems, notes], () => [
    ...problems.map(({ method, message }) => make('p', `${method}: ${message}`, { className: 'problem' })),
    ...notes.map(({ method, message }) => make('p', `Note: ${method}: ${message}`)),
  ]);
}

const world = await read('world');
const [{ users, channels }] = world.workspaces;
for (const { id, name, real_name: realName, is_bot: isBot } of users)
  if (!isBot) at('user').append(make('option', realName ?? name, { value: id }));
for (const { id, name } of channels) at('channel').append(make('option', `#${name}`, { value: id }));
const direct = make('option', 'Direct message');
at('channel').append(direct);
const pointDirect = () => {
  direct.value = at('user').value.replace(/^U/, 'D');
};
pointDirect();
at('user').onchange = pointDirect;
at('app').textContent = `${world.app.name} · commands: ${world.commands.join(', ') || 'any'}`;
for (const { name, callback_id: callbackId, type } of world.shortcuts)
  if (type === 'global')
    at('shortcuts').append(
      make('button', name, { type: 'button', onclick: () => act('shortcut', { callbackId }) }),
    );
at('curl').textContent = `curl ${location.href}command -H 'content-type: application/json' \\
  -d '{"user":"mei","channel":"#general","command":"${world.commands[0] ?? '/command'}","text":"hello"}'
curl '${location.href}messages?channel=%23general&user=mei'
curl ${location.href}problems`;
at('say').onsubmit = async (event) => {
  event.preventDefault();
  const [first, ...rest] = at('text').value.split(' ');
  const channel = at('channel').value;
  const isCommand = first.startsWith('/');
  const done = act(
    isCommand ? 'command' : 'say',
    isCommand ? { channel, command: first, text: rest.join(' ') } : { channel, text: at('text').value },
  );
  at('text').value = '';
  await done;
};
at('home').onclick = () => act('home', {});
await look();
setInterval(() => void look(), 1000);
