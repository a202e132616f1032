import { AccessRequest } from '../types/access/AccessRequest.js';
import { ApiToken } from '../types/access/ApiToken.js';
import { AuditEvent } from '../types/access/AuditEvent.js';
import { Follow } from '../types/access/Follow.js';
import { defineConnection } from './defineConnection.js';

export const ApiTokenConnection = defineConnection({
  name: 'ApiToken',
  node: ApiToken,
  description: 'Tokens, in the order in which they were made.',
});
export const AuditEventConnection = defineConnection({
  name: 'AuditEvent',
  node: AuditEvent,
  description: 'The audit log, the oldest event first.',
});
export const AccessRequestConnection = defineConnection({
  name: 'AccessRequest',
  node: AccessRequest,
  description: 'Requests for access, in the order in which they were made.',
});

export const FollowConnection = defineConnection({
  name: 'Follow',
  node: Follow,
  description: 'What somebody follows, in the order in which he began.',
});
