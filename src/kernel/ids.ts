import { v7 } from 'uuid';

/**
 * A new opaque id: UUID version 7 (RFC 9562), so that rows written together lie together in an index.
 * Its time part is for the database's locality only; order and time of acts come from the record, never from an id.
 */
export const newId = (): string => v7();
