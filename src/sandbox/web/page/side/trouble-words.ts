/** Which calls to Wasend can go wrong, and how they are called here. */
export const wasendCalls = [
  ['leave', 'leave a group'],
  ['groups', 'list the groups'],
  ['group', 'read one group'],
  ['sessions', 'list the numbers'],
] as const;

/** The faults of the Wasend stand-in, in words; a test holds them against the stand-in's own list. */
export const faultWords: Readonly<Record<string, string>> = {
  'done-but-504': 'done, but the gateway times out (504)',
  'done-but-cut': 'done, but the connection is cut',
  'done-but-500': 'done, but answered with 500',
  'done-but-timed-out': 'done, but never answered',
  'ok-but-not-done': 'answered as done, but not done',
  cut: 'not done, and the connection is cut',
  hang: 'not done, and never answered',
  slow: 'held until “Let slow calls go on”',
  '400': '400 invalid group id',
  '401': '401 invalid API key',
  '402': '402 plan expired',
  '403-not-member': '403 not a member',
  '403-owner': '403 group owner',
  '403-locked': '403 group locked',
  '404-session': '404 no such session',
  '404-group': '404 no such group',
  '409': '409 conflict',
  '422-starting': '422 the session is starting',
  '429': '429 without a time',
  '429-retry-after': '429 with Retry-After: 60',
  '429-body': '429 with the time in its body',
  '500': '500 and nothing more',
  '500-rate-overlimit': '500 with WhatsApp’s rate-overlimit',
  '500-not-in-group': '500 not participating in that group',
  '500-disconnected': '500 the websocket is disconnected',
  '502-html': '502 as a page of HTML',
  '503-html': '503 as a page of HTML',
  '200-html': '200 as a page of HTML',
  '200-false-owner': '200 that says it failed: owner',
  'cut-mid-body': 'done, and cut in the middle of the answer',
  huge: 'done, with an answer without end',
  redirect: 'a redirect to elsewhere',
};

export const slackMethods = [
  'chat.postMessage',
  'chat.update',
  'views.open',
  'views.update',
  'users.info',
  'response_url',
] as const;

export const slackTroubles = [
  ['429', 'refused as too many (429, 3 s)'],
  ['refused', 'refused with internal_error'],
  ['never answered', 'never answered'],
  ['done but cut', 'done, and the answer is lost'],
  ['slow', 'slow by 2 s, and all after it'],
  ['not slow', 'quick again, and all after it'],
] as const;
