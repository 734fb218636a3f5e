import type { SessionFacts } from '../../leaving/ports/wasend.ts';
import { internationalDigits } from '../../leaving/spellings.ts';
import type { Censor } from '../answer/secrets.ts';
import type { GroupWithUs } from '../groups/group-facts.ts';
import { lidDigits } from '../groups/own-names.ts';
import type { Facts, FactsKind, Reduced } from './facts.ts';

/**
 * What was read, without secrets in any text of it: sentences, names, words for a status. Ids and numbers that are such
 * by their shape stay as they are, for calls are addressed with them.
 */
export function withoutSecrets<Kind extends FactsKind>(
  { answer, value }: Reduced<Kind>,
  kind: Kind,
  censor: Censor,
): Reduced<Kind> {
  const { message, error, exception } = answer.sentences;
  const sentence = (text: string | null) => (text === null ? null : censor.sentence(text));
  return {
    answer: {
      ...answer,
      sentences: { message: sentence(message), error: sentence(error), exception: sentence(exception) },
    },
    value: value === null ? null : censored[kind](value, censor),
  };
}

const censored: { readonly [Kind in FactsKind]: (value: Facts[Kind], censor: Censor) => Facts[Kind] } = {
  nothing: (nothing) => nothing,
  count: (count) => count,
  session: sessionWithout,
  sessions: (sessions, censor) => sessions.map((session) => sessionWithout(session, censor)),
  group: groupWithout,
  'groups-page': (page, censor) => ({
    ...page,
    groups: page.groups.map((group) => groupWithout(group, censor)),
  }),
  invite: (invite, censor) => ({ ...invite, name: nameWithout(invite.name, censor) }),
};

function sessionWithout(session: SessionFacts, censor: Censor): SessionFacts {
  const { name, phoneNumber, lid, status } = session;
  const isNumber = internationalDigits(phoneNumber) !== null;
  const isLid = lidDigits(lid ?? '') !== null;
  return {
    ...session,
    name: nameWithout(name, censor),
    phoneNumber: isNumber ? phoneNumber : nameWithout(phoneNumber, censor),
    lid: isLid ? lid : nameWithout(lid, censor),
    status: censor.name(status),
  };
}

function groupWithout({ facts, membership }: GroupWithUs, censor: Censor): GroupWithUs {
  return { facts: { ...facts, name: nameWithout(facts.name, censor) }, membership };
}

function nameWithout(name: string | null, censor: Censor): string | null {
  return name === null ? null : censor.name(name);
}
