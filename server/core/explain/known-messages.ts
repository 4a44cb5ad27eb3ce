import { accessMessages } from './access-messages.ts';
import { apiMessages } from './api-messages.ts';
import { buildMessages } from './build-messages.ts';
import type { MessageKind } from './message-kind.ts';
import { referenceMessages } from './reference-messages.ts';

/** All kinds of messages there are, in the order in which a text is compared with them. */
export const knownMessages: readonly MessageKind[] = [
  ...accessMessages,
  ...referenceMessages,
  ...buildMessages,
  ...apiMessages,
];
