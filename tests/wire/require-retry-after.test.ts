import { describeMissingHeader } from './missing-header.ts';

describeMissingHeader(429, 'Retry-After', '60');
describeMissingHeader(503, 'Retry-After', '60');
