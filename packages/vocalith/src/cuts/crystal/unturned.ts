/** Rows of the rotation that turns nothing. */
export const UNTURNED = [1, 0, 0, 0, 1, 0, 0, 0, 1] as const;
