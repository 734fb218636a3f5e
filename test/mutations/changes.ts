import { isSql, sqlChanges } from './sql-changes.ts';

/** A node of the syntax tree, as far as it is looked at here. */
export interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

/** What stands from `start` to `end` becomes something else. */
export interface Change {
  readonly start: number;
  readonly end: number;
  readonly becomes: string;
}

type Changer = (node: Node, source: string) => Change[];

const other: Record<string, readonly string[]> = {
  '<': ['<=', '>'],
  '<=': ['<', '>'],
  '>': ['>=', '<'],
  '>=': ['>', '<'],
  '===': ['!=='],
  '!==': ['==='],
  '==': ['!='],
  '!=': ['=='],
  '+': ['-'],
  '-': ['+'],
  '*': ['/'],
  '/': ['*'],
  '%': ['*'],
  '**': ['*'],
  '&&': ['||'],
  '||': ['&&'],
};
const otherMethod: Record<string, string> = {
  every: 'some',
  some: 'every',
  min: 'max',
  max: 'min',
  find: 'findLast',
  floor: 'ceil',
  ceil: 'floor',
};
/** Methods that answer with something of the kind they were asked of: without them the thing stays as it was. */
const droppable =
  /^(filter|slice|trim|trimStart|trimEnd|toLowerCase|toUpperCase|normalize|replace|replaceAll|toReversed|toSorted|reverse|toWellFormed|concat|nullable|optional|strict|min|max)$/;
/** Names whose words are the members of a union. */
const isKindKey = /^(kind|why|class|after|sighting|standing|session|rule|of)$/;
/** What is written to the log is no promise. */
const isLogging = /^(await )?[\w.]*\b(warn|log|logger|info|debug|error)\(/;

const changers: Record<string, Changer> = {
  BinaryExpression: operator,
  LogicalExpression: operator,
  UnaryExpression: (node) =>
    node.operator === '!' ? [{ ...at(node), end: partOf(node, 'argument').start, becomes: '' }] : [],
  BooleanLiteral: (node) => [{ ...at(node), becomes: String(node.value !== true) }],
  NumericLiteral: (node) =>
    otherNumbers(Number(node.value)).map((number) => ({ ...at(node), becomes: String(number) })),
  IfStatement: (node) => [{ ...at(partOf(node, 'test')), becomes: 'false' }],
  ConditionalExpression: (node, source) => {
    const test = partOf(node, 'test');
    return [{ ...at(test), becomes: `!(${source.slice(test.start, test.end)})` }];
  },
  ArrayExpression: (node, source) => partsOf(node, 'elements').map((element) => without(element, source)),
  CallExpression: call,
  OptionalCallExpression: call,
  ExpressionStatement: (node, source) =>
    /^(await )?[\w.#?]+\(/.test(source.slice(node.start, node.end)) &&
    !isLogging.test(source.slice(node.start, node.end))
      ? [{ ...at(node), becomes: ';' }]
      : [],
  RegExpLiteral: regularExpression,
  StringLiteral: text,
  TemplateElement: text,
};

/** Every change there is for these nodes of one source. */
export function changesOf(nodes: readonly Node[], source: string): Change[] {
  return [...nodes.flatMap((node) => changers[node.type]?.(node, source) ?? []), ...otherKinds(nodes)];
}

/** A product of numbers, which is one number. */
export function isConstant(node: Node): boolean {
  if (node.type === 'NumericLiteral') return true;
  return (
    node.type === 'BinaryExpression' && isConstant(partOf(node, 'left')) && isConstant(partOf(node, 'right'))
  );
}

function operator(node: Node, source: string): Change[] {
  if (isConstant(node)) {
    const number = `(${source.slice(node.start, node.end)})`;
    return [`${number} / 2`, `${number} * 2`].map((becomes) => ({ ...at(node), becomes }));
  }
  const [left, right] = [partOf(node, 'left'), partOf(node, 'right')];
  if (node.operator === '??') return [{ start: left.end, end: node.end, becomes: '' }];
  const isText = [left, right].some(({ type }) => /StringLiteral|TemplateLiteral/.test(type));
  if (node.operator === '+' && isText) return [];
  const start = source.indexOf(String(node.operator), left.end);
  const end = start + String(node.operator).length;
  return (other[String(node.operator)] ?? []).map((becomes) => ({ start, end, becomes }));
}

/** A near one for a small number; for a large one what a test can tell apart. */
function otherNumbers(number: number): number[] {
  if (number > 100) return [Math.floor(number / 2), number * 2];
  return number > 0 ? [number - 1, number + 1] : [number + 1];
}

function call(node: Node): Change[] {
  const callee = partOf(node, 'callee');
  if (!/MemberExpression$/.test(callee.type) || callee.computed === true) return [];
  const [object, property] = [partOf(callee, 'object'), partOf(callee, 'property')];
  const name = String(property.name);
  const swapped = otherMethod[name];
  const isOfMath = object.name === 'Math';
  const changes: Change[] = [];
  if (swapped !== undefined && (isOfMath || !/^(min|max)$/.test(name)))
    changes.push({ ...at(property), becomes: swapped });
  if (droppable.test(name) && !isOfMath) changes.push({ start: object.end, end: node.end, becomes: '' });
  return changes;
}

function regularExpression(node: Node): Change[] {
  const { pattern, flags } = node;
  const patterns = [String(pattern).replace(/^\^/, ''), String(pattern).replace(/(?<!\\)\$$/, '')].filter(
    (one) => one !== pattern,
  );
  return [
    ...patterns.map((one) => ({ ...at(node), becomes: `/${one}/${flags}` })),
    ...(String(flags).includes('i')
      ? [{ ...at(node), becomes: `/${pattern}/${String(flags).replace('i', '')}` }]
      : []),
  ];
}

function text(node: Node, source: string): Change[] {
  const words = source.slice(node.start, node.end);
  return isSql(words)
    ? sqlChanges(words).map(({ start, end, becomes }) => ({
        start: node.start + start,
        end: node.start + end,
        becomes,
      }))
    : [];
}

/** The word of a union becomes another one that stands under the same name in this source. */
function otherKinds(nodes: readonly Node[]): Change[] {
  const found = nodes.flatMap((node) => {
    if (node.type !== 'ObjectProperty') return [];
    const [key, value] = [partOf(node, 'key'), partOf(node, 'value')];
    if (value.type !== 'StringLiteral' || !isKindKey.test(String(key.name))) return [];
    return [{ key: String(key.name), word: String(value.value), value }];
  });
  return found.flatMap(({ key, word, value }) => {
    const words = [...new Set(found.filter((one) => one.key === key).map((one) => one.word))];
    const next = words[(words.indexOf(word) + 1) % words.length] ?? word;
    return next === word ? [] : [{ ...at(value), becomes: `'${next}'` }];
  });
}

function without(element: Node, source: string): Change {
  const comma = /^\s*,/.exec(source.slice(element.end));
  return { start: element.start, end: element.end + (comma?.[0].length ?? 0), becomes: '' };
}

const at = ({ start, end }: Node): { start: number; end: number } => ({ start, end });
const partOf = (node: Node, key: string): Node => node[key] as Node;
const partsOf = (node: Node, key: string): Node[] =>
  (node[key] as (Node | null)[]).filter((part) => part !== null);
