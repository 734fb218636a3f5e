import { apartContract } from './apart-contract.ts';
import { askingContract } from './asking-contract.ts';
import { clockContract } from './clock-contract.ts';
import { numberContract } from './number-contract.ts';
import type { OpenStore } from './open-store.ts';
import { paceContract } from './pace-contract.ts';
import { queueContract } from './queue-contract.ts';
import { rulesContract } from './rules-contract.ts';
import { turnContract } from './turn-contract.ts';
import { turnsContract } from './turns-contract.ts';
import { wakesContract } from './wakes-contract.ts';

/** What every storage promises; `runs` of what is tried at random. */
export function storageContract(open: () => Promise<OpenStore>, runs: number): void {
  apartContract(open);
  askingContract(open);
  paceContract(open, runs);
  clockContract(open);
  numberContract(open);
  queueContract(open);
  turnContract(open);
  turnsContract(open);
  rulesContract(open);
  wakesContract(open);
}
