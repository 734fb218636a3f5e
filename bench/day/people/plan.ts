import { Chance } from '../chance.ts';
import { type Place, placeAt } from '../outside/places.ts';

const hourMs = 60 * 60_000;

/** One ask that somebody will make on this day. */
export interface PlannedAsk {
  /** Milliseconds from midnight UTC. */
  readonly at: number;
  readonly place: Place;
  /** Which of the workspace's people; each asks in a channel of their own. */
  readonly person: number;
  /** Which of the workspace's numbers. */
  readonly number: number;
  readonly groups: number;
  /** From a picker; else the ids are pasted. */
  readonly isPicked: boolean;
}

/** One workspace in twenty asks. */
const asking = 0.05;
/** How busy each hour of a day is where it is lived: office hours, and a peak over lunch. */
const weightOfHour = [0, 0, 0, 0, 0, 0.1, 0.3, 1, 4, 7, 7, 8, 14, 12, 7, 7, 6, 4, 1.5, 1, 0.6, 0.4, 0.2, 0];
const peopleOfAgency = 3;

/** What people of so many workspaces ask for in one day, in its order. */
export function planDay(workspaces: number, seed: number, mostOfAgency: number): readonly PlannedAsk[] {
  const asks: PlannedAsk[] = [];
  for (let index = 0; index < workspaces; index += 1) {
    const chance = new Chance(`plan ${seed} ${index}`);
    if (index % 1_000 !== 0 && !chance.isIn(asking)) continue;
    const place = placeAt(index);
    const count = place.isAgency ? chance.whole(Math.ceil(mostOfAgency / 3), mostOfAgency) : 1;
    const again = !place.isAgency && chance.isIn(0.15) ? 1 : 0;
    for (let ask = 0; ask < count + again; ask += 1) asks.push(planAsk(place, chance));
  }
  return asks.toSorted((one, other) => one.at - other.at);
}

function planAsk(place: Place, chance: Chance): PlannedAsk {
  const local = (chance.weighed(weightOfHour) + chance.next()) * hourMs;
  const { isAgency, zone, sessionIds } = place;
  return {
    at: (local - zone * hourMs + 48 * hourMs) % (24 * hourMs),
    place,
    person: isAgency ? chance.whole(0, peopleOfAgency - 1) : 0,
    number: chance.whole(0, sessionIds.length - 1),
    groups: isAgency ? agencyGroups(chance) : 1 + chance.weighed([45, 22, 12, 8, 6, 4, 3]),
    isPicked: chance.isIn(isAgency ? 0.4 : 0.7),
  };
}

function agencyGroups(chance: Chance): number {
  return chance.isIn(0.6) ? 50 : chance.whole(8, 49);
}
