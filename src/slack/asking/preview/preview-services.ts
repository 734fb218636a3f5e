import type { Services } from '../../services.ts';

/** What it takes to find out about groups. */
export type GatherServices = Pick<
  Services,
  'connections' | 'rules' | 'userGroups' | 'wasend' | 'clock' | 'requests'
>;

/** What it takes to show them before they are left. */
export type PreviewServices = GatherServices &
  Pick<Services, 'requests' | 'drafts' | 'fillIns' | 'turns' | 'names' | 'pace' | 'logger' | 'newReference'>;
