import { describeMissingHeader } from './missing-header.ts';

describeMissingHeader(202, 'Location', '/jobs/7');
