/** What the names of scripts that were made for an update begin with. */
export const UNIT_PREFIX = 'restitch-unit:';
