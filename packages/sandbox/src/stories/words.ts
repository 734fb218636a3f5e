/**
 * Short words by which stories know what they see, each of them likely to outlive the sentence around it. Names of
 * people and groups, and what the stand-ins say, are the stories' own.
 */
export const words = {
  confirmed: /confirmed/i,
  approvalNeeded: /approval needed/i,
  approvedBy: (name: string) => new RegExp(`approved by @?${name}`, 'i'),
  stoppedBy: (name: string) => new RegExp(`stopped by @?${name}`, 'i'),
  ownRequest: /your own request/i,
  notConnected: /not connected/i,
  refusedKey: /“Invalid API key/,
  noAnswer: /no (definite )?answer|504/i,
} as const;
