/** Above this pitch the partials lie further apart than formants, and linear prediction finds the partials. */
export const HIGHEST_FORMANT_PITCH_HZ = 450;
