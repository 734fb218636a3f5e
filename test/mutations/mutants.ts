import { parse } from '@babel/parser';
import { type Change, changesOf, isConstant, type Node } from './changes.ts';

/** One small change in one source file, after which a test should fail. */
export interface Mutant extends Change {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** The line as it is, with the change marked in it. Holds while the rest of its file changes. */
  readonly name: string;
}

/** All mutants of a source text, in its order. Pure: the same text gives the same mutants. */
export function mutantsOf(file: string, source: string): Mutant[] {
  const nodes: Node[] = [];
  collect(parse(source, { sourceType: 'module', plugins: ['typescript'] }).program, nodes);
  const mutants = changesOf(nodes, source).map((change) => {
    const line = source.slice(0, change.start).split('\n').length;
    return { ...change, file, line, name: nameOf(source, change) };
  });
  return mutants.toSorted((a, b) => a.start - b.start || a.end - b.end);
}

/** The source with the change of a mutant in it. */
export function mutated(source: string, { start, end, becomes }: Mutant): string {
  return source.slice(0, start) + becomes + source.slice(end);
}

function nameOf(source: string, { start, end, becomes }: Change): string {
  const before = source.slice(source.lastIndexOf('\n', start - 1) + 1, start);
  const endOfLine = source.indexOf('\n', end);
  const behind = source.slice(end, endOfLine < 0 ? source.length : endOfLine);
  const marked = `${before}⟦${source.slice(start, end)} → ${becomes}⟧${behind}`;
  return marked.replace(/\s+/g, ' ').trim();
}

/** Types are no behaviour: the compiler answers for them. */
const unread = /^(TS(?!AsExpression|SatisfiesExpression|NonNullExpression)|ImportDeclaration|ExportAll)/;
const unreadKeys = new Set(['typeAnnotation', 'typeParameters', 'typeArguments', 'returnType', 'loc']);

function collect(value: unknown, into: Node[]): void {
  if (Array.isArray(value)) for (const item of value) collect(item, into);
  if (!isNode(value) || unread.test(value.type)) return;
  into.push(value);
  if (isConstant(value)) return;
  for (const [key, child] of Object.entries(value)) if (!unreadKeys.has(key)) collect(child, into);
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value;
}
