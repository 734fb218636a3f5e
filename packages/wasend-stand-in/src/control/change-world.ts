import { spellings } from '../world/spellings.ts';
import type { World } from '../world/world.ts';
import type { GroupSeed, SessionSeed } from '../world/world-seed.ts';
import type { WorldOrder } from './orders.ts';

/** Does it, and answers what there is to answer: ids of new groups, or null. Throws where there is no such thing. */
export function changeWorld(world: World, order: WorldOrder): unknown {
  switch (order.do) {
    case 'add-key':
      world.addKey(order.key);
      return null;
    case 'add-session':
      world.addSession(order.key, order.session as SessionSeed);
      return null;
    case 'add-group':
      return world.addGroup(order.sessionId, order.group as GroupSeed);
    case 'add-groups':
      return world.addManyGroups(order.sessionId, order.count, order.group as GroupSeed | undefined);
    case 'take-us-out':
      return world.removeUs(order.groupId, order.sessionId);
    case 'put-us-in':
      world.addUs(order.groupId, order.sessionId, order.standing);
      return null;
    case 'set-status':
      world.setStatus(order.sessionId, order.status);
      return null;
    case 'set-number':
      world.setNumber(order.sessionId, spellings[order.spelling]);
      return null;
    case 'rename':
      world.rename(order.groupId, order.name);
      return null;
  }
}
