import { knownTypes } from './known-types.ts';

/** One thing Slack would refuse, in the words Slack uses, at a JSON pointer. */
export interface BlockKitFault {
  readonly pointer: string;
  readonly message: string;
  /** True where Slack may well take it, and only this stand-in cannot tell: a type it does not know. */
  readonly isDoubtful?: true;
}

/** Looks at one value; answers every fault found in it and below it. */
export type Check = (value: unknown, pointer: string) => BlockKitFault[];

export type Fields = Readonly<Record<string, Check>>;

/** True for what JSON calls an object: not null, not an array. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** One fault as a list, so that checks can return it as it is. */
export const fault = (pointer: string, message: string): BlockKitFault[] => [{ pointer, message }];

/** A string of `min` to `max` UTF-16 units. */
export function stringOf(min: number, max: number): Check {
  return (value, pointer) => {
    if (typeof value !== 'string') return fault(pointer, 'must provide a string');
    if (value.length < min) return fault(pointer, `must be more than ${min - 1} characters`);
    return value.length > max ? fault(pointer, `must be less than ${max + 1} characters`) : [];
  };
}

/** A string that `pattern` accepts; `wanted` says what that means. */
export function stringLike(pattern: RegExp, wanted: string): Check {
  return (value, pointer) =>
    typeof value === 'string' && pattern.test(value) ? [] : fault(pointer, `must be ${wanted}`);
}

export const aBoolean: Check = (value, pointer) =>
  typeof value === 'boolean' ? [] : fault(pointer, 'must provide a boolean');

/** Anything at all: for values whose inside Slack hands through. */
export const anything: Check = () => [];

export function integerOf(min: number, max: number): Check {
  return (value, pointer) =>
    Number.isInteger(value) && (value as number) >= min && (value as number) <= max
      ? []
      : fault(pointer, `must be an integer from ${min} to ${max}`);
}

export function oneOf(...allowed: readonly string[]): Check {
  return (value, pointer) =>
    allowed.includes(value as string)
      ? []
      : fault(pointer, `must be a valid enum value: ${allowed.join(', ')}`);
}

/** An array of `min` to `max` items, each passing `item`. */
export function listOf(item: Check, { min = 0, max }: { min?: number; max: number }): Check {
  return (value, pointer) => {
    if (!Array.isArray(value)) return fault(pointer, 'must provide an array');
    const count =
      value.length < min
        ? fault(pointer, `no fewer than ${min} items allowed`)
        : value.length > max
          ? fault(pointer, `no more than ${max} items allowed`)
          : [];
    return [...count, ...value.flatMap((entry, index) => item(entry, `${pointer}/${index}`))];
  };
}

/** An object with exactly these fields: a missing required one and an unknown one are both faults. */
export function recordOf(required: Fields, optional: Fields = {}): Check {
  return (value, pointer) => {
    if (!isRecord(value)) return fault(pointer, 'must provide an object');
    const missing = Object.keys(required).filter((name) => value[name] === undefined);
    const checked = Object.entries(value).flatMap(([name, field]) => {
      if (field === undefined) return [];
      const check = Object.hasOwn(required, name)
        ? required[name]
        : Object.hasOwn(optional, name)
          ? optional[name]
          : undefined;
      return check
        ? check(field, `${pointer}/${name}`)
        : fault(pointer, `invalid additional property: ${name}`);
    });
    return [...missing.flatMap((name) => fault(pointer, `missing required field: ${name}`)), ...checked];
  };
}

/** An object told apart by its `type`: a type that is not in the table is a fault. */
export function byType(table: Readonly<Record<string, Check>>): Check {
  return (value, pointer) => {
    if (!isRecord(value)) return fault(pointer, 'must provide an object');
    const check = Object.hasOwn(table, String(value.type)) ? table[String(value.type)] : undefined;
    if (check) return check(value, pointer);
    const type = String(value.type);
    const doubt = knownTypes.has(type) || typeof value.type !== 'string' ? {} : { isDoubtful: true as const };
    return [{ pointer: `${pointer}/type`, message: `unsupported type: ${type}`, ...doubt }];
  };
}

/** An object of exactly this type. */
export const typed = (type: string, required: Fields = {}, optional: Fields = {}): Check =>
  recordOf({ type: oneOf(type), ...required }, optional);

/** All of the checks, one after the other. */
export function allOf(...checks: readonly Check[]): Check {
  return (value, pointer) => checks.flatMap((check) => check(value, pointer));
}

/** A rule over a whole object; skipped where the value is no object, which another check has said already. */
export function rule(find: (record: Record<string, unknown>, pointer: string) => BlockKitFault[]): Check {
  return (value, pointer) => (isRecord(value) ? find(value, pointer) : []);
}
