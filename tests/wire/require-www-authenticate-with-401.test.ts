import { describeMissingHeader } from './missing-header.ts';

describeMissingHeader(401, 'WWW-Authenticate', 'Bearer');
