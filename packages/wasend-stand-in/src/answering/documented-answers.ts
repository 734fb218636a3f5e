import { type Answer, json } from './answer.ts';
import type { Route } from './match-route.ts';

/**
 * The answers Wasend documents: the success of wasend.dev/docs "Leave Group", and one body for each status of its
 * table. The table gives codes and meanings; the wording of `error` is composed.
 */
export const leftTheGroup = { success: true, message: 'Successfully left the group.' } as const;

/** A refusal in Wasend’s documented form. */
export const refusal = (
  status: number,
  route: Route,
  error: string,
  headers: Record<string, string> = {},
): Answer => {
  const message = route === 'leave' ? 'Failed to leave the group.' : 'Request failed.';
  return json(status, { success: false, message, error }, headers);
};

export const invalidApiKey = (): Answer =>
  json(401, { success: false, message: 'Unauthorized', error: 'Invalid API key.' });
export const invalidGroupId = (route: Route): Answer => refusal(400, route, 'Invalid groupId.');
export const notMember = (route: Route): Answer => refusal(403, route, 'You are not a member of this group.');
export const groupOwner = (route: Route): Answer => refusal(403, route, 'You are the group owner.');
export const groupLocked = (route: Route): Answer => refusal(403, route, 'The group is locked.');
export const sessionNotFound = (route: Route): Answer => refusal(404, route, 'Session not found.');
/** The meaning Wasend’s table gives to 404: it does not say which of the two. */
export const sessionOrGroupNotFound = (route: Route): Answer =>
  refusal(404, route, 'Session or group not found.');
export const groupNotFound = (route: Route): Answer => refusal(404, route, 'Group not found.');
export const inviteNotFound = (route: Route): Answer =>
  refusal(404, route, 'Invite link is invalid or revoked.');
export const internalError = (route: Route): Answer => refusal(500, route, 'Internal Server Error.');
export const rateLimitExceeded = (route: Route, headers: Record<string, string> = {}): Answer =>
  refusal(429, route, 'Rate limit exceeded.', headers);
